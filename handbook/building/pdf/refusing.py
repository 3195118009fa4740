"""A book that the typesetter refuses: the sections to blame are found by halving, and set in plain form."""

import time
from collections.abc import Callable

from handbook.building.pdf import typesetting
from handbook.building.pdf.manuscript import Manuscript, Section
from handbook.building.pdf.typesetting import CannotBePrinted, NotTaken

# Takes a source, and how many seconds it may take at most, or None for as long as a book may.
Typesetter = Callable[[str, float | None], bytes]


def set_in_part_plainly(
    manuscript: Manuscript, refusal: NotTaken, typeset: Typesetter, progress: Callable[[int], None]
) -> tuple[bytes, dict[Section, str]]:
    """The file, and the sections that are in plain form in it, each with what the typesetter said of it.

    ``refusal`` is what it said of the whole book; it is raised again where plain form does not help, and where the
    search takes longer than a book may.
    """
    try:
        progress(60)
        found = _found(manuscript, refusal, typeset)
        progress(75)
        return _set(manuscript, found, refusal, typeset)
    except CannotBePrinted:
        raise refusal from None


def _found(manuscript: Manuscript, refusal: NotTaken, typeset: Typesetter) -> dict[Section, str]:
    ends_at = time.monotonic() + typesetting.LONGEST_SECONDS

    def refusal_of(sections: list[Section]) -> str | None:
        try:
            typeset(manuscript.only(sections), ends_at - time.monotonic())
        except NotTaken as fault:
            return str(fault)
        return None

    return refused_among(manuscript.sections, str(refusal), refusal_of)


def _set(manuscript: Manuscript, found: dict[Section, str], refusal: NotTaken, typeset: Typesetter):
    """With all of its sections in plain form where it is refused with some."""
    try:
        return typeset(manuscript.whole(plain=found), None), found
    except NotTaken:
        everything = dict.fromkeys(manuscript.sections, str(refusal)) | found
        return typeset(manuscript.whole(plain=everything), None), everything


def refused_among(
    sections: list[Section], said: str, refusal_of: Callable[[list[Section]], str | None]
) -> dict[Section, str]:
    """Each with what the typesetter says of it. ``sections`` are refused together, for the reason ``said``.

    Where it takes one half and the other, neither is to blame alone, and all are.
    """
    if len(sections) <= 1:
        return dict.fromkeys(sections, said)
    found: dict[Section, str] = {}
    middle = len(sections) // 2
    for half in (sections[:middle], sections[middle:]):
        said_of_half = refusal_of(half)
        if said_of_half is not None:
            found |= refused_among(half, said_of_half, refusal_of)
    return found or dict.fromkeys(sections, said)
