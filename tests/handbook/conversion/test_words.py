"""Whatever the HTML: our Markdown shows the same words in the same order."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from ai4t import markup
from ai4t.content.irregularities import Irregularities
from handbook.conversion.elements import BLOCKS, children
from handbook.conversion.markdown import markdown_of
from handbook.conversion.pages import read_page
from tests.factories.ebooks import page
from tests.factories.markup import Files


class AnyBook:
    """A book in which every link leads somewhere and nothing is told."""

    language = "en"

    def link(self, address, element):
        return address

    picture = media = part_of_player = link

    def fill_drawing(self, drawing):
        pass

    def drawing(self, element):
        return ""

    def place(self, element):
        return element.get("id") or ""

    def note(self, link):
        return None

    def is_note(self, element):
        return False

    leads_back = is_note

    def tell(self, element, kind, message):
        pass


def words_shown(element) -> list[str]:
    """As a reader sees them: a block begins on a line of its own."""
    return re.findall(r"\w+", "".join(_shown(element)))


def _shown(element):
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "math"}:
        return
    edge = "\n" if element.tag in BLOCKS | {"br"} else ""
    yield edge
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""
    yield edge


def words_rendered(markdown: str) -> list[str]:
    return words_shown(html.fragment_fromstring(str(rendered(markdown).html), create_parent="div"))


def rendered(markdown: str) -> markup.Rendered:
    return markup.render(markdown, language="en", resolver=Files())


SIGNS = """a b2 one Two c_d _e_ * ** _ __ ` `` ``` ~ ~~ ^ ^^ = == === + ++ - -- --- # ## > < & &amp; &lt; | || [ ] [x]
    [^1]     [^1]: ( ) (c) (tm) [y](z) ![y](z) ! !! !!! ??? : :: 1. 2) 10. \\ \\\\ \\( \\) \\[ \\] $ $$ $x$ $5
    { } {{ }} {{a}} {%b%}     ${c} {#d} {:.e} {: #f} *[g]: [h]: http://i.example/j_k*l </p> <b> <!-- -->
    1/2 3/4 c/o +/- =/= --> <-- <--> 1st
    2nd n\u00b0 \u00e9t\u00e9 \u010d\u0161\u017e \u4e2d\u6587 \u00a0 \u00ad \u2028 \t \n --8<-- /// """
PIECES = st.sampled_from(SIGNS.split(" "))
TEXT = st.lists(PIECES | st.text("ab*_`[](){}<>#+-.!|~^=$\\&:;1 \n", max_size=6), max_size=8).map(
    lambda pieces: _escaped(" ".join(pieces))
) | st.lists(PIECES, max_size=5).map(lambda pieces: _escaped("".join(pieces)))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in(tags: list[str], inside):
    return st.builds(lambda tag, content: f"<{tag}>{content}</{tag.split()[0]}>", st.sampled_from(tags), inside)


INLINE = st.recursive(
    TEXT,
    lambda inner: st.lists(
        inner
        | _in(["em", "i", "strong", "b", "code", "sub", "sup", "u"], inner)
        | _in(["span", "q", "cite", "small", "kbd", "s", "mark"], inner)
        | _in(['a href="unit.md"', 'span lang="fr"', 'span id="p"', 'abbr title="t"'], inner)
        | st.just("<br/>"),
        max_size=4,
    ).map("".join),
    max_leaves=6,
)


def _list(inside):
    return st.lists(_in(["li"], inside), min_size=1, max_size=3).map("".join)


def _table(cells):
    def row(tag: str):
        return st.lists(_in([tag], cells), min_size=2, max_size=2).map(lambda row: f"<tr>{''.join(row)}</tr>")

    rows = st.lists(row("td"), min_size=1, max_size=3).map("".join)
    return st.builds(lambda first, rest: f"<table>{first}{rest}</table>", st.just("") | row("th"), rows)


BLOCK = st.recursive(
    _in(["p", "h1", "h2", "h4", "div", "pre"], INLINE) | INLINE,
    lambda inner: st.one_of(
        _in(["div", "section", "blockquote", "aside", "figure", "details"], st.lists(inner, max_size=3).map("".join)),
        _in(["ul", "ol", 'ol start="3"'], _list(st.lists(inner, max_size=2).map("".join))),
        _in(["ul", "ol"], _list(INLINE)),
        _table(INLINE | inner),
        st.builds(lambda term, said: f"<dl><dt>{term}</dt><dd>{said}</dd></dl>", INLINE, inner),
        st.builds(
            lambda above, words, below: f"<figure>{above}<figcaption>{words}</figcaption>{below}</figure>",
            st.just("") | inner,
            INLINE,
            st.just("") | inner,
        ),
    ),
    max_leaves=8,
)
BODY = st.lists(BLOCK, max_size=5).map("".join)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@example("<ul><li><blockquote>a<p>b</p></blockquote></li></ul>")
@example('<p><a href="unit.md"><code>[^1]a</code></a></p>')
@given(BODY)
def test_words_stay_in_their_order(body):
    faults = Irregularities()
    root = read_page(page(body).encode(), path="page.xhtml", faults=faults)
    wanted = words_shown(root)
    markdown = markdown_of(children(root), AnyBook())

    assert words_rendered(markdown) == wanted, markdown


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(BODY)
def test_words_of_a_note_stay_in_their_order(body):
    root = read_page(page(f"<p>Text <x-note>{body}</x-note></p>").encode(), path="page.xhtml", faults=Irregularities())
    wanted = words_shown(next(root.iter("x-note")))
    markdown = markdown_of(children(root), AnyBook())

    assert words_rendered(markdown) == ["Text", "1", *wanted], markdown


@pytest.mark.parametrize(
    "one",
    [
        "<dl><dt>a</dt><dd>b</dd></dl>",
        "<blockquote><p>a</p></blockquote>",
        "<ul><li>a</li></ul>",
        "<ol><li>a</li></ol>",
    ],
)
def test_two_of_a_kind_in_a_row_stay_two(one):
    root = read_page(page(one * 2).encode(), path="page.xhtml", faults=Irregularities())

    shown = markup.render(markdown_of(children(root), AnyBook()), language="en", resolver=Files())

    tag = root[0].tag
    assert shown.html.count(f"<{tag}>") == 2
