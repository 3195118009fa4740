"""A folder becomes an edition: what is written, that nothing is written twice, and that a published one stays."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ai4t import public_pages
from ai4t.models import ContentText, RenderedText
from handbook import contents
from handbook.exporting import ExportRefused, export_edition
from handbook.importing.reading import NothingToImport
from handbook.importing.running import EditionFrozen, import_handbook
from handbook.models import Book, Chapter, ChapterFile, Edition, GlossaryTerm, OutsideLink, Part
from tests.factories.book_files import chapter, small_book
from tests.factories.books import publish
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def bring(folder, files=None, *, number=1, **options):
    if files is not None:
        write_tree(folder, files)
    return import_handbook(folder / "book", slug="small", number=number, **options)


def kinds(arrival) -> set[str]:
    return {fault.kind for fault in arrival.plan.irregularities}


def rows() -> dict:
    models = [Book, Edition, Part, Chapter, ChapterFile, GlossaryTerm, OutsideLink, RenderedText, ContentText]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def page(key, language="en") -> str:
    row = Chapter.objects.get(key=key)
    return RenderedText.objects.get(target_id=row.pk, field="body", language=language).html


def test_folder_becomes_a_book_in_its_order(tmp_path):
    arrival = bring(tmp_path, small_book())
    edition = arrival.edition
    chapters = Chapter.objects.filter(edition=edition).in_book_order()
    assert [(row.place, row.part and row.part.title_en, row.key) for row in chapters.select_related("part")] == [
        ("front", None, "about"),
        ("body", "Machines", "ai-is-everywhere"),
        ("body", "Machines", "learning"),
        ("body", "In the classroom", "deciding"),
        ("back", None, "closing"),
    ]
    assert (arrival.is_new_book, edition.is_published, edition.book.is_open) == (True, False, False)
    assert edition.title_en == "A small book"
    counts = {"parts": 2, "chapters": 5, "terms": 1, "files": 1, "texts": {"en": 5, "sl": 1}, "credits_taken_over": 0}
    assert arrival.plan.counts == counts


def test_no_row_takes_characters_that_cannot_be_printed(tmp_path):
    site = 'site_name: "A \\bsmall book"\nsite_author: "Ana \\x0bNovak"\n'
    head = "---\ntitle: On \x08machines\ncontributor: Bor \x1bKos\n---\n\nWo\x08rds of a whole sentence.\n"
    pages = 'title: "Part \\b\\uFFFEone"\n'

    arrival = bring(
        tmp_path, {"book/mkdocs.yml": site, "book/part/.pages": pages, "book/part/one.en.md": head.encode()}
    )

    edition, chapter_row = Edition.objects.get(), Chapter.objects.get()
    assert (edition.title_en, edition.authors, Part.objects.get().title_en) == ("A small book", "Ana Novak", "Part one")
    assert (chapter_row.title_en, chapter_row.contributors_en, chapter_row.body_en.strip()) == (
        "On machines",
        "Bor Kos",
        "Words of a whole sentence.",
    )
    told = [fault.message for fault in arrival.plan.irregularities if fault.kind == "characters-removed"]
    assert "Characters that cannot be printed were left out here: “On machines”." in told
    assert bring(tmp_path).plan.changes_nothing


def test_files_say_who_wrote_the_book_until_somebody_decides_it_here(tmp_path):
    site = (
        "site_name: A small book\nsite_author: Ana Novak, Boris Kos\ncopyright: CC BY 4.0\nextra:\n  publisher: AI4T\n"
    )
    bring(tmp_path, small_book(**{"mkdocs.yml": site + "docs_dir: book\n"}))
    edition = Edition.objects.get()
    cited = (edition.author_list, edition.publisher, edition.licence)
    assert cited == (["Ana Novak", "Boris Kos"], "AI4T", "CC BY 4.0")
    Edition.objects.update(authors="Kos, Boris")
    bring(tmp_path, {"book/front-matter/about.en.md": chapter("About", "Another word.")})
    assert Edition.objects.get().authors == "Kos, Boris"


def test_next_edition_takes_over_who_is_cited_where_its_files_say_nothing(tmp_path):
    first = bring(tmp_path, small_book()).edition
    Edition.objects.update(authors="Kos, Boris", publisher="AI4T")
    publish(first)
    bring(tmp_path, {"mkdocs.yml": "site_name: A small book\nextra:\n  publisher: Another\n"}, number=2)
    next_one = Edition.objects.get(number=2)
    assert (next_one.authors, next_one.publisher, next_one.source_language) == ("Kos, Boris", "Another", "en")


def test_author_of_the_book_is_read_first_name_first_in_a_chapter(tmp_path):
    listed = '["García López, María José", "\\"OECD, Paris\\""]'
    write_tree(tmp_path / "book", {
        "mkdocs.yml": f"site_name: A small book\nextra:\n  authors: {listed}\n",
        "part/one.en.md": "---\ncontributor:\n- García López, María José\n- OECD, Paris\n- Ana Novak\n---\n\nWords.\n",
    })  # fmt: skip
    import_handbook(tmp_path / "book", slug="small", number=1)
    assert Chapter.objects.get().contributors_en == "María José García López; OECD, Paris; Ana Novak"


def test_nothing_of_a_draft_reaches_readers_of_the_edition_before(client, tmp_path):
    publish(bring(tmp_path, small_book()).edition)
    Book.objects.update(is_open=True)
    addresses = [f"/en/handbook/small/{path}" for path in ("", "1/", "1/learning/")]
    before = [client.get(address).content for address in addresses]
    changed = {"mkdocs.yml": "site_name: Secret title\nsite_author: Eva Zupan\ncopyright: All rights reserved\n"}
    bring(tmp_path, changed, number=2, source_language="sl")
    public_pages.renew()
    contents._read.cache_clear()
    assert [client.get(address).content for address in addresses] == before
    assert Edition.objects.get(number=2).title_sl == "Secret title"


def test_title_and_licence_of_a_published_edition_stay(tmp_path):
    publish(bring(tmp_path, small_book()).edition)
    with pytest.raises(EditionFrozen):
        bring(tmp_path, {"mkdocs.yml": "site_name: Another title\n"})
    assert Edition.objects.get().title_en == "A small book"


def test_what_the_head_says_stands_with_the_chapter(tmp_path):
    bring(tmp_path, small_book())
    row = Chapter.objects.get(key="ai-is-everywhere")
    assert (row.licence, str(row.review_on), row.change_note_en) == ("CC BY 4.0", "2028-03-01", "The plan is new.")
    [file] = row.files.all()
    assert (file.name, file.licence, file.credit) == ("plan.png", "CC BY 4.0", "2026 Ana Novak")
    assert [link.url for link in row.outside_links.all()] == ["https://example.org/a"]


def test_texts_lead_to_chapters_terms_notes_and_pictures(tmp_path):
    bring(tmp_path, small_book())
    html = page("ai-is-everywhere")
    assert '<p id="p-1">A <a href="#g-model" class="term" id="n-model">model</a> is here.' in html
    assert 'href="../learning/"' in html
    assert 'href="#n-1"' in html
    assert "/content/books/" in html
    definition = RenderedText.objects.get(field="definition", language="en")
    assert definition.html == "What a machine has <em>learned</em>."


def test_importing_again_changes_nothing(tmp_path):
    bring(tmp_path, small_book())
    before = rows()
    assert bring(tmp_path).plan.changes_nothing
    assert rows() == before


def test_dry_run_writes_nothing_and_says_the_same(tmp_path):
    dry = bring(tmp_path, small_book(), is_dry=True)
    assert not Book.objects.exists()
    assert bring(tmp_path).plan.report() == dry.plan.report()


def test_only_what_changed_is_changed(tmp_path):
    bring(tmp_path, small_book())
    changed = chapter("Learning", "Machines learn from examples.")
    plan = bring(tmp_path, {"book/part-1-machines/2-learning.en.md": changed}).plan
    assert (plan.added, plan.changed, plan.removed) == ([], ["learning"], [])
    (tmp_path / "book/part-2-classroom/3-deciding.en.md").unlink()
    assert bring(tmp_path).plan.removed == ["deciding"]
    assert not Chapter.objects.filter(key="deciding").exists()


def test_published_edition_takes_a_language_and_nothing_else(tmp_path):
    edition = publish(bring(tmp_path, small_book()).edition)
    bring(tmp_path, {"book/part-1-machines/2-learning.sl.md": chapter("Učenje", "Stroji se učijo.")})
    assert "Stroji se učijo." in page("learning", "sl")
    before = rows()
    with pytest.raises(EditionFrozen, match="as edition 2"):
        bring(tmp_path, {"book/part-1-machines/2-learning.en.md": chapter("Learning", "Another text.")})
    assert rows() == before
    assert bring(tmp_path, number=2).edition.pk != edition.pk


def test_chapter_keeps_its_key_in_the_next_edition(tmp_path):
    bring(tmp_path, small_book())
    files = small_book()
    files["book/part-1-machines/5-learning.en.md"] = files.pop("book/part-1-machines/2-learning.en.md")
    bring(tmp_path / "second", files, number=2)
    assert Chapter.objects.filter(key="learning").count() == 2


def test_faults_are_told_with_file_and_line(tmp_path):
    files = {
        "book/loose.en.md": chapter("Loose", "In no part. [What](glossary:nothing)"),
        "book/part-1-machines/unused.pdf": b"%PDF-1.4",
        "book/part-1-machines/3-twice.en.md": chapter("Twice", "", id="ai-is-everywhere", review="soon"),
    }
    arrival = bring(tmp_path, small_book(**files))
    assert {
        "chapter-outside-parts",
        "term-unknown",
        "unused-file",
        "key-not-given",
        "review-unread",
        "text-empty",
    } <= kinds(arrival)
    [fault] = [fault for fault in arrival.plan.irregularities if fault.kind == "term-unknown"]
    assert (fault.file, fault.line) == ("loose.en.md", 4)


def test_chapters_without_parts_are_one_part(tmp_path):
    write_tree(tmp_path / "book", {"1-one.md": chapter("One", "First."), "2-two.md": chapter("Two", "Second.")})
    bring(tmp_path)
    assert [(row.place, row.key) for row in Chapter.objects.in_book_order()] == [("body", "one"), ("body", "two")]


def test_day_of_review_that_somebody_decided_stays_until_the_file_says_another(tmp_path):
    bring(tmp_path, small_book())
    Chapter.objects.filter(key="ai-is-everywhere").update(review_on="2030-01-01")
    learning = chapter("Learning", "Machines learn from examples.")
    bring(tmp_path, {"book/part-1-machines/2-learning.en.md": learning})
    assert str(Chapter.objects.get(key="ai-is-everywhere").review_on) == "2030-01-01"

    everywhere = small_book()["book/part-1-machines/1-everywhere.en.md"].replace("2028-03-01", "2029-09-09")
    bring(tmp_path, {"book/part-1-machines/1-everywhere.en.md": everywhere})
    assert str(Chapter.objects.get(key="ai-is-everywhere").review_on) == "2029-09-09"


def test_day_of_review_of_a_published_chapter_is_never_written(tmp_path):
    publish(bring(tmp_path, small_book()).edition)
    Chapter.objects.update(review_on=None)
    bring(tmp_path, {"book/part-1-machines/2-learning.sl.md": chapter("Učenje", "Stroji se učijo.")})
    assert not Chapter.objects.exclude(review_on=None).exists()


def test_nothing_to_import_is_said(tmp_path):
    (tmp_path / "book").mkdir()
    with pytest.raises(NothingToImport):
        bring(tmp_path)
    assert not Book.objects.exists()


def test_files_come_out_as_they_went_in(tmp_path):
    files = small_book()
    files["book/part-1-machines/2-learning.en.md"] = b"---\r\ntitle: Learning\r\n---\r\nMachines learn.\r\n"
    edition = bring(tmp_path, files).edition
    out = tmp_path / "out"
    count = export_edition(edition, out)
    inside = {path.removeprefix("book/"): content for path, content in files.items() if path.startswith("book/")}
    assert count == len(inside)
    for path, content in inside.items():
        raw = content.encode() if isinstance(content, str) else content
        if not path.endswith(".png"):
            assert (out / path).read_bytes() == raw
    assert import_handbook(out, slug="small", number=1).plan.changes_nothing
    with pytest.raises(ExportRefused):
        export_edition(edition, out)


def test_command_tells_what_it_did_and_writes_a_report(tmp_path):
    write_tree(tmp_path, small_book())
    said, report = StringIO(), tmp_path / "report.json"
    options = {"book": "small", "edition": 1, "report": str(report), "stdout": said}
    call_command("import_handbook", str(tmp_path / "book"), **options)
    assert "Parts: 2, chapters: 5, terms: 1, files: 1" in said.getvalue()
    assert json.loads(report.read_text())["counts"]["chapters"] == 5


@pytest.mark.parametrize(("book", "edition"), [("Not a slug!", 1), ("small", 0), ("small", -1)])
def test_command_refuses_what_cannot_be(tmp_path, book, edition):
    with pytest.raises(CommandError):
        call_command("import_handbook", str(tmp_path), book=book, edition=edition)


def test_report_that_cannot_be_written_stops_the_import(tmp_path):
    write_tree(tmp_path, small_book())
    report = str(tmp_path / "none" / "report.json")
    with pytest.raises(CommandError):
        call_command("import_handbook", str(tmp_path / "book"), book="small", edition=1, report=report)
    assert not Book.objects.exists()


def test_report_says_why_nothing_was_imported(tmp_path):
    report = tmp_path / "report.json"
    with pytest.raises(CommandError):
        call_command("import_handbook", str(tmp_path / "none"), book="small", edition=1, report=str(report))
    assert "no file or folder" in json.loads(report.read_text())["refused"]
