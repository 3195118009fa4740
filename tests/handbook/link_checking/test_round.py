"""Which links are asked for, how often, and when they are believed dead."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.utils import timezone

from ai4t import environment
from ai4t.content.locking import held_alone
from handbook import tasks
from handbook.link_checking.asking import Answer
from handbook.link_checking.connecting import Manners
from handbook.link_checking.round import ROUND_SECONDS, check_those_due, is_any_due
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
    assert [round(seconds) for seconds in slept] == [0, 5, 0, 5]


def test_round_ends_in_time_with_its_pause_and_leaves_the_rest_to_the_next(link, monkeypatch):
    clock = Clock()
    monkeypatch.setattr("handbook.link_checking.round.time", clock)
    for number in range(50):
        create_link(link.chapter.edition, url=f"https://example.org/{number}")
    asked_at = []

    def asks(url):
        asked_at.append(clock.monotonic())
        clock.sleep(3)
        return Answer(True, "200")

    while is_any_due(now=NOW):
        begun_at = clock.monotonic()
        assert 0 < check_those_due(asks=asks, now=NOW, pause_seconds=2) < 10
        assert clock.monotonic() - begun_at <= 41
    assert len(asked_at) == 51
    assert min(after - before for before, after in pairwise(asked_at)) == 3 + 2


@pytest.mark.django_db(transaction=True)
def test_one_round_at_a_time(link):
    def check_elsewhere() -> int:
        try:
            return check(Site(Answer(True, "200")))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other_worker, held_alone("link checking"):
        assert other_worker.submit(check_elsewhere).result() == 0
    assert (is_any_due(now=NOW), check(Site(Answer(True, "200"))), is_any_due(now=NOW)) == (True, 1, False)


def test_link_that_an_import_removes_meanwhile_does_not_end_the_round(link):
    create_link(link.chapter.edition, url="https://example.org/b")

    def asks(url):
        OutsideLink.objects.filter(url=url).delete()
        return Answer(False, "404")

    assert check(asks) == 2
    assert not OutsideLink.objects.exists()


def test_address_that_breaks_the_checker_is_told_apart_and_the_others_are_asked(link):
    other = create_link(link.chapter.edition, url="https://example.org/b")

    def asks(url):
        if url == link.url:
            raise RecursionError
        return Answer(True, "200")

    assert check(asks) == 2
    link.refresh_from_db()
    other.refresh_from_db()
    assert (link.state, link.said, link.dead_since) == ("not_asked", "RecursionError", None)
    assert other.state == "alive"


def test_task_that_has_no_time_left_ends_the_round_and_frees_the_next(link):
    def asks(url):
        raise SoftTimeLimitExceeded

    with pytest.raises(SoftTimeLimitExceeded):
        check(asks)
    with held_alone("link checking") as is_ours:
        assert is_ours


def test_task_is_ended_before_the_broker_hands_it_out_again(link, monkeypatch):
    rung = []
    monkeypatch.setattr("ai4t.outbox.bell.ring_task", lambda *call: rung.append(call))
    monkeypatch.setattr("handbook.link_checking.check_those_due", lambda: 1)
    tasks.check_outside_links()
    assert rung == [("handbook.tasks.check_outside_links",)]
    OutsideLink.objects.update(checked_at=timezone.now())
    tasks.check_outside_links()
    assert len(rung) == 1
    redelivered_after = environment.broker("BROKER_URL")["options"]["visibility_timeout"]
    longest = tasks.check_outside_links.soft_time_limit
    assert ROUND_SECONDS + Manners().seconds + 2 * 2 < longest < tasks.check_outside_links.time_limit
    assert tasks.check_outside_links.time_limit < redelivered_after


class Clock:
    """Moves when somebody sleeps."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
