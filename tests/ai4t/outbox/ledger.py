"""The oracle: what was asked for, compared with the rows and with what the mail server really has."""

import secrets
from collections import Counter

from ai4t import outbox
from ai4t.local.mailsink import ENVELOPE_TO, MailSink
from ai4t.models import Letter

State = Letter.State


class Ledger:
    """One cause, one address, one receipt: the number of the letter's row.

    Law: a receipt means one row; a row means its letter, once; nothing leaves that nobody asked for.
    """

    def __init__(self, sink: MailSink):
        self.sink = sink
        self.receipts: dict[str, int] = {}

    def post(self, count=1, *, priority=Letter.Priority.PERSONAL) -> list[Letter]:
        letters = []
        for _number in range(count):
            cause = f"{secrets.token_hex(6)}@example.org"
            letters.append(outbox.post(kind="mail.test", address=cause, language="en", priority=priority))
            self.receipts[cause] = letters[-1].pk
        return letters

    def lost(self) -> list[str]:
        """Causes whose letter the server does not have, unless a person has been asked to decide."""
        arrived, rows = self._arrived(), self.rows()
        waiting_for_a_person = {row.pk for row in rows.values() if row.state == State.UNKNOWN}
        return [cause for cause, pk in self.receipts.items() if pk not in waiting_for_a_person and not arrived[cause]]

    def doubled(self) -> list[str]:
        return [cause for cause, times in self._arrived().items() if times > 1]

    def strays(self) -> list[str]:
        """Messages without a receipt, or under another Message-ID than their row's."""
        rows = self.rows()
        expected = {(cause, rows[pk].message_id) for cause, pk in self.receipts.items()}
        return [str(message["Message-ID"]) for message in self.sink.messages() if _key(message) not in expected]

    def faults(self) -> dict[str, list[str]]:
        found = {"lost": self.lost(), "doubled": self.doubled(), "strays": self.strays()}
        return {name: causes for name, causes in found.items() if causes}

    def states(self) -> Counter:
        return Counter(State(row.state) for row in self.rows().values())

    def rows(self) -> dict[int, Letter]:
        return Letter.objects.unscoped("the oracle sees all").in_bulk(list(self.receipts.values()))

    def _arrived(self) -> Counter:
        return Counter(_key(message)[0] for message in self.sink.messages())


def _key(message) -> tuple[str, str]:
    return str(message[ENVELOPE_TO]), str(message["Message-ID"])
