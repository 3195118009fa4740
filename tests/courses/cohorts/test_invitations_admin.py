"""The page of a cohort about its join link, its line and its invitations, as its trainer uses it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ai4t.models import AddressTrouble, AuditEntry, Letter
from courses.cohorts.join_code import in_groups
from courses.models import Cohort, CohortMembership, Invitation, WaitingPlace
from courses.states import InvitationState
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return create_cohort(capacity=1)


@pytest.fixture
def browser(cohort):
    client = Client()
    sign_in(client, create_trainer(cohort), second_factor=True)
    return client


def address(cohort, page="invitations") -> str:
    return reverse(f"admin:courses_cohort_{page}", args=[cohort.pk])


def press(browser, cohort, button: str) -> str:
    """What the page says after the button."""
    return browser.post(address(cohort), {"do": button}, follow=True).content.decode()


def text(browser, cohort, **asked) -> str:
    return browser.get(address(cohort), asked).content.decode()


def wait_for(cohort, **fields):
    place = WaitingPlace(cohort=cohort, learner=create_user(**fields))
    place.save()
    return place


def test_the_join_link_is_there_to_copy_to_photograph_and_to_print(browser, cohort, settings):
    link = settings.SITE_URL + cohort.get_absolute_url()
    page = text(browser, cohort)
    assert f'readonly value="{link}"' in page
    assert "data:image/svg+xml;base64," in page
    poster = browser.get(address(cohort, "poster")).content.decode()
    assert in_groups(cohort.join_code) in poster
    assert settings.SITE_URL + reverse("cohorts:find") in poster


def test_replacing_the_link_asks_first_and_is_noted(browser, cohort):
    old = cohort.join_code
    assert in_groups(old) in browser.get(address(cohort, "renew_code")).content.decode()
    cohort.refresh_from_db()
    assert cohort.join_code == old
    browser.post(address(cohort, "renew_code"))
    assert Cohort.objects.unscoped("test").get().join_code != old
    assert AuditEntry.objects.filter(action="cohort.code_renewed").count() == 1


def test_each_invitation_shows_where_it_stands(browser, cohort):
    now = timezone.now()
    create_invitation(cohort, name="Listed Only")
    create_invitation(cohort, name="Run Out", times_sent=2, sent_at=now, expires_at=now - timedelta(days=1))
    create_invitation(cohort, address="lost@example.org", times_sent=1, sent_at=now)
    create_invitation(cohort, state=InvitationState.CLAIMED, claimed_by=create_user(name="Came Along"))
    create_invitation(cohort, state=InvitationState.WITHDRAWN, address="", name="")
    AddressTrouble(address="lost@example.org", kind="bounced").save()
    page = text(browser, cohort)
    for said in ("Listed Only", "not sent yet", "run out", "sent 2 times", "came back", "Came Along", "taken up"):
        assert said in page
    assert "1 invitation was withdrawn" in page
    assert "Send the 1 invitation not sent yet" in page


def test_an_invitation_is_sent_and_sent_to_all(browser, cohort):
    first = create_invitation(cohort)
    create_invitation(cohort)
    assert f"The invitation to {first.address} is on its way." in press(browser, cohort, f"send:{first.pk}")
    assert "Please wait ten minutes" in press(browser, cohort, f"send:{first.pk}")
    assert "1 invitation is on its way." in press(browser, cohort, "send_all")
    assert Letter.objects.unscoped("test").filter(kind="courses.invitation").count() == 2
    assert AuditEntry.objects.filter(action="invitation.sent").count() == 2


def test_withdrawing_again_says_that_it_was_done(browser, cohort):
    invitation = create_invitation(cohort)
    press(browser, cohort, f"withdraw:{invitation.pk}")
    assert "This invitation was withdrawn before." in press(browser, cohort, f"withdraw:{invitation.pk}")


def test_an_invitation_that_was_answered_meanwhile_is_not_said_to_be_withdrawn(browser, cohort):
    invitation = create_invitation(cohort, state=InvitationState.DECLINED)
    page = press(browser, cohort, f"withdraw:{invitation.pk}")
    assert ("cannot be withdrawn any more" in page, "is withdrawn." in page) == (True, False)


def test_withdrawing_asks_first(browser, cohort):
    invitation = create_invitation(cohort)
    assert f"Withdraw the invitation to {invitation.address}?" in text(browser, cohort, ask=f"withdraw:{invitation.pk}")
    assert Invitation.objects.unscoped("test").get().state == InvitationState.OPEN
    assert f"{invitation.address} is withdrawn." in press(browser, cohort, f"withdraw:{invitation.pk}")
    assert Invitation.objects.unscoped("test").get().state == InvitationState.WITHDRAWN


def test_a_place_is_given_from_the_line_only_when_one_is_free(browser, cohort):
    create_member(cohort)
    place = wait_for(cohort, name="Vida Vrsta")
    assert "Give a place now" not in text(browser, cohort)
    assert "No place is free." in press(browser, cohort, f"give_place:{place.pk}")
    Cohort.objects.unscoped("test").update(capacity=2)
    assert "Give a place now" in text(browser, cohort)
    assert "Vida Vrsta has a place now" in press(browser, cohort, f"give_place:{place.pk}")
    assert CohortMembership.objects.unscoped("test").filter(enrolment__learner=place.learner).exists()


def test_taking_off_the_line_asks_first_and_is_noted(browser, cohort):
    place = wait_for(cohort, name="Vida Vrsta")
    assert "Take Vida Vrsta off the waiting list?" in text(browser, cohort, ask=f"take_off:{place.pk}")
    press(browser, cohort, f"take_off:{place.pk}")
    assert not WaitingPlace.objects.unscoped("test").exists()
    assert AuditEntry.objects.filter(action="cohort.left_line").count() == 1


def test_what_belongs_to_another_cohort_is_out_of_reach(browser, cohort):
    abroad = create_cohort(country="FR")
    invitation, place = create_invitation(abroad), wait_for(abroad)
    for button in (f"send:{invitation.pk}", f"withdraw:{invitation.pk}", f"give_place:{place.pk}", "send:x", "nothing"):
        assert browser.post(address(cohort), {"do": button}).status_code == 404
    assert browser.get(address(abroad)).status_code == 404


def test_a_long_list_comes_in_pages(browser, cohort):
    for _number in range(51):
        create_invitation(cohort)
    page = text(browser, cohort)
    assert "1 / 2" in page
    assert "2 / 2" in text(browser, cohort, p=2)
