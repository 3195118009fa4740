"""Places are given one after another, never more than there are, and history stays."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from ai4t.models import AuditEntry, Letter
from courses.cohorts import joining
from courses.cohorts.joining import Joined, JoiningRefused, join, leave, move
from courses.completing import complete
from courses.models import Cohort, CohortMembership, Completion, Enrolment, Release, WaitingPlace
from courses.states import CohortState, JoinedBy
from tests.factories.cohorts import create_cohort, create_member
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user

NOW = datetime(2038, 3, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def places(cohort):
    return CohortMembership.objects.unscoped("test").current().filter(cohort=cohort)


def letters_to(person):
    return list(Letter.objects.unscoped("test").filter(recipient=person).values_list("kind", flat=True))


def test_joining_gives_a_place_in_the_release_of_the_cohort():
    course = create_course()
    pilot = Release.objects.create(course=course, name="V0", state="published", published_at=NOW)
    cohort, learner = create_cohort(course=course, release=pilot), create_user()
    join(learner=learner, cohort=cohort, joined_by=JoinedBy.LINK, now=NOW)
    assert Enrolment.objects.unscoped("test").get(learner=learner).release == pilot
    assert letters_to(learner) == ["courses.cohort_joined"]


def test_joining_again_changes_nothing_and_writes_nothing():
    cohort, learner = create_cohort(), create_user()
    first = join(learner=learner, cohort=cohort, joined_by=JoinedBy.LINK)
    assert join(learner=learner, cohort=cohort, joined_by=JoinedBy.FILE) == Joined(first.membership, is_new=False)
    assert letters_to(learner) == ["courses.cohort_joined"]


def test_who_comes_last_waits_and_gets_the_place_that_becomes_free():
    cohort = create_cohort(capacity=1)
    first, second, third = create_user(), create_user(), create_user()
    held = create_member(cohort, learner=first)
    assert join(learner=second, cohort=cohort, joined_by=JoinedBy.LINK) == Joined(None, is_new=True)
    assert join(learner=second, cohort=cohort, joined_by=JoinedBy.LINK) == Joined(None, is_new=False)
    join(learner=third, cohort=cohort, joined_by=JoinedBy.LINK)
    leave(held, by=first)
    assert [place.enrolment.learner for place in places(cohort)] == [second]
    assert [place.learner for place in WaitingPlace.objects.unscoped("test")] == [third]
    assert letters_to(second) == ["courses.cohort_joined", "courses.cohort_waiting"]


def test_who_gets_a_place_leaves_the_lines_of_the_other_cohorts_of_the_course():
    here, there, learner, trainer = create_cohort(), create_cohort(), create_user(), create_user()
    other_course = create_cohort(course=create_course(slug="another"))
    for cohort in (here, there, other_course):
        WaitingPlace.objects.unscoped("test").create(cohort=cohort, learner=learner)
    join(learner=learner, cohort=here, joined_by=JoinedBy.HAND, by=trainer)
    assert [place.cohort for place in WaitingPlace.objects.unscoped("test")] == [other_course]
    left = AuditEntry.objects.get(action="cohort.left_line")
    assert (left.about_id, left.detail["learner"], left.actor) == (there.pk, learner.pk, trainer)


@pytest.mark.parametrize(
    ("state", "joined_by", "is_refused"),
    [
        (CohortState.PLANNED, JoinedBy.LINK, True),
        (CohortState.PLANNED, JoinedBy.HAND, False),
        (CohortState.CLOSED, JoinedBy.HAND, True),
    ],
)
def test_places_are_given_as_the_state_says(state, joined_by, is_refused):
    cohort, learner = create_cohort(state=state), create_user()
    if is_refused:
        with pytest.raises(JoiningRefused):
            join(learner=learner, cohort=cohort, joined_by=joined_by)
    else:
        assert join(learner=learner, cohort=cohort, joined_by=joined_by).membership


def test_nobody_is_in_two_cohorts_of_a_course():
    one, other, learner = create_cohort(), create_cohort(), create_user()
    create_member(one, learner=learner)
    with pytest.raises(JoiningRefused):
        join(learner=learner, cohort=other, joined_by=JoinedBy.LINK)


def test_moving_keeps_what_was_done_and_its_history():
    one, other = create_cohort(), create_cohort()
    place = create_member(one)
    complete(enrolment=place.enrolment, unit_key="U1", basis="measured", language="sl")
    moved = move(place, to=other, by=create_user(), now=NOW.replace(year=2028))
    assert (moved.cohort, moved.joined_by) == (other, JoinedBy.MOVED)
    assert list(Completion.objects.unscoped("test").values_list("enrolment", "unit_key")) == [
        (place.enrolment_id, "U1")
    ]
    history = CohortMembership.objects.unscoped("test").filter(enrolment=place.enrolment).order_by("since")
    assert [(one.cohort_id, one.until is None) for one in history] == [(one.pk, False), (other.pk, True)]


def test_moving_calls_up_who_waits_behind_her():
    full, other, waiting = create_cohort(capacity=1), create_cohort(), create_user()
    place = create_member(full)
    join(learner=waiting, cohort=full, joined_by=JoinedBy.LINK)
    move(place, to=other, by=waiting)
    assert [one.enrolment.learner for one in places(full)] == [waiting]


@pytest.mark.parametrize("fields", [{"capacity": 1}, {"state": CohortState.CLOSED}])
def test_moving_into_a_cohort_without_room_is_refused(fields):
    one, other = create_cohort(), create_cohort(**{**fields, "state": CohortState.OPEN})
    create_member(other)
    Cohort.objects.unscoped("test").filter(pk=other.pk).update(**fields)
    with pytest.raises(JoiningRefused):
        move(create_member(one), to=other, by=create_user())


def test_moving_to_another_course_is_refused():
    here = create_cohort()
    elsewhere = create_cohort(course=create_course(slug="second-steps"))
    with pytest.raises(JoiningRefused):
        move(create_member(here), to=elsewhere, by=create_user())


def test_who_enrolled_by_herself_keeps_her_enrolment():
    cohort, learner = create_cohort(), create_user()
    enrolment = create_enrolment(learner=learner, course=cohort.course)
    assert join(learner=learner, cohort=cohort, joined_by=JoinedBy.LINK).membership.enrolment == enrolment


def test_taking_out_twice_is_taking_out_once():
    place = create_member(create_cohort())
    stale = CohortMembership.objects.unscoped("test").get(pk=place.pk)
    leave(place, by=place.enrolment.learner)
    leave(stale, by=place.enrolment.learner)
    assert AuditEntry.objects.filter(action="cohort.left").count() == 1


def test_who_was_moved_meanwhile_is_not_moved_again():
    here, there, elsewhere = (create_cohort() for _number in range(3))
    place = create_member(here)
    stale = CohortMembership.objects.unscoped("test").get(pk=place.pk)
    moved = move(place, to=there, by=create_user())
    with pytest.raises(JoiningRefused, match="Something has changed"):
        move(stale, to=elsewhere, by=create_user())
    assert list(places(there)) == [moved]


def at_once(*steps):
    """Each in a connection of her own; what came of each, or why it was refused."""

    def take(step):
        try:
            return step()
        except JoiningRefused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(take, steps))


@pytest.mark.django_db(transaction=True)
def test_two_cohorts_of_a_course_at_once_give_one_place():
    cohorts = [create_cohort() for _number in range(4)]
    learner, by = create_user(), JoinedBy.LINK
    came = at_once(*[lambda one=one: join(learner=learner, cohort=one, joined_by=by) for one in cohorts])
    assert sorted(type(one).__name__ for one in came) == ["Joined", *["JoiningRefused"] * 3]
    assert sum(places(one).count() for one in cohorts) == 1


def race(cohort, people):
    """Everybody asks for a place at once, ten at a time, each in a connection of her own."""

    def ask(learner):
        try:
            with transaction.atomic():
                return join(learner=learner, cohort=cohort, joined_by=JoinedBy.LINK).membership is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        return sum(pool.map(ask, people))


# Five hundred people for thirty places take a minute: in the full run only.
RACERS, PLACES = (500, 30) if os.environ.get("AI4T_FULL") == "on" else (40, 5)


@pytest.mark.django_db(transaction=True)
def test_in_a_race_nobody_gets_a_place_that_is_not_there():
    cohort = create_cohort(capacity=PLACES)
    assert race(cohort, [create_user(password="!") for _number in range(RACERS)]) == PLACES
    waiting = WaitingPlace.objects.unscoped("test").count()
    assert (places(cohort).count(), waiting) == (PLACES, RACERS - PLACES)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_race_gives_too_many(monkeypatch):
    """The control: what the lock is for happens without it."""
    monkeypatch.setattr(joining, "locked", lambda cohort: cohort)
    cohort = create_cohort(capacity=5)
    assert race(cohort, [create_user(password="!") for _number in range(40)]) > 5
