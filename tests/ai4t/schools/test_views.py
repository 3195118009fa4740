import pytest
from django.urls import reverse

from ai4t.models import School, User
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db


def school_of(person):
    return User.objects.get(pk=person.pk).school


@pytest.fixture
def teacher(client):
    person = create_user(country="SI")
    client.force_login(person)
    return person


def test_page_finds_schools_without_a_script(client, teacher):
    school = create_school(name="Gimnazija Vič")
    page = client.get(reverse("schools:choose"), {"q": "vic"})
    assert (page.context["schools"], page.context["typed"]) == ([school], "vic")


def test_page_says_that_no_school_was_found(client, teacher):
    page = client.get(reverse("schools:choose"), {"q": "nowhere"})
    assert b"No school was found." in page.content


def test_taking_a_school_puts_it_into_the_profile(client, teacher):
    school = create_school()
    client.post(reverse("schools:take"), {"school": school.pk})
    assert school_of(teacher) == school


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "9" * 30])
def test_taking_what_is_no_school_is_not_found(client, teacher, number):
    assert client.post(reverse("schools:take"), {"school": number}).status_code == 404


def test_school_that_is_not_listed_cannot_be_taken(client, teacher):
    school = create_school(state=School.State.PROPOSED)
    assert client.post(reverse("schools:take"), {"school": school.pk}).status_code == 404
    assert school_of(teacher) is None


def test_proposing_asks_for_name_and_town(client, teacher):
    page = client.post(reverse("schools:propose"), {"name": "", "town": "", "country": "FR"})
    assert sorted(page.context["form"].errors) == ["name", "town"]


def test_proposal_is_in_the_country_of_the_person(client, teacher):
    client.post(reverse("schools:propose"), {"name": "Gimnazija Vič", "town": "Ljubljana", "country": "FR"})
    assert (school_of(teacher).country, school_of(teacher).state) == ("SI", "proposed")


def test_person_without_a_country_names_that_of_the_school(client):
    person = create_user(country="")
    client.force_login(person)
    client.post(reverse("schools:propose"), {"name": "Lycée du Parc", "town": "Lyon", "country": "FR"})
    assert school_of(person).country == "FR"
