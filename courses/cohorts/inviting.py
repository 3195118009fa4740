"""Offering a place to an address: listing it, and writing to it once or again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, languages, outbox, walls
from courses.cohorts.places import locked
from courses.models import Cohort, CohortMembership, Invitation, WaitingPlace
from courses.models.invitation import GOOD_FOR
from courses.states import CohortState, InvitationState

LETTER = "courses.invitation"
# A second click is not a second letter.
_BETWEEN_LETTERS = timedelta(minutes=10)
_LONGEST_ADDRESS = Invitation._meta.get_field("address").max_length
_is_address = EmailValidator()


class InvitingRefused(Exception):
    """This invitation cannot be written, sent or taken up; the text is meant for people."""


@dataclass(frozen=True)
class Invited:
    """Whom somebody wants to invite, and the language in which we write to her."""

    address: str
    name: str
    language: str


def invite(*, cohort: Cohort, address: str, name: str = "", language: str, by, send=True, now=None) -> Invitation:
    """Offer a place in ``cohort`` to ``address`` and write to it; with ``send=False`` it is only listed.

    There is one invitation for an address: asking again gives the one that waits, or was taken up by somebody who is
    still there, as it is. Raises InvitingRefused where the address is none, where it asked not to be written to, where
    the cohort is closed, and for a language in which we do not write.
    """
    [invitation] = invite_all([Invited(address, name, language)], cohort=cohort, by=by, send=send, now=now).values()
    return invitation


@transaction.atomic
@walls.lifted("a wish not to be written to counts, whoever sees it")
def invite_all(people: Iterable[Invited], *, cohort: Cohort, by, send=True, now=None) -> dict[str, Invitation]:
    """``invite`` for many, all or none, by address (small letters); in as many statements as for one.

    The cohort is held, so that nobody else lists the same address meanwhile.
    """
    now, cohort = now or timezone.now(), locked(cohort)
    people = {(address := as_address(one.address)): replace(one, address=address) for one in people}
    _refuse_closed(cohort)
    _refuse_languages({one.language for one in people.values()})
    _refuse_declined(people)
    known = _open_for(cohort, people) | _taken_up(cohort, people)
    new = [_listed(one, cohort, by, now) for address, one in people.items() if address not in known]
    if send:
        for invitation in new:
            _note_letter(invitation, now)
    _invitations().bulk_create(new)
    auditing.record_all(_entry("invitation.listed", invitation, by) for invitation in new)
    if send:
        _write_to(new, by)
    return known | {invitation.address: invitation for invitation in new}


@transaction.atomic
def send_again(invitation: Invitation, *, by, now=None) -> Invitation:
    """Write another letter; it is good for as long as the first one was, from now on. Also for the first letter."""
    now, invitation = now or timezone.now(), held(invitation)
    if invitation.state != InvitationState.OPEN:
        raise InvitingRefused(_("This invitation was answered or withdrawn meanwhile. Please load the page again."))
    _refuse_closed(invitation.cohort)
    if invitation.sent_at and now - invitation.sent_at < _BETWEEN_LETTERS:
        raise InvitingRefused(_("This invitation was sent a moment ago. Please wait ten minutes before the next one."))
    _note_letter(invitation, now)
    invitation.save(update_fields=["times_sent", "sent_at", "expires_at"])
    _write_to([invitation], by)
    return invitation


@transaction.atomic
def send_to_all_unsent(cohort: Cohort, *, by, now=None) -> int:
    """Write to everybody who is only listed so far; how many they were."""
    _refuse_closed(cohort)
    now, unsent = now or timezone.now(), _invitations().unanswered().filter(cohort=cohort, times_sent=0)
    waiting = list(unsent.select_for_update(of=["self"]).select_related("cohort").order_by("pk"))
    for invitation in waiting:
        _note_letter(invitation, now)
    sent = {"times_sent": 1, "sent_at": now, "expires_at": now + GOOD_FOR}
    _invitations().filter(pk__in=[one.pk for one in waiting]).update(**sent)
    _write_to(waiting, by)
    return len(waiting)


def as_address(text: str) -> str:
    """The address in small letters, without the spaces around it; raises InvitingRefused where it is none."""
    address = text.strip().lower()
    try:
        _is_address(address)
    except ValidationError:
        address = ""
    if not address or len(address) > _LONGEST_ADDRESS:
        raise InvitingRefused(
            _("“%(text)s” is not an e-mail address. It looks like miha@example.org.") % {"text": text.strip()[:80]}
        )
    return address


def _refuse_closed(cohort: Cohort) -> None:
    if cohort.state == CohortState.CLOSED:
        raise InvitingRefused(_("This cohort is closed: nobody can be invited to it any more."))


def _refuse_languages(codes: set[str]) -> None:
    if unknown := sorted(codes - set(languages.opened_codes())):
        raise InvitingRefused(_("We do not write in the language “%(language)s”.") % {"language": unknown[0]})


def _refuse_declined(addresses: Iterable[str]) -> None:
    if declined := _invitations().filter(address__in=addresses, state=InvitationState.DECLINED).first():
        raise InvitingRefused(
            _("Whoever reads %(address)s asked not to be invited again.") % {"address": declined.address}
        )


def _listed(invited: Invited, cohort: Cohort, by, now) -> Invitation:
    return Invitation(
        cohort=cohort,
        address=invited.address,
        name=" ".join(invited.name.split())[: Invitation._meta.get_field("name").max_length],
        language=invited.language,
        invited_by=by,
        invited_at=now,
        expires_at=now + GOOD_FOR,
    )


def _note_letter(invitation: Invitation, now) -> None:
    """It is good anew from its letter on; whoever calls saves it, then writes the letter."""
    invitation.times_sent += 1
    invitation.sent_at, invitation.expires_at = now, now + GOOD_FOR


def _write_to(invitations: list[Invitation], by) -> None:
    outbox.post_all(
        {
            "kind": LETTER,
            "address": invitation.address,
            "language": invitation.language,
            "about": invitation,
            "version": str(invitation.times_sent),
        }
        for invitation in invitations
    )
    auditing.record_all(_entry("invitation.sent", invitation, by) for invitation in invitations)


def _entry(action: str, invitation: Invitation, by):
    return auditing.entry(action, by=by, about=invitation.cohort, invitation=invitation.pk)


def _open_for(cohort: Cohort, addresses: Iterable[str]) -> dict[str, Invitation]:
    invitations = _invitations().unanswered().filter(cohort=cohort, address__in=addresses)
    return {invitation.address: invitation for invitation in invitations}


def _taken_up(cohort: Cohort, addresses: Iterable[str]) -> dict[str, Invitation]:
    """By somebody who is in the cohort, or in line for it: she may be there under another address."""
    places = CohortMembership.objects.unscoped("who has taken up an invitation").current().filter(cohort=cohort)
    line = WaitingPlace.objects.unscoped("who has taken up an invitation").filter(cohort=cohort)
    claimed = _invitations().filter(cohort=cohort, address__in=addresses, state=InvitationState.CLAIMED)
    there = claimed.filter(claimed_by__in=places.values("enrolment__learner"))
    in_line = claimed.filter(claimed_by__in=line.values("learner"))
    return {invitation.address: invitation for invitation in [*in_line, *there]}


def held(invitation: Invitation) -> Invitation:
    """As it is now, held until the end of the transaction: it is answered once."""
    return _invitations().select_for_update(of=["self"]).select_related("cohort", "invited_by").get(pk=invitation.pk)


def _invitations():
    return Invitation.objects.unscoped("the caller has seen the cohort, or holds the key")
