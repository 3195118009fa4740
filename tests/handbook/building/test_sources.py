"""A book as its Markdown."""

import io
import zipfile

import pytest
import yaml
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ai4t.models import ContentFile, ContentSource, ContentText
from handbook.building.book import read_book
from handbook.building.sources import sources_of
from handbook.checking import obstacles
from handbook.importing.running import import_handbook
from handbook.models import Chapter, ChapterFile, Edition
from tests.factories.book_files import LICENCE, small_book
from tests.factories.books import create_chapter, create_part
from tests.factories.full_chapters import TEXT, create_full_edition, write
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def built(edition, language="en") -> dict[str, bytes]:
    data, dropped = sources_of(read_book(edition, language, now=timezone.now()), lambda percent: None)
    assert dropped == set()
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


def import_text(chapter: Chapter, raw: bytes, *, path: str) -> None:
    kind = ContentType.objects.get_for_model(Chapter)
    source = ContentSource.objects.create(
        target_type=ContentType.objects.get_for_model(type(chapter.edition.book)), target_id=chapter.edition.book_id
    )
    head = raw[: raw.index(b"---\n", 4) + 4]
    ContentText.objects.create(
        source=source,
        target_type=kind,
        target_id=chapter.pk,
        path=path,
        language="en",
        raw=raw,
        front_matter=head,
        sha256="0" * 64,
    )


def test_text_written_here_has_a_head_and_its_files_beside_it():
    files = built(create_full_edition())
    head, _, body = files["basics/01-first.md"].decode().partition("---\n\n")
    assert yaml.safe_load(head.removeprefix("---\n")) == {
        "id": "first",
        "title": "Chapter first (en)",
        "licence": "CC BY 4.0",
        "lang": "en",
    }
    assert body == TEXT.strip() + "\n"
    assert {"basics/images/chart.png", "basics/sheet.pdf", "glossary/model.md", "README.md"} <= files.keys()
    assert "[Chapter second (en)](<basics/02-second.md>)" in files["README.md"].decode()


def test_contributors_of_a_text_written_here_come_back_one_by_one(tmp_path):
    edition = create_full_edition()
    Chapter.objects.filter(key="first").update(contributors_en="Inria, Paris; Ana Novak")

    again = brought_again(built(edition), tmp_path)

    assert again.chapters.get(key="first").contributors_en == "Inria, Paris; Ana Novak"


def test_text_that_was_imported_is_given_back_byte_for_byte():
    edition = create_full_edition()
    raw = b"---\ntitle:  Odd   head\n---\n" + TEXT.strip().replace("\n", "\r\n").encode()
    import_text(edition.chapters.get(key="first"), raw, path="docs/part/first.en.md")
    assert built(edition)["docs/part/first.en.md"] == raw


def test_text_that_was_changed_here_since_has_its_old_head_and_the_new_words():
    edition = create_full_edition()
    first = edition.chapters.get(key="first")
    import_text(first, b"---\ntitle: Old\n---\nOld words.\n", path="first.md")
    write(first, "New words.")
    edition.content_version += 1
    assert built(edition)["first.md"] == b"---\ntitle: Old\n---\nNew words.\n"


def brought_again(files: dict[str, bytes], folder) -> Edition:
    write_tree(folder, files)
    return import_handbook(folder, slug="again", number=1).edition


def outline(edition: Edition) -> list[tuple]:
    chapters = Chapter.objects.filter(edition=edition).in_book_order().select_related("part")
    return [(row.place, row.part and row.part.title_en, row.key) for row in chapters]


def test_zip_of_what_was_imported_gives_the_same_book_again(tmp_path):
    write_tree(tmp_path / "first", small_book())
    edition = import_handbook(tmp_path / "first" / "book", slug="small", number=1).edition
    files = built(edition)
    assert files["part-1-machines/plan.png.license"].decode() == LICENCE
    assert files["part-1-machines/.pages"] == b"title: Machines\n"
    again = brought_again(files, tmp_path / "again")
    assert outline(again) == outline(edition)
    assert Edition.objects.get(pk=again.pk).title_en == "A small book"
    assert obstacles(again) == []


def test_zip_of_what_was_written_here_gives_the_same_book_again(tmp_path):
    edition = create_full_edition()
    ChapterFile.objects.filter(name="chart.png").update(path="chart.png")
    ContentFile.objects.filter(media_type="image/png").update(width=400, height=300)
    create_chapter(edition, key="about")
    create_chapter(edition, key="closing", place="back")
    create_chapter(edition, key="zero", part=create_part(edition, key="a-last-part", position=2), position=9)
    files = built(edition)
    assert "[model (en)](<glossary/model.md>)" in files["README.md"].decode()
    again = brought_again(files, tmp_path)
    assert outline(again) == outline(edition)
    file = again.chapters.get(key="first").files.get(name="chart.png")
    assert (file.licence, file.credit) == ("CC BY 4.0", "Ana Novak")
    cited = Edition.objects.values_list("title_en", "authors", "publisher", "licence").get(pk=again.pk)
    assert cited == ("Open book (en)", "Novak, Ana", "AI4T", "CC BY 4.0")
    assert [one for one in obstacles(again) if "licence" in one.sentence] == []


def test_credit_that_was_given_here_is_in_the_zip(tmp_path):
    write_tree(tmp_path, small_book())
    edition = import_handbook(tmp_path / "book", slug="small", number=1).edition
    ChapterFile.objects.update(credit="Boris Kos")
    said = built(edition)["part-1-machines/plan.png.license"].decode()
    assert said == "SPDX-FileCopyrightText: Boris Kos\nSPDX-License-Identifier: CC-BY-4.0\n"


def test_folders_of_a_translation_are_called_in_its_language(tmp_path):
    write_tree(tmp_path, small_book())
    edition = import_handbook(tmp_path / "book", slug="small", number=1).edition
    edition.parts.filter(key="machines").update(title_sl="Stroji")
    assert yaml.safe_load(built(edition, "sl")["part-1-machines/.pages"]) == {"title": "Stroji"}
