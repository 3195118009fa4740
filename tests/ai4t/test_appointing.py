"""What a responsibility opens, and what a limited one does not."""

import pytest
from django.core.exceptions import ValidationError

from ai4t.appointing import appoint
from ai4t.models import HelpRequest, School, User
from tests.factories.people import create_school, create_staff, create_user

pytestmark = pytest.mark.django_db


def appointed(role, **limits) -> User:
    person = create_user()
    appoint(user=person, role=role, by=None, **limits)
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("role", ["operator", "consortium_coordinator", "figures_reader"])
@pytest.mark.parametrize("limit", ["country", "language", "scope"])
def test_role_whose_limits_no_rule_honours_is_not_given_with_one(role, limit):
    limits = {"country": "SI", "language": "sl", "scope": create_school()}
    with pytest.raises(ValidationError, match="cannot be limited"):
        appointed(role, **{limit: limits[limit]})


@pytest.mark.parametrize("limit", ["country", "language", "scope"])
def test_whoever_is_responsible_for_one_thing_does_not_hold_the_whole(limit):
    limits = {"country": "SI", "language": "sl", "scope": create_school()}
    author = appointed("author", **{limit: limits[limit]})
    assert (author.is_staff, author.holds("author"), appointed("author").holds("author")) == (True, False, True)


@pytest.mark.parametrize("limits", [{"country": "si"}, {"country": "S1"}, {"language": "tlh"}, {"language": "SL"}])
def test_country_or_language_that_does_not_exist_is_refused(limits):
    with pytest.raises(ValidationError):
        appointed("trainer", **limits)


def test_limited_row_of_old_makes_nobody_an_operator():
    person = create_staff("operator")
    person.responsibilities.update(country="SI")
    person = User.objects.get(pk=person.pk)
    assert (person.is_superuser, HelpRequest.objects.visible_to(person).count()) == (False, 0)


def test_national_coordinator_keeps_the_schools_of_her_country_and_no_others():
    slovene, french = create_school(country="SI"), create_school(country="FR")
    assert list(School.objects.managed_by(appointed("national_coordinator", country="SI"))) == [slovene]
    assert set(School.objects.managed_by(appointed("national_coordinator"))) == {slovene, french}
    assert not School.objects.managed_by(appointed("national_coordinator", language="sl")).exists()
