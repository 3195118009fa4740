"""The settings of a cohort: who coordinates its country makes it and names its trainers, whatever a form sends."""

import re

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from ai4t.appointing import appoint
from courses.models import Cohort
from tests.factories.cohorts import create_cohort, create_member, create_trainer
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return create_cohort(country="SI")


def save(client, user, cohort, **changed):
    """The form as it would be sent, with ``changed``."""
    sign_in(client, user, second_factor=True)
    said = {"name": cohort.name, "release": cohort.release_id, "starts_on": "2027-03-01", "state": cohort.state}
    return client.post(reverse("admin:courses_cohort_change", args=[cohort.pk]), {**said, **changed})


def trainers(cohort) -> set:
    return {one.user for one in cohort.trainers()}


COORDINATES = pytest.mark.parametrize("role", ["national_coordinator", "consortium_coordinator", "operator"])


def create_coordinator(role):
    return create_staff(role, country="SI" if role == "national_coordinator" else "")


def make(client, user, cohort, **changed):
    """A cohort like ``cohort``, by the form; the cohorts there are besides it."""
    sign_in(client, user, second_factor=True)
    said = {"name": "New", "course": cohort.course_id, "release": cohort.release_id, "country": "SI"}
    said |= {"starts_on": "2027-03-01", "state": "planned", **changed}
    client.post(reverse("admin:courses_cohort_add"), said)
    return list(Cohort.objects.unscoped("test").exclude(pk=cohort.pk))


@COORDINATES
def test_who_coordinates_makes_a_cohort_with_its_trainers(client, cohort, role):
    trainer = create_user()
    [new] = make(client, create_coordinator(role), cohort, trainers=trainer.email)
    assert (new.name, trainers(new)) == ("New", {trainer})


def test_coordinator_makes_no_cohort_abroad(client, cohort):
    assert make(client, create_coordinator("national_coordinator"), cohort, country="FR") == []


@COORDINATES
def test_who_coordinates_names_the_trainers(client, cohort, role):
    dismissed, named = create_trainer(cohort), create_user()
    answer = save(client, create_coordinator(role), cohort, trainers=named.email)
    assert answer.status_code == 302
    assert trainers(cohort) == {named} != {dismissed}


def test_trainer_names_and_dismisses_nobody(client, cohort):
    trainer, colleague = create_trainer(cohort), create_trainer(cohort)
    answer = save(client, trainer, cohort, name="Renamed", trainers=create_user().email)
    cohort.refresh_from_db()
    assert (answer.status_code, cohort.name) == (302, "Renamed")
    assert trainers(cohort) == {trainer, colleague}


def test_coordinator_names_no_trainers_of_a_cohort_abroad_that_she_trains(client, cohort):
    abroad = create_cohort(country="FR")
    coordinator = create_trainer(abroad, name="Koordinatorka")
    appoint(user=coordinator, role="national_coordinator", country="SI", by=None)
    answer = save(client, coordinator, abroad, trainers=create_user().email)
    assert answer.status_code == 302
    assert trainers(abroad) == {coordinator}


def test_an_address_without_an_account_is_named(client, cohort):
    answer = save(client, create_staff(), cohort, trainers="nobody@example.org")
    assert "Nobody has an account under nobody@example.org." in answer.content.decode()
    assert trainers(cohort) == set()


def told(answer) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_fewer_places_than_people_are_saved_and_said(client, cohort):
    for _number in range(2):
        create_member(cohort)
    answer = save(client, create_trainer(cohort), cohort, capacity=1)
    cohort.refresh_from_db()
    assert cohort.capacity == 1
    assert told(answer)[:-1] == [
        "The cohort has 1 place and more people: 2. They stay; nobody else gets a place before enough of them have "
        "left."
    ]


def test_a_cohort_without_trainers_is_saved_and_said(client, cohort):
    create_trainer(cohort)
    answer = save(client, create_coordinator("national_coordinator"), cohort, trainers="")
    assert trainers(cohort) == set()
    assert told(answer)[:-1] == ["Nobody trains this cohort. Until you name somebody, only coordinators look after it."]


def test_settings_as_they_are_meant_are_saved_without_a_remark(client, cohort):
    create_member(cohort)
    answer = save(client, create_trainer(cohort), cohort, capacity=1)
    assert len(told(answer)) == 1


def test_message_of_saving_keeps_its_link(client, cohort):
    trainer = create_trainer(cohort)
    save(client, trainer, cohort, _continue="")
    page = client.get(reverse("admin:courses_cohort_change", args=[cohort.pk])).content.decode()
    assert f'The cohort “<a href="{reverse("admin:courses_cohort_change", args=[cohort.pk])}">' in page


@pytest.mark.parametrize("hidden", ["\u202e", "\u200f", "\u2066", "\x07"])
def test_hidden_characters_are_refused_in_a_name(client, cohort, hidden):
    answer = save(client, create_trainer(cohort), cohort, name=f"Group {hidden}abc")
    assert answer.context["adminform"].form.errors == {
        "name": ["Hidden characters stand here. Please type the name again by hand."]
    }


def test_characters_that_say_nothing_are_left_out_of_a_name(client, cohort):
    save(client, create_trainer(cohort), cohort, name="Spring\u200b  2027")
    cohort.refresh_from_db()
    assert cohort.name == "Spring 2027"


def test_list_and_its_filter_name_the_country(client, cohort):
    sign_in(client, create_trainer(cohort), second_factor=True)
    page = client.get(reverse("admin:courses_cohort_changelist")).content.decode()
    assert (page.count("Slovenia<"), ">SI<" in page) == (2, False)
    found = client.get(reverse("admin:courses_cohort_changelist"), {"country": "FR"})
    assert found.context["cl"].result_count == 0


@pytest.mark.parametrize("page", ["changelist", "change", "people"])
def test_every_page_begins_its_way_with_the_administration(client, cohort, page):
    sign_in(client, create_trainer(cohort), second_factor=True)
    address = reverse(f"admin:courses_cohort_{page}", args=[] if page == "changelist" else [cohort.pk])
    way = re.search(r'<div class="breadcrumbs">(.*?)</div>', client.get(address).content.decode(), re.DOTALL)[1]
    words = " ".join(re.sub(r"<.*?>", "", way).split())
    last = {"changelist": "", "change": f" &rsaquo; {cohort}", "people": f" &rsaquo; {cohort} &rsaquo; People"}
    assert words == f"Administration &rsaquo; Cohorts{last[page]}"
