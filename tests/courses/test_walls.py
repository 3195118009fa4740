"""The second wall: with ``visible_to`` taken out, PostgreSQL itself keeps the rows of others from the staff."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from ai4t import walls
from ai4t.appointing import dismiss
from courses.cohorts.joining import join
from courses.models import Cohort, Completion, Enrolment, Session
from courses.models.cohort import CohortQuerySet, OfCohortsQuerySet
from courses.models.completion import CompletionQuerySet
from courses.models.enrolment import EnrolmentQuerySet
from courses.states import JoinedBy
from tests.factories.cohorts import (
    create_cohort,
    create_invitation,
    create_member,
    create_session,
    create_trainer,
)
from tests.factories.people import create_staff, create_user, sign_in

BEHIND_THE_WALL = import_module("courses.migrations.0008_cohorts_behind_a_wall").BEHIND_THE_WALL
pytestmark = pytest.mark.django_db


@pytest.fixture
def without_visible_to(monkeypatch):
    """The first wall taken out on purpose: every row is visible to everybody, says our code."""
    for rows in (CohortQuerySet, OfCohortsQuerySet, EnrolmentQuerySet, CompletionQuerySet):
        monkeypatch.setattr(rows, "visible_to", lambda self, user: self)


def create_two_cohorts():
    """One in Slovenia, one in France, each with somebody who has done a unit."""
    cohorts = [create_cohort(name="Ljubljana", country="SI"), create_cohort(name="Lyon", country="FR")]
    for cohort, name in zip(cohorts, ("Ana Novak", "Anne Petit"), strict=True):
        place = create_member(cohort, name=name)
        Completion.objects.unscoped("test").create(enrolment=place.enrolment, unit_key="U1", basis="measured")
        create_session(cohort, title=f"Meeting in {cohort}")
        create_invitation(cohort)
    return cohorts


def listed(client, model) -> set[str]:
    page = client.get(reverse(f"admin:courses_{model}_changelist"))
    return {str(row) for row in page.context["cl"].result_list}


def test_list_without_visible_to_still_shows_a_trainer_her_own(client, without_visible_to):
    here, _there = create_two_cohorts()
    sign_in(client, create_trainer(here), second_factor=True)
    assert listed(client, "cohort") == {"Ljubljana"}
    assert [row.split()[1:] for row in listed(client, "enrolment")] == [["first-steps"]]
    assert len(listed(client, "completion")) == 1


def test_page_of_a_foreign_cohort_without_visible_to_is_not_there(client, without_visible_to):
    here, there = create_two_cohorts()
    sign_in(client, create_trainer(here), second_factor=True)
    answers = [client.get(reverse("admin:courses_cohort_change", args=[one.pk])).status_code for one in (here, there)]
    assert answers == [200, 302]


def test_without_the_wall_the_same_list_shows_what_is_not_hers(client, without_visible_to, monkeypatch):
    """The control: it is the wall that kept it back."""
    monkeypatch.setattr(walls, "raise_for", lambda person: None)
    here, _there = create_two_cohorts()
    sign_in(client, create_trainer(here), second_factor=True)
    assert listed(client, "cohort") == {"Ljubljana", "Lyon"}


@pytest.mark.parametrize(
    ("role", "country", "seen"),
    [
        ("operator", "", {"Ljubljana", "Lyon"}),
        ("consortium_coordinator", "", {"Ljubljana", "Lyon"}),
        ("national_coordinator", "SI", {"Ljubljana"}),
        ("national_coordinator", "FR", {"Lyon"}),
        ("trainer", "SI", set()),
        ("author", "", set()),
    ],
)
def test_wall_says_what_visible_to_says(role, country, seen):
    create_two_cohorts()
    person = create_staff(role, country=country)
    said = {cohort.name for cohort in Cohort.objects.visible_to(person)}
    walls.raise_for(person)
    kept = {cohort.name for cohort in Cohort.objects.unscoped("test")}
    walls.take_down()
    assert (said, kept) == (seen, seen)


def test_wall_stands_before_every_table_that_cohorts_own():
    scoped = {
        model._meta.db_table
        for model in apps.get_app_config("courses").get_models()
        if issubclass(type(model._meta.base_manager.all()), OfCohortsQuerySet | CohortQuerySet)
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'wall'")
        walled = {table for (table,) in cursor.fetchall()}
    assert walled == set(BEHIND_THE_WALL)
    assert scoped <= walled


def test_role_that_ends_takes_the_rows_with_it_at_once():
    here, _there = create_two_cohorts()
    trainer = create_trainer(here)
    walls.raise_for(trainer)
    before = Session.objects.unscoped("test").count()
    dismiss(trainer.responsibilities.get(), by=trainer)
    after = Session.objects.unscoped("test").count()
    walls.take_down()
    assert (before, after) == (1, 0)


def test_wall_is_down_for_everybody_else_after_the_request(client):
    here, _there = create_two_cohorts()
    sign_in(client, create_trainer(here), second_factor=True)
    client.get(reverse("admin:courses_cohort_changelist"))
    assert Cohort.objects.unscoped("test").count() == 2


def test_verb_behind_the_wall_knows_of_a_place_elsewhere():
    here, there = create_two_cohorts()
    member = Enrolment.objects.unscoped("test").get(memberships__cohort=there).learner
    other = create_user()
    walls.raise_for(create_trainer(here))
    try:
        with pytest.raises(Exception, match="another cohort"):
            join(learner=member, cohort=here, joined_by=JoinedBy.HAND)
        assert join(learner=other, cohort=here, joined_by=JoinedBy.HAND).membership
    finally:
        walls.take_down()


def count_and_fail(seen: list):
    with walls.lifted("test"):
        seen.append(Cohort.objects.unscoped("test").count())
        raise ValueError("broken")


def test_wall_stands_again_after_it_was_lifted_even_for_a_failure():
    here, _there = create_two_cohorts()
    walls.raise_for(create_trainer(here))
    seen = []
    with pytest.raises(ValueError, match="broken"):
        count_and_fail(seen)
    seen.append(Cohort.objects.unscoped("test").count())
    walls.take_down()
    assert seen == [2, 1]
