"""A day and an hour before, at most once, however the timetable runs."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from celery.schedules import crontab
from django.db import connection

from ai4t import outbox
from ai4t.celery import app
from ai4t.models import Letter
from courses.models import SessionSeat
from courses.sessions import planning, reminding
from courses.tasks import remind_of_sessions
from tests.factories.cohorts import create_cohort, create_member, create_session

pytestmark = pytest.mark.django_db
STARTS = datetime(2038, 3, 1, 16, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def reminders() -> list[str]:
    letters = Letter.objects.unscoped("test").filter(kind__in=("courses.session_day", "courses.session_hour"))
    return [letter.kind.removeprefix("courses.session_") for letter in letters.order_by("pk")]


def run_timetable(begin, end, *, stopped=()):
    """Every five minutes from ``begin`` to ``end``, except within ``stopped``."""
    now = begin
    while now < end:
        if not (stopped and stopped[0] <= now < stopped[1]):
            reminding.remind(now=now)
        now += 5 * MINUTE


def create_session_with_people(people=1, **fields):
    cohort = create_cohort()
    for _number in range(people):
        create_member(cohort)
    return create_session(cohort, starts_at=STARTS, **fields)


def test_two_days_of_the_timetable_write_one_of_each():
    create_session_with_people()
    run_timetable(STARTS - 30 * HOUR, STARTS + HOUR)
    assert reminders() == ["day", "hour"]


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (24 * HOUR + MINUTE, []),
        (24 * HOUR, ["day"]),
        (HOUR + MINUTE, ["day"]),
        (HOUR, ["hour"]),
        (MINUTE, ["hour"]),
        (timedelta(0), []),
        (-MINUTE, []),
    ],
)
def test_reminder_is_written_while_it_is_due(before, written):
    create_session_with_people()
    reminding.remind(now=STARTS - before)
    assert reminders() == written


@pytest.mark.parametrize("stopped_from", [25 * HOUR, 2 * HOUR, 3 * HOUR + MINUTE])
def test_timetable_that_stood_still_for_three_hours_makes_up_for_it(stopped_from):
    create_session_with_people()
    stopped = (STARTS - stopped_from, STARTS - stopped_from + 3 * HOUR)
    run_timetable(STARTS - 30 * HOUR, STARTS + HOUR, stopped=stopped)
    is_over = stopped[0] <= STARTS - HOUR and stopped[1] > STARTS - 5 * MINUTE
    assert reminders() == (["day"] if is_over else ["day", "hour"])


@pytest.mark.parametrize("change", [datetime(2026, 10, 25, 8, tzinfo=UTC), datetime(2038, 3, 28, 8, tzinfo=UTC)])
def test_clock_changes_make_no_reminder_early_late_or_double(change):
    cohort = create_cohort()
    create_member(cohort)
    create_session(cohort, starts_at=change)
    run_timetable(change - 24 * HOUR - 5 * MINUTE, change - 24 * HOUR)
    assert reminders() == []
    run_timetable(change - 24 * HOUR, change + HOUR)
    assert reminders() == ["day", "hour"]


def test_session_that_was_moved_reminds_of_its_new_time():
    session = create_session_with_people()
    reminding.remind(now=STARTS - 23 * HOUR)
    later = STARTS + timedelta(days=2)
    planning.change(session, by=None, writes=False, starts_at=later, ends_at=later + HOUR)
    reminding.remind(now=STARTS - HOUR)
    assert reminders() == ["day"]
    run_timetable(later - 24 * HOUR, later)
    assert reminders() == ["day", "day", "hour"]


def test_cancelled_session_reminds_nobody():
    session = create_session_with_people()
    planning.cancel(session, by=None, writes=False)
    assert reminding.remind(now=STARTS - 23 * HOUR) == 0


@pytest.mark.parametrize(("state", "count"), [("coming", 1), ("not_coming", 0), ("waiting", 0)])
def test_who_does_not_come_is_not_reminded(state, count):
    session = create_session_with_people(capacity=1)
    [learner] = reminding.people_of(session)
    SessionSeat.objects.unscoped("test").create(session=session, learner=learner, state=state)
    assert reminding.remind(now=STARTS - 23 * HOUR) == count


def test_who_has_just_heard_of_this_time_is_not_reminded_of_it_at_once():
    session = create_session_with_people()
    planning.change(session, by=None, writes=True, now=STARTS - 5 * HOUR, place="Room 12")
    Letter.objects.unscoped("test").update(created_at=STARTS - 5 * HOUR)
    create_member(session.cohort)
    assert reminding.remind(now=STARTS - 4 * HOUR) == 1
    assert reminding.remind(now=STARTS - HOUR) == 2


def test_who_joins_late_finds_the_entry_in_the_reminder(sink):
    session = create_session_with_people()
    reminding.remind(now=STARTS - 23 * HOUR)
    outbox.sweep()
    [message] = sink.messages()
    assert f"UID:{session.uid}@testserver" in str(message.get_body(["plain"]) and message.as_bytes(), "utf-8")


def test_reminder_that_waited_too_long_is_not_sent(sink):
    past = datetime.now(UTC).replace(microsecond=0) - HOUR
    cohort = create_cohort()
    create_member(cohort)
    create_session(cohort, starts_at=past)
    assert reminding.remind(now=past - 10 * MINUTE) == 1
    outbox.sweep()
    assert sink.messages() == []


def test_task_reminds(sink):
    cohort = create_cohort()
    create_member(cohort)
    create_session(cohort, starts_at=datetime.now(UTC) + 3 * HOUR)
    remind_of_sessions()
    assert reminders() == ["day"]


def test_timetable_asks_every_five_minutes():
    app.finalize()
    entry = app.conf.beat_schedule["remind of sessions"]
    assert (entry["task"], entry["schedule"]) == (remind_of_sessions.name, crontab(minute="*/5"))


def two_timetables_at_once():
    barrier = Barrier(2)

    def remind(_number):
        try:
            barrier.wait(timeout=10)
            return reminding.remind(now=STARTS - 23 * HOUR)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(remind, range(2)))


@pytest.mark.django_db(transaction=True)
def test_two_timetables_at_once_write_each_reminder_once():
    create_session_with_people(people=20)
    two_timetables_at_once()
    assert reminders() == ["day"] * 20


@pytest.mark.django_db(transaction=True)
def test_without_the_outbox_that_writes_once_the_race_writes_twice(monkeypatch):
    """The control: what a version is for happens without it."""
    real = outbox.post
    monkeypatch.setattr(outbox, "post", lambda *, about, version, **words: real(**words))
    monkeypatch.setattr(reminding.letters, "letters_about", lambda session: Letter.objects.unscoped("test").none())
    create_session_with_people(people=20)
    two_timetables_at_once()
    assert len(reminders()) > 20
