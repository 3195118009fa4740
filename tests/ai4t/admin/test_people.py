import pytest
from django.urls import reverse

from ai4t.erasing import erase
from ai4t.models import AuditEntry, ErasureRequest, User
from tests.factories.people import create_staff, create_user, sign_in

pytestmark = pytest.mark.django_db

LIST = "admin:ai4t_user_changelist"


def form_of(person, page="change"):
    return reverse(f"admin:ai4t_user_{page}", args=[person.pk])


def test_password_is_neither_shown_nor_asked_about(client, operator):
    person = create_user()
    assert person.password not in client.get(form_of(person)).content.decode()
    for lookup in ("password__startswith", "email__startswith", "responsibilities__user__password__startswith"):
        assert client.get(reverse(LIST), {lookup: "a"}).status_code == 400


def test_correction_is_noted_by_field_and_never_by_value(client, operator):
    person = create_user(name="Ana Nowak", country="SI")
    client.post(form_of(person), {"name": "Ana Novak", "language": "en", "country": "SI", "email": "x@example.org"})
    person.refresh_from_db()
    assert (person.name, person.email != "x@example.org") == ("Ana Novak", True)
    noted = AuditEntry.objects.latest("pk")
    assert (noted.action, noted.actor, noted.about_id, noted.detail) == (
        "user.changed",
        operator,
        person.pk,
        {"fields": ["Name"]},
    )


def test_history_of_a_person_comes_from_the_audit_log(client, operator):
    person = create_staff("trainer")
    client.post(form_of(person), {"name": "Ana", "language": "en", "country": ""})
    page = client.get(form_of(person, "history"))
    assert [entry.action for entry in page.context["entries"]] == ["user.changed"]


def test_person_who_asked_in_writing_is_erased(client, operator):
    person = create_user(name="Ana Novak")
    assert client.get(form_of(person, "erase")).status_code == 200
    assert ErasureRequest.objects.unscoped("test").count() == 0
    client.post(form_of(person, "erase"))
    request = ErasureRequest.objects.unscoped("test").get()
    assert (request.user, request.asked_by) == (person, operator)
    erase(person.pk)
    assert client.post(form_of(person), {"name": "Ana Novak"}).status_code == 403
    assert User.objects.get(pk=person.pk).name == ""


def test_erasing_asks_for_a_fresh_proof(client):
    person = create_user()
    sign_in(client, create_staff("operator"), second_factor=True, minutes_ago=6)
    answer = client.post(form_of(person, "erase"))
    assert (answer.status_code, ErasureRequest.objects.unscoped("test").count()) == (302, 0)


def test_nobody_is_added_or_deleted_here(client, operator):
    person = create_user()
    assert client.get(reverse("admin:ai4t_user_add")).status_code == 403
    assert client.post(form_of(person, "delete"), {"post": "yes"}).status_code == 403


def test_staff_are_found_with_their_roles(client, operator):
    trainer = create_staff("trainer", country="SI", name="Tina Trainer")
    create_user()
    page = client.get(reverse(LIST), {"staff": "yes"})
    assert {person.name for person in page.context["cl"].result_list} == {operator.name, trainer.name}
    assert "trainer SI" in page.content.decode()
