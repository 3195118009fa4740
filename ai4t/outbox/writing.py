"""From a letter's row to the message: subject, text and HTML in the language of its reader."""

import logging
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.utils import translation

from ai4t import languages
from ai4t.models import Letter
from ai4t.outbox import declining
from ai4t.outbox.addresses import address_of
from ai4t.outbox.kinds import kind as kind_named

# Python begins a new line before a long address; mail programs that read headers by themselves find none there.
_FOLDED, _UNFOLDED = b"\r\nList-Unsubscribe: \r\n <", b"\r\nList-Unsubscribe: <"
_log = logging.getLogger(__name__)


class Unwritable(Exception):
    """The letter cannot be put into words: a fault of ours, to be mended while it waits."""


@dataclass(frozen=True)
class Message:
    sender: str
    recipient: str
    content: bytes


def write(letter: Letter) -> Message | None:
    """The message as it goes over the line; None when what it was about has gone."""
    try:
        with translation.override(letter.language):
            context = kind_named(letter.kind).context(letter)
            return None if context is None else _message(letter, context)
    except Exception:
        _log.exception("letter cannot be written", extra={"fields": {"letter": letter.pk, "kind": letter.kind}})
        raise Unwritable(Letter.Trouble.UNWRITABLE)


def texts_of(letter: Letter) -> tuple[str, str] | None:
    """Subject and text, for whoever looks at a letter before it leaves; None when there would be nothing to say."""
    with translation.override(letter.language):
        context = kind_named(letter.kind).context(letter)
        return None if context is None else texts(letter, context)[:2]


def words_of(*, kind: str, recipient, about) -> tuple[str, str]:
    """Subject and text of a letter that nobody has posted yet, as its reader would get it."""
    letter = Letter(kind=kind, recipient=recipient, language=recipient.language, about=about)
    return texts_of(letter) or ("", "")


def _message(letter: Letter, context: dict) -> Message:
    subject, text, html = texts(letter, context)
    address = letter.receiver
    mail = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[address],
        reply_to=[_reply_to(context)],
        alternatives=[(html, "text/html")],
        headers={
            "Message-ID": letter.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
            **_way_out(letter),
        },
    )
    if calendar := context.get("calendar"):
        mail.attach_alternative(calendar["text"], f"text/calendar; method={calendar['method']}")
    return Message(
        sender=_bare(settings.BOUNCES_EMAIL),
        recipient=_bare(address),
        content=mail.message().as_bytes(linesep="\r\n").replace(_FOLDED, _UNFOLDED, 1),
    )


def _reply_to(context: dict) -> str:
    """Who waits for the answer, or the platform; ValidationError for what is not exactly one address."""
    if not context.get("reply_to"):
        return settings.REPLY_TO_EMAIL
    Letter._meta.get_field("address").run_validators(context["reply_to"])
    return context["reply_to"]


def _way_out(letter: Letter) -> dict:
    """What mail programs read to offer a button of their own (RFC 2369, RFC 8058)."""
    if not kind_named(letter.kind).may_be_declined:
        return {}
    address = declining.address_for(letter)
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def texts(letter: Letter, context: dict) -> tuple[str, str, str]:
    """Subject, text and HTML. The text template holds the subject on its first lines, up to the first empty one."""
    template = kind_named(letter.kind).template
    everything = {
        "name": letter.recipient.name if letter.recipient else "",
        "language": letter.language,
        "dir": languages.direction(letter.language),
        "platform": settings.PLATFORM_NAME,
        "site_url": settings.SITE_URL,
        "site_host": urlsplit(settings.SITE_URL).netloc,
        "help_url": address_of("contact"),
        "letter_kind": kind_named(letter.kind).label,
        "way_out": declining.address_for(letter) if kind_named(letter.kind).may_be_declined else "",
        **context,
    }
    head, _empty, text = render_to_string(f"{template}.txt", everything).strip().partition("\n\n")
    subject = _in_one_line(head)
    return subject, text, render_to_string(f"{template}.html", {**everything, "subject": subject})


def _in_one_line(text: str) -> str:
    return "".join(sign for sign in " ".join(text.split()) if unicodedata.category(sign) != "Cc")


def _bare(address: str) -> str:
    """The address without a name, its domain in ASCII, as the mail server wants it."""
    return sanitize_address(address, "utf-8")
