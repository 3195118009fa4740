"""Everybody of a cohort has one standing, and the page shows exactly those that its filters count."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from ai4t.models import AddressTrouble
from courses.cohorts.chosen import Choice, counts
from courses.cohorts.standing import ModuleDone, Standing, people
from courses.models import CohortMembership, Completion, Enrolment
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import sign_in

NOW = datetime(2038, 4, 1, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def create_member_who(cohort, *, units=(), days_ago=None, finished=False, name="Ana Novak"):
    place = create_member(cohort, name=name)
    for key in units:
        Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key=key, basis="measured")
    seen = None if days_ago is None else NOW - timedelta(days=days_ago)
    Enrolment.objects.unscoped("test").filter(pk=place.enrolment_id).update(
        last_seen_at=seen, finished_at=NOW if finished else None
    )
    return place


def create_mixed_cohort(**fields):
    cohort = create_cohort(**fields)
    create_member_who(cohort, name="Done")
    create_member_who(cohort, units=["U1", "U2", "U3"], days_ago=90, finished=True, name="Finished")
    create_member_who(cohort, units=["U1"], days_ago=20, name="Stuck")
    create_member_who(cohort, units=["U1", "U2"], days_ago=2, name="Walking")
    create_invitation(cohort, name="Listed")
    create_invitation(cohort, name="Written", times_sent=1, sent_at=NOW)
    lost = create_invitation(cohort, name="Lost", times_sent=1, sent_at=NOW)
    AddressTrouble.objects.create(address=lost.address, kind="bounced")
    return cohort


def test_everybody_has_one_standing():
    found = {person.name: person.standing for person in people(create_mixed_cohort(), language="en", now=NOW)}
    assert found == {
        "Done": Standing.NOT_STARTED,
        "Finished": Standing.DONE,
        "Stuck": Standing.STUCK,
        "Walking": Standing.ON_THE_WAY,
        "Listed": Standing.NOT_INVITED,
        "Written": Standing.INVITED,
        "Lost": Standing.NOT_REACHED,
    }


@pytest.mark.parametrize(("days", "standing"), [(19, Standing.STUCK), (20, Standing.ON_THE_WAY)])
def test_stuck_begins_after_the_days_that_are_asked_for(days, standing):
    cohort = create_cohort()
    create_member_who(cohort, units=["U1"], days_ago=20)
    (person,) = people(cohort, language="en", stuck_days=days, now=NOW)
    assert person.standing == standing


def test_progress_is_counted_by_module_and_knows_no_units_that_are_gone():
    cohort = create_cohort()
    create_member_who(cohort, units=["U1", "GONE"], days_ago=1)
    (person,) = people(cohort, language="en", now=NOW)
    assert (person.modules, person.done, person.total) == ((ModuleDone("Why", 1, 3),), 1, 3)


@pytest.mark.parametrize("number", [1, 3])
def test_cohort_costs_the_same_for_any_number_of_people(number, django_assert_num_queries):
    cohort = create_cohort()
    for _member in range(number):
        create_member_who(cohort, units=["U1"], days_ago=1)
        create_invitation(cohort)
    people(cohort, language="en")
    with django_assert_num_queries(4):
        people(cohort, language="en")


def test_counts_equal_what_each_filter_shows():
    everybody = people(create_mixed_cohort(), language="en", now=NOW)
    counted = counts(everybody)
    assert {one: len(Choice(standings=(one,)).of(everybody)) for one in Standing} == counted
    assert sum(counted.values()) == len(Choice().of(everybody))


def test_choice_stands_in_an_address_and_is_read_back():
    choice = Choice(standings=("stuck",), days=30, words="novak", order="seen")
    assert Choice.asked(QueryDict(choice.query())) == choice
    assert Choice.asked(QueryDict("standing=x&days=-1&order=password")) == Choice()


def test_page_and_file_show_the_same_people(client):
    cohort = create_mixed_cohort()
    sign_in(client, create_trainer(cohort), second_factor=True)
    page = client.get(reverse("admin:courses_cohort_people", args=[cohort.pk]), {"standing": "done"})
    file = client.get(reverse("admin:courses_cohort_people_csv", args=[cohort.pk]), {"standing": "done"})
    lines = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert [row["person"].name for row in page.context["rows"]] == ["Finished"]
    assert [(line["Name"], line["Standing"], line["Units done"]) for line in lines] == [("Finished", "done", "3")]


def test_file_is_in_the_language_of_its_reader(client):
    cohort = create_cohort()
    create_member(cohort)
    sign_in(client, create_trainer(cohort), second_factor=True)
    with translation.override("de"):
        address = reverse("admin:courses_cohort_people_csv", args=[cohort.pk])
    [line] = csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig")))
    assert [*line] == [
        "Name",
        "E-Mail",
        "Stand",
        "Erledigte Lerneinheiten",
        "Lerneinheiten insgesamt",
        "Letzter Besuch",
        "Beigetreten",
    ]
    assert line["Stand"] == "nicht begonnen"


def test_trainer_moves_somebody_between_her_own_cohorts_only(client):
    here, there, foreign = create_cohort(), create_cohort(), create_cohort(country="FR")
    place = create_member(here)
    sign_in(client, create_trainer(here, there), second_factor=True)
    address = reverse("admin:courses_cohort_move", args=[here.pk, place.pk])
    refused = client.post(address, {"to": foreign.pk})
    assert refused.context["form"].errors.keys() == {"to"}
    client.post(address, {"to": there.pk})
    current = CohortMembership.objects.unscoped("test").current().get()
    assert (current.cohort, current.enrolment) == (there, place.enrolment)


def test_trainer_takes_somebody_out(client):
    cohort = create_cohort()
    place = create_member(cohort)
    sign_in(client, create_trainer(cohort), second_factor=True)
    client.post(reverse("admin:courses_cohort_take_out", args=[cohort.pk, place.pk]))
    place.refresh_from_db()
    assert place.until <= timezone.now()
