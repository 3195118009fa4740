"""Which links are asked for, how often, and when they are believed dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handbook.link_checking.asking import Answer
from handbook.link_checking.round import check_those_due
from handbook.models import OutsideLink
from tests.factories.books import create_book, create_edition

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)


@pytest.fixture
def link():
    return create_link(create_book().newest_edition())


def create_link(edition, *, language="en", url="https://example.org/a"):
    return OutsideLink.objects.create(chapter=edition.chapters.get(key="first"), language=language, url=url)


class Site:
    """Answers with one answer after another and remembers who was asked for."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, url) -> Answer:
        self.asked.append(url)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def check(site, *, now=NOW):
    return check_those_due(asks=site, now=now, pause_seconds=0)


def test_each_address_is_asked_once_a_week(link):
    create_link(link.chapter.edition, language="sl")
    site = Site(Answer(True, "200"))
    assert (check(site), check(site), check(site, now=NOW + 6 * DAY), check(site, now=NOW + 7 * DAY)) == (1, 0, 0, 1)
    assert set(OutsideLink.objects.values_list("state", "said")) == {("alive", "200")}


def test_drafts_are_not_asked_for():
    create_link(create_edition(create_book(editions=0)))
    assert check(Site(Answer(True, "200"))) == 0


def test_what_is_gone_is_dead_at_once_and_a_bad_day_the_second_time(link):
    check(Site(Answer(False, "timeout", is_certain=False)))
    link.refresh_from_db()
    assert (link.state, link.dead_since) == ("unchecked", NOW)
    check(Site(Answer(False, "timeout", is_certain=False)), now=NOW + 8 * DAY)
    link.refresh_from_db()
    assert (link.state, link.dead_since) == ("dead", NOW)
    check(Site(Answer(True, "200")), now=NOW + 16 * DAY)
    link.refresh_from_db()
    assert (link.state, link.dead_since) == ("alive", None)
    check(Site(Answer(False, "404")), now=NOW + 24 * DAY)
    link.refresh_from_db()
    assert link.state == "dead"


def test_addresses_that_nobody_may_ask_are_told_apart(link):
    check(Site(Answer(None, "private address")))
    link.refresh_from_db()
    assert (link.state, link.said) == ("not_asked", "private address")


def test_two_questions_to_one_site_are_some_time_apart(link, monkeypatch):
    slept = []
    monkeypatch.setattr("handbook.link_checking.round.time.sleep", slept.append)
    for url in ("https://example.org/b", "https://other.example/"):
        create_link(link.chapter.edition, url=url)
    check_those_due(asks=Site(Answer(True, "200")), now=NOW, pause_seconds=5)
    assert [round(seconds) for seconds in slept] == [0, 5, 0]
