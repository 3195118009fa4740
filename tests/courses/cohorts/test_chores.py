"""The first page of the administration counts who needs a trainer, and its links show exactly those."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t import to_do
from courses.cohorts import chores
from courses.cohorts.standing import Standing, people
from courses.models import CohortMembership, Completion, Enrolment, WaitingPlace
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def create_stuck(cohort, *, days=20, name="Stuck", **fields):
    place = create_member(cohort, name=name)
    seen = None if days is None else NOW - timedelta(days=days)
    Enrolment.objects.unscoped("test").filter(pk=place.enrolment_id).update(last_seen_at=seen, **fields)
    return place


def create_in_line(cohort, name="Waiting"):
    return WaitingPlace.objects.unscoped("test").create(cohort=cohort, learner=create_user(name=name))


def create_run_out(cohort, **fields):
    sent = {"times_sent": 1, "sent_at": NOW - timedelta(days=40), "expires_at": NOW - timedelta(days=10)}
    return create_invitation(cohort, **{**sent, **fields})


@pytest.fixture
def cohort():
    """One of each kind that counts, and beside it everything that does not."""
    cohort = create_cohort()
    create_stuck(cohort)
    done_on_paper = create_stuck(cohort, days=None, name="Never seen")
    Completion.objects.unscoped("test").create(enrolment=done_on_paper.enrolment, unit_key="U1", basis="declared")
    create_stuck(cohort, days=13, name="On the way")
    create_stuck(cohort, days=None, name="Not started")
    create_stuck(cohort, finished_at=NOW, name="Done")
    left = create_stuck(cohort, name="Left")
    CohortMembership.objects.unscoped("test").filter(pk=left.pk).update(until=left.since)
    create_in_line(cohort)
    create_run_out(cohort, name="Late")
    create_run_out(cohort, expires_at=NOW + timedelta(days=1))
    create_run_out(cohort, times_sent=0, sent_at=None)
    create_run_out(cohort, state="withdrawn")
    return cohort


def create_another(country="FR", **fields):
    """A cohort with one of each that is not the trainer's."""
    cohort = create_cohort(country=country, **fields)
    for create in (create_stuck, create_in_line, create_run_out):
        create(cohort)
    return cohort


def told(user) -> dict[str, int]:
    names = {reverse("admin:courses_cohort_chore", args=[name]): name for name in chores.CHORES}
    return {names[one.address]: one.count for one in to_do.for_person(user) if one.address in names}


def test_trainer_is_told_of_her_own_cohorts_only(cohort):
    create_another()
    trainer = create_trainer(cohort)
    assert told(trainer) == {"stuck": 2, "in-line": 1, "run-out": 1}
    assert [one.sentence for one in to_do.for_person(trainer)] == [
        "2 people in your cohorts have been stuck for more than 14 days.",
        "1 person waits in line although a place is free.",
        "1 invitation has run out.",
    ]


def test_stuck_are_those_whom_the_page_of_the_cohort_calls_so(cohort):
    shown = {person.user.pk for person in people(cohort, language="en") if person.standing == Standing.STUCK}
    assert {place.enrolment.learner_id for place in chores.stuck(create_trainer(cohort))} == shown


def test_coordinator_is_told_of_her_country_and_an_operator_of_nothing(cohort):
    create_another()
    assert told(create_staff("national_coordinator", country="FR")) == {"stuck": 1, "in-line": 1, "run-out": 1}
    assert told(create_staff("operator")) == {}


def test_closed_cohort_asks_for_nothing():
    assert told(create_trainer(create_another(state="closed"))) == {}


@pytest.mark.parametrize(("capacity", "waiting"), [(None, 1), (2, 1), (1, 0)])
def test_line_counts_only_where_a_place_is_free(capacity, waiting):
    cohort = create_cohort(capacity=capacity)
    create_member(cohort)
    create_in_line(cohort)
    assert chores.in_line(create_trainer(cohort)).count() == waiting


@pytest.mark.parametrize(
    ("name", "shown"), [("stuck", ["Stuck", "Never seen"]), ("in-line", ["Waiting"]), ("run-out", ["Late"])]
)
def test_link_shows_exactly_those_that_are_counted(client, cohort, name, shown):
    create_another()
    trainer = create_trainer(cohort)
    sign_in(client, trainer, second_factor=True)
    page = client.get(reverse("admin:courses_cohort_chore", args=[name]))
    assert [row["name"] for row in page.context["rows"]] == shown
    assert len(shown) == told(trainer)[name]


def test_each_costs_one_query(cohort, django_assert_num_queries):
    create_another(country="SI")
    trainer = create_trainer(cohort)
    assert told(trainer)
    with django_assert_num_queries(
        len(chores.CHORES) + len(["addresses", "attendance", "sessions without a way", "rows to settle"])
    ):
        to_do.for_person(trainer)


def test_empty_page_leads_back(client, cohort):
    sign_in(client, create_staff("operator"), second_factor=True)
    page = client.get(reverse("admin:courses_cohort_chore", args=["stuck"]))
    assert "Nobody is left here." in page.content.decode()
