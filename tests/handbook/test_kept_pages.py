"""Pages kept for visitors without an account are made anew when the staff decides something about a book."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handbook.models import Chapter, ChapterFile, Edition
from tests.factories.books import create_book, create_chapter_file
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db
CHAPTER = "/en/handbook/open-book/1/first/"
EDITION = "/en/handbook/open-book/1/"
LONG_AGO = (timezone.localdate() - timedelta(days=400)).isoformat()


@pytest.fixture
def decide(client, django_capture_on_commit_callbacks):
    """A function that changes fields of a row on its page in the administration, as somebody else's browser would."""
    book = create_book()
    create_chapter_file(book.editions.get().chapters.get(key="first"))
    staff = Client()
    sign_in(staff, create_staff("operator"), second_factor=True)

    def decide(row, **fields):
        address = reverse(f"admin:handbook_{row._meta.model_name}_change", args=[row.pk])
        form = staff.get(address).context["adminform"].form
        with django_capture_on_commit_callbacks(execute=True):
            answer = staff.post(address, {**{name: form[name].value() or "" for name in form.fields}, **fields})
        assert answer.status_code == 302

    return decide


def test_what_is_new_in_an_edition_shows_at_once(client, decide):
    assert "Two chapters more" not in client.get(EDITION).content.decode()
    decide(Edition.objects.get(), note_en="Two chapters more.")
    assert "Two chapters more." in client.get(EDITION).content.decode()


def test_chapter_that_waits_for_its_review_says_so_at_once(client, decide):
    assert "may be out of date" not in client.get(CHAPTER).content.decode()
    decide(Chapter.objects.get(key="first"), review_on=LONG_AGO)
    assert "may be out of date" in client.get(CHAPTER).content.decode()


def test_page_is_drawn_anew_once_the_credit_of_its_file_is_known(client, decide, django_assert_num_queries):
    client.get(CHAPTER)
    with django_assert_num_queries(0):
        client.get(CHAPTER)
    decide(ChapterFile.objects.get(), credit="Ana Novak")
    with CaptureQueriesContext(connection) as asked:
        client.get(CHAPTER)
    assert len(asked) > 0
