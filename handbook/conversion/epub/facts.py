"""Title, authors, language and rights of the book, out of the Dublin Core of its package document."""

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from handbook.conversion.authors import line_of, tell_left_out
from handbook.conversion.book import Book
from handbook.conversion.epub.package import Package, Said
from handbook.conversion.facts import known_licence, language_of, without_markup

# Relators of MARC: those who made the file or the copy, and others who did not write the book.
_MAKERS = {"bkp", "mfr", "pbl", "bkd", "prt", "dst", "own"}
_NOT_AUTHORS = _MAKERS | {"edt", "trl", "ill", "cov", "nrt"}


def read_facts(package: Package, faults: Irregularities) -> Book:
    titles = _said(package, "title")
    main = next((title for title in titles if _refined(package, title, "title-type") == "main"), None)
    main = main or (titles[0] if titles else None)
    subtitle = next((title.text for title in titles if _refined(package, title, "title-type") == "subtitle"), "")
    if main is None:
        faults.note(package.path, 0, "book-untitled", _("The book has no title."))
    creators = [said for said in _said(package, "creator") if any(map(str.isalpha, said.text))]
    authors = (_name(package, said) for said in creators if _role(package, said) not in _NOT_AUTHORS)
    others = [said.text for said in creators if _role(package, said) in _NOT_AUTHORS - _MAKERS]
    others += [said.text for said in _said(package, "contributor") if _role(package, said) not in _MAKERS]
    tell_left_out(list(dict.fromkeys(others)), package.path, 0, faults)
    rights = next((said.text for said in _said(package, "rights")), "")
    book = Book(
        title=main.text if main else "",
        description=without_markup(next((said.text for said in _said(package, "description")), "")) or subtitle,
        language=language_of(next((said.text for said in _said(package, "language")), ""), package.path, faults),
        authors=list(dict.fromkeys(authors)),
        publisher=next((said.text for said in _said(package, "publisher")), ""),
        rights=rights,
        licence=known_licence(rights, package.path, faults),
    )
    return book


def _said(package: Package, name: str) -> list[Said]:
    return [said for said in package.metadata if said.name == name and said.text]


def _refined(package: Package, said: Said, property_: str) -> str:
    """What EPUB 3 says of an element of the metadata in another one."""
    wanted = f"#{said.attributes.get('id')}"
    return next(
        (
            meta.text
            for meta in package.metadata
            if meta.name == "meta"
            and meta.attributes.get("refines") == wanted
            and meta.attributes.get("property") == property_
        ),
        "",
    )


def _role(package: Package, said: Said) -> str:
    return said.attributes.get("role") or _refined(package, said, "role")


def _name(package: Package, said: Said) -> str:
    return line_of(said.text, said.attributes.get("file-as") or _refined(package, said, "file-as"))
