"""Somebody lost her second factor: another responsible person takes it away, or a command does, and it is noted."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from ai4t.accounts import second_factor
from ai4t.models import AuditEntry
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff, create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer():
    trainer = create_staff("trainer", name="Cilka Kos")
    trainer.language = "sl"
    trainer.save()
    steps.give_app(trainer)
    return trainer


def operator_in(client):
    operator = create_staff("operator")
    steps.give_app(operator)
    steps.sign_in_with_app(client, operator)
    return operator


def page_of(person) -> str:
    return reverse("reset_second_factor", args=[person.pk])


def test_an_operator_resets_it(client, trainer):
    operator = operator_in(client)
    page = client.get(page_of(trainer)).content.decode()

    response = client.post(page_of(trainer), {"reason": "lost_device"})

    assert trainer.email in page
    assert response.headers["Location"] == f"/en/admin/ai4t/user/{trainer.pk}/change/"
    assert second_factor.factors(trainer) == []
    assert second_factor.codes_of(trainer) == []
    entry = AuditEntry.objects.get(action="second_factor.reset")
    assert (entry.actor, entry.about_id, entry.detail) == (
        operator,
        trainer.pk,
        {"factors": 2, "reason": "lost_device"},
    )


def test_the_person_gets_a_letter_in_her_language(trainer):
    second_factor.reset_second_factor(trainer, by=None, reason="lost_device")

    letter = steps.newest_letter("second_factor_reset")
    assert (letter.recipient, letter.language) == (trainer, "sl")


def test_looking_at_the_page_resets_nothing(client, trainer):
    operator_in(client)

    client.get(page_of(trainer))
    client.head(page_of(trainer))

    assert len(second_factor.factors(trainer)) == 1


@pytest.mark.parametrize("reason", ["", " ", "Cilka lost her telephone"])
def test_a_reason_is_one_of_the_list_and_never_a_text(client, trainer, reason):
    operator_in(client)

    response = client.post(page_of(trainer), {"reason": reason})

    assert list(response.context["form"].errors) == ["reason"]
    assert len(second_factor.factors(trainer)) == 1


def test_nobody_resets_her_own(client):
    operator = operator_in(client)

    response = client.post(page_of(operator), {"reason": "other"})

    assert "by another operator" in response.content.decode()
    assert len(second_factor.factors(operator)) == 1


@pytest.mark.parametrize("role", ["trainer", "national_coordinator", "consortium_coordinator", "author"])
def test_for_other_staff_there_is_no_such_page(client, trainer, role):
    staff = create_staff(role)
    steps.give_app(staff)
    steps.sign_in_with_app(client, staff)

    assert client.post(page_of(trainer), {"reason": "other"}).status_code == 404
    assert len(second_factor.factors(trainer)) == 1


def test_the_verb_refuses_whoever_is_no_operator(trainer):
    for by in (create_user(), create_staff("national_coordinator"), trainer):
        with pytest.raises(PermissionDenied):
            second_factor.reset_second_factor(trainer, by=by, reason="other")

    assert len(second_factor.factors(trainer)) == 1


def test_an_operator_without_a_second_factor_resets_nothing(client, trainer):
    client.force_login(create_staff("operator"))

    response = client.post(page_of(trainer), {"reason": "other"})

    assert response.headers["Location"].startswith("/en/accounts/second-factor/set-up/")
    assert len(second_factor.factors(trainer)) == 1


def test_the_command_resets_it(trainer, capsys):
    call_command("reset_second_factor", trainer.email.upper(), "--reason", "lost_device")

    assert second_factor.factors(trainer) == []
    entry = AuditEntry.objects.get(action="second_factor.reset")
    assert (entry.actor, entry.about_id) == (None, trainer.pk)
    assert "is reset" in capsys.readouterr().out


def test_the_command_wants_a_reason_and_an_account(trainer):
    with pytest.raises(CommandError, match="reason"):
        call_command("reset_second_factor", trainer.email)
    with pytest.raises(CommandError, match="reason"):
        call_command("reset_second_factor", trainer.email, "--reason", "Cilka lost it")
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody@example.org", "--reason", "other")
