"""A book as its Markdown."""

import io
import zipfile

import pytest
import yaml
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from ai4t.models import ContentSource, ContentText
from handbook.building.book import read_book
from handbook.building.sources import sources_of
from handbook.models import Chapter
from tests.factories.full_chapters import TEXT, create_full_edition, write

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
