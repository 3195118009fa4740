"""The database itself keeps a published edition as it is."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from handbook.models import Chapter, Edition
from tests.factories.books import create_book, create_chapter, create_chapter_file, create_edition, create_term, publish
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter():
    book = create_book(editions=0)
    edition = create_edition(book)
    create_term(edition)
    create_chapter_file(edition.chapters.get(key="first"))
    publish(edition)
    return edition.chapters.get(key="first")


def refuses(change) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError as refusal:
        return "frozen" in str(refusal)
    return False


def test_text_of_a_published_edition_cannot_be_changed(chapter):
    rows = Chapter.objects.filter(pk=chapter.pk)
    assert refuses(lambda: rows.update(body_en="Another text."))
    assert refuses(lambda: rows.update(key="renamed"))
    assert refuses(lambda: rows.delete())
    assert refuses(lambda: create_chapter(chapter.edition, part=chapter.part, key="third", position=3))
    assert refuses(lambda: chapter.edition.parts.update(title_en=""))
    assert refuses(lambda: chapter.edition.terms.update(definition_en="Something else."))
    assert refuses(lambda: chapter.files.all().delete())


def test_what_was_empty_may_be_filled_and_who_looks_after_it_may_change(chapter):
    Chapter.objects.filter(pk=chapter.pk).update(body_sl="Besedilo.", owner=create_user())
    Chapter.objects.filter(pk=chapter.pk).update(owner=create_user(), review_on="2028-03-01")
    chapter.files.update(licence="CC BY 4.0")
    assert refuses(lambda: chapter.files.update(licence="CC0 1.0"))


def test_what_is_cited_of_a_published_edition_stays_and_it_stays_published(chapter):
    rows = Edition.objects.filter(pk=chapter.edition_id)
    for change in ({"title_en": "Another"}, {"licence": "CC0 1.0"}, {"authors": "Kos, Boris"}, {"number": 7}):
        assert refuses(lambda change=change: rows.update(**change)), change
    assert refuses(lambda: rows.update(state="draft"))
    assert refuses(lambda: rows.update(published_at=timezone.now()))
    assert refuses(lambda: rows.delete())
    rows.update(doi="10.5281/zenodo.1", note_en="Two chapters more.", content_version=7)
    rows.update(doi="10.5281/zenodo.2", note_en="Three chapters more.", title_sl="Odprta knjiga")
    assert refuses(lambda: rows.update(title_sl="Druga knjiga"))


def test_nothing_moves_from_a_draft_into_a_published_edition(chapter):
    draft = create_edition(chapter.edition.book, number=2)
    moving = create_chapter(draft, part=draft.parts.get(), key="third", position=3)
    create_term(draft, key="other")
    assert refuses(lambda: Chapter.objects.filter(pk=moving.pk).update(edition=chapter.edition, part=None))
    assert refuses(lambda: draft.terms.update(edition=chapter.edition))


def test_a_draft_can_be_changed():
    edition = create_edition(create_book(editions=0))
    edition.chapters.update(body_en="Another text.")
    edition.chapters.all().delete()
    assert edition.chapters.count() == 0
