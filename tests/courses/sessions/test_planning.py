"""Planning, changing, cancelling and copying: one letter for each change that matters, and calendars that follow."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import uuid4

import icalendar
import pytest
from django.db import connection

from ai4t import outbox
from ai4t.models import AuditEntry, Letter
from courses.cohorts.joining import leave
from courses.models import Session, SessionGuest
from courses.sessions import planning
from courses.sessions.planning import AlreadyPlanned, Copy, PlanningRefused
from tests.factories.cohorts import create_cohort, create_material, create_member, create_session, create_trainer
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
STARTS = datetime(2038, 3, 1, 16, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def fields(**others) -> dict:
    same = {"title": "First", "kind": "webinar", "time_zone": "Europe/Ljubljana", "link": "https://meet.example.org/x"}
    return {**same, "starts_at": STARTS, "ends_at": STARTS + HOUR, **others}


def letters(kind="") -> list:
    found = Letter.objects.unscoped("test").filter(kind__startswith=f"courses.session_{kind}").order_by("pk")
    return [(letter.kind.removeprefix("courses.session_"), letter.recipient, letter.version) for letter in found]


def calendars_to(sink, person) -> list:
    outbox.sweep()
    mine = [message for message in sink.messages() if person.email in message["To"]]
    parts = [part for message in mine for part in message.walk() if part.get_content_type() == "text/calendar"]
    return [(part.get_param("method"), *_event(part.get_content())) for part in parts]


def texts_in(sink) -> list[str]:
    return [message.get_body(["plain"]).get_content().replace("\r\n", "\n") for message in sink.messages()]


def _event(written) -> tuple:
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    return str(event["UID"]), event["SEQUENCE"], event.decoded("dtstart"), str(event["STATUS"])


def test_planning_writes_to_each_person_once_and_is_noted():
    cohort = create_cohort()
    trainer, ana = create_trainer(cohort), create_member(cohort).enrolment.learner
    outcome = planning.plan(cohort=cohort, by=trainer, writes=True, **fields())
    assert letters() == [("new", ana, "0")]
    assert list(AuditEntry.objects.filter(action="session.planned").values_list("actor", "about_id")) == [
        (trainer.pk, outcome.session.pk)
    ]


def test_planning_quietly_writes_to_nobody():
    cohort = create_cohort()
    create_member(cohort)
    planning.plan(cohort=cohort, by=None, writes=False, **fields())
    assert letters() == []


def test_button_pressed_twice_plans_once():
    cohort, uid = create_cohort(), "c0ffee00-0000-4000-8000-000000000001"
    create_member(cohort)
    for _time in range(2):
        planning.plan(cohort=cohort, by=None, writes=True, uid=uid, **fields())
    assert (Session.objects.unscoped("test").count(), len(letters())) == (1, 1)


@pytest.mark.parametrize("other", [{"title": "Second"}, {"starts_at": STARTS - HOUR}, {"cohort": None}])
def test_same_button_with_other_words_is_refused_with_what_it_planned(other):
    cohort, uid = create_cohort(), uuid4()
    known = planning.plan(cohort=cohort, by=None, writes=True, uid=uid, **fields()).session
    said = {"cohort": cohort, **fields(), **other}
    said["cohort"] = said["cohort"] or create_cohort()
    with pytest.raises(AlreadyPlanned) as refused:
        planning.plan(by=None, writes=True, uid=uid, **said)
    assert (refused.value.session, Session.objects.unscoped("test").count()) == (known, 1)


def test_button_pressed_again_after_a_change_or_the_end_is_refused():
    cohort, uid = create_cohort(), uuid4()
    session = planning.plan(cohort=cohort, by=None, writes=True, uid=uid, **fields()).session
    planning.cancel(session, by=None, writes=False)
    with pytest.raises(AlreadyPlanned):
        planning.plan(cohort=cohort, by=None, writes=True, uid=uid, **fields())


def pressed_at_once(press, times=4) -> list:
    together = Barrier(times)

    def one(_number):
        together.wait()
        try:
            return press()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


@pytest.mark.django_db(transaction=True)
def test_button_pressed_at_once_plans_once_and_each_press_is_answered():
    cohort, uid = create_cohort(), uuid4()
    create_member(cohort)
    made = pressed_at_once(lambda: planning.plan(cohort=cohort, by=None, writes=True, uid=uid, **fields()))
    assert [(one.session, one.count_told) for one in made] == [(Session.objects.unscoped("test").get(), 1)] * 4
    assert len(letters()) == 1


@pytest.mark.django_db(transaction=True)
def test_copying_pressed_at_once_copies_once_and_each_press_is_answered():
    session, irish = create_session(create_cohort()), create_cohort(country="IE")
    create_material(session)
    create_member(irish)
    copies = [Copy(irish, STARTS, "Europe/Dublin"), Copy(session.cohort, STARTS, "Europe/Ljubljana")]
    pressed = pressed_at_once(lambda: planning.copy_to(session, copies, by=None, writes=True))
    made = list(Session.objects.unscoped("test").exclude(pk=session.pk).order_by("pk"))
    assert [[(one.session, one.count_told) for one in outcomes] for outcomes in pressed] == [
        [(made[0], 1), (made[1], 0)]
    ] * 4
    assert [one.materials.count() for one in made] == [1, 1]
    assert (len(letters()), AuditEntry.objects.filter(action="session.copied").count()) == (1, 1)


def test_what_is_over_is_written_to_nobody():
    cohort = create_cohort()
    create_member(cohort)
    planning.plan(cohort=cohort, by=None, writes=True, now=STARTS + 2 * HOUR, **fields())
    assert letters() == []


def test_one_event_follows_through_its_changes_to_its_end(sink):
    cohort = create_cohort()
    ana = create_member(cohort, time_zone="Europe/Dublin").enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    later = {"starts_at": STARTS + HOUR, "ends_at": STARTS + 2 * HOUR}
    planning.change(session, by=None, writes=True, **later)
    planning.change(session, by=None, writes=True, place="Room 12")
    planning.cancel(session, by=None, reason="The trainer is ill.", writes=True)
    outbox.sweep()
    assert letters() == [("new", ana, "0"), ("changed", ana, "1"), ("changed", ana, "2"), ("cancelled", ana, "3")]
    uid = f"{session.uid}@testserver"
    assert calendars_to(sink, ana) == [("CANCEL", uid, 3, STARTS + HOUR, "CANCELLED")]


def test_calendar_entry_is_moved_by_the_letter_of_a_change(sink):
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    outbox.sweep()
    planning.change(session, by=None, writes=True, starts_at=STARTS + HOUR, ends_at=STARTS + 2 * HOUR)
    uid = f"{session.uid}@testserver"
    assert calendars_to(sink, ana) == [
        ("REQUEST", uid, 0, STARTS, "CONFIRMED"),
        ("REQUEST", uid, 1, STARTS + HOUR, "CONFIRMED"),
    ]


def test_entry_stands_beside_the_texts_of_a_letter(sink):
    cohort = create_cohort()
    create_member(cohort)
    planning.plan(cohort=cohort, by=None, writes=True, **fields(title="Čas za učenje, žoga"))
    outbox.sweep()
    [message] = sink.messages()
    assert [part.get_content_type() for part in message.walk()] == [
        *["multipart/alternative", "text/plain", "text/html", "text/calendar"]
    ]
    entry = [*message.walk()][-1]
    assert (entry.get_param("method"), entry.get_content_charset()) == ("REQUEST", "utf-8")
    assert "SUMMARY:Čas za učenje\\, žoga\r\n" in entry.get_content()


def test_letter_of_a_change_says_from_what_to_what_by_her_clock(sink):
    cohort = create_cohort()
    create_member(cohort, time_zone="Europe/Dublin")
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    planning.change(session, by=None, writes=True, starts_at=STARTS + HOUR, ends_at=STARTS + 2 * HOUR, place="Room 12")
    outbox.sweep()
    text = texts_in(sink)[-1]
    assert "until now: Monday, 1 March 2038, 16:00–17:00 (Dublin time); 17:00–18:00 (Ljubljana time)" in text
    assert "from now on: Monday, 1 March 2038, 17:00–18:00 (Dublin time); 18:00–19:00 (Ljubljana time)" in text
    assert "until now: not given\nfrom now on: Room 12" in text


def test_each_change_is_told_as_it_was_even_when_letters_wait(sink):
    cohort = create_cohort()
    create_member(cohort)
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    planning.change(session, by=None, writes=True, place="Room 1")
    planning.change(session, by=None, writes=True, place="Room 2")
    outbox.sweep()
    texts = texts_in(sink)
    assert ["from now on: Room 1" in text for text in texts] == [False, True, False]
    assert ["until now: Room 1\nfrom now on: Room 2" in text for text in texts] == [False, False, True]


def moved_to(starts_at, **others) -> dict:
    return {"starts_at": starts_at, "ends_at": starts_at + HOUR, **others}


def test_letter_compares_with_what_people_were_told_and_not_with_what_was_saved_without_writing(sink):
    cohort = create_cohort()
    create_member(cohort, time_zone="Europe/Ljubljana")
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    outbox.sweep()
    planning.change(session, by=None, writes=False, **moved_to(STARTS - 24 * HOUR, place="Room 1"))
    planning.change(session, by=None, writes=True, **moved_to(STARTS + HOUR, place=""))
    outbox.sweep()
    text = texts_in(sink)[-1]
    assert "until now: Monday, 1 March 2038, 17:00–18:00" in text
    assert "from now on: Monday, 1 March 2038, 18:00–19:00" in text
    assert "Room 1" not in text


def test_change_that_does_not_matter_tells_what_was_left_untold_before():
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    planning.change(session, by=None, writes=False, place="Room 1")
    outcome = planning.change(session, by=None, writes=True, description="Bring a text.")
    assert (outcome.matters, outcome.session.sequence, letters("changed")) == (True, 1, [("changed", ana, "1")])
    again = planning.change(session, by=None, writes=True, description="Bring two.")
    assert (again.matters, len(letters("changed"))) == (False, 1)


def test_who_is_told_nothing_new_gets_no_letter_when_a_change_is_taken_back():
    cohort = create_cohort()
    create_member(cohort)
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    planning.change(session, by=None, writes=False, place="Room 1")
    late = create_member(cohort).enrolment.learner
    planning.change(session, by=None, writes=True, place="")
    assert letters()[1:] == [("new", late, "2")]


def test_who_waits_for_a_time_that_was_moved_into_the_past_is_written_to(sink):
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    create_member(cohort)
    now, past = STARTS - 24 * HOUR, STARTS - 48 * HOUR
    planning.change(session, by=None, writes=True, now=now, **moved_to(past))
    assert letters()[1:] == [("changed", ana, "1")]
    planning.change(session, by=None, writes=True, now=now, place="Room 1")
    assert len(letters()) == 2


def test_cancelling_what_was_moved_into_the_past_unseen_names_the_time_that_people_know(sink):
    cohort = create_cohort()
    create_member(cohort, time_zone="Europe/Ljubljana")
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    outbox.sweep()
    now, past = STARTS - 24 * HOUR, STARTS - 48 * HOUR
    planning.change(session, by=None, writes=False, now=now, **moved_to(past))
    planning.cancel(session, by=None, writes=True, now=now)
    outbox.sweep()
    assert "Monday, 1 March 2038, 17:00–18:00" in texts_in(sink)[-1]


@pytest.mark.parametrize("change", [{"description": "Bring a text."}, {"presence_percent": 50}, {}])
def test_change_that_does_not_matter_writes_nothing(change):
    cohort = create_cohort()
    create_member(cohort)
    session = create_session(cohort)
    outcome = planning.change(session, by=None, writes=True, **change)
    assert (outcome.matters, letters(), outcome.session.sequence) == (False, [], 0)


def test_people_are_told_that_they_must_take_a_seat_now_and_not_of_more_or_enough_seats(sink):
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    outbox.sweep()
    outcomes = [planning.change(session, by=None, writes=True, capacity=seats) for seats in (20, 25, 15, None)]
    assert [one.matters for one in outcomes] == [True, False, False, False]
    assert letters()[1:] == [("changed", ana, "1")]
    outbox.sweep()
    text = texts_in(sink)[-1]
    assert "Seats\nuntil now: enough for everybody\nfrom now on: limited; please take yours on the page" in text


@pytest.mark.parametrize("change", [{"title": "X"}, {"place": "X"}, {"link": ""}, {"ends_at": STARTS + 3 * HOUR}])
def test_change_that_matters_raises_the_sequence_also_without_letters(change):
    cohort = create_cohort()
    create_member(cohort)
    session = planning.plan(cohort=cohort, by=None, writes=False, **fields()).session
    outcome = planning.change(session, by=None, writes=False, **change)
    assert (outcome.session.sequence, letters()) == (1, [])


def test_who_has_not_heard_of_it_gets_all_of_it():
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    late = create_member(cohort).enrolment.learner
    planning.change(session, by=None, writes=True, place="Room 12")
    assert sorted(letters(), key=str) == sorted([("new", ana, "0"), ("changed", ana, "1"), ("new", late, "1")], key=str)


def test_guest_is_written_to_and_who_left_is_not(sink):
    cohort = create_cohort()
    gone, guest = create_member(cohort), create_user()
    session = planning.plan(cohort=cohort, by=None, writes=True, **fields()).session
    SessionGuest.objects.unscoped("test").create(session=session, learner=guest, added_by=guest)
    leave(gone, by=None)
    planning.change(session, by=None, writes=True, place="Room 12")
    outbox.sweep()
    assert [message["To"] for message in sink.messages()] == [guest.email]


def test_change_made_in_the_meantime_is_not_overwritten():
    session = create_session(create_cohort())
    seen_at = session.changed_at
    planning.change(session, by=None, writes=False, place="Room 1")
    with pytest.raises(PlanningRefused):
        planning.change(session, by=None, writes=False, seen_at=seen_at, place="Room 2")


def test_change_sent_twice_is_written_of_once_and_answered_alike():
    cohort = create_cohort()
    create_member(cohort)
    session = create_session(cohort)
    seen_at = session.changed_at
    pressed = [planning.change(session, by=None, writes=True, seen_at=seen_at, place="Room 1") for _time in range(2)]
    assert [(one.is_known, one.count_told) for one in pressed] == [(False, 1), (True, 1)]
    assert len(letters()) == 1


def test_cancelled_session_is_not_changed_any_more_and_cancelled_once():
    cohort = create_cohort()
    create_member(cohort)
    session = create_session(cohort)
    for _time in range(2):
        planning.cancel(session, by=None, writes=True)
    assert [kind for kind, _person, _version in letters()] == ["cancelled"]
    with pytest.raises(PlanningRefused):
        planning.change(session, by=None, writes=True, place="X")


def test_copies_go_to_each_cohort_at_its_own_time_with_materials_and_letters():
    slovenian, irish = create_cohort(), create_cohort(country="IE")
    create_member(irish)
    session = create_session(slovenian, starts_at=STARTS)
    create_material(session)
    create_material(session, kind="recording")
    copies = [Copy(irish, STARTS + HOUR, "Europe/Dublin"), Copy(slovenian, STARTS + timedelta(7), "Europe/Ljubljana")]
    for _pressed_twice in range(2):
        planning.copy_to(session, copies, by=None, writes=True)
    made = Session.objects.unscoped("test").exclude(pk=session.pk).order_by("starts_at")
    assert [(one.cohort, one.starts_at, one.time_zone, one.minutes, one.link) for one in made] == [
        (irish, STARTS + HOUR, "Europe/Dublin", 90, session.link),
        (slovenian, STARTS + timedelta(7), "Europe/Ljubljana", 90, session.link),
    ]
    assert [[row.kind for row in one.materials.all()] for one in made] == [["material"], ["material"]]
    assert [kind for kind, _person, _version in letters()] == ["new"]
