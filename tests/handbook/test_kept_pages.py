"""Pages kept for visitors without an account are made anew when the staff decides something about a book."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from handbook.models import Chapter, ChapterFile, Edition

pytestmark = pytest.mark.django_db
CHAPTER = "/en/handbook/open-book/1/first/"
EDITION = "/en/handbook/open-book/1/"
LONG_AGO = (timezone.localdate() - timedelta(days=400)).isoformat()


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
