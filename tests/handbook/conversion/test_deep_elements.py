"""Pages nested more deeply than any parser makes a tree of: their words are all there."""

import time

import pytest
from lxml import etree

from ai4t.content.irregularities import Irregularities
from handbook.conversion.deep_elements import DEEPEST
from handbook.conversion.pages import read_fragment, read_page
from tests.factories.ebooks import page

WORDS = ["First", "deep", "&", "more", "second", "after"]


def read(body: str):
    faults = Irregularities()
    read_body = read_page(page(body).encode(), path="p.xhtml", faults=faults)
    return read_body, [(fault.line, fault.kind) for fault in faults.by_place()]


def depth_of(root) -> int:
    return max(sum(1 for _above in element.iterancestors()) for element in root.iter(etree.Element))


@pytest.mark.parametrize("levels", [95, 250, 260, 400, 3_000])
@pytest.mark.parametrize("tag", ["div", "blockquote", "b", "span"])
def test_words_inside_and_behind_stay_in_their_order(tag, levels):
    body = f"<p>First</p>\n{f'<{tag}>' * levels}<p>deep</p>{f'</{tag}>' * levels}\n<h2>Last</h2>\n<p>words</p>"

    root, told = read(body)

    assert root.text_content().split() == ["First", "deep", "Last", "words"]
    assert told == [(told[0][0], "nested-too-deep")]
    assert depth_of(root) <= DEEPEST + 1
    assert [element.tag for element in root.iterchildren("h2", "p")][-2:] == ["h2", "p"]


def test_wrappers_go_before_what_means_something():
    inside = '<p id="a">One <a href="#b">link</a><img src="c.png" alt="C"/></p><ul><li>item</li></ul>'

    for levels in (88, 150, 300):
        root, _told = read("<div>" * levels + "words" + inside + "</div>" * levels)
        assert [element.tag for element in root.iter("p", "a", "img", "ul", "li")] == ["p", "a", "img", "ul", "li"]


def test_broken_pages_and_posts_keep_their_words_too():
    deep = "<p>First</p>\n" + "<div>" * 400 + "<p>deep & more\n<p>second\n" + "</div>" * 400 + "<p>after"
    root, told = read(deep)
    post = read_fragment(deep, path="", faults=Irregularities())

    assert root.text_content().split() == post.text_content().split() == WORDS
    assert [kind for _line, kind in told] == ["nested-too-deep", "page-not-well-formed"]


def test_comments_and_data_are_not_taken_for_elements():
    hidden = "<!-- </div></div> -->\n<![CDATA[<b>words</b>]]>"

    root, told = read("<div>" * 300 + hidden + "</div>" * 300 + "\n<p>after</p>")

    assert root.text_content().split() == ["<b>words</b>", "after"]
    assert root[-1].tag == "p"
    assert [kind for _line, kind in told] == ["nested-too-deep"]


@pytest.mark.parametrize("unit", ["<b>", "<!--", '<a "', "<![CDATA[", "</b>", "<p><b>x</p>"])
def test_a_hostile_page_is_read_in_seconds(unit):
    start = time.monotonic()

    read("<div>" * 300 + unit * 60_000)

    assert time.monotonic() - start < 20
