"""In which language captions are, as far as anybody says it."""

from collections.abc import Container

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import Tag, is_shown


def language_of(path: str, found: Tag | None, *, default: str, taken: Container[str], faults: Irregularities) -> str:
    """The code of the language of the file ``path``; empty, with a word about it, where none can be used.

    ``found`` is what is said of it. Where nothing is, it is ``default``, unless that is among the ``taken``.
    """
    code = _shown_code(found.code) if found else default
    if found is None and code in taken:
        message = _("Nothing says in which language these captions are; they were left out. Name it in the file name.")
        faults.note(path, 0, "caption-language-unknown", message)
        return ""
    if found is None:
        message = _("Nothing says in which language these captions are; they were read as “%(code)s”.")
        faults.note(path, 0, "caption-language-guessed", message % {"code": code})
    elif not is_shown(code):
        message = _("“%(code)s” is no language of this platform; the captions were left out.")
        faults.note(path, 0, "caption-language-unlisted", message % {"code": found.code})
        return ""
    elif found.is_alias:
        message = _("“%(written)s” was read as the language “%(code)s”.")
        faults.note(path, 0, "language-alias", message % {"written": found.written, "code": code})
    return code


def note_second(path: str, other: str, faults: Irregularities) -> None:
    message = _("“%(other)s” is the same text in the same language; this file was left out.")
    faults.note(path, 0, "language-twice", message % {"other": other})


def _shown_code(code: str) -> str:
    return code if is_shown(code) else code.partition("-")[0]
