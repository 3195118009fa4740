"""Talking to the mail server, step by step, because it matters at which step the line breaks."""

import re
import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend


class Refused(Exception):
    """A final no to this letter."""


class RecipientRefused(Refused):
    """A final no to the address, whatever the letter."""


class NotNow(Exception):
    """No to this letter for the moment."""


class OutOfReach(Exception):
    """No connection, or the server closed it: no letter leaves for the moment."""


class Unanswered(Exception):
    """The server has the whole letter and has not said whether it took it."""


class MailServer:
    """One connection, opened when the first letter needs it and kept for the whole round."""

    def __init__(self):
        self._backend = EmailBackend(timeout=settings.EMAIL_TIMEOUT)

    def __enter__(self):
        return self

    def __exit__(self, *_what):
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()

    def announce(self, sender: str, recipient: str) -> None:
        """Say from whom and to whom; the letter itself stays here, so that any trouble is safe to repeat."""
        is_new = self._backend.connection is None
        try:
            self._announce(sender, recipient)
        except OutOfReach:
            if is_new:
                raise
            self._announce(sender, recipient)  # the server had enough of the old connection, perhaps not of us

    def hand_over(self, message: bytes) -> None:
        """Send the text and hear what becomes of it."""
        try:
            code, words = self._backend.connection.data(message)
        except smtplib.SMTPDataError as answer:
            code, words = answer.smtp_code, answer.smtp_error
        except (smtplib.SMTPException, OSError) as trouble:
            self._hang_up()
            raise Unanswered(_words_of(trouble))
        if code // 100 not in {2, 4, 5}:
            self._hang_up()
            raise Unanswered(f"{code} {words!r}")
        _demand(code, words)

    def _announce(self, sender: str, recipient: str) -> None:
        try:
            line = self._line()
            _demand(*line.mail(sender), is_about_us=True)
            _demand_recipient(*line.rcpt(recipient))
        except OutOfReach:
            self._hang_up()
            raise
        except (smtplib.SMTPException, OSError) as trouble:
            self._hang_up()
            raise OutOfReach(_words_of(trouble))

    def _line(self) -> smtplib.SMTP:
        """The connection, clean of what the last letter left."""
        if self._backend.connection:
            self._backend.connection.rset()
        else:
            self._backend.open()
            self._backend.connection.ehlo_or_helo_if_needed()
        return self._backend.connection

    def _hang_up(self) -> None:
        """Without a farewell, which would wait for an answer."""
        if self._backend.connection:
            self._backend.connection.close()
            self._backend.connection = None


def _demand_recipient(code: int, words: bytes) -> None:
    try:
        _demand(code, words)
    except Refused as answer:
        raise RecipientRefused(*answer.args) if blames_the_address(str(answer)) else answer


def blames_the_address(said: str) -> bool:
    """Whether a final no is about her mailbox; a no of class X.3, X.6 or X.7 is about servers, texts and policies."""
    return not re.search(r"\b5\.[367]\.\d{1,3}\b", said)


def _demand(code: int, words: bytes, *, is_about_us: bool = False) -> None:
    """Raise what any answer but a yes means."""
    if 200 <= code < 300:
        return
    said = f"{code} {words.decode('utf-8', 'replace')}"
    if code == 421:
        raise OutOfReach(said)
    raise (Refused if code >= 500 and not is_about_us else NotNow)(said)


def _words_of(trouble: Exception) -> str:
    return f"{type(trouble).__name__}: {trouble}"
