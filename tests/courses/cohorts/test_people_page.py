"""The page of a cohort's people: what it shows is what its filters count, however many they are."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ai4t.models import AddressTrouble, User
from courses.cohorts.standing import Standing
from courses.models import Cohort, CohortMembership, Completion, Enrolment
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def create_crowd(cohort, number: int):
    """Members of all standings by turns, made at one go."""
    people = [
        User(email=f"crowd{n}@example.org", name=f"Crowd {n:03}", sort_key=f"crowd {n:03}") for n in range(number)
    ]
    users = User.objects.bulk_create(people)
    seen = [None, NOW - timedelta(days=1), NOW - timedelta(days=30)]
    enrolments = Enrolment.objects.unscoped("test").bulk_create(
        Enrolment(learner=user, course=cohort.course, release=cohort.release, last_seen_at=seen[n % 3])
        for n, user in enumerate(users)
    )
    CohortMembership.objects.unscoped("test").bulk_create(
        CohortMembership(enrolment=enrolment, cohort=cohort, joined_by="file") for enrolment in enrolments
    )
    Completion.objects.unscoped("test").bulk_create(
        Completion(enrolment=enrolment, unit_key="U1", basis="measured") for enrolment in enrolments[1::3]
    )


@pytest.fixture
def cohort():
    return create_cohort()


@pytest.fixture
def trainer(client, cohort):
    trainer = create_trainer(cohort)
    sign_in(client, trainer, second_factor=True)
    return trainer


def people_page(client, cohort, query=""):
    return client.get(reverse("admin:courses_cohort_people", args=[cohort.pk]) + query)


def test_three_hundred_cost_no_more_queries_than_one(client, cohort, trainer, django_assert_max_num_queries):
    create_member(cohort)
    with django_assert_max_num_queries(50) as of_one:
        people_page(client, cohort)
    create_crowd(cohort, 300)
    with django_assert_max_num_queries(len(of_one)):
        page = people_page(client, cohort)
    assert len(page.context["rows"]) == 301


def test_every_count_equals_the_rows_behind_it(client, cohort, trainer):
    create_crowd(cohort, 30)
    create_invitation(cohort)
    filters = people_page(client, cohort).context["filters"]
    shown = {one["value"]: len(people_page(client, cohort, f"?{one['query']}").context["rows"]) for one in filters}
    assert shown == {one["value"]: one["count"] for one in filters}
    assert (shown["not_started"], shown["on_the_way"], shown["stuck"], shown["not_invited"]) == (10, 10, 10, 1)


@pytest.mark.parametrize("query", ["", "?standing=stuck", "?standing=stuck&days=60", "?q=crowd+00&order=done"])
def test_file_holds_exactly_the_rows_that_are_shown(client, cohort, trainer, query):
    create_crowd(cohort, 12)
    shown = [row["person"].address for row in people_page(client, cohort, query).context["rows"]]
    file = client.get(reverse("admin:courses_cohort_people_csv", args=[cohort.pk]) + query)
    lines = csv.DictReader(io.StringIO(file.content.decode("utf-8-sig")))
    assert [line["E-mail"] for line in lines] == shown


def test_search_says_why_nobody_can_be_written_to_and_leads_out(client, cohort, trainer):
    create_member(cohort, name="Ana Novak")
    found = people_page(client, cohort, "?standing=not_started&q=ana").content.decode()
    assert ("Write to them" in found, "Messages go to everybody in a standing" in found) == (False, True)
    assert '<a href="?standing=not_started">Show without the name</a>' in found
    all_of_them = people_page(client, cohort, "?standing=not_started").content.decode()
    assert ("Write to them" in all_of_them, "Messages go to everybody in a standing" in all_of_them) == (True, False)


def test_progress_is_a_picture_with_the_same_in_words(client, cohort, trainer):
    place = create_member(cohort)
    Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key="U1", basis="measured")
    said = people_page(client, cohort).content.decode()
    assert 'role="img" aria-label="Why: 1/3"' in said
    assert "1 of 3" in said


def test_invitation_that_ran_out_says_so(client, cohort, trainer):
    sent = {"times_sent": 1, "sent_at": NOW - timedelta(days=40)}
    create_invitation(cohort, name="Late", expires_at=NOW - timedelta(days=1), **sent)
    create_invitation(cohort, name="On time", **sent)
    create_invitation(cohort, name="Never sent", expires_at=NOW - timedelta(days=1))
    rows = people_page(client, cohort).context["rows"]
    assert {row["person"].name for row in rows if row["person"].has_run_out} == {"Late"}
    assert {row["person"].standing for row in rows} == {Standing.INVITED, Standing.NOT_INVITED}
    assert people_page(client, cohort).content.decode().count("· run out") == 1


def test_member_whose_letters_do_not_arrive_keeps_her_standing_and_is_marked(client, cohort, trainer):
    AddressTrouble.objects.create(address=create_member(cohort).enrolment.learner.email, kind="bounced")
    (row,) = people_page(client, cohort).context["rows"]
    assert (row["person"].standing, row["person"].is_reached) == (Standing.NOT_STARTED, False)
    assert "letters do not arrive" in people_page(client, cohort).content.decode()


def test_empty_cohort_says_how_people_come(client, cohort, trainer):
    assert "Nobody is in this cohort yet." in people_page(client, cohort).content.decode()


def test_names_are_shown_as_text(client, cohort, trainer):
    create_member(cohort, name="<b>Ana</b>")
    assert "<b>Ana" not in people_page(client, cohort, "?q=%3Cb%3E").content.decode()


def test_list_of_three_thousand_cohorts_is_paged_and_leads_to_people(client, cohort):
    fields = {"course": cohort.course, "release": cohort.release, "country": "SI", "starts_on": date(2026, 1, 1)}
    Cohort.objects.unscoped("test").bulk_create(Cohort(name=f"Older {n}", **fields) for n in range(3000))
    sign_in(client, create_staff("national_coordinator", country="SI"), second_factor=True)
    page = client.get(reverse("admin:courses_cohort_changelist"))
    assert (len(page.context["cl"].result_list), page.context["cl"].result_count) == (50, 3001)
    assert f'<a href="{reverse("admin:courses_cohort_people", args=[cohort.pk])}">0</a>' in page.content.decode()
