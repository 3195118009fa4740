"""The page of one person in a cohort: her way so far, and what a trainer does for her."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.attendance.marking import mark
from courses.cohorts.joining import move
from courses.models import CohortMembership, Completion
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def here():
    return create_cohort(name="Here")


@pytest.fixture
def place(here):
    return create_member(here)


@pytest.fixture
def trainer(client, here):
    trainer = create_trainer(here)
    sign_in(client, trainer, second_factor=True)
    return trainer


def address(place) -> str:
    return reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk])


def offered(client, place) -> set[str]:
    return {cohort.name for cohort in client.get(address(place)).context["form"].fields["to"].queryset}


def test_units_done_stand_by_their_titles_the_newest_first(client, place, trainer):
    for days, key in ((3, "U2"), (1, "U1"), (0, "GONE")):
        at = NOW - timedelta(days=days)
        Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key=key, basis="measured", at=at)
    shown = client.get(address(place)).context["completions"]
    assert [one["title"] for one in shown] == ["Unit U1 (en)", "Unit U2 (en)"]


def test_only_cohorts_that_have_room_and_are_seen_are_offered(client, here, place):
    room, full, closed = create_cohort(name="Room"), create_cohort(name="Full", capacity=1), create_cohort(name="Past")
    create_member(full)
    type(closed).objects.unscoped("test").filter(pk=closed.pk).update(state="closed")
    create_cohort(name="Not hers")
    sign_in(client, create_trainer(here, room, full, closed), second_factor=True)
    assert offered(client, place) == {"Room"}


def test_without_a_place_elsewhere_the_page_says_so(client, place, trainer):
    assert "no other cohort of this course with a free place" in client.get(address(place)).content.decode()


def test_moving_keeps_progress_attendance_and_history(client, here, place):
    there = create_cohort(name="There")
    trainer = create_trainer(here, there)
    sign_in(client, trainer, second_factor=True)
    Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key="U1", basis="measured")
    session = create_session(here)
    mark(session=session, learner=place.enrolment.learner, source="tick", presence="present", by=trainer)
    client.post(reverse("admin:courses_cohort_move", args=[place.cohort_id, place.pk]), {"to": there.pk})
    moved = CohortMembership.objects.unscoped("test").current().get()
    page = client.get(address(moved))
    assert (moved.cohort, page.context["row"]["person"].done) == (there, 1)
    assert [one.cohort.name for one in page.context["history"]] == ["Here", "There"]
    assert [one.session for one in page.context["marks"]] == [session]


def test_history_leaves_out_cohorts_that_are_not_seen(client, place, trainer):
    elsewhere = create_cohort(name="Elsewhere", country="FR")
    CohortMembership(
        enrolment=place.enrolment, cohort=elsewhere, joined_by="link", since=NOW - timedelta(days=9), until=NOW
    ).save()
    assert [one.cohort.name for one in client.get(address(place)).context["history"]] == ["Here"]


def test_page_leads_to_her_pages(client, place, trainer):
    assert (
        reverse("admin:courses_cohort_see", args=[place.cohort_id, place.pk])
        in client.get(address(place)).content.decode()
    )


def test_page_of_a_place_that_has_ended_leads_to_the_one_she_has_now(client, here, place):
    there = create_cohort(name="There")
    sign_in(client, create_trainer(here, there), second_factor=True)
    moved = move(place, to=there, by=create_user())
    assert client.get(address(place)).url == address(moved)
