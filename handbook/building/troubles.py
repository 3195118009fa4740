"""Why a build failed: a word that is kept, with what the machine said, and a sentence for the staff."""

import errno

from django.utils.translation import gettext as _

from handbook.building.pdf.typesetting import CannotBePrinted

ABANDONED = "abandoned"
_DISK_FULL = "disk-full"
_REFUSED = "refused"
_UNEXPECTED = "unexpected"
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
