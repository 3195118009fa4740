"""What stands where HTML does not allow it, as browsers show it: nothing of it is lost."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion.elements import children
from handbook.conversion.markdown import markdown_of
from handbook.conversion.pages import read_page
from tests.factories.ebooks import page
from tests.handbook.conversion.test_words import AnyBook


def markdown(body: str) -> str:
    root = read_page(page(body).encode(), path="page.xhtml", faults=Irregularities())
    return markdown_of(children(root), AnyBook()).strip()


def table(*lines: str) -> str:
    return "\n".join(["<table markdown>", *lines, "</table>"])


def row(*cells: str) -> str:
    return "\n".join(["<tr markdown>", *(f'<td markdown="span">{cell}</td>' for cell in cells), "</tr>"])


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<dl><dt>a</dt><dd>b</dd><p>c</p><dt>d</dt><dd>e</dd></dl>", "a\n:   b\n\nc\n\nd\n:   e"),
        ("<dl><dt>a</dt><dd>b</dd>c</dl>", "a\n:   b\n\nc"),
        ("<dl><dt>a</dt><dd>b</dd><div><dt>c</dt><dd>d</dd><p>e</p></div></dl>", "a\n:   b\n\nc\n:   d\n\ne"),
        ("<dl><div><p>a</p></div><dt>b</dt><dd>c</dd></dl>", "a\n\nb\n:   c"),
        ("<table>a<tr><td>b</td></tr></table>", table(row("a"), row("b"))),
        ("<table><tr>a <i>b</i><td>c</td></tr></table>", table(row("a *b*", "c"))),
        (
            "<table><tbody><td>a</td><td>b</td><tr><td>c</td></tr></tbody></table>",
            table("<tbody markdown>", row("a", "b"), row("c"), "</tbody>"),
        ),
        (
            "<table><tbody><form><tr><td>a</td></tr></form></tbody></table>",
            table("<tbody markdown>", row("a"), "</tbody>"),
        ),
        (
            "<table><caption>a</caption><caption>b</caption><tr><td>c</td></tr></table>",
            table('<caption markdown="span">a<br> b</caption>', row("c")),
        ),
        ('<div epub:type="pagebreak">Words of a book</div>', "Words of a book"),
        ('<h2 epub:type="pagebreak">Headings</h2>', "## Headings"),
        ('<p>a <span epub:type="pagebreak">the rest <i>b</i></span></p>', "a the rest *b*"),
        ('<p>a<span role="doc-pagebreak">Page xii</span> b<span epub:type="pagebreak">[12]</span></p>', "a b"),
    ],
)
def test_misplaced_content_stays(body, expected):
    assert markdown(body) == expected


def test_a_misplaced_paragraph_in_a_table_is_a_cell():
    assert markdown("<table><tr><td>a</td></tr><p>b</p></table>") == table(
        row("a"), '<tr markdown>\n<td markdown="block">\n\nb\n\n</td>\n</tr>'
    )


def test_a_heading_of_a_table_keeps_what_it_is_said_to_name():
    cells = '<th markdown="span" scope="col">a</th>\n<td markdown="span">b</td>\n<th markdown="span">c</th>'
    body = '<table><tr><th scope="col">a</th><td scope="row">b</td><th scope="x">c</th></tr></table>'
    assert markdown(body) == table(f"<tr markdown>\n{cells}\n</tr>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '<a href="x.md"><h2>a</h2><p>b <i>c</i></p><ul><li>d</li></ul></a>',
            "## [a](x.md)\n\n[b <em>c</em>](x.md)\n\n-   [d](x.md)",
        ),
        ('<a id="w"><table><tr><td>a</td></tr></table>b</a>', f'<span id="w"></span>\n\n{table(row("a"))}\n\nb'),
        (
            '<a href="x.md"><figure><img src="y.png" alt="y"/><figcaption>z</figcaption></figure></a>',
            "<figure markdown>\n\n[![y](y.png)](x.md)\n\n"
            '<figcaption markdown="span">[z](x.md)</figcaption>\n\n</figure>',
        ),
        ('<p>a <a href="x.md"><div>b</div> c</a></p>', "a\n\n[b](x.md)\n\n[c](x.md)"),
    ],
)
def test_a_link_around_blocks_is_one_in_each_of_them(body, expected):
    assert markdown(body) == expected
