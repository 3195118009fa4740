"""Films, sounds and frames of an EPUB with what belongs to them."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, make_epub3

WEBVTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nWe walk.\n"
FILES = {
    "EPUB/v.mp4": b"film",
    "EPUB/v.webm": b"film",
    "EPUB/a.mp3": b"sound",
    "EPUB/p.png": PNG,
    "EPUB/text/c.vtt": WEBVTT,
    "EPUB/paper.pdf": b"%PDF-",
    "EPUB/old.swf": b"FWS",
}


PAPER = '<item id="p" href="paper.pdf" media-type="application/pdf"/>'


def converted(tmp_path, body: str) -> tuple[str, list[str]]:
    """The Markdown of a page with ``body``, and the kinds of what was told."""
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": body}, items=PAPER, more=FILES))
    faults = Irregularities()
    tree = tree_of(location, faults)
    text = tree["part-1-on-machines/01-one.en.md"].decode().partition("\n---\n")[2].strip()
    return text, [fault.kind for fault in faults.by_place()]


def test_captions_and_picture_of_a_film_stay_with_it(tmp_path):
    text, told = converted(
        tmp_path,
        '<video poster="p.png" title="A walk"><source src="v.mp4"/>'
        '<track kind="captions" src="text/c.vtt" srclang="fr" label="Français"/></video>',
    )

    assert text == (
        '<video src="../images/v.mp4" poster="../images/p.png" title="A walk" controls>'
        '<track src="../images/c.vtt" kind="captions" srclang="fr" label="Français"></video>'
    )
    assert told == []


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        ('<track kind="chapters" src="text/c.vtt"/>', ["media-simplified"]),
        ('<track kind="captions" src="c.ttml"/>', ["media-simplified"]),
        ('<track src="gone.vtt"/>', ["file-missing"]),
        ('<track src="https://a.example/c.vtt"/>', ["resource-remote"]),
        ("Your browser does not support the video tag.", ["media-simplified"]),
        ("<p>Ce navigateur ne prend pas en charge HTML5.</p>", ["media-simplified"]),
        ('<p>Your browser cannot play it. Take <a href="v.mp4">the film</a> with you.</p>', ["media-simplified"]),
        ('<object data="old.swf" type="application/x-shockwave-flash"><param name="a" value="b"/></object>', []),
    ],
)
def test_what_cannot_be_shown_with_a_film_is_told(tmp_path, inside, kinds):
    text, told = converted(tmp_path, f'<video src="v.mp4">{inside}</video>')

    assert text == '<video src="../images/v.mp4" controls></video>'
    assert told == kinds


@pytest.mark.parametrize(
    ("inside", "below"),
    [
        ('<p>Please read <a href="paper.pdf">the words</a>.</p>', "Please read [the words](../images/paper.pdf)."),
        ("<p>Your browser does not support video.</p><p>Ana walks to the mill.</p>", "Ana walks to the mill."),
        ("The film shows how to use a browser.", "The film shows how to use a browser."),
        ('<img src="p.png" alt="A mill"/>', "![A mill](../images/p.png)"),
        ("<ul><li>Ana: Hello.</li></ul>", "-   Ana: Hello."),
    ],
)
def test_words_in_place_of_a_film_that_say_more_stand_below_it(tmp_path, inside, below):
    text, _told = converted(tmp_path, f'<video src="v.mp4">{inside}</video>')

    assert text == f'<video src="../images/v.mp4" controls></video>\n\n{below}'


@pytest.mark.parametrize(
    ("element", "markdown"),
    [
        ('<audio><source src="https://a.example/a.mp3"/><source src="a.mp3"/></audio>', "audio"),
        ('<object data="old.swf"><video src="v.mp4"></video></object>', "video"),
        ('<object data="v.mp4" type="video/mp4"></object>', "video"),
        ('<embed src="a.mp3"/>', "audio"),
    ],
)
def test_what_can_be_played_here_is_played(tmp_path, element, markdown):
    text, told = converted(tmp_path, element)

    name = {"audio": "a.mp3", "video": "v.mp4"}[markdown]
    assert text == f'<{markdown} src="../images/{name}" controls></{markdown}>'
    assert told == []


@pytest.mark.parametrize("ending", ["", "<p>not well-formed"])
def test_words_in_a_frame_stand_below_it(tmp_path, ending):
    frame = '<iframe src="https://a.example/b"><p>A <b>map</b> of Bled.</p></iframe>'

    text, _told = converted(tmp_path, frame + ending)

    assert text.startswith('<iframe src="https://a.example/b"></iframe>\n\nA **map** of Bled.')


def test_object_is_called_by_its_words(tmp_path):
    assert converted(tmp_path, '<object data="paper.pdf"><p>The plan</p></object>') == (
        "[The plan](../images/paper.pdf)",
        [],
    )
    assert converted(tmp_path, '<object data="p.png" type="image/png"><img src="p.png" alt="A"/></object>')[0] == (
        "![A](../images/p.png)"
    )


def test_film_inside_a_line_is_a_link_and_its_words(tmp_path):
    text, told = converted(
        tmp_path,
        '<table><caption>See <video src="v.mp4" poster="p.png">Ana walks.</video></caption><tr><td>x</td></tr></table>',
    )

    assert "See [../images/v.mp4](../images/v.mp4) Ana walks." in text
    assert told == ["media-simplified"]


def test_film_written_into_the_text_is_told(tmp_path):
    text, told = converted(tmp_path, '<p>Words.</p><video src="data:video/mp4;base64,AAAA"></video>')

    assert (text, told) == ("Words.", ["media-simplified"])
