"""Whatever was typed is what readers see."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from ai4t import markup
from ai4t.markup import Picture
from ai4t.markup.html_names import names
from courses.question_files.html_text import from_html, plain
from courses.question_files.plain_text import _FORMULA, from_plain, printable

_PIECES = names(
    """* _ ` \\ [ ] ( ) < > & &amp; # + - . ! | ~ ^ = == ++ -- --> $ { } {{ }} {% %} : 1 2 / (c) 1/2 1st 22nd a b ???
    !!! === --- ``` ~~~ c/o +/- =/= [x] 1. 1) \\[ \\( " ' ; é |---|---| *[A]: [^1] [[b1]] --8<-- ß x_y @ ?"""
)
_MARKS = re.compile(r"<(strong|em|[uo]l|code|del|mark|kbd|h[2-6]|table|blockquote|aside|details|pre|dl|su[bp])\b")


class Nowhere:
    def picture(self, target):
        return None

    attachment = page = activity = picture


def shown(markdown: str) -> str:
    return str(markup.render(markdown, language="en", resolver=Nowhere()).html)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*sorted(_PIECES), " ", "\n", "\n\n", "\t", "    "]), max_size=14).map("".join))
def test_typed_characters_are_shown_and_mean_nothing(typed):
    if _FORMULA.search(typed):
        return
    page = shown(from_plain(typed))

    text = html.fromstring(f"<div>{page}</div>").text_content()
    assert "".join(text.split()) == "".join(printable(typed).split())
    assert not _MARKS.search(page)


@pytest.mark.parametrize(
    ("formula", "shown_as"),
    [
        (r"\(x_1^2\)", "<math"),
        (r"\[a * b * c\]", "<math"),
        pytest.param("$$a_b_c$$", 'class="formula"', id="no formula of LaTeX, shown as it was written"),
    ],
)
def test_formulas_are_read_as_formulas(formula, shown_as):
    assert shown_as in shown(from_plain(f"See {formula} here."))


@pytest.mark.parametrize(
    ("source", "markdown"),
    [
        ("<h2 style='text-align:center'><strong>Match </strong></h2>\n<h2>&nbsp;</h2>", "<strong>Match</strong>"),
        ("<h3>Match</h3><p>this</p>", "<strong>Match</strong>\n\nthis"),
        ("<div> a&nbsp;b </div>\n", "a\xa0b"),
        ("<p><span style='color:red'><span>KI</span></span></p>", "KI"),
        ("a<br/>b<br/>", "a<br>\nb"),
        ("<ul><li>x<ol><li>y</li></ol></li><li>z * q</li></ul>", "-   x\n    1.  y\n-   z \\* q"),
        ("<p>1. one</p><p># two</p>", "1\\. one\n\n\\# two"),
        ("<em> a </em>b", "<em>a</em> b"),
        ("<p>2 < 3 &amp; 4</p>", "2 &lt; 3 & 4"),
        ('<a href="https://a.example/?b&c" onclick="d">e</a>', '<a href="https://a.example/?b&amp;c">e</a>'),
        ("<script>alert(1)</script>x<style>y</style>", "x"),
        ('<img src="a.png" alt="A map">', "A map"),
        ("&lt;script&gt;", "&lt;script>"),
        ("\xa0", ""),
    ],
)
def test_html_keeps_what_it_says_and_not_how_it_looks(source, markdown):
    assert from_html(source) == markdown


@pytest.mark.parametrize("alt", ["a `b` c", r"a\*b", "[a](b)", "$a_b$", "a * b _c_", '"a" < b > c & d'])
def test_descriptions_of_pictures_are_read_as_they_are(alt):
    class Here(Nowhere):
        def picture(self, target):
            return Picture("/c/a.png", 40, 30, (), "/c/a.png")

    source = html.tostring(html.Element("img", src="a.png", alt=alt), encoding="unicode")
    markdown = from_html(f"<p>See {source}</p>", lambda address: address)

    page = markup.render(markdown, language="en", resolver=Here()).html
    assert html.fromstring(page).find(".//img").get("alt") == alt


def test_a_table_stays_html_and_shows_its_picture():
    source = '<table><tr><td><img src="x" alt="A"></td></tr></table>'

    assert from_html(source, lambda address: "kept.png") == (
        '<table><tbody><tr><td><img src="kept.png" alt="A"></td></tr></tbody></table>'
    )


def test_bare_characters_of_html():
    assert plain("<p>a<br>b</p><p>c &amp; <b>d</b>e</p>") == "a b c & de"
    assert plain("a < b") == "a < b"


def test_a_table_comes_without_its_looks_and_a_lost_picture_leaves_its_words():
    source = (
        '<table style="color:red" class="x"><tr onclick="y"><td colspan="2"><img src="x" alt="A"> b</td></tr></table>'
    )

    assert from_html(source) == '<table><tbody><tr><td colspan="2"><span>A</span> b</td></tr></tbody></table>'
