"""What books say about themselves, in our words: language, licence, description."""

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown, tag
from ai4t.content.manuscripts.licences import licence_of
from handbook.conversion.pages import read_fragment


def language_of(written: str, path: str, faults: Irregularities) -> str:
    """Our code of the language: ``en-US`` is ``en``. What nobody knows is told and left out."""
    found = tag(written.strip()) if written.strip() else None
    if found is None:
        message = _("Nothing here says the language of the book.")
        if written.strip():
            message = _("“%(code)s” is no language that we know.") % {"code": written.strip()[:40]}
        faults.note(path, 0, "language-unknown", message)
        return ""
    base = found.code.partition("-")[0]
    return found.code if is_shown(found.code) or not is_shown(base) else base


def known_licence(written: str, path: str, faults: Irregularities) -> str:
    """The licence in our form. A sentence about rights that is none is told, and kept with the facts of the book."""
    if not written:
        return ""
    licence, is_known = licence_of(written)
    if is_known:
        return licence
    message = _("The rights are stated as “%(rights)s”, which is no licence we know; no chapter carries it.")
    faults.note(path, 0, "rights-unclear", message % {"rights": written[:200]})
    return ""


def without_markup(description: str) -> str:
    """A description is often HTML."""
    if "<" not in description and "&" not in description:
        return " ".join(description.split())
    return " ".join(read_fragment(description, path="", faults=Irregularities()).text_content().split())
