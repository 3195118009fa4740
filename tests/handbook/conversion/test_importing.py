"""From the file to the rows: the same import serves all three forms."""

import pytest

from ai4t.content.tree import TreeRefused
from ai4t.models import RenderedText
from handbook.importing.running import import_handbook
from handbook.models import Chapter, ChapterFile, Edition
from tests.factories.ebooks import METADATA, make_epub3, make_wxr, post
from tests.factories.films import FILM
from tests.factories.pictures import noise, written

pytestmark = pytest.mark.django_db

CONTENTS = '<li><span>Why</span><ol><li><a href="one.xhtml">One</a></li><li><a href="two.xhtml">Two</a></li></ol></li>'
PAGES = {
    "one.xhtml": '<h1>One</h1><p>See <a href="two.xhtml#b">there</a>.</p><p><img src="p.png" alt="A field"/></p>',
    "two.xhtml": '<h1>Two</h1><h2 id="b">Below</h2><p>Word<a epub:type="noteref" href="#n">1</a>.</p>'
    '<aside epub:type="footnote" id="n">Said.</aside>',
}


def test_an_epub_is_imported_once(tmp_path):
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3(PAGES, CONTENTS, more={"EPUB/p.png": written(noise(40, 30), "PNG")}))

    first = import_handbook(location, slug="machines", number=1)
    second = import_handbook(location, slug="machines", number=1)

    assert Edition.objects.get().title_en == "On machines"
    assert list(Chapter.objects.in_book_order().values_list("part__title_en", "key", "title_en", "licence")) == [
        ("Why", "one", "One", "CC BY 4.0"),
        ("Why", "two", "Two", "CC BY 4.0"),
    ]
    assert ChapterFile.objects.get().name == "p.png"
    assert list(first.plan.irregularities) == []
    assert second.plan.changes_nothing


def test_an_export_is_imported_with_its_glossary(tmp_path):
    location = tmp_path / "export.xml"
    content = '[pb_glossary id="3"]Networks[/pb_glossary] learn.'
    location.write_bytes(
        make_wxr(
            post("part", "Why", id=1),
            post("chapter", "One", content, id=2, parent=1),
            post("glossary", "Network", "Small sums.", id=3),
        )
    )

    arrival = import_handbook(location, slug="machines", number=1)

    assert arrival.plan.counts["chapters"] == 1
    assert arrival.plan.counts["terms"] == 1
    assert list(arrival.plan.irregularities) == []


def test_film_of_an_epub_is_shown_with_its_captions_and_picture(tmp_path):
    page = (
        '<h1>One</h1><p>Before.</p><video poster="p.png" title="A walk"><source src="v.mp4"/>'
        '<track src="c.vtt" srclang="en" kind="captions"/><p>Ana walks.</p></video>'
    )
    more = {
        "EPUB/p.png": written(noise(40, 30), "PNG"),
        "EPUB/v.mp4": FILM,
        "EPUB/c.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nWe walk.\n",
    }
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": page}, more=more))

    arrival = import_handbook(location, slug="machines", number=1)

    html = RenderedText.objects.get(field="body").html
    base = f"/content/books/{arrival.edition.pk}/one"
    assert f'<video src="{base}/v.mp4" preload="none" aria-label="A walk"' in html
    assert f'poster="{base}/w40/p.png"' in html
    assert f'<track kind="captions" src="{base}/v.en.vtt" srclang="en" label="English" default="">' in html
    assert '<span data-at="0">We walk.</span>' in html
    assert html.endswith('<p id="p-3">Ana walks.</p>')
    assert list(arrival.plan.irregularities) == []


@pytest.mark.parametrize(
    "raw",
    [
        make_epub3(PAGES, CONTENTS, metadata=METADATA.replace(">en<", ">ja<")),
        make_wxr(post("part", "Why", id=1), post("chapter", "One", "Words.", id=2, parent=1),
                 channel="<language>ja</language>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_dry", [True, False])
def test_a_book_in_a_language_without_a_place_here_leaves_nothing(tmp_path, raw, is_dry):
    location = tmp_path / "book"
    location.write_bytes(raw)

    for _time in range(2):
        with pytest.raises(TreeRefused, match="Japanese"):
            import_handbook(location, slug="machines", number=1, is_dry=is_dry)

    assert not Edition.objects.exists()
