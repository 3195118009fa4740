"""The pictures of a tree as they are stored and offered."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from ai4t.content import pictures
from ai4t.content.images import bare_original
from ai4t.content.pictures import Pictures
from ai4t.content.storing import ContentStore
from ai4t.models import ContentFile
from tests.factories.pictures import GPS, photograph
from tests.factories.trees import read_tree

pytestmark = pytest.mark.django_db


def pictures_in(folder, files) -> Pictures:
    tree, faults = read_tree(folder, files)
    return Pictures(tree, ContentStore(), faults)


def stored(file: ContentFile) -> bytes:
    with default_storage.open(file.storage_name) as opened:
        return opened.read()


def test_nothing_that_is_stored_tells_where_a_photograph_was_taken(tmp_path):
    photo = photograph(900, 600, orientation=6)
    assert b"taken at our school" in photo

    found = pictures_in(tmp_path, {"p.jpg": photo}).at("p.jpg")

    assert (stored(found.file), found.file.width, found.file.height) == (bare_original(photo), 600, 900)
    for file in ContentFile.objects.all():
        with default_storage.open(file.storage_name) as opened, Image.open(opened) as picture:
            assert GPS not in picture.getexif()
        assert b"taken at our school" not in stored(file)


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<script>alert(1)</script>", [("d.svg", 0, "drawing-cleaned")]),
        ('<path onclick="alert(1)"/>', [("d.svg", 0, "drawing-cleaned")]),
        ('<image href="https://evil.example/x.png"/>', [("d.svg", 0, "drawing-cleaned")]),
        ('<path d="M0 0"/><metadata>By hand</metadata><o:view xmlns:o="http://own.example" o:x="1"/>', []),
    ],
)
def test_what_a_drawing_loses_is_told_once(tmp_path, inside, told):
    tree, faults = read_tree(tmp_path, {"d.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'})
    found = Pictures(tree, ContentStore(), faults)

    assert found.at("d.svg") == found.at("d.svg") is not None
    assert [(fault.file, fault.line, fault.kind) for fault in faults] == told


def test_a_photograph_that_is_known_is_not_made_again(tmp_path, monkeypatch):
    files = {"p.jpg": photograph(900, 600)}
    first = pictures_in(tmp_path, files).at("p.jpg")
    monkeypatch.setattr(pictures, "make_variants", None)

    assert pictures_in(tmp_path, files).at("p.jpg") == first


def test_a_photograph_that_was_stored_as_it_came_gives_way_to_a_bare_one(tmp_path):
    photo = photograph(900, 600)
    ContentStore().keep(photo, media_type="image/jpeg", width=900, height=600)

    found = pictures_in(tmp_path, {"p.jpg": photo}).at("p.jpg")

    assert stored(found.file) == bare_original(photo)


@pytest.mark.parametrize(
    ("name", "raw", "is_claimed"),
    [("a.bin", photograph(9, 9), True), ("a.JPG", photograph(9, 9)[:-9], True), ("a.pdf", b"%PDF-1.7", False)],
)
def test_what_is_or_is_called_a_picture_is_never_given_as_it_is(tmp_path, name, raw, is_claimed):
    assert pictures_in(tmp_path, {name: raw}).claims(name) is is_claimed
