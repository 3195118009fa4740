"""Whatever happens to the bytes of a book: a tree or a sentence, and never for long."""

from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion import tree_of
from tests.factories.ebooks import archive, files_of_epub3, make_wxr, nav, page, post

EPUB = files_of_epub3(
    {
        "one.xhtml": '<h1>One</h1><p id="a">Words<sup><a href="two.xhtml#n" id="r">1</a></sup></p>'
        "<table><tr><td>x</td></tr></table>",
        "two.xhtml": '<h1>Two</h1><ul><li id="n"><a href="one.xhtml#r">1</a> Said.</li></ul>'
        '<svg><path d="M0 0"/></svg>',
    }
)
WXR = make_wxr(
    post("part", "Part", id=1),
    post(
        "chapter",
        "One",
        'A[footnote]b[/footnote] [caption]<img src="x.png"/> c[/caption]\n\n<ul><li>d</li></ul>',
        id=2,
        parent=1,
    ),
)
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6)
_SECONDS = 5


def damaged(raw: bytes, changes: list[tuple[int, int]], cut: int | None) -> bytes:
    held = bytearray(raw)
    for place, value in changes:
        held[place % len(held)] = value
    return bytes(held[:cut] if cut else held)


def assert_read_or_refused(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        location = Path(folder) / "book"
        location.write_bytes(raw)
        started = thread_time()
        try:
            came_of_it = " ".join(tree_of(location, Irregularities()))
        except TreeRefused as refusal:
            came_of_it = str(refusal)
        assert " " in came_of_it
        assert thread_time() - started < _SECONDS


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES, st.none() | st.integers(0, 5_000))
def test_a_damaged_archive(changes, cut):
    assert_read_or_refused(damaged(archive(EPUB), changes, cut))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(EPUB)), CHANGES, st.none() | st.integers(0, 2_000))
def test_a_damaged_file_in_the_archive(name, changes, cut):
    content = EPUB[name].encode() if isinstance(EPUB[name], str) else EPUB[name]

    assert_read_or_refused(archive({**EPUB, name: damaged(content, changes, cut)}))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(CHANGES, st.none() | st.integers(0, 3_000))
def test_a_damaged_export(changes, cut):
    assert_read_or_refused(damaged(WXR, changes, cut))


HOSTILE = {
    "notes that never end": "[footnote]" * 30_000,
    "captions that never end": "[caption a=" * 30_000,
    "formulas that never end": "[latex]" * 30_000 + "$latex " * 30_000,
    "spaces": " " * 300_000 + "x",
    "brackets": "[" * 100_000 + "]" * 100_000,
    "emphasis": "<i>a</i> " * 10_000,
    "emphasis in emphasis": "<i><b>" * 200 + "a" + "</b></i>" * 200,
    "tags that never end": "<a" * 50_000,
    "lists in lists": "<ul><li>" * 3_000,
    "one long word": "a" * 500_000,
    "signs": "*_`~^$" * 30_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_words_take_no_time(what):
    words = HOSTILE[what]

    assert_read_or_refused(make_wxr(post("part", "P", id=1), post("chapter", "One", words, id=2, parent=1)))
    assert_read_or_refused(archive({**EPUB, "EPUB/one.xhtml": page(f"<p>{words}</p>")}))


def test_contents_and_notes_by_the_thousand_take_no_time():
    many = "".join(f'<p>W<sup><a href="#n{n}" id="r{n}">{n}</a></sup></p>' for n in range(1_500))
    notes = "".join(f'<p id="n{n}"><a href="#r{n}">{n}</a> Said.</p>' for n in range(1_500))
    entries = "".join(f'<li><a href="one.xhtml#r{n}">E {n}</a></li>' for n in range(1_500))

    assert_read_or_refused(archive({**EPUB, "EPUB/one.xhtml": page(many + notes), "EPUB/nav.xhtml": nav(entries)}))


def test_notes_by_the_thousand_in_one_block_take_no_time():
    many = "".join(f'<p>W<sup><a href="two.xhtml#n{n}" id="r{n}">{n}</a></sup></p>' for n in range(3_000))
    notes = "".join(f'<a id="n{n}" href="one.xhtml#r{n}">{n}</a> Said.<br/>' for n in range(3_000))

    assert_read_or_refused(
        archive({**EPUB, "EPUB/one.xhtml": page(many), "EPUB/two.xhtml": page(f"<div>{notes}</div>")})
    )
