"""Mail that goes nowhere: a real SMTP server that keeps what it gets as files, and misbehaves where a test asks it."""

import asyncio
import email
import email.policy
import time
from email.message import EmailMessage
from enum import Enum
from pathlib import Path

from aiosmtpd.controller import Controller

ENVELOPE_TO = "X-Envelope-To"


class Manner(Enum):
    """How the server treats a message."""

    ACCEPT = "250 Kept"
    REFUSE_FOR_NOW = "451 Try again later"
    REFUSE_FOR_GOOD = "550 No such mailbox"
    # The message is kept, and the sender never hears of it.
    CUT_AFTER_KEEPING = "cut"


class MailSink:
    """Listens on ``port`` of this machine between ``start`` and ``stop``; one message, one file in ``folder``.

    A test sets ``manner`` (for the next ``times`` messages, or until told otherwise), ``delay`` in seconds before
    each answer to a message, or ``unknown`` addresses, which are refused one by one as a recipient is named.
    """

    def __init__(self, folder: Path, port: int):
        self.folder = folder
        self.port = port
        self.behave()
        self._last = 0
        self._controller: Controller | None = None

    def behave(
        self,
        manner: Manner = Manner.ACCEPT,
        *,
        times: int | None = None,
        delay: float = 0,
        unknown: frozenset[str] = frozenset(),
    ) -> None:
        """From now on; without arguments, well."""
        self.manner, self.times, self.delay, self.unknown = manner, times, delay, unknown

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    def clear(self) -> None:
        for path in self.folder.glob("*.eml"):
            path.unlink()

    def messages(self) -> list[EmailMessage]:
        """Everything kept so far, oldest first; the envelope's recipients are in ``X-Envelope-To``."""
        return [read_message(path) for path in message_files(self.folder)]

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.unknown:
            return Manner.REFUSE_FOR_GOOD.value
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        manner = self._manner_of_this_message()
        await asyncio.sleep(self.delay)
        if manner in {Manner.ACCEPT, Manner.CUT_AFTER_KEEPING}:
            self._keep(envelope)
        if manner is Manner.CUT_AFTER_KEEPING:
            server.transport.abort()
        return manner.value

    def _manner_of_this_message(self) -> Manner:
        if self.times is None:
            return self.manner
        self.times -= 1
        return self.manner if self.times >= 0 else Manner.ACCEPT

    def _keep(self, envelope) -> None:
        self._last = max(time.time_ns(), self._last + 1)
        unfinished = self.folder / f"{self._last}.unfinished"
        recipients = ", ".join(envelope.rcpt_tos)
        unfinished.write_bytes(f"{ENVELOPE_TO}: {recipients}\r\n".encode() + envelope.original_content)
        unfinished.rename(unfinished.with_suffix(".eml"))


def message_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.eml"))


def read_message(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
