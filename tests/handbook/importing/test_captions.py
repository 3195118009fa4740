"""Captions that a chapter names beside a film: in its player, as a transcript, and as files."""

import pytest
from django.test import Client

from ai4t.models import RenderedText
from handbook.importing.running import import_handbook
from handbook.models import ChapterFile
from tests.factories.books import publish
from tests.factories.captions import srt
from tests.factories.films import book_with_a_film
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def bring(folder, files: dict):
    write_tree(folder, files)
    return import_handbook(folder / "book", slug="films", number=1)


def told(arrival) -> list[tuple[str, str]]:
    return [(fault.file.rpartition("/")[2], fault.kind) for fault in arrival.plan.irregularities]


def test_captions_are_offered_in_the_player_and_read_below_it(tmp_path):
    arrival = bring(tmp_path, book_with_a_film())

    page = RenderedText.objects.get(field="body").html
    base = f"/content/books/{arrival.edition.pk}/film"
    assert f'<track kind="captions" src="{base}/walk.en.vtt" srclang="en" label="English" default="">' in page
    assert f'<track kind="captions" src="{base}/walk.fr.vtt" srclang="fr" label="Français">' in page
    assert '<details class="transcript"' in page
    assert '<span data-at="0">We walk slowly.</span>' in page
    assert 'poster="/content/books/' in page
    assert told(arrival) == []
    assert sorted(ChapterFile.objects.values_list("name", "role")) == [
        ("still.png", "picture"),
        ("walk.en.txt", "captions"),
        ("walk.en.vtt", "captions"),
        ("walk.fr.txt", "captions"),
        ("walk.fr.vtt", "captions"),
        ("walk.mp4", "attachment"),
    ]


def test_captions_are_served_with_the_chapter_and_its_page_can_follow_them(tmp_path):
    edition = bring(tmp_path, book_with_a_film()).edition
    edition.book.is_open = True
    edition.book.save()
    publish(edition)
    client = Client()

    served = client.get(f"/content/books/{edition.pk}/film/walk.en.vtt")
    page = client.get("/en/handbook/films/1/film/").content.decode()

    assert served["Content-Type"] == "text/vtt"
    assert b"".join(served).startswith(b"WEBVTT")
    assert "js/transcript" in page


def test_bringing_the_same_captions_twice_changes_nothing(tmp_path):
    bring(tmp_path, book_with_a_film())

    assert import_handbook(tmp_path / "book", slug="films", number=1).plan.changes_nothing


@pytest.mark.parametrize(
    ("tracks", "kinds"),
    [
        ('<track src="gone.vtt" srclang="en">', ["caption-missing"]),
        ('<track src="walk.srt">', ["caption-language-guessed"]),
        ('<track src="walk.srt" srclang="en"><track src="other.srt" srclang="en">', ["language-twice"]),
        ('<track src="walk.srt" srclang="la">', ["caption-language-unlisted"]),
    ],
)
def test_captions_that_cannot_be_used_as_they_are_are_told(tmp_path, tracks, kinds):
    files = book_with_a_film(f'<video src="walk.mp4">{tracks}</video>')
    files["book/part-1-machines/other.srt"] = srt("Other words.")

    arrival = bring(tmp_path, files)

    assert [kind for _file, kind in told(arrival) if kind != "unused-file"] == kinds


def test_player_without_captions_asks_for_nothing_more(tmp_path):
    edition = bring(tmp_path, book_with_a_film('<video src="walk.mp4"></video>')).edition
    edition.book.is_open = True
    edition.book.save()
    publish(edition)

    assert "js/transcript" not in Client().get("/en/handbook/films/1/film/").content.decode()
