"""The list of a session: who stands on it, what each source says, what holds, in few queries."""

from datetime import timedelta

import pytest

from courses.attendance.guests import add_guest, add_walk_in
from courses.attendance.marking import mark, merged, unmark
from courses.attendance.register import register_of
from courses.models import AttendanceMark
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
AFTER = TEN_O_CLOCK + timedelta(hours=3)
BEFORE = TEN_O_CLOCK - timedelta(days=40)


def join(cohort, name, *, until=None, since=BEFORE):
    place = create_member(cohort, name=name)
    type(place).objects.unscoped("test").filter(pk=place.pk).update(since=since, until=until)
    return place.enrolment.learner


def test_list_of_a_session_that_is_over_has_its_people_as_they_were():
    cohort = create_cohort()
    session = create_session(cohort)
    trainer = create_trainer(cohort)
    join(cohort, "Zora Zajc")
    join(cohort, "Left before", until=TEN_O_CLOCK - timedelta(days=1))
    join(cohort, "Left after", until=TEN_O_CLOCK + timedelta(days=1))
    join(cohort, "Came after", since=TEN_O_CLOCK + timedelta(days=1))
    noted = join(cohort, "Left before and noted", until=TEN_O_CLOCK - timedelta(days=1))
    mark(session=session, learner=noted, source="tick", presence="present", by=trainer)
    guest = create_user(name="Gita Gost")
    add_guest(session=session, address=guest.email, by=trainer, now=AFTER)
    found = [(str(row.learner), row.standing, row.presence) for row in register_of(session, AFTER).rows]
    assert found == [
        ("Left after", "member", ""),
        ("Left before and noted", "elsewhere", "present"),
        ("Zora Zajc", "member", ""),
        ("Gita Gost", "guest", ""),
    ]


def test_summary_says_it_in_one_line():
    cohort = create_cohort()
    session = create_session(cohort, headcount=12)
    trainer = create_trainer(cohort)
    people = [join(cohort, f"Person {number}") for number in range(4)]
    for person, presence in zip(people, ["present", "present", "excused"], strict=False):
        mark(session=session, learner=person, source="tick", presence=presence, by=trainer)
    add_walk_in(session=session, name="Ana Novak", by=trainer)
    assert (
        register_of(session, AFTER).summary()
        == "2 of 4 present, 1 excused, 1 walk-in, 12 without an account, 1 not noted"
    )


@pytest.mark.parametrize("count", [1, 12])
def test_list_costs_the_same_queries_for_many_people(count, django_assert_num_queries):
    cohort = create_cohort()
    session = create_session(cohort)
    trainer = create_trainer(cohort)
    for number in range(count):
        person = join(cohort, f"Person {number}")
        for source in ("tick", "check_in", "report"):
            mark(session=session, learner=person, source=source, presence="present", by=trainer)
        add_walk_in(session=session, name=f"Walk-in {number}", by=trainer)
    with django_assert_num_queries(6):
        register = register_of(session, AFTER)
        assert [str(row.tick.by) for row in register.rows] == ["Tina Trener"] * count


def said(source, presence, minutes=None):
    return AttendanceMark(source=source, presence=presence, minutes=minutes)


@pytest.mark.parametrize(
    ("marks", "holds"),
    [
        ([], None),
        ([said("tick", "absent"), said("report", "present", 80)], ("absent", 0)),
        ([said("tick", "present"), said("report", "absent", 10)], ("present", 90)),
        ([said("check_in", "present"), said("report", "present", 70)], ("present", 70)),
        ([said("check_in", "present"), said("report", "absent", 10)], ("present", 90)),
        ([said("report", "absent", 10)], ("absent", 0)),
        ([said("report", "present", 500)], ("present", 90)),
        ([said("tick", "excused")], ("excused", 0)),
    ],
)
def test_sources_are_merged_and_a_tick_wins(marks, holds):
    session = create_session(create_cohort())
    found = merged(marks, session)
    assert (found and (found.presence, found.minutes)) == holds


def test_source_says_one_thing_and_leaves_the_others_alone():
    cohort = create_cohort()
    session, learner = create_session(cohort), join(cohort, "Ana Novak")
    mark(session=session, learner=learner, source="report", presence="absent", by=None, minutes=10)
    mark(session=session, learner=learner, source="tick", presence="present", by=None)
    again = mark(session=session, learner=learner, source="report", presence="present", by=None, minutes=85)
    kept = AttendanceMark.objects.unscoped("test").filter(session=session)
    assert set(kept.values_list("source", "presence", "minutes")) == {
        ("report", "present", 85),
        ("tick", "present", None),
    }
    assert kept.get(source="report").pk == again.pk
    unmark(session=session, learner=learner, source="tick")
    assert kept.get().source == "report"
