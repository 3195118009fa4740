"""The list to sign in the room, as a tagged PDF: names in order, and empty lines for whoever comes besides."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override, pgettext

from ai4t import languages
from courses.attendance.register import register_of
from courses.models import Session
from courses.printing import typesetting
from courses.printing.typesetting import CannotBePrinted, typeset
from courses.sessions import zones

TEMPLATE = Path(typesetting.__file__).parent / "sheet.typ"
EMPTY_LINES = 8
_NOT_PRINTED = "…"


def sheet_of(session: Session, *, language: str, viewer=None, now=None) -> bytes:
    """In ``language``, for ``viewer`` to print, with the time by the clock of the session.

    A name that cannot be printed leaves its line empty, and a sentence below says which lines; raises CannotBePrinted
    for letters elsewhere.
    """
    words = languages.interface_language(language)
    register = register_of(session, now, viewer=viewer)
    with override(words):
        rows = [str(session.cohort), zones.one(session.starts_at, session.ends_at, session.zone)]
        data = {
            "title": _("Signature sheet"),
            "author": settings.PLATFORM_NAME,
            "session": session.title,
            "rows": [row for row in [*rows, session.place] if row],
            "names": [row.name for row in register.rows] + [one.name for one in register.walk_ins],
            "empty": EMPTY_LINES,
            "labels": {
                "number": pgettext("signature sheet", "No."),
                "name": pgettext("signature sheet", "Name"),
                "signature": pgettext("signature sheet", "Signature"),
            },
            "note": "",
        }

    def typeset_with(**other) -> bytes:
        return typeset(TEMPLATE, {**data, **other}, language=words, at=session.starts_at)

    try:
        return typeset_with()
    except CannotBePrinted:
        typeset_with(names=[])
        lines = _not_to_print(list(enumerate(data["names"], 1)), typeset_with)
        named = ["" if number in lines else name for number, name in enumerate(data["names"], 1)]
        with override(words):
            return typeset_with(names=named, note=_about_empty(lines))


def _not_to_print(lines: list[tuple[int, str]], typeset_with) -> list[int]:
    """The numbers of the lines that cannot be typeset, found by halves: one among many costs few attempts."""
    try:
        typeset_with(names=[name for _number, name in lines])
    except CannotBePrinted:
        if len(lines) == 1:
            return [lines[0][0]]
        half = len(lines) // 2
        return _not_to_print(lines[:half], typeset_with) + _not_to_print(lines[half:], typeset_with)
    return []


def _about_empty(lines: list[int]) -> str:
    sentence = ngettext(
        "The name in line %(lines)s has letters that cannot be printed here. It is in the list on the page: please "
        "write it by hand.",
        "The names in the lines %(lines)s have letters that cannot be printed here. They are in the list on the page: "
        "please write them by hand.",
        len(lines),
    )
    return sentence % {"lines": _(", ").join(str(number) for number in lines)}
