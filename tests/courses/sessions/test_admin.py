"""A trainer at work: nothing is saved or sent before she has seen it."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ai4t import to_do
from ai4t.appointing import appoint
from ai4t.models import AuditEntry, Letter
from courses.models import Session, SessionMaterial
from courses.sessions import planning, zones
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
STARTS = datetime(2038, 3, 1, 16, 0, tzinfo=UTC)
ADD = "admin:courses_session_add"


@pytest.fixture
def cohort():
    return create_cohort()


@pytest.fixture
def trainer(client, cohort):
    trainer = create_trainer(cohort, time_zone="Europe/Ljubljana")
    sign_in(client, trainer, second_factor=True)
    return trainer


def said(cohort=None, **others) -> dict:
    same = {"title": "First", "kind": "webinar", "date": "2038-03-01", "begins": "17:00", "minutes": "90"}
    same |= {"time_zone": "Europe/Ljubljana", "link": "https://meet.example.org/x", "presence_percent": "80"}
    return {**same, **({"cohort": cohort.pk} if cohort else {}), **others}


def sessions() -> list[Session]:
    return list(Session.objects.unscoped("test").order_by("pk"))


def letters() -> int:
    return Letter.objects.unscoped("test").count()


def errors_of(response) -> dict:
    return {name: list(faults) for name, faults in response.context["form"].errors.items()}


def send(client, name, answers, *about):
    return client.post(reverse(name, args=about), answers)


def test_letter_is_seen_before_anything_is_saved(client, cohort, trainer):
    create_member(cohort, language="en", name="Ana Novak", time_zone="Europe/Dublin")
    create_member(cohort, language="de")
    create_member(cohort, language="de")
    samples = send(client, ADD, said(cohort)).context["samples"]
    assert [(sample.language, sample.count) for sample in samples] == [("de", 2), ("en", 1)]
    assert samples[1].subject == "New session: First"
    assert "16:00–17:30 (Dublin time); 17:00–18:30 (Ljubljana time)" in samples[1].text
    assert (sessions(), letters(), AuditEntry.objects.filter(action__startswith="session.").count()) == ([], 0, 0)


@pytest.mark.parametrize(("decision", "count"), [("write", 1), ("quietly", 0)])
def test_decision_saves_and_writes_or_not(client, cohort, trainer, decision, count):
    create_member(cohort)
    preview = send(client, ADD, said(cohort))
    hidden = {field.html_name: field.value() or "" for field in preview.context["form"]}
    response = send(client, ADD, {**hidden, "decision": decision})
    [session] = sessions()
    assert response.url == reverse("admin:courses_session_change", args=[session.pk])
    assert (session.starts_at, session.minutes, session.cohort, letters()) == (STARTS, 90, cohort, count)


def test_button_pressed_twice_is_answered_as_once(client, cohort, trainer):
    create_member(cohort)
    uid = "c0ffee00-0000-4000-8000-000000000001"
    for _pressed in range(2):
        response = client.post(reverse(ADD), {**said(cohort, uid=uid), "decision": "write"}, follow=True)
        assert [str(one) for one in response.context["messages"]] == ["The session is saved. 1 letter was written."]
    assert (len(sessions()), letters()) == (1, 1)


@pytest.mark.parametrize("decision", ["write", ""])
def test_going_back_after_saving_keeps_what_is_typed_and_leads_to_what_is_planned(client, cohort, trainer, decision):
    create_member(cohort)
    uid = "c0ffee00-0000-4000-8000-000000000001"
    send(client, ADD, {**said(cohort, uid=uid), "decision": "write"})
    response = send(client, ADD, {**said(cohort, uid=uid, title="Other"), "decision": decision})
    [fault] = response.context["form"].non_field_errors()
    assert "This form has planned a session already" in fault
    assert f'href="{reverse("admin:courses_session_change", args=[sessions()[0].pk])}">First</a>' in fault
    assert response.context["form"]["title"].value() == "Other"
    assert [one.title for one in sessions()] == ["First"]


def test_session_of_others_is_not_named_to_who_knows_its_uid(client, cohort, trainer):
    other = create_session(create_cohort(), title="Secret")
    [fault] = send(client, ADD, said(cohort, uid=str(other.uid))).context["form"].non_field_errors()
    assert "href" not in fault
    assert "Secret" not in fault


def test_way_back_leads_to_the_form_as_it_was(client, cohort, trainer):
    create_member(cohort)
    response = send(client, ADD, {**said(cohort), "decision": "back"})
    assert (response.context["form"]["title"].value(), sessions()) == ("First", [])


def test_session_without_people_is_saved_at_once(client, cohort, trainer):
    assert send(client, ADD, said(cohort)).status_code == 302
    assert (len(sessions()), letters()) == (1, 0)


def test_time_that_the_clock_skips_is_refused_with_the_next_one(client, cohort, trainer):
    response = send(client, ADD, said(cohort, date="2038-03-28", begins="02:30"))
    assert errors_of(response) == {
        "begins": ["The clock skips 02:30 on this day (Ljubljana time). The next time that exists is 03:00."]
    }


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2062-11-26", "2015-12-31"])
def test_day_that_nobody_means_is_refused_with_the_days_that_can_be(client, cohort, trainer, day, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, 26))
    response = send(client, ADD, said(cohort, date=day, begins="23:30", minutes="1440"))
    assert errors_of(response) == {"date": ["Please choose a day from 1 January 2016 to 31 December 2046."]}


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_time_that_comes_twice_is_asked_about(client, cohort, trainer, which, hour):
    twice = said(cohort, date="2038-10-31", begins="02:30")
    response = send(client, ADD, twice)
    assert errors_of(response) == {
        "which": ["The clock shows 02:30 twice on this day. Please say which of the two you mean."]
    }
    labels = [label for _value, label in response.context["form"].fields["which"].choices]
    assert labels == ["the first one (UTC+2)", "the second one, an hour later (UTC+1)"]
    send(client, ADD, {**twice, "which": which})
    assert [one.starts_at for one in sessions()] == [datetime(2038, 10, 31, hour, 30, tzinfo=UTC)]


def test_form_of_an_hour_that_comes_twice_keeps_which_one_it_was(client, cohort, trainer):
    session = create_session(cohort, starts_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    form = client.get(reverse("admin:courses_session_change", args=[session.pk])).context["form"]
    assert [form[name].value() for name in ("begins", "which")] == [
        session.starts_at.astimezone(session.zone).time(),
        "1",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"link": "http://meet.example.org"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"time_zone": "Europe/Nowhere"}, "time_zone"),
        ({"capacity": "0"}, "capacity"),
        ({"date": "yesterday"}, "date"),
        ({"presence_percent": "101"}, "presence_percent"),
        ({"title": ""}, "title"),
        ({"title": "First \u202egnp.exe"}, "title"),
        ({"title": "First\nmeeting"}, "title"),
        ({"place": "Room\u2067 12"}, "place"),
        ({"which": "7"}, "which"),
    ],
)
def test_wrong_answer_is_named(client, cohort, trainer, wrong, field):
    assert [*errors_of(send(client, ADD, said(cohort, **wrong)))] == [field]


@pytest.mark.parametrize("link", ["http://meet.example.org", "nonsense://", "https://meet.example.org/" + "x" * 1000])
def test_wrong_link_is_told_once(client, cohort, trainer, link):
    assert [len(faults) for faults in errors_of(send(client, ADD, said(cohort, link=link))).values()] == [1]


def test_form_begins_with_the_clock_of_the_cohort(client, cohort, trainer):
    irish = create_cohort(country="IE")
    appoint(user=trainer, role="trainer", by=None, scope=irish)
    trainer.time_zone = "Europe/Brussels"
    trainer.save()
    zones_shown = [
        client.get(reverse(ADD), {"cohort": chosen}).context["form"]["time_zone"].value() for chosen in (irish.pk, "")
    ]
    assert zones_shown == ["Europe/Dublin", "Europe/Brussels"]


def test_cohort_of_somebody_else_cannot_be_chosen(client, cohort, trainer):
    assert [*errors_of(send(client, ADD, said(create_cohort())))] == ["cohort"]


def test_moving_shows_the_letter_and_what_does_not_matter_is_saved_at_once(client, cohort, trainer):
    create_member(cohort)
    session = create_session(cohort, starts_at=STARTS, link="https://meet.example.org/x", title="First")
    name = "admin:courses_session_change"
    assert send(client, name, said(description="Bring a text."), session.pk).status_code == 302
    assert [sample.count for sample in send(client, name, said(begins="18:00"), session.pk).context["samples"]] == [1]
    assert (sessions()[0].description, sessions()[0].starts_at, letters()) == ("Bring a text.", STARTS, 0)


def days_from_now(days: int, **others) -> dict:
    """At noon in Ljubljana."""
    return said(date=f"{timezone.localdate() + timedelta(days=days)}", begins="12:00", **others)


def test_planning_a_time_that_is_over_asks_first_and_stays_possible(client, cohort, trainer):
    answers = {**days_from_now(-9), "cohort": cohort.pk}
    page = send(client, ADD, answers)
    [doubt] = page.context["doubts"]
    assert doubt.startswith("This time is over: ")
    assert "12:00–13:30 (Ljubljana time). Save it all the same?" in doubt
    assert (page.context["samples"], page.context["quiet_label"]) == ([], "Save it all the same")
    assert sessions() == []
    send(client, ADD, {**answers, "decision": "quietly"})
    assert len(sessions()) == 1


def test_planning_what_has_begun_asks_too(client, cohort, trainer):
    now = timezone.now().astimezone(ZoneInfo("Europe/Ljubljana")) - timedelta(minutes=5)
    page = send(client, ADD, said(cohort, date=f"{now:%Y-%m-%d}", begins=f"{now:%H:%M}"))
    assert page.context["doubts"][0].startswith("This time has begun already: ")


def test_moving_to_a_time_that_is_over_says_what_people_know_and_offers_to_tell_them(client, cohort, trainer):
    create_member(cohort, language="en")
    send(client, ADD, {**days_from_now(2), "cohort": cohort.pk, "decision": "write"})
    [session] = sessions()
    known = zones.one(session.starts_at, session.ends_at, session.zone)
    page = send(client, "admin:courses_session_change", days_from_now(-9), session.pk)
    assert [doubt.partition(":")[0] for doubt in page.context["doubts"]] == [
        "This time is over",
        "People were told of another time, which stands in their calendars until they are written to",
    ]
    assert page.context["doubts"][1].endswith(f": {known}.")
    assert [sample.count for sample in page.context["samples"]] == [1]


def test_changing_what_is_over_without_moving_it_asks_nothing(client, cohort, trainer):
    create_member(cohort)
    send(client, ADD, {**days_from_now(-9), "cohort": cohort.pk, "decision": "quietly"})
    [session] = sessions()
    answers = days_from_now(-9, description="It was good.", place="Room 1", minutes="60")
    assert send(client, "admin:courses_session_change", answers, session.pk).status_code == 302


def test_letter_is_offered_again_for_what_was_changed_without_writing(client, cohort, trainer):
    create_member(cohort, language="en")
    send(client, ADD, {**said(cohort), "decision": "write"})
    [session] = sessions()
    name = "admin:courses_session_change"
    send(client, name, {**said(begins="18:00"), "decision": "quietly"}, session.pk)
    [sample] = send(client, name, said(begins="19:00"), session.pk).context["samples"]
    assert "17:00–18:30" in sample.text.partition("from now on")[0]
    assert [one.count for one in send(client, name, said(begins="18:00"), session.pk).context["samples"]] == [1]
    assert send(client, name, said(begins="17:00"), session.pk).status_code == 302


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"kind": "webinar", "link": ""}, ["link"]),
        ({"kind": "face_to_face", "link": ""}, ["place"]),
        ({"kind": "hybrid", "link": ""}, ["link", "place"]),
        ({"kind": "hybrid", "place": "Room 1"}, []),
    ],
)
def test_preview_says_which_way_is_missing(client, cohort, trainer, given, missing):
    create_member(cohort)
    later = "You can change the session later; people are then written to."
    assert send(client, ADD, said(cohort, **given)).context["doubts"] == [
        f"No {way} is given yet. {later}" for way in missing
    ]


def test_preview_of_copies_says_which_way_is_missing(client, cohort, trainer):
    session = create_session(cohort, link="")
    name = "admin:courses_session_copy"
    [form] = client.get(reverse(name, args=[session.pk])).context["forms"]
    answers = {field.html_name: field.value() or "" for field in form} | {f"cohort-{cohort.pk}-wanted": "on"}
    [doubt] = send(client, name, answers, session.pk).context["doubts"]
    assert doubt.startswith("No link is given yet.")


def test_copying_to_a_time_that_is_over_says_so(client, cohort, trainer):
    session = create_session(cohort, starts_at=timezone.now() - timedelta(days=30))
    name = "admin:courses_session_copy"
    [form] = client.get(reverse(name, args=[session.pk])).context["forms"]
    answers = {field.html_name: field.value() or "" for field in form} | {f"cohort-{cohort.pk}-wanted": "on"}
    [doubt] = send(client, name, answers, session.pk).context["doubts"]
    assert doubt.startswith(f"{cohort}: This time is over: ")


def test_change_by_somebody_else_in_the_meantime_is_said(client, cohort, trainer):
    session = create_session(cohort, starts_at=STARTS)
    name = "admin:courses_session_change"
    form = client.get(reverse(name, args=[session.pk])).context["form"]
    planning.change(session, by=None, writes=False, place="Room 1")
    response = send(client, name, said(place="Room 2", seen_at=form["seen_at"].value()), session.pk)
    assert "Somebody else has changed this session in the meantime." in str(response.context["form"].errors)


def test_cancelling_shows_what_will_happen_then_the_letter_then_does_it(client, cohort, trainer):
    create_member(cohort)
    session = create_session(cohort, starts_at=STARTS)
    name = "admin:courses_session_cancel"
    assert "The session concerns 1 person." in client.get(reverse(name, args=[session.pk])).content.decode()
    answers = {"reason": "The trainer is ill.", "look": "Go on"}
    [sample] = send(client, name, answers, session.pk).context["samples"]
    assert "The trainer is ill." in sample.text
    assert (sessions()[0].is_cancelled, letters()) == (False, 0)
    send(client, name, {**answers, "decision": "write"}, session.pk)
    assert (sessions()[0].is_cancelled, letters()) == (True, 1)


def test_copying_offers_the_same_time_of_day_by_the_clock_of_each_country(client, cohort, trainer):
    irish = create_cohort(country="IE", name="Zz Dublin")
    create_member(irish)
    appoint(user=trainer, role="trainer", by=None, scope=irish)
    session = create_session(cohort, starts_at=STARTS)
    name = "admin:courses_session_copy"
    first, second = client.get(reverse(name, args=[session.pk])).context["forms"]
    assert [first.cohort, second.cohort] == [cohort, irish]
    assert [str(form["date"].value()) for form in (first, second)] == ["2038-03-08", "2038-03-01"]
    answers = {field.html_name: field.value() or "" for form in (first, second) for field in form}
    answers |= {f"cohort-{irish.pk}-wanted": "on", f"cohort-{cohort.pk}-date": "not a date"}
    answers.pop(f"cohort-{cohort.pk}-wanted")
    preview = send(client, name, answers, session.pk).context
    assert ([sample.count for sample in preview["samples"]], len(sessions())) == ([1], 1)
    assert [form.cohort for form in preview["forms"]] == [cohort, irish]
    assert preview["new"] == [(irish, "Monday, 1 March 2038, 17:00–18:30 (Dublin time)")]
    for _pressed_twice in range(2):
        response = client.post(reverse(name, args=[session.pk]), {**answers, "decision": "write"}, follow=True)
        assert [str(one) for one in response.context["messages"]] == ["1 session is planned. 1 letter was written."]
    assert [(one.cohort, one.starts_at) for one in sessions()[1:]] == [(irish, STARTS + timedelta(hours=1))]
    assert letters() == 1


def test_copying_again_to_another_day_is_refused_with_the_way_to_the_copy(client, cohort, trainer):
    session = create_session(cohort, starts_at=STARTS)
    name = "admin:courses_session_copy"
    [form] = client.get(reverse(name, args=[session.pk])).context["forms"]
    answers = {field.html_name: field.value() or "" for field in form} | {f"cohort-{cohort.pk}-wanted": "on"}
    send(client, name, {**answers, "decision": "quietly"}, session.pk)
    other_day = {f"cohort-{cohort.pk}-date": "2038-03-09", "decision": "quietly"}
    response = send(client, name, {**answers, **other_day}, session.pk)
    assert reverse("admin:courses_session_change", args=[sessions()[1].pk]) in response.context["refusal"]
    assert len(sessions()) == 2


def test_copying_to_nobody_is_said(client, cohort, trainer):
    session = create_session(cohort)
    response = send(client, "admin:courses_session_copy", {"x": "y"}, session.pk)
    assert response.context["refusal"] == "Please tick at least one cohort."


@pytest.mark.parametrize(
    ("name", "data", "is_kept"),
    [("plan.pdf", b"%PDF-1.7 x", True), ("plan.pdf", b"<html>", False), ("plan.docx", b"PK", True)],
)
def test_material_is_kept_when_it_is_what_it_says(client, cohort, trainer, name, data, is_kept):
    session = create_session(cohort)
    answers = {"kind": "material", "language": "sl", "title": "Slides", "file": SimpleUploadedFile(name, data)}
    response = send(client, "admin:courses_session_materials", answers, session.pk)
    assert (response.status_code == 302, SessionMaterial.objects.count() == 1) == (is_kept, is_kept)
    if not is_kept:
        assert "are not what its name plan.pdf says" in str(response.context["form"].errors)


def test_material_is_either_a_link_or_a_file(client, cohort, trainer):
    session = create_session(cohort)
    answers = {"kind": "recording", "language": "sl", "title": "Film"}
    response = send(client, "admin:courses_session_materials", answers, session.pk)
    assert "Please give either a link or a file." in str(response.context["form"].errors)
    send(client, "admin:courses_session_materials", {**answers, "link": "https://video.example.org/w"}, session.pk)
    material = SessionMaterial.objects.get()
    send(client, "admin:courses_session_material_remove", {}, session.pk, material.pk)
    assert SessionMaterial.objects.count() == 0


def test_list_shows_what_comes_next_first_and_only_hers(client, cohort, trainer):
    now = timezone.now()
    for title, days in [("Long ago", -9), ("Yesterday", -1), ("Tomorrow", 1), ("Next month", 30)]:
        create_session(cohort, title=title, starts_at=now + timedelta(days=days))
    create_session(create_cohort(), title="Of others")
    rows = client.get(reverse("admin:courses_session_changelist")).context["cl"].result_list
    assert [one.title for one in rows] == ["Tomorrow", "Next month", "Yesterday", "Long ago"]


def test_list_says_what_is_over(client, cohort, trainer):
    now = timezone.now()
    create_session(cohort, starts_at=now + timedelta(days=1))
    create_session(cohort, starts_at=now - timedelta(days=1))
    create_session(cohort, starts_at=now - timedelta(days=2), state="cancelled")
    page = client.get(reverse("admin:courses_session_changelist")).content.decode()
    assert re.findall('class="field-standing">([^<]*)<', page) == ["planned", "over", "cancelled"]


def test_home_says_which_sessions_have_no_link_and_leads_there(client, cohort, trainer):
    now = timezone.now()
    create_session(cohort, title="Without", link="", starts_at=now + timedelta(days=2))
    create_session(cohort, title="With", starts_at=now + timedelta(days=2))
    create_session(cohort, title="Later", link="", starts_at=now + timedelta(days=9))
    create_session(cohort, title="Half", kind="hybrid", place="", starts_at=now + timedelta(days=2))
    create_session(create_cohort(), title="Of others", link="", starts_at=now + timedelta(days=2))
    [waiting] = [one for one in to_do.for_person(trainer) if "session" in one.sentence]
    assert waiting.sentence == "2 sessions begin within a week and have no link or place."
    rows = client.get(waiting.address).context["cl"].result_list
    assert {one.title for one in rows} == {"Without", "Half"}


def test_cohort_lists_its_sessions(client, cohort, trainer):
    create_session(cohort, title="First")
    create_session(create_cohort(), title="Of others")
    shown = client.get(reverse("admin:courses_cohort_sessions", args=[cohort.pk])).context["groups"]
    assert [row["session"].title for _name, rows in shown for row in rows] == ["First"]
