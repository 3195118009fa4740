"""Ticks: each alone, with who and when; nobody overwrites a colleague without having read her."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from ai4t.models import AuditEntry, User
from courses.attendance.register import people_on, register_of
from courses.attendance.ticking import NotOnTheList, TickedMeanwhile, TickRefused, take_back, tick, tick_all_others
from courses.models import AttendanceMark
from tests.factories.cohorts import TEN_O_CLOCK, create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user

DURING = TEN_O_CLOCK + timedelta(minutes=5)


def marks():
    return AttendanceMark.objects.unscoped("test")


def create_class(*names):
    cohort = create_cohort()
    people = [create_member(cohort, name=name).enrolment.learner for name in names]
    return create_session(cohort), people, create_trainer(cohort)


def said(session) -> list[tuple[str, str, str]]:
    return [(str(one.learner), one.presence, str(one.by)) for one in marks().filter(session=session).order_by("pk")]


@pytest.mark.django_db
def test_tick_says_who_and_when():
    session, [ana], trainer = create_class("Ana Novak")
    mark = tick(session=session, learner_id=ana.pk, presence="excused", by=trainer, now=DURING)
    assert (mark.presence, mark.by, mark.at, mark.minutes) == ("excused", trainer, DURING, None)
    entry = AuditEntry.objects.get(action="attendance.ticked")
    assert entry.detail == {"learner": ana.pk, "presence": "excused"}


@pytest.mark.django_db
def test_same_tick_again_keeps_who_said_it_first():
    session, [ana], trainer = create_class("Ana Novak")
    colleague = create_trainer(session.cohort, name="Toni Trener")
    tick(session=session, learner_id=ana.pk, presence="present", by=trainer, now=DURING)
    tick(session=session, learner_id=ana.pk, presence="present", by=colleague, now=DURING + timedelta(minutes=1))
    assert said(session) == [("Ana Novak", "present", "Tina Trener")]


@pytest.mark.django_db
def test_colleague_who_has_not_seen_a_tick_does_not_overwrite_it_and_who_has_does():
    session, [ana], trainer = create_class("Ana Novak")
    colleague = create_trainer(session.cohort, name="Toni Trener")
    first = tick(session=session, learner_id=ana.pk, presence="absent", by=trainer, now=DURING)
    with pytest.raises(TickedMeanwhile, match="Tina Trener has noted “absent”"):
        tick(session=session, learner_id=ana.pk, presence="present", by=colleague, seen=None, now=DURING)
    with pytest.raises(TickedMeanwhile):
        take_back(session=session, learner_id=ana.pk, by=colleague)
    assert said(session) == [("Ana Novak", "absent", "Tina Trener")]
    tick(session=session, learner_id=ana.pk, presence="present", by=colleague, seen=first.at, now=DURING)
    assert said(session) == [("Ana Novak", "present", "Toni Trener")]


@pytest.mark.django_db
def test_tick_of_a_stranger_or_of_something_else_is_refused():
    session, [ana], trainer = create_class("Ana Novak")
    with pytest.raises(NotOnTheList):
        tick(session=session, learner_id=create_user().pk, presence="present", by=trainer, now=DURING)
    with pytest.raises(TickRefused, match="Please choose"):
        tick(session=session, learner_id=ana.pk, presence="late", by=trainer, now=DURING)
    assert said(session) == []


@pytest.mark.django_db
def test_before_it_begins_people_can_only_be_excused():
    session, [ana], trainer = create_class("Ana Novak")
    day_before = TEN_O_CLOCK - timedelta(days=1)
    with pytest.raises(TickRefused, match="has not begun"):
        tick(session=session, learner_id=ana.pk, presence="present", by=trainer, now=day_before)
    tick(session=session, learner_id=ana.pk, presence="excused", by=trainer, now=day_before)
    assert said(session) == [("Ana Novak", "excused", "Tina Trener")]


@pytest.mark.django_db
def test_all_others_touches_only_people_about_whom_nothing_is_said():
    session, [ana, _bor, _cene], trainer = create_class("Ana Novak", "Bor Kos", "Cene Zajc")
    tick(session=session, learner_id=ana.pk, presence="absent", by=trainer, now=DURING)
    assert tick_all_others(session=session, by=trainer, now=DURING + timedelta(minutes=1)) == 2
    assert {presence for _name, presence, _by in said(session)} == {"absent", "present"}
    assert marks().get(session=session, learner=ana).at == DURING
    assert tick_all_others(session=session, by=trainer, now=DURING + timedelta(minutes=2)) == 0


@pytest.mark.django_db
def test_tick_that_was_taken_back_is_gone():
    session, [ana], trainer = create_class("Ana Novak")
    tick(session=session, learner_id=ana.pk, presence="absent", by=trainer, now=DURING)
    take_back(session=session, learner_id=ana.pk, by=trainer)
    assert register_of(session, DURING).unsaid == 1


def both(*verbs):
    """Run them at once, each on a connection of its own; gives what each raised."""
    barrier, raised = Barrier(len(verbs)), []

    def run(verb):
        try:
            barrier.wait()
            verb()
        except Exception as fault:
            raised.append(type(fault))
        finally:
            connection.close()

    threads = [Thread(target=run, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_trainers_at_once_lose_no_tick():
    """Each ticks half of the people, interleaved, and both tick the one in the middle otherwise."""
    session, people, trainer = create_class(*(f"Person {number:02}" for number in range(21)))
    colleague = create_trainer(session.cohort, name="Toni Trener")

    def ticks(by, chosen, presence):
        for person in chosen:
            tick(session=session, learner_id=person.pk, presence=presence, by=by, now=DURING)

    refused = both(
        lambda: ticks(trainer, people[:11], "present"),
        lambda: ticks(colleague, people[:9:-1], "absent"),
    )
    assert refused == [TickedMeanwhile]
    found = dict(marks().filter(session=session).values_list("learner__name", "by__name"))
    middle = found.pop("Person 10")
    assert middle in ("Tina Trener", "Toni Trener")
    assert found == {
        f"Person {number:02}": "Tina Trener" if number < 10 else "Toni Trener" for number in range(21) if number != 10
    }


@pytest.mark.django_db(transaction=True)
def test_two_trainers_who_save_the_whole_list_would_lose_ticks():
    """The control: what would happen if a page saved all rows it shows."""
    session, people, trainer = create_class("Ana Novak", "Bor Kos")
    colleague = create_trainer(session.cohort, name="Toni Trener")
    tick(session=session, learner_id=people[0].pk, presence="absent", by=trainer, now=DURING)

    def save_all(by):
        stale = {person.pk: "present" for person in User.objects.filter(pk__in=people_on(session))}
        for pk, presence in stale.items():
            marks().update_or_create(
                session=session, learner_id=pk, source="tick", defaults={"presence": presence, "by": by}
            )

    save_all(colleague)
    assert marks().get(session=session, learner=people[0]).presence == "present"


@pytest.mark.django_db(transaction=True)
def test_all_others_and_a_tick_at_once_keep_the_tick():
    session, people, trainer = create_class(*(f"Person {number}" for number in range(8)))
    colleague = create_trainer(session.cohort, name="Toni Trener")

    def absent():
        first = marks().filter(session=session, learner=people[3]).first()
        tick(
            session=session,
            learner_id=people[3].pk,
            presence="absent",
            by=colleague,
            seen=first.at if first else None,
            now=DURING,
        )

    refused = both(lambda: tick_all_others(session=session, by=trainer, now=DURING), absent)
    held = marks().get(session=session, learner=people[3])
    assert (held.presence, refused) in [("absent", []), ("present", [TickedMeanwhile])]
    assert marks().filter(session=session).count() == 8
