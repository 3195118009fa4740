"""The first page of the administration leads to pages outside its lists, for whom they are open."""

import pytest
from django.urls import reverse
from django.utils import translation

from tests.factories.books import create_book
from tests.factories.people import create_staff, sign_in

pytestmark = pytest.mark.django_db


def first_page(client, role: str, **fields) -> str:
    sign_in(client, create_staff(role, **fields), second_factor=True)
    return client.get(reverse("admin:index")).content.decode()


@pytest.mark.parametrize(
    ("role", "fields", "is_there"),
    [
        ("operator", {}, True),
        ("consortium_coordinator", {}, True),
        ("national_coordinator", {"country": "SI"}, True),
        ("author", {}, False),
        ("translator", {"language": "sl"}, False),
    ],
)
def test_coordinators_find_how_often_the_book_was_taken(client, role, fields, is_there):
    create_book(slug="handbook")
    address = reverse("handbook:download-figures", args=["handbook"])
    assert (address in first_page(client, role, **fields)) == is_there
    if is_there:
        assert client.get(address).status_code == 200


def test_book_that_she_may_not_read_is_not_offered(client):
    create_book(slug="closed", is_open=False)
    assert reverse("handbook:download-figures", args=["closed"]) not in first_page(
        client, "national_coordinator", country="SI"
    )


def test_page_is_named_in_the_language_of_the_reader(client):
    create_book(slug="handbook", languages=("en", "fr"))
    create_book(slug="english")
    with translation.override("fr"):
        text = first_page(client, "national_coordinator", country="SI")
    assert ("Open book (fr)" in text, "Open book (en)" in text) == (True, True)
