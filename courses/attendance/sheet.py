"""The list to sign in the room, as a tagged PDF: names in order, and empty lines for whoever comes besides."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from ai4t import languages
from courses.attendance.register import register_of
from courses.models import Session
from courses.printing import typesetting
from courses.printing.typesetting import typeset
from courses.sessions import zones

TEMPLATE = Path(typesetting.__file__).parent / "sheet.typ"
EMPTY_LINES = 8
_NOT_PRINTED = "…"


def sheet_of(session: Session, *, language: str, viewer=None, now=None) -> bytes:
    """In ``language``, for ``viewer`` to print, with the time by the clock of the session."""
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
        }
    return typeset(TEMPLATE, data, language=words, at=session.starts_at)
