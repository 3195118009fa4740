"""What books say about themselves, in our words: language, licence, description."""

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.language_tags import is_shown, tag
from ai4t.content.manuscripts.licences import licence_of
from ai4t.content.tree import TreeRefused
from handbook.conversion.elements import words_of
from handbook.conversion.pages import read_fragment


def language_of(written: str, path: str, faults: Irregularities) -> str:
    """Our code of the language: ``en-US`` is ``en``. What nobody knows is told and left out; TreeRefused where it is a
    language in which no text can be shown.
    """
    found = tag(written.strip()) if written.strip() else None
    if found is None:
        message = _("Nothing here says the language of the book.")
        if written.strip():
            message = _("“%(code)s” is no language that we know.") % {"code": written.strip()[:40]}
        faults.note(path, 0, "language-unknown", message)
        return ""
    shown = next(filter(is_shown, (found.code, found.code.partition("-")[0])), None)
    if shown is None:
        message = _(
            "The book says that its language is %(language)s, and this platform has no place for texts in it. It has "
            "these: %(codes)s. If the book is in one of them, please correct what it says of itself (dc:language in an "
            "EPUB, the language under Book Info in Pressbooks) and import it again."
        )
        codes = ", ".join(sorted(code for code, _name in settings.LANGUAGES))
        raise TreeRefused(message % {"language": _named(found.code), "codes": codes})
    return shown


def _named(code: str) -> str:
    """Such as ``Japanese (ja)``; the code alone where Django has no name for it."""
    try:
        return f"{get_language_info(code)['name_translated']} ({code})"
    except KeyError:
        return code


def known_licence(written: str, path: str, faults: Irregularities) -> str:
    """The licence in our form. A sentence about rights that is none is told, and kept with the facts of the book."""
    if not written:
        return ""
    licence, is_known = licence_of(written)
    if is_known:
        return licence
    message = _(
        "The rights are stated as “%(rights)s”, which is no licence we know; they are said of the book, in these words."
    )
    faults.note(path, 0, "rights-unclear", message % {"rights": written[:200]})
    return ""


def without_markup(description: str) -> str:
    """A description is often HTML."""
    if "<" not in description and "&" not in description:
        return " ".join(description.split())
    return words_of(read_fragment(description, path="", faults=Irregularities()))
