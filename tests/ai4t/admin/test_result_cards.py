"""On a phone a row of a list is a card: each cell says what stands in it, and the list can still be sorted."""

import pytest
from django.urls import reverse
from lxml import html

from tests.factories.people import create_school, create_staff, sign_in

pytestmark = pytest.mark.django_db
LIST = "admin:ai4t_school_changelist"


@pytest.fixture
def table(client):
    sign_in(client, create_staff("operator"), second_factor=True)

    def table(**query):
        page = client.get(reverse(LIST), query)
        return html.fromstring(page.content.decode()).get_element_by_id("result_list")

    return table


def test_cells_carry_the_heads_of_their_columns(table):
    create_school(name='Šola "A" & <b>')
    heads = [head.text_content() for head in table().iterfind("thead//th")]
    (row,) = table().iterfind("tbody/tr")
    named = [cell.get("data-head") for cell in row.iterfind("td") if cell.get("data-head")]
    assert len(named) >= 3
    assert named == heads[-len(named) :]
    assert 'Šola "A" & <b>' in row.text_content()


def test_column_that_sorts_says_how_and_turns_round(table):
    for name in ("Beta", "Alfa"):
        create_school(name=name)
    shown = table(o="1")
    (sorting,) = shown.iterfind("thead//th[@aria-sort]")
    assert sorting.get("aria-sort") == "ascending"
    turned = table(o=sorting.find("a").get("href").partition("o=")[2])
    assert turned.find("thead//th[@aria-sort]").get("aria-sort") == "descending"
    first = [row.find("th").text_content() for row in shown.iterfind("tbody/tr")]
    assert [row.find("th").text_content() for row in turned.iterfind("tbody/tr")] == first[::-1]
