from datetime import UTC, datetime

import pytest
from django.urls import reverse

from ai4t.models import AuditEntry, Responsibility
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:ai4t_responsibility_changelist", "admin:ai4t_responsibility_add"


def appointment(person, **fields):
    return {"user": person.email, "role": "trainer", "country": "SI", "language": "", **fields}


def held_by(person):
    rows = Responsibility.objects.unscoped("test").in_force().filter(user=person)
    return sorted(rows.values_list("role", "country"))


def end(client, *responsibilities):
    chosen = [responsibility.pk for responsibility in responsibilities]
    return client.post(reverse(LIST), {"action": "end", "_selected_action": chosen}, follow=True)


def responsibility_of(person):
    return Responsibility.objects.unscoped("test").get(user=person)


def test_appointing_gives_the_role_and_notes_who_did_it(client, operator):
    person = create_user()
    client.post(reverse(ADD), appointment(person))
    assert held_by(person) == [("trainer", "SI")]
    noted = AuditEntry.objects.latest("pk")
    assert (noted.action, noted.actor, noted.detail) == (
        "responsibility.given",
        operator,
        {"role": "trainer", "person": person.pk, "country": "SI"},
    )


def test_same_responsibility_twice_is_refused_with_a_sentence(client, operator):
    person = create_staff("trainer", country="SI")
    page = client.post(reverse(ADD), appointment(person))
    assert "This person has this responsibility already." in page.content.decode()
    assert held_by(person) == [("trainer", "SI")]


def test_ending_takes_effect_with_the_next_request(client, operator):
    trainer, browser = create_staff("trainer"), type(client)()
    sign_in(browser, trainer, second_factor=True)
    assert browser.get(reverse("admin:index")).status_code == 200
    end(client, responsibility_of(trainer))
    assert browser.get(reverse("admin:index")).status_code == 404
    assert (held_by(trainer), AuditEntry.objects.latest("pk").action) == ([], "responsibility.ended")


def test_last_operator_cannot_be_dismissed(client, operator):
    page = end(client, responsibility_of(operator))
    assert "please appoint another one first" in page.content.decode()
    assert held_by(operator) == [("operator", "")]


@pytest.mark.parametrize("act", ["add", "end"])
def test_roles_change_only_after_a_fresh_proof(client, act):
    person, trainer = create_user(), create_staff("trainer")
    sign_in(client, create_staff("operator"), second_factor=True, minutes_ago=6)
    answer = (
        client.post(reverse(ADD), appointment(person))
        if act == "add"
        else client.post(reverse(LIST), {"action": "end", "_selected_action": [responsibility_of(trainer).pk]})
    )
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("mfa_reauthenticate"))
    assert (held_by(person), held_by(trainer)) == ([], [("trainer", "")])


def test_row_is_never_edited_or_deleted(client, operator):
    row = responsibility_of(create_staff("trainer"))
    address = reverse("admin:ai4t_responsibility_change", args=[row.pk])
    assert client.post(address, {"role": "operator"}).status_code == 403
    assert client.post(reverse("admin:ai4t_responsibility_delete", args=[row.pk])).status_code == 403
    assert responsibility_of(row.user).role == "trainer"


def test_person_is_named_by_the_address_that_a_link_fills_in(client, operator):
    person = create_user()
    page = client.get(reverse(ADD), {"user": person.pk})
    assert f'value="{person.email}"' in page.content.decode()


def test_unknown_address_and_a_day_that_is_over_are_refused(client, operator):
    data = {"user": "nobody@example.org", "role": "trainer", "country": "", "language": "", "until": "2020-01-01"}
    errors = client.post(reverse(ADD), data).context["adminform"].form.errors
    assert errors == {"user": ["Nobody has an account under this address."], "until": ["This day is over."]}


def test_responsibility_lasts_until_the_end_of_its_last_day(client, operator):
    person = create_user()
    client.post(reverse(ADD), appointment(person, until="2100-05-31"))
    assert responsibility_of(person).until == datetime(2100, 6, 1, tzinfo=UTC)
