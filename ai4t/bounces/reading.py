"""From what a mail server hands over to what it says: which of our letters did not reach whom, and why.

Anybody can write here: nothing read is believed yet (see ``taking``), and nothing stops the reader.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

# A report stands before the letter it brings back; of that, only the head is read.
_LONGEST = 1_000_000
_MBOX_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n))From [^\n]*\n")
_PERMANENT = re.compile(r"\s*5\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Bounce:
    """``message_id`` is that of the returned letter; ``addresses`` are what the report calls its receiver."""

    message_id: str
    addresses: tuple[str, ...]
    status: str
    diagnostic: str


def messages_in(raw: bytes) -> Iterator[bytes]:
    """One message, or the messages of an mbox file, each cut at a megabyte."""
    raw = raw.replace(b"\r\n", b"\n")
    parts = _MBOX_SEPARATOR.split(raw) if raw.startswith(b"From ") else [raw]
    for part in parts:
        if part.strip():
            yield part[:_LONGEST]


def read_bounce(raw: bytes) -> Bounce | None:
    """None for what is no report of a final failure: a delay, an automatic answer, a letter from somebody, rubbish."""
    try:
        return _bounce_in(email.message_from_bytes(raw, policy=email.policy.compat32))
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # what malformed mail has made it raise
        return None


def _bounce_in(message: Message) -> Bounce | None:
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    parts = {part.get_content_type(): part for part in reversed(message.get_payload())}
    report = parts.get("message/delivery-status")
    failed = next(filter(_has_failed_for_good, _blocks(report)), None)
    if failed is None:
        return None
    return Bounce(
        message_id=_returned_id(parts) or _text(message, "In-Reply-To"),
        addresses=tuple(filter(None, (_address(failed, "Original-Recipient"), _address(failed, "Final-Recipient")))),
        status=_text(failed, "Status").split()[0],
        diagnostic=_text(failed, "Diagnostic-Code").partition(";")[2].strip() or _text(failed, "Status"),
    )


def _blocks(report: Message | None) -> list[Message]:
    payload = report.get_payload() if report else []
    return payload if isinstance(payload, list) else []


def _has_failed_for_good(block: Message) -> bool:
    return _text(block, "Action").lower() == "failed" and bool(_PERMANENT.match(_text(block, "Status")))


def _returned_id(parts: dict[str, Message]) -> str:
    if whole := parts.get("message/rfc822"):
        returned = whole.get_payload()
        return _text(returned[0], "Message-ID") if isinstance(returned, list) and returned else ""
    if head := parts.get("text/rfc822-headers"):
        return _text(email.message_from_bytes(head.get_payload(decode=True) or b""), "Message-ID")
    return ""


def _address(block: Message, name: str) -> str:
    """``rfc822; ana@example.org``, sometimes in angle brackets."""
    return _text(block, name).partition(";")[2].strip().strip("<>").lower()


def _text(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
