"""Two people who change what can be found at the same moment."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction

from ai4t import links, searching
from ai4t.models import SearchEntry
from ai4t.searching import kinds
from courses.models import Release
from handbook.models import Book, Chapter
from handbook.publishing import edition_published
from tests.factories.books import create_book, create_edition, publish
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db(transaction=True)
_WAITING = """
SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')
"""


def apart(verb, *args):
    """As another process would do it, with a connection of its own."""
    try:
        return verb(*args)
    finally:
        connection.close()


def until_it_waits(other: Future) -> None:
    """Or is done."""
    with connection.cursor() as cursor:
        while not other.done():
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(_WAITING)
            if cursor.fetchone()[0]:
                return


@transaction.atomic
def make_public(edition) -> None:
    publish(edition)
    edition_published.send(type(edition), edition=edition)


def test_book_may_be_saved_by_many_at_once():
    """Each finds that its chapters are not in the search, and brings them in."""
    book = create_book()
    SearchEntry.objects.all().delete()

    def save(number: int) -> None:
        own = Book.objects.get(pk=book.pk)
        own.position = number
        own.save()

    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda number: apart(save, number), range(20)))
    assert sorted(SearchEntry.objects.values_list("key", "language")) == [("first", "en"), ("second", "en")]


def test_book_that_is_published_while_another_one_is_kept_stays_in_the_search(monkeypatch):
    first, second = create_book(slug="first").editions.get(), create_edition(create_book(slug="second", editions=0))
    kind = kinds.kind_named("chapter")
    others = []

    def known_before_the_other_is_published():
        known = kind.groups()
        if not others:
            others.append(people.submit(apart, make_public, second))
            until_it_waits(others[0])
        return known

    monkeypatch.setitem(kinds._kinds, "chapter", replace(kind, groups=known_before_the_other_is_published))
    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            searching.keep_in_step(first)
        others[0].result()
    assert set(SearchEntry.objects.values_list("group_id", flat=True)) == {first.pk, second.pk}


def test_who_publishes_a_book_holds_nothing_that_who_publishes_a_course_waits_for():
    """A chapter leads to a unit, so the release is drawn anew when the book comes out."""
    release = create_course(units=1).published_release()
    edition = create_edition(create_book(editions=0))
    chapter = edition.chapters.get(key="first")
    links.keep(Chapter, {chapter.pk}, {(chapter.pk, "en"): [f"unit:{release.course.slug}/U1"]})
    with ThreadPoolExecutor(1) as people:
        with transaction.atomic():
            Release.objects.select_for_update().get(pk=release.pk)
            other = people.submit(apart, make_public, edition)
            until_it_waits(other)
            searching.keep_in_step(release)
        other.result()
    assert set(SearchEntry.objects.values_list("key", flat=True)) == {"U1", "first", "second"}
