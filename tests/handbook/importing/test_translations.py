"""An EPUB in another language comes as a translation of the edition, and takes nothing from the others."""

import pytest

from ai4t.models import RenderedText
from handbook.importing.running import EditionFrozen, import_handbook
from handbook.importing.translations import TranslationRefused
from handbook.models import Chapter, ChapterFile, Edition, Part
from tests.factories.book_files import small_book
from tests.factories.books import publish
from tests.factories.ebooks import METADATA, make_epub3, make_wxr, meta, post
from tests.factories.pictures import noise, written
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

ENGLISH = {
    "one.xhtml": '<h1>One</h1><p>See <a href="two.xhtml#b">there</a>.</p><p><img src="p.png" alt="A field"/></p>',
    "two.xhtml": '<h1>Two</h1><p id="b">Second words.</p>',
}
SLOVENIAN = {
    "ena.xhtml": '<h1>Ena</h1><p>Glej <a href="dva.xhtml#c">tam</a>.</p><p><img src="p.png" alt="Polje"/></p>',
    "dva.xhtml": '<h1>Dva</h1><p id="c">Druge besede.</p>',
}
SAME_KEYS = {"two.xhtml": SLOVENIAN["dva.xhtml"], "one.xhtml": SLOVENIAN["ena.xhtml"].replace("dva", "two")}


def bring(tmp_path, pages, *, language="en", title="On machines", part="Why", colour=1):
    contents = "".join(f'<li><a href="{name}">{body[4:].partition("<")[0]}</a></li>' for name, body in pages.items())
    metadata = METADATA.replace("<dc:language>en", f"<dc:language>{language}").replace("On machines", title)
    location = tmp_path / f"{language}.epub"
    location.write_bytes(
        make_epub3(pages, f"<li><span>{part}</span><ol>{contents}</ol></li>", metadata=metadata,
                   more={"EPUB/p.png": written(noise(40 + colour, 30), "PNG")})
    )  # fmt: skip
    return import_handbook(location, slug="machines", number=1)


def bring_slovenian(tmp_path, pages=SLOVENIAN):
    return bring(tmp_path, pages, language="sl", title="O strojih", part="Zakaj", colour=2)


def state() -> dict:
    return {
        "edition": Edition.objects.values("title_en", "title_sl", "source_language", "authors").get(),
        "parts": list(Part.objects.values_list("key", "title_en", "title_sl")),
        "chapters": list(Chapter.objects.in_book_order().values("key", "title_en", "title_sl", "body_en", "body_sl")),
        "pages": sorted(RenderedText.objects.filter(field="body").values_list("language", "html")),
        "files": sorted(ChapterFile.objects.values_list("chapter__key", "path", "file__sha256")),
    }


def without_slovenian(known: dict) -> dict:
    return {
        "edition": {**known["edition"], "title_sl": None},
        "parts": [(key, english, None) for key, english, _slovenian in known["parts"]],
        "chapters": [{**row, "title_sl": None, "body_sl": None} for row in known["chapters"]],
        "pages": [page for page in known["pages"] if page[0] != "sl"],
        "files": [file for file in known["files"] if not file[1].startswith("sl/")],
    }


@pytest.mark.parametrize("pages", [SLOVENIAN, SAME_KEYS])
@pytest.mark.parametrize("is_published", [False, True])
def test_a_second_language_leaves_the_first_as_it_was(tmp_path, pages, is_published):
    edition = bring(tmp_path, ENGLISH).edition
    before = state()
    if is_published:
        publish(edition)

    arrival = bring_slovenian(tmp_path, pages)
    now = state()

    assert without_slovenian(now) == without_slovenian(before)
    assert now["edition"]["title_sl"] == "O strojih"
    assert now["parts"] == [("why", "Why", "Zakaj")]
    assert [(row["key"], row["title_en"], row["title_sl"]) for row in now["chapters"]] == [
        ("one", "One", "Ena"),
        ("two", "Two", "Dva"),
    ]
    html = RenderedText.objects.get(field="body", language="sl", html__contains="Glej").html
    assert 'href="../two/#' in html
    assert html.count("<img") == 1
    assert (arrival.plan.added, arrival.plan.removed) == ([], [])
    assert list(arrival.plan.irregularities) == []
    assert bring_slovenian(tmp_path, pages).plan.changes_nothing


def test_the_first_language_again_leaves_the_second(tmp_path):
    bring(tmp_path, ENGLISH)
    bring_slovenian(tmp_path)
    before = state()

    assert bring(tmp_path, ENGLISH).plan.changes_nothing
    assert state() == before

    changed = {"one.xhtml": ENGLISH["one.xhtml"].replace("One", "The first"), "two.xhtml": ENGLISH["two.xhtml"]}
    bring(tmp_path, changed, part="The reason")

    now = state()
    assert [(row["key"], row["title_en"], row["title_sl"]) for row in now["chapters"]] == [
        ("one", "The first", "Ena"),
        ("two", "Two", "Dva"),
    ]
    assert [title for _key, *titles in now["parts"] for title in titles] == ["The reason", "Zakaj"]
    assert 'href="../two/#' in RenderedText.objects.get(language="sl", html__contains="Glej").html
    assert bring_slovenian(tmp_path).plan.changes_nothing


def test_a_better_translation_takes_the_place_of_the_first_in_a_draft(tmp_path):
    bring(tmp_path, ENGLISH)
    bring_slovenian(tmp_path)

    bring_slovenian(tmp_path, {**SLOVENIAN, "dva.xhtml": "<h1>Dva</h1><p>Boljše besede.</p>"})

    assert [row["body_sl"].strip() for row in state()["chapters"]][1] == "Boljše besede."


def test_a_translation_that_is_published_stays(tmp_path):
    edition = bring(tmp_path, ENGLISH).edition
    bring_slovenian(tmp_path)
    publish(edition)
    before = state()

    with pytest.raises(EditionFrozen):
        bring_slovenian(tmp_path, {**SLOVENIAN, "dva.xhtml": "<h1>Dva</h1><p>Boljše besede.</p>"})

    assert state() == before


@pytest.mark.parametrize(
    ("pages", "sentence"),
    [
        ({"ena.xhtml": SLOVENIAN["ena.xhtml"]}, "of the book: 1, of edition 1: 2; and “ena”"),
        ({"two.xhtml": SLOVENIAN["ena.xhtml"], "x.xhtml": SLOVENIAN["dva.xhtml"]}, "“two” stands in another place"),
    ],
)
def test_a_book_with_other_chapters_is_refused_with_a_sentence(tmp_path, pages, sentence):
    bring(tmp_path, ENGLISH)
    before = state()

    with pytest.raises(TranslationRefused, match=sentence):
        bring_slovenian(tmp_path, pages)

    assert state() == before


def test_a_translation_joins_an_edition_made_of_a_folder(tmp_path):
    write_tree(tmp_path, small_book())
    edition = import_handbook(tmp_path / "book", slug="machines", number=1).edition
    before = state()
    publish(edition)
    facts = meta("pb_title", "Un petit livre") + meta("pb_language", "fr")
    posts = [
        post("front-matter", "Sur ce livre", "Ce que c’est.", id=1, name="about"),
        post("part", "Les machines", id=2),
        post("chapter", "Partout", "Un modèle est là.", id=3, parent=2, name="ai-is-everywhere"),
        post("chapter", "Apprendre", "Les machines apprennent.", id=4, parent=2, name="learning"),
    ]
    location = tmp_path / "fr.xml"
    location.write_bytes(make_wxr(post("metadata", "Info", id=9, more=facts), *posts))

    import_handbook(location, slug="machines", number=1)

    now = state()
    assert {**now, "pages": [page for page in now["pages"] if page[0] != "fr"]} == before
    assert Edition.objects.get().title_fr == "Un petit livre"
    assert Part.objects.get(key="machines").title_fr == "Les machines"
    assert {row.key: row.title_fr for row in Chapter.objects.all() if row.title_fr} == {
        "about": "Sur ce livre",
        "ai-is-everywhere": "Partout",
        "learning": "Apprendre",
    }


SIDE_BY_SIDE = {
    "mkdocs.yml": "site_name: Machines\nplugins:\n  - i18n:\n      languages:\n        - locale: sl\n"
    "          site_name: Stroji\n          nav_translations:\n            Why: Zakaj\n",
    "part-1/.pages": "title: Why\n",
    "part-1/1-one.en.md": "---\ntitle: One\nid: one\n---\nFirst words.\n",
    "part-1/1-one.sl.md": "---\ntitle: Ena\n---\nGlej [tam](2-two.md#c).\n\n![Polje](pictures/field.png)\n",
    "part-1/2-two.en.md": "---\ntitle: Two\nid: two\n---\nSecond words.\n",
    "part-1/2-two.sl.md": "---\ntitle: Dva\n---\n## Tu {#c}\n\nDruge besede.\n",
    "part-1/pictures/field.png": written(noise(40, 30), "PNG"),
}


def test_the_source_language_as_an_epub_leaves_translations_that_a_folder_brought_beside_it(tmp_path):
    write_tree(tmp_path / "book", SIDE_BY_SIDE)
    import_handbook(tmp_path / "book", slug="machines", number=1)

    bring(tmp_path, ENGLISH)

    now = state()
    assert [(row["key"], row["title_sl"]) for row in now["chapters"]] == [("one", "Ena"), ("two", "Dva")]
    assert (now["edition"]["title_sl"], now["parts"]) == ("Stroji", [("why", "Why", "Zakaj")])
    assert [row["body_en"].strip() for row in now["chapters"]][1] == '<span id="b"></span>Second words.'
    slovenian = [page for page in now["pages"] if page[0] == "sl"]
    assert [html for _language, html in slovenian if "missing" in html] == []
    assert [html.count("<img") for _language, html in slovenian] == [0, 1]
    assert 'href="../two/#' in "".join(html for _language, html in slovenian)
    assert bring(tmp_path, ENGLISH).plan.changes_nothing
