"""Codes of demo accounts are printed in the demo, and neither made nor taken outside it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from ai4t.accounts import second_factor
from tests.ai4t.accounts import steps
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_staff(settings):
    settings.DEMO = True
    staff = create_staff()
    second_factor.give_demo_app(staff, steps.SECRET)
    return staff


def printed(email, capsys) -> str:
    call_command("demo_code", email)
    return capsys.readouterr().out.strip()


def test_the_printed_code_signs_in(client, demo_staff, capsys):
    steps.sign_in(client, demo_staff)

    client.post(reverse("mfa_authenticate"), {"code": printed(demo_staff.email, capsys)})

    assert steps.is_signed_in(client)


def test_after_a_code_is_taken_the_next_is_printed(client, demo_staff, capsys):
    first = printed(demo_staff.email, capsys)
    steps.sign_in(client, demo_staff)
    client.post(reverse("mfa_authenticate"), {"code": first})

    assert printed(demo_staff.email, capsys) != first


def test_no_letter_is_written_about_it(demo_staff):
    assert steps.letters() == []


def test_only_demo_accounts_have_printed_codes(demo_staff):
    real = create_staff()
    steps.give_app(real)

    for email in (real.email, "nobody@example.org"):
        with pytest.raises(CommandError, match="no demo account"):
            call_command("demo_code", email)


def test_outside_the_demo_nothing_is_printed(demo_staff, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="in the demo only"):
        call_command("demo_code", demo_staff.email)


def test_outside_the_demo_no_secret_is_made(settings):
    settings.DEMO = False
    staff = create_staff()

    with pytest.raises(PermissionDenied):
        second_factor.give_demo_app(staff, steps.SECRET)

    assert second_factor.factors(staff) == []


def test_outside_the_demo_its_codes_open_nothing(client, demo_staff, settings):
    """A database of a demo that somebody puts into real use."""
    settings.DEMO = False
    steps.sign_in(client, demo_staff)

    client.post(reverse("mfa_authenticate"), {"code": steps.present_code()})

    assert not steps.is_signed_in(client)
