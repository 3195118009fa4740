"""Two versions of a page: what stayed, what changed inside, what came and went; and it never breaks the page."""

import time
from random import Random

import pytest
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from ai4t.markup.comparing import compare, is_same
from tests.factories.any_html import any_html
from tests.factories.markup import render


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.html) for piece in compare(mark_safe(old), mark_safe(new))]


def changed(old: str, new: str) -> str:
    [(kind, shown)] = told(old, new)
    assert kind == "changed"
    return shown


def letters(page: str, *, without: str = "") -> str:
    """All that a reader sees, without spaces and what changes with the places of notes."""
    root = html.fragment_fromstring(page, create_parent="div")
    gone = f"//{without} | " if without else ""
    for found in root.xpath(
        f"{gone}//sup[a/@role='doc-noteref'] | //*[@role='doc-backlink'] | //*[@class='note-mark']"
    ):
        found.drop_tree()
    return "".join("".join(root.itertext()).split())


def check(old: str, new: str) -> None:
    """Taking away what is gone gives the new page, taking away what is new the old one."""
    whole = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}", "changed": "{}"}
    shown = "".join(whole[kind].format(piece) for kind, piece in told(old, new))
    assert letters(shown, without="del") == letters(new)
    assert letters(shown, without="ins") == letters(old)


def test_numbers_of_blocks_do_not_count():
    assert told('<p id="p-1">One.</p>', '<p id="p-2">One.</p>') == [("same", "<p>One.</p>")]


def test_changed_words_are_marked_inside_their_block_and_stand_apart():
    assert changed("<p>A red house.</p>", "<p>A blue house.</p>") == "<p>A <del>red</del> <ins>blue</ins> house.</p>"


def test_a_rewritten_paragraph_is_gone_and_new_and_not_mixed_word_by_word():
    old = "<p>All six areas are the programs of a school that learn from what we give them each day.</p>"
    new = "<p>In each of the computer programs on this page a rule says how to sort a letter of us.</p>"
    assert told(old, new) == [("removed", old), ("added", new)]


def test_a_word_that_stayed_between_long_changes_goes_with_them():
    old = "<p>We begin here with one two three of four five six and end here as before today.</p>"
    new = "<p>We begin here with red blue green of black white grey and end here as before today.</p>"
    assert changed(old, new) == (
        "<p>We begin here with <del>one two three of four five six</del> <ins>red blue green of black white grey</ins> "
        "and end here as before today.</p>"
    )


def test_a_paragraph_that_was_put_before_a_changed_one_leaves_it_beside_its_old_text():
    [first, second] = told("<p>The cat sat on the mat.</p>", "<p>Something new.</p><p>The cat sat on a mat.</p>")
    assert first == ("added", "<p>Something new.</p>")
    assert second == ("changed", "<p>The cat sat on <del>the</del> <ins>a</ins> mat.</p>")


def test_marks_of_notes_stay_marks_and_their_numbers_do_not_count():
    old = render("It began in 1955[^a] at a school.\n\nStill there.[^b]\n\n[^a]: One.\n\n[^b]: Two.").html
    new = render(
        "It began[^c] in 1956[^a] at a school.\n\nStill there.[^b]\n\n[^c]: Three.\n\n[^a]: One.\n\n[^b]: Two."
    ).html
    first, second, notes = told(old, new)
    assert first == (
        "changed",
        '<p>It began<ins><sup class="note-mark">1</sup></ins> in <del>1955</del> <ins>1956</ins>'
        '<sup class="note-mark">2</sup> at a school.</p>',
    )
    assert second == ("same", '<p>Still there.<sup class="note-mark">3</sup></p>')
    assert notes[0] == "changed"
    assert (notes[1].count("<ins"), notes[1].count("<del")) == (1, 0)


def test_what_the_author_underlined_and_struck_is_no_change():
    page = "<p>An <ins>added</ins> and a <del>struck</del> word.</p>"
    assert told(page, page) == [("same", "<p>An <u>added</u> and a <s>struck</s> word.</p>")]
    assert changed(page, page.replace("An", "The")) == (
        "<p><del>An</del> <ins>The</ins> <u>added</u> and a <s>struck</s> word.</p>"
    )


def test_one_word_of_a_table_is_marked_in_its_cell():
    table = "<table><thead><tr><th>Name</th><th>Age</th></tr></thead><tbody><tr><td>Ana</td><td>12</td></tr>{}</table>"
    row = "<tr><td>Boris</td><td>{}</td></tr>"
    shown = changed(table.format(row.format("10")), table.format(row.format("11")))
    assert "<td>Boris</td> <td><del>10</del> <ins>11</ins></td>" in shown
    assert shown.count("<del") == 1
    shown = changed(table.format(""), table.format(row.format("11")))
    assert "<tr><td><ins>Boris</ins></td><td><ins>11</ins></td></tr>" in shown
    assert "<del" not in shown


def test_an_item_that_came_or_went_is_marked_alone_and_the_others_keep_their_numbers():
    shown = changed("<ol><li>one</li><li>two</li></ol>", "<ol><li>one</li><li>new</li><li>two</li></ol>")
    assert shown == '<ol><li value="1">one</li> <li value="2"><ins>new</ins></li> <li value="3">two</li></ol>'
    shown = changed("<ol><li>one</li><li>old</li><li>two</li></ol>", "<ol><li>one</li><li>two</li></ol>")
    assert shown == '<ol><li value="1">one</li> <li value="2"><del>old</del></li> <li value="2">two</li></ol>'


def test_emphasis_links_pictures_and_formulas_stay_in_a_changed_paragraph():
    formula = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
    kept = f'<p>A <a href="/x">link of words</a>, <em>two words</em>, {formula} and <img src="/c/a.png" alt="a">: '
    assert changed(f"{kept}red.</p>", f"{kept}blue.</p>") == f"{kept}<del>red.</del> <ins>blue.</ins></p>"


def test_blocks_that_share_nothing_are_gone_and_new():
    assert told("<p>Entirely other words.</p>", "<ul><li>x</li></ul>") == [
        ("removed", "<p>Entirely other words.</p>"),
        ("added", "<ul><li>x</li></ul>"),
    ]


def test_words_are_escaped():
    shown = changed("<p>a &lt;b&gt; c d e</p>", "<p>a &lt;i&gt; c d e</p>")
    assert shown == "<p>a <del>&lt;b&gt;</del> <ins>&lt;i&gt;</ins> c d e</p>"


def test_what_looks_like_the_name_of_a_place_stays_in_the_text():
    assert told('<p>Write id="a" here.</p>', '<p>Write id="a" here.</p>') == [("same", '<p>Write id="a" here.</p>')]


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_word_of_both_pages_is_there_and_a_page_is_the_same_as_itself(old, new):
    first, second = render(old or "x").html, render(new or "y").html
    assert is_same(compare(second, second))
    assert "<script" not in "".join(shown for _kind, shown in told(first, second)).lower()
    check(first, second)


@pytest.mark.parametrize("seed", range(150))
def test_any_nesting_gives_both_pages_back(seed):
    one, other = render(any_html(seed)).html, render(any_html(seed + 1_000)).html
    check(one, other)
    check(one, _with_other_words(one, seed))
    assert is_same(compare(one, one))


def _with_other_words(page: str, seed: int) -> str:
    random = Random(seed)
    root = html.fragment_fromstring(page, create_parent="div")
    for found in root.iter():
        if found.text and isinstance(found.tag, str) and random.random() < 0.3:
            found.text = f"{found.text} {random.choice(['one', 'two'])}"
        if len(found) and random.random() < 0.1 and found[0].tag in {"p", "li", "tr"}:
            found.remove(found[0])
    return html.tostring(root, encoding="unicode")[5:-6]


def test_large_and_dull_chapters_are_compared_in_time():
    random = Random(1)
    words = [f"word{number}" for number in range(300)] + ["the", "of", "and"] * 60

    def chapter(blocks: int) -> str:
        return "".join(f"<p>{' '.join(random.choices(words, k=120))}</p>" for _ in range(blocks))

    dull = ["<p>" + "a b " * 3_000 + "</p>", "<p>" + "b b a " * 2_000 + "</p>", "<hr>" * 3_000, "<p>x</p><hr>" * 1_500]
    began = time.perf_counter()
    told(chapter(1_500), chapter(1_500))
    told("".join(dull), "".join(reversed(dull)))
    assert time.perf_counter() - began < 10
