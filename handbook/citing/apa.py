"""A reference as the Publication Manual of the APA (7th edition, chapters 9 and 10) writes it, as HTML.

Its few words ("ed.", "In") are those of the language of the page. A first edition is not numbered in this style.
"""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ai4t import languages
from handbook.citing.citation import Citation
from handbook.citing.names import Name

_MOST_NAMES = 20


def as_apa(citation: Citation) -> SafeString:
    authors, year = escape(_authors(citation.authors)), f"({citation.published.year})."
    title = _book(citation.title.value, citation) if citation.book_title is None else escape(citation.title.value)
    start = [_closed(authors), year, _closed(title)] if authors else [_closed(title), year]
    parts = [*start, _within(citation), _publisher(citation, authors), _address(citation)]
    return mark_safe(" ".join(filter(None, parts)))


def _within(citation: Citation) -> str:
    if citation.book_title is None:
        return ""
    # Translators: In a reference, between a chapter and the title of its book.
    return _closed(_("In %(book)s") % {"book": _book(citation.book_title.value, citation)})


def _book(title: str, citation: Citation) -> str:
    return f"<i>{escape(title)}</i>{escape(_edition(citation))}"


def _edition(citation: Citation) -> str:
    if citation.number == 1:
        return ""
    is_english = languages.interface_language(get_language()) == "en"
    number = _english_ordinal(citation.number) if is_english else citation.number
    # Translators: The edition of a book in a reference. In English the number is "2nd", in all other languages "2".
    return f" ({_('%(number)s ed.') % {'number': number}})"


def _english_ordinal(number: int) -> str:
    is_teen = number % 100 in {11, 12, 13}
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _publisher(citation: Citation, authors: str) -> str:
    """Left out where it is the author, as the style asks."""
    publisher = escape(citation.publisher)
    return _closed(publisher) if publisher != authors else ""


def _address(citation: Citation) -> str:
    """The DOI names the book; a chapter is found at its own address."""
    address = f"https://doi.org/{citation.doi}" if citation.doi and citation.book_title is None else citation.address
    return format_html('<a href="{0}">{0}</a>', address)


def _authors(names: tuple[Name, ...]) -> str:
    written = [_author(name) for name in names]
    if len(written) > _MOST_NAMES:
        return ", ".join([*written[: _MOST_NAMES - 1], f"… {written[-1]}"])
    if len(written) < 2:
        return "".join(written)
    return _("%(names)s, & %(last)s") % {"names": ", ".join(written[:-1]), "last": written[-1]}


def _author(name: Name) -> str:
    return ", ".join(filter(None, (name.family, name.given and _initials(name.given), name.suffix)))


def _initials(given: str) -> str:
    """``Ana-Marija`` becomes ``A.-M.``; a script without capitals has no initials, so that the name stays whole."""
    if given[0].upper() == given[0].lower():
        return given
    return " ".join("-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in given.split())


def _closed(markup: str) -> str:
    is_closed = markup.removesuffix("</i>").endswith((".", "?", "!", "…", "。", "؟"))
    return markup if not markup or is_closed else f"{markup}."
