"""Characters that nobody sees, in texts from before imports took them out."""

import hashlib
import os
from importlib import import_module

import psycopg2
import pytest
from django.db import IntegrityError
from django.utils import timezone

from ai4t.models import TranslationState
from handbook.building.book import read_book
from handbook.building.epub.making import epub_of
from handbook.importing.running import EditionFrozen, import_handbook
from handbook.models import Chapter, ChapterFile, Edition, Part
from tests.factories.book_files import LICENCE, chapter, small_book
from tests.factories.books import publish
from tests.factories.trees import write_tree

CLEANING = import_module("handbook.migrations.0008_characters_nobody_sees").FORWARDS
pytestmark = pytest.mark.django_db(transaction=True)


def clean() -> None:
    """As the migration does, which is the owner's work."""
    with psycopg2.connect(os.environ["DATABASE_OWNER_URL"]) as owner, owner.cursor() as cursor:
        cursor.execute(CLEANING)
    owner.close()


@pytest.fixture
def edition(tmp_path) -> Edition:
    """A published one whose texts hold them, as an import would have brought them."""
    write_tree(tmp_path, small_book())
    edition = import_handbook(tmp_path / "book", slug="small", number=1).edition
    _spoil(Chapter, "title", "en", "Every\x0bwhere", key="ai-is-everywhere")
    _spoil(Chapter, "title", "sl", "Pov\x9fsod", key="ai-is-everywhere")
    _spoil(Part, "title", "en", "\x7fMachines\ufffe", key__contains="machines")
    ChapterFile.objects.update(credit="2026 \x02Ana Novak")
    Edition.objects.update(publisher="A\x84 press\x85")
    return publish(edition)


def _spoil(model, field: str, language: str, text: str, **found) -> None:
    row = model.objects.get(**found)
    states = TranslationState.objects.filter(target_id=row.pk, target_type__model=model._meta.model_name, field=field)
    model.objects.filter(pk=row.pk).update(**{f"{field}_{language}": text})
    states.filter(language=language).update(last_imported=text)
    if language == "en":
        states.update(source_fingerprint=hashlib.sha256(text.encode()).hexdigest())
        states.exclude(language="en").update(source_snapshot=text)


def test_published_edition_is_clean_and_frozen_as_before(edition):
    before = Edition.objects.get().content_version
    with pytest.raises(ValueError, match="XML compatible"):
        epub_of(read_book(edition, "en", now=timezone.now()), lambda percent: None)

    clean()

    row = Chapter.objects.get(key="ai-is-everywhere")
    assert (row.title_en, row.title_sl, row.part.title_en) == ("Everywhere", "Povsod", "Machines")
    assert set(ChapterFile.objects.values_list("credit", flat=True)) == {"2026 Ana Novak"}
    edition.refresh_from_db()
    assert (edition.publisher, edition.content_version) == ("A press\x85", before + 1)
    assert epub_of(read_book(edition, "en", now=timezone.now()), lambda percent: None)[0]
    with pytest.raises(IntegrityError, match="frozen"):
        Chapter.objects.update(title_en="Another")


def test_a_language_can_come_and_translations_are_not_out_of_date(edition, tmp_path):
    write_tree(tmp_path, {"book/part-1-machines/2-learning.sl.md": chapter("Učenje", "Stroji se učijo.")})
    with pytest.raises(EditionFrozen):
        import_handbook(tmp_path / "book", slug="small", number=1)

    clean()

    assert import_handbook(tmp_path / "book", slug="small", number=1).plan.changed == ["learning"]
    states = TranslationState.objects.filter(field="title", target_type__model="chapter")
    said = set(states.filter(target_id=Chapter.objects.get(key="ai-is-everywhere").pk).values_list(
        "language", "source_fingerprint", "source_snapshot", "last_imported"
    ))  # fmt: skip
    fingerprint = hashlib.sha256(b"Everywhere").hexdigest()
    assert said == {("en", fingerprint, "", "Everywhere"), ("sl", fingerprint, "Everywhere", "Povsod")}


def test_credit_of_a_picture_comes_without_them(tmp_path):
    write_tree(tmp_path, small_book(**{"book/part-1-machines/plan.png.license": LICENCE.replace("Ana", "A\x02na")}))

    arrival = import_handbook(tmp_path / "book", slug="small", number=1)

    assert ChapterFile.objects.get().credit == "2026 Ana Novak"
    assert ("part-1-machines/plan.png.license", "characters-removed") in [
        (fault.file, fault.kind) for fault in arrival.plan.irregularities
    ]


def test_clean_texts_stay_as_they_are(tmp_path):
    write_tree(tmp_path, small_book())
    edition = import_handbook(tmp_path / "book", slug="small", number=1).edition
    kept = [list(model.objects.order_by("pk").values()) for model in (Edition, Part, Chapter, TranslationState)]

    clean()

    assert [list(model.objects.order_by("pk").values()) for model in (Edition, Part, Chapter, TranslationState)] == kept
    assert edition.chapters.exists()
