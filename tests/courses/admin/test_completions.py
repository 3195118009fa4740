"""The list of completions: found by unit or by a whole address, by those who may see them."""

import pytest
from django.urls import reverse

from courses.admin import completion as completions
from courses.models import Completion
from tests.factories.cohorts import create_cohort, create_member, create_trainer
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db
LIST = reverse("admin:courses_completion_changelist")


def done(enrolment, key="U1"):
    return Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key=key, basis="measured")


def found(client, **query) -> set:
    return set(client.get(LIST, query).context["cl"].result_list)


@pytest.fixture
def cohort(client):
    cohort = create_cohort(course=create_course())
    sign_in(client, create_trainer(cohort), second_factor=True)
    return cohort


@pytest.mark.parametrize("few", [0, 2_000])
def test_trainer_finds_those_of_her_cohort_only(client, cohort, monkeypatch, few):
    monkeypatch.setattr(completions, "_FEW", few)
    ana, other = create_user(email="ana@example.org"), create_user(email="other@example.org")
    hers = done(create_member(cohort, learner=ana).enrolment)
    second = done(create_member(cohort).enrolment, "U2")
    done(create_enrolment(learner=other, course=cohort.course))
    assert found(client) == {hers, second}
    assert found(client, q="U1") == {hers}
    assert found(client, q=" Ana@example.org ") == {hers}
    assert found(client, q="other@example.org") == found(client, q="no such unit") == set()
