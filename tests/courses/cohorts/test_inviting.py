"""Inviting an address, and what becomes of the invitation."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ai4t import outbox
from ai4t.accounts import confirming
from ai4t.models import AuditEntry, Letter
from ai4t.outbox.writing import write
from courses.cohorts import invitation_key, joining
from courses.cohorts.answering import claim, decline, withdraw
from courses.cohorts.inviting import InvitingRefused, invite, send_again, send_to_all_unsent
from courses.models import CohortMembership, Invitation, WaitingPlace
from courses.states import CohortState, InvitationState, JoinedBy
from tests.factories.cohorts import create_cohort, create_invitation, create_member, create_trainer
from tests.factories.people import create_user

NOW = datetime(2038, 3, 2, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    return create_cohort(name="Ljubljana, spring")


def invite_miha(cohort, **fields):
    defaults = {"address": "miha@example.org", "name": "Miha Zajc", "language": "sl", "now": NOW}
    by = fields.pop("by", None) or create_trainer(cohort)
    return invite(cohort=cohort, by=by, **{**defaults, **fields})


def letters_to(address="miha@example.org"):
    return list(Letter.objects.unscoped("test").filter(address=address, kind="courses.invitation").order_by("pk"))


def test_inviting_writes_one_letter_in_the_language_of_the_invitation(cohort):
    invitation = invite_miha(cohort, address="  Miha@Example.org ")
    assert (invitation.address, invitation.times_sent, invitation.sent_at) == ("miha@example.org", 1, NOW)
    assert invitation.expires_at == NOW + timedelta(days=30)
    assert [(letter.language, letter.version) for letter in letters_to()] == [("sl", "1")]


def test_asking_again_changes_nothing_and_writes_nothing(cohort):
    first = invite_miha(cohort)
    again = invite_miha(cohort, name="Another Name", language="de", now=NOW + timedelta(days=5))
    assert (again.pk, again.name, again.language, again.sent_at) == (first.pk, "Miha Zajc", "sl", NOW)
    assert len(letters_to()) == 1


def test_who_is_only_listed_is_written_to_with_all_others_later(cohort):
    listed = invite_miha(cohort, send=False)
    assert (listed.times_sent, listed.sent_at, letters_to()) == (0, None, [])
    invite_miha(cohort, address="ana@example.org")
    assert send_to_all_unsent(cohort, by=None, now=NOW) == 1
    assert send_to_all_unsent(cohort, by=None, now=NOW) == 0
    assert len(letters_to()) == 1


def test_sending_again_writes_another_letter_and_gives_more_time(cohort):
    invitation = invite_miha(cohort)
    later = NOW + timedelta(days=40)
    assert invitation.has_expired(later)
    sent = send_again(invitation, by=None, now=later)
    assert (sent.times_sent, sent.expires_at) == (2, later + timedelta(days=30))
    assert [letter.version for letter in letters_to()] == ["1", "2"]


def test_a_second_click_is_not_a_second_letter(cohort):
    invitation = invite_miha(cohort)
    with pytest.raises(InvitingRefused):
        send_again(invitation, by=None, now=NOW + timedelta(minutes=9))
    assert len(letters_to()) == 1


@pytest.mark.parametrize("address", ["", "miha", "miha@", "a b@example.org", "x" * 250 + "@example.org"])
def test_what_is_no_address_is_refused_in_words(cohort, address):
    with pytest.raises(InvitingRefused, match="is not an e-mail address"):
        invite_miha(cohort, address=address)


def test_nobody_is_invited_to_a_closed_cohort_or_in_a_language_we_do_not_write():
    with pytest.raises(InvitingRefused, match="closed"):
        invite_miha(create_cohort(state=CohortState.CLOSED))
    with pytest.raises(InvitingRefused, match="language"):
        invite_miha(create_cohort(), language="xx")


def test_withdrawing_forgets_name_and_address_and_the_letter_that_waits(cohort):
    invitation = invite_miha(cohort)
    withdraw(invitation, by=None, now=NOW)
    withdraw(invitation, by=None, now=NOW)
    row = Invitation.objects.unscoped("test").get()
    assert (row.state, row.name, row.address, row.answered_at) == (InvitationState.WITHDRAWN, "", "", NOW)
    assert write(letters_to()[0]) is None
    assert AuditEntry.objects.filter(action="invitation.withdrawn").count() == 1
    assert invite_miha(cohort).pk != invitation.pk


def test_who_declined_is_not_invited_again_by_anybody(cohort):
    decline(invite_miha(cohort), now=NOW)
    with pytest.raises(InvitingRefused, match="not to be invited again"):
        invite_miha(create_cohort(country="FR"))
    row = Invitation.objects.unscoped("test").get()
    assert (row.state, row.name, row.address) == (InvitationState.DECLINED, "", "miha@example.org")


def test_claiming_gives_a_place_whatever_the_address_and_only_once(cohort):
    invitation, learner = invite_miha(cohort), create_user(email="other@example.org")
    first = claim(invitation, learner=learner, now=NOW)
    assert (first.membership.cohort, first.membership.joined_by) == (cohort, JoinedBy.INVITATION)
    assert claim(invitation, learner=learner, now=NOW).membership == first.membership
    with pytest.raises(InvitingRefused, match="already"):
        claim(invitation, learner=create_user(), now=NOW)
    assert CohortMembership.objects.unscoped("test").count() == 1


def test_an_address_that_was_taken_up_is_not_invited_again_while_its_reader_is_there(cohort):
    invitation, learner = invite_miha(cohort), create_user()
    place = claim(invitation, learner=learner, now=NOW).membership
    assert invite_miha(cohort) == invitation
    joining.leave(place, by=learner, now=NOW)
    assert invite_miha(cohort) != invitation


def test_claiming_where_no_place_is_free_waits_in_line():
    full = create_cohort(capacity=1)
    create_member(full)
    learner = create_user()
    assert claim(invite_miha(full), learner=learner, now=NOW).membership is None
    assert [place.learner for place in WaitingPlace.objects.unscoped("test")] == [learner]


@pytest.mark.parametrize(
    ("state", "days", "sentence"),
    [
        (InvitationState.OPEN, 31, "run out"),
        (InvitationState.DECLINED, 0, "declined"),
        (InvitationState.WITHDRAWN, 0, "withdrawn"),
    ],
)
def test_claiming_too_late_is_refused_in_words(cohort, state, days, sentence):
    invitation = create_invitation(cohort, state=state, expires_at=NOW + timedelta(days=30))
    with pytest.raises(InvitingRefused, match=sentence):
        claim(invitation, learner=create_user(), now=NOW + timedelta(days=days))


def test_who_is_in_another_cohort_of_the_course_keeps_her_invitation(cohort):
    learner, invitation = create_user(), invite_miha(cohort)
    create_member(create_cohort(), learner=learner)
    with pytest.raises(InvitingRefused, match="another cohort"):
        claim(invitation, learner=learner, now=NOW)
    invitation.refresh_from_db()
    assert invitation.state == InvitationState.OPEN


def test_signing_up_in_the_ordinary_way_lands_in_every_cohort_that_invited(cohort):
    invitation = create_invitation(cohort, address="miha@example.org")
    expired = create_invitation(create_cohort(), address="miha@example.org", expires_at=NOW.replace(year=2020))
    learner = create_user(email="miha@example.org", confirmed=False)
    confirming.confirm_without_mail(learner)
    places = CohortMembership.objects.unscoped("test").filter(enrolment__learner=learner)
    assert [place.cohort for place in places] == [cohort]
    states = [Invitation.objects.unscoped("test").get(pk=one.pk).state for one in (invitation, expired)]
    assert states == [InvitationState.CLAIMED, InvitationState.OPEN]


def test_the_letter_names_who_invites_the_cohort_the_course_and_both_links(cohort, sink, settings):
    trainer = create_trainer(cohort, name="Tina Trener")
    invitation = invite(cohort=cohort, address="miha@example.org", name="Miha Zajc", language="en", by=trainer)
    outbox.sweep()
    (message,) = sink.messages()
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
    key = invitation_key.key_of(invitation)
    assert message["To"] == "miha@example.org"
    for said in ("Hello Miha Zajc", "Tina Trener invites you to the cohort “Ljubljana, spring”", "First steps (en)"):
        assert said in text
        assert said in html
    for address in (f"/en/cohorts/invitations/{key}/", f"/en/cohorts/invitations/{key}/decline/"):
        assert settings.SITE_URL + address in text
        assert settings.SITE_URL + address in html


def test_a_key_is_read_and_a_made_up_one_is_not(cohort):
    invitation = create_invitation(cohort)
    key = invitation_key.key_of(invitation)
    assert invitation_key.read(key) == invitation
    number, _dot, signature = key.partition(".")
    assert [invitation_key.read(bad) for bad in ("", "x", f"{int(number) + 1}.{signature}", key[:-1])] == [None] * 4


@pytest.mark.django_db(transaction=True)
def test_two_people_with_the_same_link_at_once_get_one_place():
    cohort = create_cohort()
    invitation = create_invitation(cohort)

    def take(learner):
        try:
            return bool(claim(invitation, learner=learner).membership)
        except InvitingRefused:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, [create_user(password="!") for _number in range(4)])) == [False] * 3 + [True]


@pytest.mark.django_db(transaction=True)
def test_the_same_address_invited_at_once_gets_one_letter():
    cohort = create_cohort()
    trainer = create_trainer(cohort)

    def ask(_number):
        try:
            return invite_miha(cohort, by=trainer).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(8)))) == 1
    assert len(letters_to()) == 1
