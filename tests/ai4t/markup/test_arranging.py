"""Tables, lists and readings as HTML wants them: an EPUB is refused for less."""

import pytest

from ai4t.markup.tree import read
from tests.factories.markup import html, problems


def parts_of(source: str) -> list[str]:
    [table] = read(html(source)).iter("table")
    return [f"{part.tag} {' '.join(part.itertext())}" for part in table]


def test_parts_of_a_table_stand_as_they_are_shown():
    foot, body = "<tfoot><tr><td>sum</td></tr></tfoot>", "<tbody><tr><td>one</td></tr></tbody>"
    head, caption = "<thead><tr><th>name</th></tr></thead>", "<caption>title</caption>"
    shown = ["caption title", "thead name", "tbody one", "tfoot sum"]
    assert parts_of(f"<table>{foot}{body}{head}{caption}</table>") == shown
    assert parts_of(f"<table>{caption}{head}{body}{foot}</table>") == shown


def test_table_has_one_caption_one_head_and_one_foot():
    row = "<tr><td>{}</td></tr>".format
    twice = "".join(f"<{tag}>{row(tag)}</{tag}>" for tag in ("thead", "thead", "tfoot", "tfoot"))
    assert parts_of(f"<table><caption>a</caption>{twice}<caption>b <i>c</i></caption></table>") == [
        "caption a b  c",
        "thead thead",
        "tbody thead",
        "tbody tfoot",
        "tfoot tfoot",
    ]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<dl><dt>a</dt></dl>", "<dl><dt>a</dt><dd></dd></dl>"),
        ("<dl><dd>a</dd></dl>", "<dl><dt></dt><dd>a</dd></dl>"),
        ("<dl><div><dt>a</dt><dd>b</dd></div></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        ("<dl><dt>a</dt>loose <b>b</b></dl>", "<dl><dt>a</dt><dd>loose <b>b</b></dd></dl>"),
        ("<ul>a<p>b</p><li>c</li></ul>", "<ul><li>a<p>b</p></li><li>c</li></ul>"),
        ("<ol><li>c</li><ul><li>d</li></ul></ol>", "<ol><li>c</li><li><ul><li>d</li></ul></li></ol>"),
        ("<ul><li value=2>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<div><li>a</li><dd>b</dd></div>", "<div><div>a</div><div>b</div></div>"),
        ("<ol reversed><li>a</li></ol>", '<ol reversed=""><li>a</li></ol>'),
        ('<ol reversed="reversed"><li value="3">a</li></ol>', '<ol reversed=""><li value="3">a</li></ol>'),
    ],
)  # fmt: skip
def test_list_holds_items_alone_and_words_with_meanings(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<ruby><rb>漢</rb><rt>kan</rt></ruby>", "<ruby><span>漢</span><rt>kan</rt></ruby>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("<ruby>食<rt>た</rt>べる</ruby>", "<ruby>食<rt>た</rt>べる<rt></rt></ruby>"),
        ("<ruby>alone</ruby> <rt>kan</rt>", "alone <span>kan</span>"),
    ],
)
def test_reading_stands_behind_what_it_is_read_of(typed, shown):
    assert html(f"x {typed}") == f"<p>x {shown}</p>"
    assert problems(f"x {typed}") == []
