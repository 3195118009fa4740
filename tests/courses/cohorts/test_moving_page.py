"""Moving somebody to another cohort: the page says what goes with her, and only its button does it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import outbox
from ai4t.models import Letter
from courses.admin.cohort import moving
from courses.models import Cohort, CohortMembership, Completion, Module, Release, Section
from courses.sessions import letters
from tests.factories.cohorts import create_cohort, create_member, create_session, create_trainer
from tests.factories.courses import create_unit
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def here():
    return create_cohort(name="Here")


@pytest.fixture
def there(here):
    return create_cohort(name="There", capacity=1)


@pytest.fixture
def place(here):
    return create_member(here, name="Ana Novak")


@pytest.fixture
def trainer(client, here, there):
    trainer = create_trainer(here, there)
    sign_in(client, trainer, second_factor=True)
    return trainer


def address(place) -> str:
    return reverse("admin:courses_cohort_move", args=[place.cohort_id, place.pk])


def person(place) -> str:
    return reverse("admin:courses_cohort_person", args=[place.cohort_id, place.pk])


def now_in() -> set[str]:
    return {place.cohort.name for place in CohortMembership.objects.unscoped("test").current()}


def told(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_looking_moves_nobody(client, place, there, trainer):
    client.get(address(place), {"to": there.pk})
    assert now_in() == {"Here"}


def test_page_says_what_goes_with_her_and_what_does_not(client, here, place, there, trainer):
    Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key="U1", basis="measured")
    create_session(here, starts_at=NOW + timedelta(days=1))
    for days in (2, 3):
        create_session(there, starts_at=NOW + timedelta(days=days))
    page = client.get(address(place), {"to": there.pk}).context
    assert page["stays"] == [
        "Her enrolment in the course, and her hours.",
        "What she has done: 1 unit.",
        "What is noted about her attendance: at 0 sessions.",
    ]
    assert page["goes"] == ["Her place in the cohort.", "1 session to come leaves her list and her calendar."]
    assert page["comes"] == [
        "Her place in “There”; whoever trains it sees her progress from then on.",
        "2 sessions to come stand in her list. No letter tells of them before their reminders.",
    ]


def test_units_that_the_other_release_does_not_have_are_told(client, place, there, trainer):
    for key in ("U1", "U2"):
        Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key=key, basis="measured")
    newer = Release.objects.create(course=there.course, name="V2", state="draft")
    module = Module.objects.create(release=newer, key="M1", position=1, title_en="Why")
    section = Section.objects.create(module=module, key="S1", position=1, title_en="Begin")
    create_unit(section=section, key="U1")
    Cohort.objects.unscoped("test").filter(pk=there.pk).update(release=newer)
    assert client.get(address(place), {"to": there.pk}).context["stays"][-1] == (
        "1 unit of it is kept but not counted: the other cohort takes another release of the course."
    )


def test_exactly_the_letters_that_are_promised_are_written(client, here, place, there, trainer, sink):
    letters.announce(create_session(here, starts_at=NOW + timedelta(days=2)))
    outbox.sweep()
    assert client.get(address(place), {"to": there.pk}).context["letters"] == [
        "A letter tells her at once that she has a place in “There”.",
        "A letter tells her at once that she is not in “Here” any more, and takes 1 session to come out of her "
        "calendar.",
    ]
    before = set(Letter.objects.unscoped("test"))
    client.post(address(place), {"to": there.pk})
    written = [letter.kind for letter in Letter.objects.unscoped("test") if letter not in before]
    assert sorted(written) == ["courses.cohort_joined", "courses.sessions_left"]


def test_a_second_press_leads_to_where_she_is_now(client, place, there, trainer):
    client.post(address(place), {"to": there.pk})
    answer = client.post(address(place), {"to": there.pk}, follow=True)
    moved = CohortMembership.objects.unscoped("test").current().get()
    assert answer.redirect_chain == [(person(moved), 302)]
    assert "Ana Novak is now in “There”." in told(answer)


def test_two_presses_at_once_move_her_once(client, place, there, trainer, monkeypatch):
    # The second one has read the place before the first one was done.
    move = moving.joining.move

    def moved_meanwhile(membership, **said):
        move(CohortMembership.objects.unscoped("test").get(pk=place.pk), **said)
        return move(membership, **said)

    monkeypatch.setattr(moving.joining, "move", moved_meanwhile)
    answer = client.post(address(place), {"to": there.pk}, follow=True)
    moved = CohortMembership.objects.unscoped("test").current().get()
    assert answer.redirect_chain == [(person(moved), 302)]


def test_who_went_where_nobody_sees_her_is_said_to_have_left(client, here, place, there):
    sign_in(client, create_trainer(here), second_factor=True)
    moving.joining.move(place, to=there, by=create_user())
    answer = client.post(address(place), {"to": there.pk}, follow=True)
    assert answer.redirect_chain == [(reverse("admin:courses_cohort_people", args=[here.pk]), 302)]
    assert told(answer) == ["This person is no longer in the cohort."]


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_cohort_that_is_full_by_now_is_not_taken(client, place, there, trainer, method):
    create_member(there)
    page = getattr(client, method)(address(place), {"to": there.pk})
    assert (page.context["to"], "to" in page.context["form"].errors) == (None, True)
    assert now_in() == {"Here", "There"}


def test_without_a_chosen_cohort_nobody_is_moved(client, place, there, trainer):
    assert client.post(address(place), {"to": ""}).status_code == 200
    assert now_in() == {"Here"}
