"""What a learner sees of her sessions, and what others do not."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from courses.models import AttendanceMark
from courses.sessions import feed, planning
from tests.factories.cohorts import create_cohort, create_material, create_member, create_session
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def soon():
    """A session tomorrow, and one of its people."""
    cohort = create_cohort()
    ana = create_member(cohort, time_zone="Europe/Dublin", language="en").enrolment.learner
    return create_session(cohort, starts_at=timezone.now() + DAY, place="Room 12"), ana


def page(client, person, name, *about):
    sign_in(client, person)
    return client.get(reverse(f"sessions:{name}", args=about))


def calendar_at(client, key):
    return icalendar.Calendar.from_ical(client.get(reverse("calendar-feed", args=[key])).content)


def test_place_and_link_are_shown_to_its_people_only(client, soon):
    session, ana = soon
    shown = page(client, ana, "session", session.pk).content.decode()
    assert [text in shown for text in ("Room 12", session.link, "(Dublin time)", "(Ljubljana time)")] == [True] * 4
    stranger = create_user()
    create_enrolment(learner=stranger, course=session.cohort.course)
    assert page(client, stranger, "session", session.pk).status_code == 404
    assert page(client, stranger, "calendar", session.pk).status_code == 404


def test_my_sessions_lists_those_to_come_and_those_over(client, soon):
    session, ana = soon
    create_session(session.cohort, title="Long ago", starts_at=timezone.now() - DAY)
    create_session(create_cohort(), title="Of others", starts_at=timezone.now() + DAY)
    context = page(client, ana, "mine").context
    assert [[row["session"].title for row in context[name]] for name in ("to_come", "over")] == [
        ["First meeting"],
        ["Long ago"],
    ]


def test_session_attended_in_an_earlier_cohort_stays_hers(client, soon):
    _session, ana = soon
    earlier = create_session(create_cohort(), starts_at=timezone.now() - DAY)
    assert page(client, ana, "session", earlier.pk).status_code == 404
    AttendanceMark.objects.unscoped("test").create(session=earlier, learner=ana, source="tick", presence="present")
    assert page(client, ana, "session", earlier.pk).status_code == 200


def test_recording_is_shown_once_the_session_is_over_and_her_language_first(client, soon):
    session, ana = soon
    create_material(session, language="sl", title="Prosojnice")
    create_material(session, language="en", title="Slides")
    recording = create_material(session, kind="recording", language="en", title="Film")
    assert [m["row"].title for m in page(client, ana, "session", session.pk).context["materials"]] == [
        "Slides",
        "Prosojnice",
    ]
    assert page(client, ana, "material", session.pk, recording.pk).status_code == 404
    planning.change(
        session, by=None, writes=False, starts_at=session.starts_at - 3 * DAY, ends_at=session.ends_at - 3 * DAY
    )
    assert [m["row"].title for m in page(client, ana, "session", session.pk).context["materials"]][-1] == "Film"
    assert page(client, ana, "material", session.pk, recording.pk).getvalue() == b"bytes of a file"


def test_file_of_another_session_is_not_reached_through_hers(client, soon):
    session, ana = soon
    other = create_material(create_session(create_cohort()))
    assert page(client, ana, "material", session.pk, other.pk).status_code == 404


def test_seat_is_taken_and_given_back(client, soon):
    session, ana = soon
    sign_in(client, ana)
    address = reverse("sessions:seat", args=[session.pk])
    assert "You have a seat." in client.post(address, {"comes": "yes"}, follow=True).content.decode()
    shown = client.post(address, {"comes": "no"}, follow=True).content.decode()
    assert "You have said that you do not come." in shown


def test_word_about_a_session_that_is_over_is_refused_in_a_sentence(client, soon):
    session, ana = soon
    planning.cancel(session, by=None, writes=False)
    sign_in(client, ana)
    shown = client.post(reverse("sessions:seat", args=[session.pk]), {"comes": "yes"}, follow=True).content.decode()
    assert "This session was cancelled." in shown


def test_feed_needs_no_sign_in_and_strikes_out_what_is_cancelled(client, soon):
    session, ana = soon
    key = feed.feed_of(ana).key
    first = calendar_at(client, key).walk("VEVENT")
    planning.cancel(session, by=None, writes=False)
    second = calendar_at(client, key).walk("VEVENT")
    assert [(str(e["UID"]), e["SEQUENCE"], str(e["STATUS"])) for e in [*first, *second]] == [
        (f"{session.uid}@testserver", 0, "CONFIRMED"),
        (f"{session.uid}@testserver", 1, "CANCELLED"),
    ]
    response = client.get(reverse("calendar-feed", args=[key]))
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, max-age=900",
    )
    assert not response.cookies


def test_old_address_of_a_feed_shows_nothing_any_more(client, soon):
    _session, ana = soon
    old = feed.feed_of(ana).key
    sign_in(client, ana)
    client.post(reverse("sessions:renew-feed"))
    assert client.get(reverse("calendar-feed", args=[old])).status_code == 404
    assert client.get(reverse("calendar-feed", args=[feed.feed_of(ana).key])).status_code == 200


def test_feed_of_somebody_who_may_not_sign_in_shows_nothing(client, soon):
    _session, ana = soon
    key = feed.feed_of(ana).key
    ana.is_active = False
    ana.save()
    assert client.get(reverse("calendar-feed", args=[key])).status_code == 404


def test_downloaded_entry_is_the_one_of_the_letters(client, soon):
    session, ana = soon
    [event] = icalendar.Calendar.from_ical(page(client, ana, "calendar", session.pk).content).walk("VEVENT")
    assert (str(event["UID"]), event.decoded("dtstart")) == (
        f"{session.uid}@testserver",
        session.starts_at.replace(microsecond=0),
    )


@pytest.mark.parametrize(
    ("has_session", "name"), [(True, "learning"), (False, "learning"), (True, "course"), (False, "course")]
)
def test_way_to_my_sessions_is_shown_when_there_are_any(client, has_session, name):
    cohort = create_cohort()
    ana = create_member(cohort).enrolment.learner
    if has_session:
        create_session(cohort, starts_at=datetime(2038, 3, 1, tzinfo=UTC))
    sign_in(client, ana)
    about = [cohort.course.slug] if name == "course" else []
    shown = client.get(reverse(f"courses:{name}", args=about)).content.decode()
    assert (reverse("sessions:mine") in shown) is has_session
