"""Taking somebody out of a cohort: the page says what stays and what goes, and only its button does it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from courses.attendance.marking import mark
from courses.models import CohortMembership, Completion, SessionGuest, WaitingPlace
from courses.sessions import letters
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def place():
    return create_member(create_cohort(capacity=1))


@pytest.fixture
def trainer(client, place):
    trainer = create_trainer(place.cohort)
    sign_in(client, trainer, second_factor=True)
    return trainer


def address(place) -> str:
    return reverse("admin:courses_cohort_take_out", args=[place.cohort_id, place.pk])


def create_line(cohort, *names) -> list:
    people = [create_user(name=name) for name in names]
    for minutes, person in enumerate(people):
        WaitingPlace.objects.unscoped("test").create(
            cohort=cohort, learner=person, since=NOW + timedelta(minutes=minutes)
        )
    return people


def current() -> set:
    return {one.enrolment.learner for one in CohortMembership.objects.unscoped("test").current()}


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_looking_takes_nobody_out(client, place, trainer):
    client.get(address(place))
    assert current() == {place.enrolment.learner}


def test_page_counts_what_stays_and_what_goes(client, place, trainer):
    for key in ("U1", "U2"):
        Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key=key, basis="measured")
    over = create_session(place.cohort, starts_at=NOW - timedelta(days=2))
    for source in ("tick", "report"):
        mark(session=over, learner=place.enrolment.learner, source=source, presence="present", by=trainer)
    create_session(place.cohort, starts_at=NOW + timedelta(days=2))
    create_session(place.cohort, starts_at=NOW + timedelta(days=3), state="cancelled")
    page = client.get(address(place)).context
    assert page["stays"][1:] == [
        "What she has done: 2 units.",
        "What is noted about her attendance: at 1 session.",
    ]
    assert page["goes"] == [
        "Her place in the cohort.",
        "1 session to come leaves her list and her calendar.",
        "You no longer see how far she is.",
    ]


def test_first_in_line_is_named_and_gets_the_place(client, place, trainer):
    first, _second = create_line(place.cohort, "Ana First", "Bor Second")
    goes = client.get(address(place)).context["goes"]
    assert goes[0] == "Her place in the cohort: Ana First, the first in line, gets it at once."
    client.post(address(place))
    assert current() == {first}


@pytest.mark.parametrize("reason", ["closed", "too full"])
def test_nobody_is_promised_a_place_that_she_will_not_get(client, place, trainer, reason):
    waiting = create_line(place.cohort, "Ana First")
    if reason == "closed":
        type(place.cohort).objects.unscoped("test").filter(pk=place.cohort_id).update(state="closed")
    else:
        create_member(place.cohort)
    assert client.get(address(place)).context["goes"][0] == "Her place in the cohort."
    client.post(address(place))
    assert current().isdisjoint(waiting)


def heard_of(session) -> None:
    letters.announce(session)
    outbox.sweep()


def letters_to(place) -> list:
    rows = Letter.objects.unscoped("test").filter(recipient=place.enrolment.learner, kind="courses.sessions_left")
    return [letter.about for letter in rows]


def test_page_tells_of_the_letter_that_takes_the_sessions_out_of_her_calendar(client, place, trainer, sink):
    for days in (2, 3):
        heard_of(create_session(place.cohort, starts_at=NOW + timedelta(days=days)))
    assert client.get(address(place)).context["letter"] == (
        f"A letter tells her at once that she is not in “{place.cohort}” any more, and takes 2 sessions to come out of "
        "her calendar."
    )
    client.post(address(place))
    assert letters_to(place) == [place]


def test_page_says_that_no_letter_tells_her_where_none_does(client, place, trainer, sink):
    heard_of(create_session(place.cohort, starts_at=NOW - timedelta(days=2)))
    as_guest = create_session(place.cohort, starts_at=NOW + timedelta(days=2))
    heard_of(as_guest)
    SessionGuest(session=as_guest, learner=place.enrolment.learner, added_by=trainer).save()
    create_session(place.cohort, starts_at=NOW + timedelta(days=3))
    assert client.get(address(place)).context["letter"] == "She is not written to. Please tell her yourself."
    client.post(address(place))
    assert letters_to(place) == []


def test_who_is_no_longer_there_is_not_taken_out_again(client, place, trainer):
    client.post(address(place))
    answer = client.post(address(place), follow=True)
    assert answer.redirect_chain == [(reverse("admin:courses_cohort_people", args=[place.cohort_id]), 302)]
    assert "This person is no longer in the cohort." in told(answer)
