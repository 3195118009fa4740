"""Pages of an EPUB that are shown in a frame of another one."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, make_epub3, page

FRAME = '<p>Before.</p><iframe src="w/box.xhtml" id="f"></iframe><p>Behind.</p>'


def converted(tmp_path, body: str, framed: str, *, properties="", head="") -> tuple[dict[str, str], list]:
    """The Markdown of the chapters, and file and kind of what was told."""
    location = tmp_path / "book.epub"
    item = f'<item id="w" href="w/box.xhtml" media-type="application/xhtml+xml" properties="{properties}"/>'
    box = page(framed).replace("</head>", f"{head}</head>")
    more = {"EPUB/w/box.xhtml": box, "EPUB/w/p.png": PNG}
    location.write_bytes(make_epub3({"one.xhtml": body, "two.xhtml": "<p>Two.</p>"}, items=item, more=more))
    faults = Irregularities()
    tree = tree_of(location, faults)
    texts = {path: tree[path].decode().partition("\n---\n")[2].strip() for path in tree if path.endswith(".md")}
    return texts, [(fault.file, fault.kind) for fault in faults.by_place()]


ONE = "part-1-on-machines/01-one.en.md"


def test_words_of_a_framed_page_stand_where_it_is_shown(tmp_path):
    framed = (
        '<h2 id="h">Box</h2><p><img src="p.png" alt="P"/> See <a href="../two.xhtml">two</a>, <a href="#h">above</a>.'
        '</p><img src="gone.png" alt="G"/>'
    )

    texts, told = converted(tmp_path, FRAME + '<p><a href="w/box.xhtml#h">There</a></p>', framed)

    assert texts[ONE] == (
        "Before.\n\n## Box {#h}\n\n![P](../images/p.png) See [two](02-two.en.md), [above](#h).\n\n![G](gone.png)\n\n"
        "Behind.\n\n[There](#h)"
    )
    assert told == [("EPUB/w/box.xhtml", "file-missing")]


@pytest.mark.parametrize(
    "frame",
    [
        '<object data="w/box.xhtml" type="application/xhtml+xml">Nothing.</object>',
        '<embed src="w/box.xhtml"/>',
        '<iframe src="./w/BOX.xhtml#h">Nothing.</iframe>',
    ],
)
def test_however_it_is_framed(tmp_path, frame):
    texts, _told = converted(tmp_path, frame, "<p>In a box.</p>")

    assert texts[ONE] == "In a box."


@pytest.mark.parametrize(
    ("framed", "more"),
    [
        ("<p>Press</p><script>go()</script>", {}),
        ("<p>Press</p>", {"head": '<script src="a.js"></script>'}),
        ('<p onclick="go()">Press</p>', {}),
        ("<p>Press <input/></p>", {}),
        ('<iframe src="../one.xhtml"></iframe>', {}),
        ("<p>Press</p>", {"properties": "scripted"}),
    ],
)
def test_page_that_acts_is_not_brought_in(tmp_path, framed, more):
    texts, told = converted(tmp_path, FRAME, framed, **more)

    assert texts[ONE] == "Before.\n\n[../images/box.xhtml](../images/box.xhtml)\n\nBehind."
    assert ("EPUB/w/box.xhtml", "page-not-in-spine") in told


def test_page_that_is_framed_twice_stands_once(tmp_path):
    texts, _told = converted(tmp_path, FRAME + '<iframe src="w/box.xhtml"></iframe>', "<p>In a box.</p>")

    assert texts[ONE] == "Before.\n\nIn a box.\n\nBehind.\n\n[01-one.en.md](01-one.en.md)"


def test_chapter_in_a_frame_stays_a_chapter(tmp_path):
    texts, _told = converted(tmp_path, '<p>One.</p><iframe src="two.xhtml" title="Two"></iframe>', "<p>x</p>")

    assert texts[ONE] == "One.\n\n[Two](02-two.en.md)"
