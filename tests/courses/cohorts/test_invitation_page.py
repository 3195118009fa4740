"""The pages behind the links of an invitation."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ai4t.models import Letter, User
from courses.cohorts import invitation_key
from courses.cohorts.answering import claim
from courses.models import CohortMembership, Invitation
from courses.states import CohortState, InvitationState, JoinedBy
from tests.ai4t.accounts import steps
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db
MIHA = "miha@example.org"


@pytest.fixture
def cohort():
    return create_cohort(name="Ljubljana, spring")


@pytest.fixture
def invitation(cohort):
    return create_invitation(cohort, address=MIHA, name="Miha Zajc", language="sl")


def page_of(invitation) -> str:
    return reverse("cohorts:invitation", args=[invitation_key.key_of(invitation)])


def arrival_of(invitation) -> dict:
    return {"for": f"invitation:{invitation_key.key_of(invitation)}"}


def places():
    return [
        (place.enrolment.learner.email, place.joined_by)
        for place in CohortMembership.objects.unscoped("test").current().select_related("enrolment__learner")
    ]


def state_of(invitation) -> str:
    return Invitation.objects.unscoped("test").get(pk=invitation.pk).state


def let_it_run_out(invitation):
    invitation.expires_at = timezone.now() - timedelta(days=1)
    invitation.save()


def test_the_page_shows_the_cohort_and_the_address_and_does_nothing(client, invitation):
    page = client.get(page_of(invitation)).content.decode()
    assert "Ljubljana, spring" in page
    assert MIHA in page
    assert (state_of(invitation), places(), User.objects.count()) == (InvitationState.OPEN, [], 0)


def test_the_page_is_the_same_whether_or_not_the_address_has_an_account(invitation):
    before = Client().get(page_of(invitation)).content
    create_user(email=MIHA)
    assert Client().get(page_of(invitation)).content == before


def test_sign_up_is_filled_in_and_asks_for_no_code(client, invitation):
    page = client.get(reverse("account_signup"), arrival_of(invitation))
    form = page.context["form"]
    assert [form[name].value() for name in ("email", "name", "language")] == [MIHA, "Miha Zajc", "sl"]
    assert "no code is needed" in page.content.decode()
    assert not User.objects.exists()


def test_signing_up_with_the_invited_address_needs_no_code_and_lands_in_the_course(client, invitation, cohort):
    response = steps.sign_up(client, email=MIHA, **arrival_of(invitation))
    assert response.url == reverse("courses:course", args=[cohort.course.slug])
    assert steps.is_signed_in(client)
    assert EmailAddress.objects.get(email=MIHA).verified
    assert places() == [(MIHA, JoinedBy.INVITATION)]
    assert state_of(invitation) == InvitationState.CLAIMED
    assert [letter.kind for letter in steps.letters()] == ["courses.cohort_joined"]
    assert client.session.get_expiry_age() > 24 * 3600


def test_signing_up_with_another_address_waits_for_its_code_and_still_claims(client, invitation):
    response = steps.sign_up(client, **arrival_of(invitation))
    assert response.url == reverse("account_email_verification_sent")
    assert (steps.is_signed_in(client), places()) == (False, [])
    steps.type_code(client, steps.newest_letter("email_confirmation_signup").payload["code"])
    assert places() == [(steps.ADDRESS, JoinedBy.INVITATION)]


def test_signing_up_with_another_address_does_not_tell_whether_it_has_an_account(invitation):
    create_user(email="known@example.org")
    answers = [
        steps.sign_up(Client(), email=address, **arrival_of(invitation))
        for address in ("known@example.org", "unknown@example.org")
    ]
    assert {(answer.status_code, answer.url) for answer in answers} == {
        (302, reverse("account_email_verification_sent"))
    }


def test_an_invited_address_with_an_account_is_not_opened_by_the_link(client, invitation):
    create_user(email=MIHA)
    response = steps.sign_up(client, email=MIHA, **arrival_of(invitation))
    assert response.url == reverse("account_email_verification_sent")
    assert (steps.is_signed_in(client), places()) == (False, [])
    assert steps.letters()[-1].kind == "account.account_already_exists"


@pytest.mark.parametrize("spoil", ["expired", "withdrawn", "made up"])
def test_a_link_that_is_no_longer_good_proves_nothing(client, invitation, spoil):
    arrival = arrival_of(invitation)
    if spoil == "expired":
        let_it_run_out(invitation)
    elif spoil == "withdrawn":
        Invitation.objects.unscoped("test").update(state=InvitationState.WITHDRAWN)
    else:
        arrival = {"for": f"invitation:{invitation.pk}.made-up"}
    response = steps.sign_up(client, email=MIHA, **arrival)
    assert response.url == reverse("account_email_verification_sent")
    assert (steps.is_signed_in(client), EmailAddress.objects.get(email=MIHA).verified) == (False, False)


def test_who_has_an_account_takes_it_up_with_one_click_under_another_address(client, invitation, cohort):
    learner = create_user(email="own@example.org")
    assert f"next=%2Fen%2Fcohorts%2Finvitations%2F{invitation_key.key_of(invitation)}%2F" in client.get(
        page_of(invitation)
    ).content.decode().replace("%3A", ":")
    steps.sign_in(client, learner, next=page_of(invitation))
    assert "You are signed in with own@example.org." in client.get(page_of(invitation)).content.decode()
    assert client.post(page_of(invitation)).url == reverse("courses:course", args=[cohort.course.slug])
    assert places() == [("own@example.org", JoinedBy.INVITATION)]
    assert client.get(page_of(invitation)).url == reverse("courses:course", args=[cohort.course.slug])


def test_a_visitor_who_posts_is_led_to_sign_in(client, invitation):
    assert client.post(page_of(invitation)).url.startswith(reverse("account_login"))
    assert state_of(invitation) == InvitationState.OPEN


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (InvitationState.DECLINED, "You said that you do not want to be invited again"),
        (InvitationState.WITHDRAWN, "This invitation was withdrawn."),
    ],
)
def test_what_was_answered_or_withdrawn_says_so(client, invitation, state, sentence):
    invitation.state = state
    invitation.save()
    response = client.get(page_of(invitation))
    assert response.status_code == 410
    assert sentence in response.content.decode()
    assert "Create an account</a> <a" not in response.content.decode()


def test_what_somebody_else_took_up_says_so(client, invitation):
    claim(invitation, learner=create_user(name="Somebody Else"))
    page = client.get(page_of(invitation)).content.decode()
    assert "This invitation has been taken up already." in page
    assert "Somebody Else" not in page


def test_a_closed_cohort_and_another_cohort_of_the_course_are_told(client, invitation):
    learner = create_user()
    client.force_login(learner)
    create_member(create_cohort(), learner=learner)
    assert "You are in another cohort of this course." in client.get(page_of(invitation)).content.decode()
    closed = create_invitation(create_cohort(state=CohortState.CLOSED))
    assert "This cohort is closed" in Client().get(page_of(closed)).content.decode()


def test_who_left_since_can_come_back(client, invitation, cohort):
    learner = create_user()
    client.force_login(learner)
    client.post(page_of(invitation))
    client.post(reverse("cohorts:leave", args=[cohort.join_code]))
    assert "Come back" in client.get(page_of(invitation)).content.decode()
    client.post(page_of(invitation))
    assert places() == [(learner.email, JoinedBy.INVITATION)]


def test_the_reader_of_one_that_has_run_out_asks_each_trainer_once(client, invitation, cohort):
    trainer = create_trainer(cohort)
    let_it_run_out(invitation)
    assert "Ask for a new invitation" in client.get(page_of(invitation)).content.decode()
    for _click in range(2):
        page = client.post(page_of(invitation), {"action": "ask"}, follow=True).content.decode()
    assert "The trainers of the cohort know" in page
    letters = Letter.objects.unscoped("test").filter(kind="courses.invitation_asked")
    assert [letter.recipient for letter in letters] == [trainer]
    assert f"/admin/courses/cohort/{cohort.pk}/invitations/" in steps.text_of(letters[0])


def test_nobody_is_asked_while_it_is_still_good(client, invitation, cohort):
    create_trainer(cohort)
    client.post(page_of(invitation), {"action": "ask"})
    assert not Letter.objects.unscoped("test").exists()


def test_declining_asks_first(client, invitation):
    address = reverse("cohorts:decline", args=[invitation_key.key_of(invitation)])
    assert MIHA in client.get(address).content.decode()
    assert state_of(invitation) == InvitationState.OPEN
    page = client.post(address, follow=True).content.decode()
    assert "You said that you do not want to be invited again" in page
    assert state_of(invitation) == InvitationState.DECLINED


@pytest.mark.parametrize("name", ["cohorts:invitation", "cohorts:decline"])
def test_a_link_that_is_cut_off_says_what_to_do(client, invitation, name):
    response = client.get(reverse(name, args=[invitation_key.key_of(invitation)[:-4]]))
    assert response.status_code == 404
    assert "This link does not work" in response.content.decode()
