"""Ways around a list: filters, searches, autocomplete, addresses that Django would offer."""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["password_change", "password_change_done", "logout", "view_on_site"])
def test_address_that_has_a_better_one_elsewhere_is_gone(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{name}", args=[1, 1] if name == "view_on_site" else [])


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_no_list_answers_questions_about_columns_it_does_not_offer(client, operator, model):
    """Every stored column that no filter offers is refused as a lookup, with a status that tells nothing."""
    lists = admin.site._registry[model]
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    filters = [
        item[0] if isinstance(item, tuple) else getattr(item, "parameter_name", item) for item in lists.list_filter
    ]
    offered = {*filters, lists.date_hierarchy}
    hidden = [field.name for field in model._meta.concrete_fields if field.name not in offered][:8]
    assert {client.get(address, {f"{name}__isnull": "x"}).status_code for name in hidden} <= {400}


PEOPLE_CALLED_ANA = {"app_label": "ai4t", "model_name": "responsibility", "field_name": "user", "term": "Ana"}


def test_autocomplete_is_shut_to_who_sees_no_list_of_people(client):
    create_user(name="Ana Novak")
    sign_in(client, create_staff("trainer"), second_factor=True)
    assert client.get(reverse("admin:autocomplete"), PEOPLE_CALLED_ANA).status_code == 403


def test_autocomplete_names_only_whom_she_may_see_in_a_list(client):
    create_user(name="Ana Novak", country="SI")
    create_user(name="Ana Rossi", country="IT")
    sign_in(client, create_staff("national_coordinator", country="SI"), second_factor=True)
    found = client.get(reverse("admin:autocomplete"), PEOPLE_CALLED_ANA).json()["results"]
    assert [person["text"] for person in found] == ["Ana Novak"]


def test_role_without_a_list_sees_an_empty_workbench(client):
    sign_in(client, create_staff("figures_reader"), second_factor=True)
    page = client.get(reverse("admin:index"))
    assert (page.context["app_list"], page.context["waiting"]) == ([], [])
    assert b"Your responsibilities open no list here yet." in page.content


def test_filter_with_a_sign_that_no_database_takes_is_refused(client, operator):
    assert client.get(reverse("admin:courses_cohort_changelist"), {"state__exact": "\0"}).status_code == 400
