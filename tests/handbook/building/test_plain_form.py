"""Any text in plain form: no word of it is lost, and nothing but strings reaches the typesetter."""

import io
import re

import pytest
from django.utils import timezone
from lxml import html
from pypdf import PdfReader

from handbook.building.book import read_book
from handbook.building.illustrations import Illustrations
from handbook.building.pdf import manuscript
from handbook.building.pdf.converting import Bound
from handbook.building.pdf.making import pdf_of
from handbook.building.pdf.plain_form import PlainForm
from handbook.building.places import Places
from handbook.building.words import words_of
from tests.factories.any_html import WORD
from tests.factories.full_chapters import create_full_edition
from tests.handbook.building.test_any_nesting import CHAPTERS, book_of, pages  # noqa: F401
from tests.handbook.building.test_hostile import COMMANDS, TABLES

STRING = re.compile(r'#"(?:[^"\\]|\\.)*";')
NOT_STRINGS = re.compile(r'#heading\(level: [1-6]\)\[@\]|#numbering\("[1aAiI]\.", \d+\);|@|\n\n')


@pytest.fixture
def bound(db) -> Bound:
    book = read_book(create_full_edition(), "en", now=timezone.now())
    return Bound(book, words_of(book), Places(book), Illustrations())


def plain(bound: Bound, text: str) -> list[str]:
    """The paragraphs, with numbers and headings as the typesetter is told."""
    root = html.fragment_fromstring(text, create_parent="div")
    made = PlainForm(bound, bound.book.chapters[0], depth=2).convert(root)
    return [re.sub('#"|";', "", paragraph) for paragraph in made.split("\n\n")] if made else []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("loose<p>one\n <b>t</b>wo</p>loose", ["loose", "one two", "loose"]),
        ("<p>one<br>two</p><hr>", ["one", "two"]),
        ("<ul><li>a<ul><li>b</li></ul>c</li><li></li></ul>d", ["• a", "• b", "c", "d"]),
        (
            '<ol start="3" type="a"><li>c</li><li><p>d</p><p>e</p></li></ol>',
            ['#numbering("a.", 3); c', '#numbering("a.", 4); d', "e"],
        ),
        ("<ol><li></li></ol>after", ["after"]),
        (
            "<table><caption>C</caption><tr><th>a</th><td>b</td></tr><tr><td></td><td>c</td></tr></table>",
            ["C", "a | b", "| c"],
        ),
        ("<dl><dt>a</dt><dd>b</dd></dl>", ["a", "b"]),
        ("<pre>one  x\n\n  two</pre>", ["one x", "\u00a0\u00a0two"]),
        ("<h4>a <i>b</i><div>c</div></h4><h2><img src=x></h2>", ["#heading(level: 3)[a b c]"]),
        ("<h2>a</h2><h6>b</h6>", ["#heading(level: 3)[a]", "#heading(level: 4)[b]"]),
        ("H<sub>2</sub>O m<sup>2</sup><sup></sup>", ["H_2O m^2"]),
        ("<q>a</q> <ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby>", ['\\"a\\" b (c)']),
        ('<abbr title="d">a</abbr> <abbr title="d">b</abbr>', ["a (d) b"]),
        ('<math alttext="x^2"><mi>x</mi></math><math><mi>y</mi></math>', ["x^2y"]),
        ('a<img src="x" alt="b"><img src="x" alt="">', ["a[b]"]),
        ('<video src="/f.mp4" aria-label="Film"></video>', ["Video: Film (http://testserver/f.mp4)"]),
        ('<a href="https://example.org/">https://example.org/</a>', ["https://example.org/"]),
        ('<a href="mailto:a@example.org">write</a>', ["write (mailto:a@example.org)"]),
        ('<a href="#g-model">a</a> <a id="x"></a><a href="../first/">b</a>', ["a b"]),
        ('<a href="../second/">b</a>', ["b (http://testserver/en/handbook/open-book/1/second/)"]),
        ("a<!-- b -->c", ["ac"]),
    ],
)
def test_text_is_said_in_reading_order(bound, text, said):
    assert plain(bound, text) == said


@pytest.mark.parametrize("text", [COMMANDS, *TABLES])
def test_nothing_but_strings_reaches_the_typesetter(db, text):
    book = read_book(create_full_edition(text=text), "en", now=timezone.now())
    bound = Bound(book, words_of(book), Places(book), Illustrations())
    chapter = book.chapters[0]
    made = PlainForm(bound, chapter, depth=2).convert(chapter.tree())
    assert NOT_STRINGS.sub("", STRING.sub("@", made)) == ""


def test_no_word_is_lost_whatever_stands_in_whatever(pages, monkeypatch):  # noqa: F811
    monkeypatch.setattr(manuscript, "Converter", PlainForm)
    data, _dropped = pdf_of(book_of(pages), lambda percent: None)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    printed = re.sub("[\\s\u2060\u200b\u00ad\u202a-\u202e-]", "", printed)
    assert printed.count(WORD) >= sum(re.sub("<[^>]*>", "", page).count(WORD) for page in pages) > CHAPTERS
