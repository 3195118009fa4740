"""Seats are given in the order in which they are asked for, and never more than there are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ai4t import outbox
from ai4t.models import Letter
from courses.cohorts.joining import leave
from courses.models import SessionSeat
from courses.sessions import planning, seats
from courses.sessions.seats import SeatRefused, come, stay_away
from courses.states import SeatState
from tests.factories.cohorts import create_cohort, create_member, create_session
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
STARTS = datetime(2038, 3, 1, 16, 0, tzinfo=UTC)


def create_crowd(people, **fields):
    cohort = create_cohort()
    crowd = [create_member(cohort, password="!").enrolment.learner for _number in range(people)]
    return create_session(cohort, starts_at=STARTS, **fields), crowd


def states(session) -> dict:
    return {seat.learner: seat.state for seat in SessionSeat.objects.unscoped("test").filter(session=session)}


def test_first_come_have_seats_and_a_free_one_goes_to_the_first_in_line(sink):
    session, (ana, borut, cene) = create_crowd(3, capacity=1)
    for number, person in enumerate([ana, borut, cene]):
        come(session, person, now=STARTS - timedelta(days=2, minutes=-number))
    assert states(session) == {ana: "coming", borut: "waiting", cene: "waiting"}
    stay_away(session, ana, now=STARTS - timedelta(days=1))
    assert states(session) == {ana: "not_coming", borut: "coming", cene: "waiting"}
    outbox.sweep()
    assert [(message["To"], message["Subject"]) for message in sink.messages()] == [
        (borut.email, "You have a seat: First meeting")
    ]


def test_asking_again_keeps_the_place_in_line():
    session, (ana, borut, cene) = create_crowd(3, capacity=1)
    for person in [ana, borut, cene, borut]:
        come(session, person)
    stay_away(session, ana)
    assert states(session)[borut] == SeatState.COMING


def test_more_seats_call_up_who_waits():
    session, (ana, borut) = create_crowd(2, capacity=1)
    come(session, ana)
    come(session, borut)
    planning.change(session, by=None, writes=True, capacity=2)
    assert states(session) == {ana: "coming", borut: "coming"}
    assert list(Letter.objects.unscoped("test").values_list("kind", "recipient")) == [
        ("courses.session_seat", borut.pk)
    ]


def test_who_left_the_cohort_keeps_no_seat_from_others():
    session, (ana, borut) = create_crowd(2, capacity=1)
    come(session, ana)
    leave(ana.enrolments.get().memberships.get(), by=None)
    assert come(session, borut).state == SeatState.COMING


def test_seat_of_who_left_goes_to_the_first_in_line_by_itself():
    session, (ana, borut) = create_crowd(2, capacity=1)
    come(session, ana)
    come(session, borut)
    assert seats.call_up_everywhere() == 0
    leave(ana.enrolments.get().memberships.get(), by=None)
    assert (seats.call_up_everywhere(), seats.told_by(session)) == (1, {"coming": 1})


def test_no_word_is_taken_of_what_is_over_cancelled_or_not_hers():
    session, (ana,) = create_crowd(1)
    with pytest.raises(SeatRefused):
        come(session, ana, now=STARTS + timedelta(days=1))
    with pytest.raises(SeatRefused):
        come(session, create_user())
    planning.cancel(session, by=None, writes=False)
    with pytest.raises(SeatRefused):
        come(session, ana)


def race(session, crowd) -> int:
    def ask(person):
        try:
            return come(session, person).state == SeatState.COMING
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(ask, crowd))


@pytest.mark.django_db(transaction=True)
def test_in_a_race_nobody_gets_a_seat_that_is_not_there():
    session, crowd = create_crowd(24, capacity=5)
    assert race(session, crowd) == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_race_gives_too_many(monkeypatch):
    """The control: what the lock is for happens without it."""
    monkeypatch.setattr(seats, "locked", lambda session: session)
    session, crowd = create_crowd(24, capacity=5)
    assert race(session, crowd) > 5
