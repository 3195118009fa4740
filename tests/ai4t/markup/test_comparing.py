"""Two versions of a page: what stayed, what changed inside, what came and went; and it never breaks the page."""

from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from ai4t.markup.comparing import compare, is_same
from tests.factories.markup import render


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.html) for piece in compare(mark_safe(old), mark_safe(new))]


def test_numbers_of_blocks_do_not_count():
    assert told('<p id="p-1">One.</p>', '<p id="p-2">One.</p>') == [("same", "<p>One.</p>")]


def test_changed_words_are_marked_inside_their_block():
    assert told("<p>A red house.</p>", "<p>A blue house.</p>") == [
        ("changed", "<p>A <del>red</del><ins>blue</ins> house.</p>")
    ]


def test_blocks_that_share_nothing_are_gone_and_new():
    assert told("<p>Entirely other words.</p>", "<ul><li>x</li></ul>") == [
        ("removed", "<p>Entirely other words.</p>"),
        ("added", "<ul><li>x</li></ul>"),
    ]


def test_words_are_escaped():
    [piece] = told("<p>a &lt;b&gt; c d e</p>", "<p>a &lt;i&gt; c d e</p>")
    assert piece == ("changed", "<p>a <del>&lt;b&gt;</del><ins>&lt;i&gt;</ins> c d e</p>")


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_word_of_the_new_page_is_there_and_a_page_is_the_same_as_itself(old, new):
    first, second = render(old or "x").html, render(new or "y").html
    assert is_same(compare(second, second))
    kept = "".join(piece.html for piece in compare(first, second) if piece.kind != "removed")
    assert "<script" not in kept.lower()
