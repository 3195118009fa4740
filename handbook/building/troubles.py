"""What went wrong with a build: a word that is kept, with what the machine said, and a sentence for the staff."""

import errno

from django.utils.translation import gettext as _

from handbook.building.pdf.typesetting import CannotBePrinted

ABANDONED = "abandoned"
_DISK_FULL = "disk-full"
_REFUSED = "refused"
_UNEXPECTED = "unexpected"
_PLAIN = "plain: "
_LONGEST = 1_000  # characters


def kept(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        return _DISK_FULL
    word = _REFUSED if isinstance(fault, CannotBePrinted) else _UNEXPECTED
    return f"{word}: {type(fault).__name__}: {fault}"[:_LONGEST]


def sentence(error: str) -> str:
    word, _colon, said = error.partition(": ")
    sentences = {
        ABANDONED: _("The program that made it was ended three times. Perhaps the book is too large for this machine."),
        _DISK_FULL: _("The disk is full. Please make room, then ask for the file again."),
        _REFUSED: _("The typesetter refused the book."),
        _UNEXPECTED: _("Something unexpected happened."),
    }
    return f"{sentences.get(word, '')} {said}".strip()


def plain(title: str, said: str) -> str:
    """What a build keeps of a chapter in plain form, beside the constructs that its file could not hold."""
    return f"{_PLAIN}{title}\n{said}"[:_LONGEST]


def is_plain(dropped: str) -> bool:
    return dropped.startswith(_PLAIN)


def sentences_of_plain(dropped: list[str]) -> list[str]:
    entries = (entry.removeprefix(_PLAIN).partition("\n") for entry in dropped if is_plain(entry))
    told = _("The typesetter refused “%(title)s”: it stands in the file in plain form, with all its words.")
    return [f"{told % {'title': title}} {said}".strip() for title, _end, said in entries]
