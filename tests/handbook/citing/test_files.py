"""BibTeX and RIS, read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.citing.bibtex import as_bibtex
from handbook.citing.names import Name
from handbook.citing.ris import as_ris
from tests.factories.citations import create_citation, read_bibtex, read_ris, unescaped

HOSTILE = [
    "100 % of $5 & #1_a ~ ^ \\ {x}",
    "a } alone, and { too",
    "line\nbreak\r\nER  - \r\nTY  - BOOK",
    "Učenje 学习 تعلم",
    "\\input{/etc/passwd}",
    '"quoted" @book{x,',
]


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("title", HOSTILE)
def test_title_of_a_bibtex_entry_is_read_back_as_it_was(title):
    fields = read_bibtex(as_bibtex(create_citation(title=title)))
    kept = fields["title"]
    assert (kept[0], kept[-1]) == ("{", "}")
    assert unescaped(kept[1:-1]) == one_line(title)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40))
def test_no_text_breaks_out_of_its_field(text):
    citation = create_citation(title=f"A{text}", authors=[Name(f"B{text}", f"C{text}")], publisher=text)
    assert set(read_bibtex(as_bibtex(citation))) >= {"author", "title", "year", "url"}
    tags = [tag for tag, _value in read_ris(as_ris(citation))]
    assert [tag for tag in tags if tag not in {"PB", "SN", "DO"}] == [
        "TY",
        "AU",
        "TI",
        "ET",
        "PY",
        "DA",
        "UR",
        "LA",
        "ER",
    ]


def test_bibtex_of_a_chapter():
    citation = create_citation(
        title="First", book_title="Open book", authors=[Name("Novak", "Ana"), Name("Sand and Son")],
        doi="10.5281/zenodo.1", isbn="978-3-16-148410-0", address="https://ai4t.example/en/handbook/b/2/50%25_x/",
    )  # fmt: skip
    assert read_bibtex(as_bibtex(citation)) == {
        "type": "incollection",
        "key": "open-book-2-en",
        "author": "Novak, Ana and {Sand and Son}",
        "title": "{First}",
        "booktitle": "{Open book}",
        "edition": "2",
        "publisher": "AI4T",
        "year": "2026",
        "date": "2026-03-05",
        "doi": "10.5281/zenodo.1",
        "isbn": "978-3-16-148410-0",
        "url": "https://ai4t.example/en/handbook/b/2/50%25_x/",
        "language": "en",
    }


def test_ris_of_a_chapter():
    citation = create_citation(
        title="First\nER  - ", book_title="Open book", authors=[Name("Novak", "Ana"), Name("Inria")],
        doi="10.5281/zenodo.1", isbn="978-3-16-148410-0",
    )  # fmt: skip
    assert read_ris(as_ris(citation)) == [
        ("TY", "CHAP"),
        ("AU", "Novak, Ana"),
        ("AU", "Inria"),
        ("TI", "First ER -"),
        ("T2", "Open book"),
        ("ET", "2"),
        ("PB", "AI4T"),
        ("PY", "2026"),
        ("DA", "2026/03/05/"),
        ("DO", "10.5281/zenodo.1"),
        ("SN", "978-3-16-148410-0"),
        ("UR", "https://ai4t.example/en/handbook/open-book/2/"),
        ("LA", "en"),
        ("ER", ""),
    ]
