"""A book and a chapter as ``meta`` elements: Dublin Core (DCMES 1.1, written as DC-HTML 2008 asks), and the citation_*
names that Google Scholar and reference managers read (Highwire Press)."""

from dataclasses import dataclass

from ai4t.licence_addresses import address_of
from handbook.describing.linked_data import Described
from handbook.states import Format


@dataclass(frozen=True)
class Tag:
    """``lang`` is "" where the content is in no language: a date, an address."""

    name: str
    content: str
    lang: str = ""


def dublin_core(page: Described) -> list[Tag]:
    citation = page.citation
    lang = citation.title.lang
    tags = [
        Tag("DC.title", citation.title.value, lang),
        *(Tag("DC.creator", str(name)) for name in citation.authors),
        Tag("DC.description", page.description, lang),
        Tag("DC.publisher", citation.publisher),
        Tag("DC.date", citation.published.isoformat()),
        Tag("DC.language", lang),
        Tag("DC.type", "Text"),
        Tag("DC.format", "text/html"),
        Tag("DC.identifier", citation.address),
        *(Tag("DC.identifier", told) for told in _names_of_the_book(page)),
        Tag("DC.rights", page.licence),
        Tag("DCTERMS.license", address_of(page.licence)),
    ]
    return [tag for tag in tags if tag.content]


def highwire(page: Described) -> list[Tag]:
    citation = page.citation
    tags = [
        Tag("citation_title", citation.title.value),
        *(Tag("citation_author", str(name)) for name in citation.authors),
        Tag("citation_publication_date", f"{citation.published:%Y/%m/%d}"),
        Tag("citation_inbook_title", citation.book_title.value if citation.book_title else ""),
        Tag("citation_publisher", citation.publisher),
        Tag("citation_isbn", citation.isbn),
        Tag("citation_doi", citation.doi if citation.book_title is None else ""),
        Tag("citation_language", citation.title.lang),
        Tag("citation_public_url", citation.address),
        *(Tag("citation_pdf_url", file.url) for file in page.files if file.form == Format.PDF),
    ]
    return [tag for tag in tags if tag.content]


def _names_of_the_book(page: Described) -> list[str]:
    """DOI and ISBN are those of the edition: a chapter has none of its own."""
    citation = page.citation
    if citation.book_title is not None:
        return []
    return [f"doi:{citation.doi}" if citation.doi else "", f"urn:isbn:{citation.isbn}" if citation.isbn else ""]
