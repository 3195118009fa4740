"""Drawings of an EPUB that show pictures of other files, or pictures written into them."""

import base64

import pytest

from ai4t.content.drawings import safe_drawing
from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, make_epub3
from tests.factories.pictures import noise, written

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
DATA = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


def taken(tmp_path, inside: str, **more: bytes) -> tuple[dict[str, bytes], list[str]]:
    """The pictures of a book that shows the drawing ``d.svg`` beside ``p.png``, and the kinds of what was told."""
    location = tmp_path / "book.epub"
    files = {"EPUB/d.svg": f"{HEAD}{inside}</svg>", "EPUB/p.png": PNG, **more}
    location.write_bytes(make_epub3({"one.xhtml": '<p>Words <img src="d.svg" alt="D"/></p>'}, more=files))
    faults = Irregularities()
    tree = tree_of(location, faults)
    return {path: tree[path] for path in tree if path.startswith("images/")}, [fault.kind for fault in faults]


@pytest.mark.parametrize(
    "inside",
    [
        '<image xlink:href="p.png" width="9" height="9"/>',
        '<g transform="matrix(0.24 0 0 0.24 0 0)"><image href="../EPUB/p.png"/></g>',
        f'<title>T</title><defs><rect width="3"/></defs><image xlink:href="{DATA}"/>',
    ],
)
def test_drawing_that_only_frames_a_picture_becomes_that_picture(tmp_path, inside):
    pictures, told = taken(tmp_path, inside)

    assert list(pictures.values()) == [PNG]
    assert told == []


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0L9 9"/><image xlink:href="p.png"/>',
        '<image href="p.png" transform="rotate(90)"/>',
        '<image href="p.png" transform="matrix(0 1 -1 0 0 0)"/>',
        '<image href="p.png" transform="scale(-1 1)"/>',
        '<g style="clip-path: url(#c)"><image href="p.png"/></g>',
        '<image href="p.png"/><image href="p.png"/>',
        f'<text>T</text><image href="{DATA}"/>',
    ],
)
def test_drawing_that_shows_more_holds_its_pictures(tmp_path, inside):
    pictures, told = taken(tmp_path, inside)

    ((path, drawing),) = pictures.items()
    assert path.endswith(".svg")
    assert DATA.encode() in safe_drawing(drawing)
    assert told == []


def test_picture_that_is_missing_or_no_picture_is_told(tmp_path):
    assert taken(tmp_path, '<image href="q.png"/>')[1] == ["file-missing"]
    pictures, _told = taken(tmp_path, '<image href="e.svg"/>', **{"EPUB/e.svg": f'{HEAD}<image href="d.svg"/></svg>'})
    assert list(pictures) == ["images/d.svg"]


def test_pictures_too_large_for_a_drawing_stay_outside(tmp_path):
    large = {"EPUB/p.png": written(noise(700, 700), "PNG")}
    pictures, _told = taken(tmp_path, '<path d="M0 0"/><image href="p.png"/>', **large)
    assert b"data:" not in pictures["images/d.svg"]
