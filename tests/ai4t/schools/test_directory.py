import pytest
from django.urls import reverse

from ai4t.models import School
from ai4t.schools.directory import find_schools
from tests.factories.people import create_school, create_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["sentvid", "ŠENTVID", "gim šent", "ljublj gimn", "gimnazija-sentvid", "00012", "  šentvid   ljubljana "]
)
def test_school_is_found_by_the_beginnings_of_its_words(typed):
    school = create_school(name="Gimnazija Šentvid", town="Ljubljana", national_id="00012")
    assert find_schools(typed) == [school]


@pytest.mark.parametrize("typed", ["", "g", "entvid", "gimnazija celje", "''", "& | !", "\0\0", "@SI"])
def test_nothing_is_found_by_other_words(typed):
    create_school(name="Gimnazija Šentvid", town="Ljubljana")
    assert find_schools(typed) == []


def test_signs_that_mean_something_to_the_database_do_not_disturb_the_search():
    school = create_school(name="Gimnazija Šentvid")
    assert find_schools("'šent:* & !gimn | (\\)") == [school]


def test_apostrophe_and_hyphen_may_be_left_out():
    school = create_school(name="Liceo d'Azeglio Saint-Martin", country="IT")
    assert [find_schools(typed) for typed in ("azeglio", "dazeglio", "saintmartin", "martin")] == [[school]] * 4


def test_search_stays_in_the_country_and_leaves_out_what_is_not_listed():
    create_school(name="Gimnazija Celje", state=School.State.PROPOSED)
    create_school(name="Gimnazija Celje", state=School.State.CLOSED)
    create_school(name="Gimnasium Celje", country="AT")
    listed = create_school(name="Gimnazija Celje")
    assert find_schools("celje", country="SI") == [listed]


def test_at_most_ten_answers_come_in_the_order_of_the_alphabet():
    for name in ["Žalec", "Zreče", "Črnomelj", "Celje", *"ABDEFGHIJ"]:
        create_school(name=f"Gimnazija {name}")
    names = [school.name.removeprefix("Gimnazija ") for school in find_schools("gimnazija")]
    assert names == ["A", "B", "Celje", "Črnomelj", "D", "E", "F", "G", "H", "I"]


@pytest.mark.parametrize("schools", [1, 3])
def test_search_costs_one_query(schools, django_assert_num_queries):
    found = [create_school(name=f"Gimnazija {number}") for number in range(schools)]
    with django_assert_num_queries(1):
        assert find_schools("gimn", country="SI") == found


def test_search_answers_json(client):
    school = create_school(name="Gimnazija", town="Ptuj")
    create_school(name="Gimnazija", country="HR")
    client.force_login(create_user(country="SI"))
    answer = client.get(reverse("schools:search"), {"q": "gimn"})
    assert answer.json() == {"schools": [{"id": school.pk, "name": "Gimnazija", "place": "Ptuj"}]}


def test_search_looks_elsewhere_when_asked(client):
    create_school(name="Gimnazija")
    school = create_school(name="Gimnazija", country="HR", town="Zagreb")
    client.force_login(create_user(country="SI"))
    answer = client.get(reverse("schools:search"), {"q": "gimn", "country": "HR"})
    assert answer.json() == {"schools": [{"id": school.pk, "name": "Gimnazija", "place": "Zagreb"}]}
