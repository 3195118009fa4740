"""Guests, who have an account, and walk-ins, who have none that we know of."""

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, limits, walls
from ai4t.models import User
from ai4t.unprintable import has_hidden, in_one_line
from courses.attendance.register import people_on, waiting_walk_ins
from courses.attendance.strangers import strangers_on
from courses.cohorts.inviting import InvitingRefused, as_address, invite
from courses.models import AttendanceMark, Invitation, Session, SessionGuest, WalkIn
from courses.sessions.seats import locked
from courses.states import InvitationState, Presence, PresenceSource

STRANGERS_AN_HOUR = 30


class GuestRefused(Exception):
    """She cannot be put on the list like this; the text is meant for trainers."""


def add_guest(*, session: Session, address: str, by, now=None) -> SessionGuest:
    """Somebody of another cohort or of none, by the address of her account. Says nothing else about her."""
    person = account_under(address, session=session, by=by, now=now)
    if person is None:
        raise GuestRefused(
            _("Nobody has an account under %(address)s. Please add her as a walk-in.") % {"address": address.strip()}
        )
    if person.pk in people_on(session, now):
        raise GuestRefused(_("Whoever has the address %(address)s is on the list already.") % {"address": address})
    return put_on_the_list(person, session=session, address=address, by=by, now=now)


def account_under(address: str, *, session: Session, by, now=None) -> User | None:
    """Whose account it is, to be put on the list.

    So few addresses of strangers an hour can be asked for that nobody finds out who has one.
    """
    try:
        address = as_address(address)
    except InvitingRefused as refusal:
        raise GuestRefused(str(refusal)) from refusal
    with walls.lifted("an account is known by its address alone"):
        person = _accounts_of(address).first()
    if person and person.pk in people_on(session, now):
        return person
    if session.is_cancelled:
        raise GuestRefused(_("This session was cancelled: there is no attendance to note."))
    if person and User.objects.visible_to(by).filter(pk=person.pk).exists():
        return person
    may_ask = limits.lets_her_ask_again(by, of="guest-addresses", an_hour=STRANGERS_AN_HOUR)
    auditing.record("session.address_asked", by=by, about=session, found=bool(may_ask and person), refused=not may_ask)
    if not may_ask:
        raise GuestRefused(
            _("You have asked for many addresses within an hour. Please add further guests later, or as walk-ins.")
        )
    return person


@transaction.atomic
def put_on_the_list(person: User, *, session: Session, address: str, by, now=None) -> SessionGuest:
    """As a guest, known by the ``address`` that was typed; twice changes nothing."""
    guest, is_new = _guests().get_or_create(
        session=session,
        learner=person,
        defaults={"address": address.strip().lower(), "added_by": by, "at": now or timezone.now()},
    )
    if is_new:
        auditing.record("session.guest_added", by=by, about=session, guest=person.pk)
    return guest


@transaction.atomic
def add_walk_in(*, session: Session, name: str, address: str = "", sent_as: UUID | None = None, by, now=None) -> WalkIn:
    """Somebody who came without being on the list: her name is enough.

    Adding an address twice changes nothing, nor does a name from the same form: ``sent_as`` names its showing.
    """
    name = in_one_line(name)
    if not name:
        raise GuestRefused(_("Please write her name, for example Ana Novak."))
    if has_hidden(name):
        raise GuestRefused(_("Hidden characters stand here. Please type this again by hand."))
    if len(name) > 150:
        raise GuestRefused(_("This name is too long: at most 150 signs fit."))
    if session.is_cancelled:
        raise GuestRefused(_("This session was cancelled: there is no attendance to note."))
    try:
        address = as_address(address) if address.strip() else ""
    except InvitingRefused as refusal:
        raise GuestRefused(str(refusal)) from refusal
    fields = {"name": name, "sent_as": sent_as, "added_by": by, "at": now or timezone.now()}
    locked(session)
    if known := sent_as and _walk_ins().filter(session=session, sent_as=sent_as, name=name).first():
        return known
    if not address:
        walk_in = _walk_ins().create(session=session, **fields)
    else:
        listed = _accounts_of(address).filter(pk__in=people_on(session, now)).first()
        if listed is not None:
            name = strangers_on(session, by).get(listed.pk) or listed
            raise GuestRefused(_("%(name)s is on the list already: please tick her there.") % {"name": name})
        walk_in, _is_new = _walk_ins().get_or_create(session=session, address=address, defaults=fields)
    auditing.record("session.walk_in_added", by=by, about=session, walk_in=walk_in.pk)
    return walk_in


@transaction.atomic
def remove_walk_in(walk_in: WalkIn, *, by) -> None:
    """For what was typed by mistake; who was invited stays."""
    if walk_in.invitation_id:
        raise GuestRefused(_("She has been invited and cannot be removed any more."))
    auditing.record("session.walk_in_removed", by=by, about=walk_in.session, walk_in=walk_in.pk)
    walk_in.delete()


@transaction.atomic
def invite_walk_ins(*, session: Session, by, now=None) -> tuple[int, list[str]]:
    """Invite to the cohort everybody who left an address and was not invited yet: how many, and why others were not."""
    invited, refusals = 0, []
    for walk_in in waiting_walk_ins(session).filter(invitation=None).exclude(address=""):
        try:
            walk_in.invitation = invite(
                cohort=session.cohort,
                address=walk_in.address,
                name=walk_in.name,
                language=_language_of(session, by),
                by=by,
                now=now,
            )
        except InvitingRefused as refusal:
            refusals.append(str(refusal))
            continue
        walk_in.save(update_fields=["invitation"])
        settle(walk_in.invitation)
        invited += 1
    return invited, refusals


def settle(invitation: Invitation) -> None:
    """Once the invitation of a walk-in is taken up, her having been there is hers: a tick by who had added her.

    What somebody has ticked about her before holds.
    """
    if invitation.state != InvitationState.CLAIMED:
        return
    with walls.lifted("whoever takes up an invitation has been where she was"):
        found = _walk_ins().filter(invitation=invitation, session__state="planned")
        AttendanceMark.objects.unscoped("her own presence").bulk_create(
            [
                AttendanceMark(
                    session_id=one.session_id,
                    learner_id=invitation.claimed_by_id,
                    source=PresenceSource.TICK,
                    presence=Presence.PRESENT,
                    by_id=one.added_by_id,
                    at=one.at,
                )
                for one in found
            ],
            ignore_conflicts=True,
        )


def settle_when_saved(sender, instance: Invitation, **signal) -> None:
    settle(instance)


def _accounts_of(address: str):
    """Whose account it is, also where the address came to her with an account that was made one with hers."""
    has_it = EmailAddress.objects.filter(email=address, verified=True).values("user")
    return User.objects.filter(Q(email=address) | Q(pk__in=has_it), is_active=True, erased_at=None)


def _language_of(session: Session, by) -> str:
    return session.cohort.languages[0] if session.cohort.languages else by.language


def _guests():
    return SessionGuest.objects.unscoped("the caller has seen the session")


def _walk_ins():
    return WalkIn.objects.unscoped("the caller has seen the session")
