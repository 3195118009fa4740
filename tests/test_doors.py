"""Every door is listed, and every cell of the list is tried."""

from http.cookies import SimpleCookie

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import URLPattern, get_resolver, path, reverse
from django.views.generic import RedirectView

from ai4t.models import AuditEntry
from ai4t.models.school import SchoolQuerySet
from tests.doors import ACTIONS, COLUMNS, DOORS, LISTS, ROLE_OF, Door
from tests.factories.house import create_house

pytestmark = pytest.mark.django_db

LED_TO = {
    "account_login": "in",
    "admin:login": "in",
    "second_factor_set_up": "set",
    "account_reauthenticate": "prove",
    "mfa_reauthenticate": "prove",
}
# Whom a cell stands for: the person or the roles of its column.
PEOPLE = [(column, role) for column in COLUMNS for role in ROLE_OF.get(column, [column])]
PEOPLE += [("nofactor", role) for roles in ROLE_OF.values() for role in roles]
PEOPLE.remove(("nofactor", "nofactor"))


def names_in(patterns, namespace="") -> set[str]:
    """The full names of all addresses; what leads on from an old address of the administration needs none."""
    names = set()
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names |= names_in(pattern.url_patterns, inner)
        elif getattr(pattern.callback, "view_class", None) is not RedirectView:
            names.add(f"{namespace}{pattern.name}")
    return names


def unlisted(names: set[str]) -> set[str]:
    return names - {door.name for door in [*DOORS, *doors_of_lists()]}


def doors_of_lists() -> list[Door]:
    return [door for model_list in LISTS for door in model_list.doors()]


def test_every_address_has_a_row_and_every_row_an_address():
    names = names_in(get_resolver().url_patterns)
    assert unlisted(names) == set()
    assert {door.name for door in [*DOORS, *doors_of_lists()]} - names == set()


def test_address_without_a_row_is_found():
    new = [path("new/", test_address_without_a_row_is_found, name="new"), path("unnamed/", create_house)]
    assert unlisted(names_in(new, "courses:")) == {"courses:new", "courses:None"}


def answer_to(client, door: Door, about: dict[str, tuple]) -> str:
    """The word of the table for what the site answers; whatever it did is undone."""
    address = reverse(door.name, args=about[door.of])
    with transaction.atomic():
        response = client.post(address) if door.method == "POST" else client.get(address)
        transaction.set_rollback(True)
    response.getvalue()
    if response.status_code not in {301, 302, 303}:
        return "page" if response.status_code == 200 else str(response.status_code)
    return {reverse(name): word for name, word in LED_TO.items()}.get(response.url.split("?")[0], "go")


def wrong_cells(house, column: str, role: str, doors: list[Door]) -> list[str]:
    wrong = []
    client = house.browser_of(column, role)
    as_signed_in = client.cookies.output(header="")
    for door in doors:
        client.cookies = SimpleCookie(as_signed_in)
        said = answer_to(client, door, house.about)
        if said != door.answers[column]:
            wrong.append(f"{door} answers {said} to {role} ({column}), not {door.answers[column]}")
    return wrong


def doors_to_try(column: str, role: str) -> list[Door]:
    """All of them for the first role of a column; for its other roles those behind which not everybody gets."""
    doors = [*DOORS, *doors_of_lists()]
    if role == column or role == first_role(column):
        return doors
    return [door for door in doors if door.answers["stranger"] == "404"]


def first_role(column: str) -> str:
    return next(iter(ROLE_OF.get(column, [role for roles in ROLE_OF.values() for role in roles])))


@pytest.mark.parametrize(("column", "role"), PEOPLE)
def test_every_door_answers_as_the_table_says(column, role):
    house = create_house()
    assert wrong_cells(house, column, role, doors_to_try(column, role)) == []


def test_door_that_opens_to_others_is_found(monkeypatch):
    monkeypatch.setattr(SchoolQuerySet, "managed_by", lambda schools, user: schools)
    house = create_house()
    wrong = wrong_cells(
        house, "national", "national_coordinator", [door for door in DOORS if door.of == "school-abroad"]
    )
    assert "GET admin:ai4t_school_change school-abroad answers page to national_coordinator (national), not go" in wrong


def test_every_action_of_a_list_has_a_row():
    lists = {model._meta.label: model_list for model, model_list in admin.site._registry.items()}
    assert {(label, action) for label, its_list in lists.items() for action in its_list.actions} == set(ACTIONS)


@pytest.mark.parametrize(("column", "role"), [(column, role) for column, role in PEOPLE if column != "visitor"])
def test_every_action_is_done_for_those_who_may_and_nobody_else(column, role):
    house = create_house()
    client = house.browser_of(column, role)
    done = {
        (label, action)
        for label, action in ACTIONS
        if is_done(client, label, action, house.about[f"for {action}" if f"for {action}" in house.about else label])
    }
    assert done == {action for action, columns in ACTIONS.items() if column in columns}


def is_done(client, label: str, action: str, row: tuple) -> bool:
    """Whether the attempt left a note in the audit log; it is undone."""
    before = AuditEntry.objects.count()
    with transaction.atomic():
        address = reverse(f"admin:{label.replace('.', '_').lower()}_changelist")
        client.post(address, {"action": action, "_selected_action": list(row)})
        after = AuditEntry.objects.count()
        transaction.set_rollback(True)
    return after > before
