"""A citation as a BibTeX entry (btxdoc, 8 February 1988; doi, isbn, url and language as in BibLaTeX), in UTF-8."""

import re

from handbook.citing.citation import Citation
from handbook.citing.names import Name

# Braces are counted even behind a backslash, so that one that stands alone would swallow what follows it.
_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
)


def as_bibtex(citation: Citation) -> str:
    is_chapter = citation.book_title is not None
    fields = {
        "author": " and ".join(_author(name) for name in citation.authors),
        "title": _kept(citation.title.value),
        "booktitle": _kept(citation.book_title.value) if is_chapter else "",
        "edition": str(citation.number),
        "publisher": _escaped(citation.publisher),
        "year": str(citation.published.year),
        "date": citation.published.isoformat(),
        "doi": _verbatim(citation.doi),
        "isbn": _escaped(citation.isbn),
        "url": _verbatim(citation.address),
        "language": citation.title.lang,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@{}{{{},\n{}\n}}\n".format("incollection" if is_chapter else "book", citation.key, ",\n".join(lines))


def _author(name: Name) -> str:
    """A name that is not divided stands in braces, as do the parts of one in which a reader would see several."""
    if not name.given:
        return f"{{{_escaped(name.family)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.given) if part)


def _part(text: str) -> str:
    return f"{{{_escaped(text)}}}" if re.search(r"\band\b|,", text, re.IGNORECASE) else _escaped(text)


def _kept(title: str) -> str:
    """In braces of its own, so that no style changes its capitals."""
    return f"{{{_escaped(title)}}}"


def _escaped(text: str) -> str:
    return _on_one_line(text).translate(_ESCAPES)


def _verbatim(address: str) -> str:
    """As BibLaTeX reads it: nothing is escaped, and an address of ours has neither braces nor spaces."""
    return re.sub(r"[{}\\\s]", "", _on_one_line(address))


def _on_one_line(text: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
