"""What the typesetter refuses as it stands, and what it would count or name in another way than the page."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from handbook.building.book import read_book
from handbook.building.pdf.making import pdf_of
from tests.factories.full_chapters import create_full_edition

pytestmark = pytest.mark.django_db

LONG_TABLE = "<tr><td>long</td></tr>" * 120
WORDS = ["Donaudampfschifffahrtsgesellschaft", "anticonstitutionnellement", "internationalisation", "zgodovinopisje"]
LINKED = " ".join(
    f'<a href="https://example.org/">{word[:place]}</a>{word[place:]}'
    for place in range(4, 20)
    for word in WORDS[place % 3 :]
)


def built(text: str) -> PdfReader:
    book = read_book(create_full_edition(text=text), "en", now=timezone.now())
    return PdfReader(io.BytesIO(pdf_of(book, lambda percent: None)[0]))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\u2060", "").split())


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("<dl><dt>\n<p>Word</p>\n</dt><dd><p>a</p><pre>code</pre></dd></dl>", "Word a code"),
        ("<dl><dt>Word</dt><dt>alone</dt></dl>", "Word, alone"),
        ("<dl><dt><ul><li>Word</li></ul></dt><dd>mean</dd></dl>", "Word mean"),
        ("<dl><dt>outer</dt><dd>mean<dl><dt>inner</dt><dd>deep</dd></dl></dd></dl>", "outer mean inner deep 5"),
        ('<a href="https://example.org/"><img src="chart.png" alt="x">words</a> behind', "words behind"),
        ('<a href="https://example.org/"><h3>a</h3><ul><li>b</li></ul></a>', "a • b"),
        ("<ins>new <del>old</del></ins>", "new old"),
        (f'<table><thead><tr><th><a href="https://example.org/">a</a></th></tr></thead>{LONG_TABLE}</table>', "a long"),
        ("<figure><h3>a</h3><h4>b</h4><p>c</p><figcaption>d</figcaption></figure>\n\n#### e", "a b c Figure 1. d e"),
        ('<figure><img src="chart.png" alt="x"><p>Source: y</p><figcaption>z</figcaption></figure>', "Source: y"),
        (f"<div lang=de><p>a {LINKED}</p><p>long {LINKED}</p><p>line {LINKED}</p></div>", "Donaudampfschi"),
        ("Text.\n\n[^unused]: Said nowhere.", "Text. Said nowhere."),
        ("Text.\n\n[^itself]: See[^itself] itself.", "Text. See1 itself."),
        ("Text.[^itself]\n\n[^itself]: See[^itself] itself.", "Text.1"),
    ],
)
def test_any_structure_is_set(text, printed):
    assert printed in text_of(built(text))


def test_lists_count_as_the_page_does():
    text = text_of(
        built(
            "<ol reversed><li>three</li><li>two</li><li>one</li></ol>"
            '<ol><li value="7">seven</li><li>eight</li><li value="20">twenty</li></ol>'
            '<ol reversed start="9" type="a"><li>i</li><li value="0">zero</li></ol><ol start="-1"><li>below</li></ol>'
        )
    )
    assert "3. three 2. two 1. one 7. seven 8. eight 20. twenty" in text
    assert "i. i" in text


def titles_in(outline) -> list[str]:
    return [title for one in outline for title in (titles_in(one) if isinstance(one, list) else [one.title])]


def test_heading_that_is_a_picture_is_called_by_its_words():
    reader = built("## ![A great hall](chart.png)\n\n## ![](chart.png)\n\n## After it")
    assert titles_in(reader.outline)[2:5] == ["A great hall", "After it", "2 Chapter second (en)"]
