"""Making two accounts one, and undoing it."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.accounts import letters
from ai4t.merging.changes import as_json, from_json
from ai4t.merging.planning import follow_up, follow_up_undoing, plan, remarks_on_undoing
from ai4t.models import AccountMerge, ErasureRequest, User


class MergeRefused(Exception):
    """These accounts cannot be made one, or not be taken apart; the text is meant for the staff."""


def merge(*, kept: User, closed: User, by: User, now=None) -> AccountMerge:
    """What ``closed`` has done becomes ``kept``'s, her address leads there, and she signs in no more; both are told.

    Raises MergeRefused, and then nothing was changed.
    """
    try:
        with transaction.atomic():
            return _merge(kept, closed, by, now or timezone.now())
    except IntegrityError as error:
        raise MergeRefused(_("Somebody was at work in one of the accounts just now. Please try again.")) from error


def _merge(kept: User, closed: User, by: User, now) -> AccountMerge:
    kept, closed = _locked(kept, closed)
    if refusal := refusal_of(kept=kept, closed=closed):
        raise MergeRefused(refusal)
    changes = plan(kept=kept, closed=closed).changes
    for change in changes:
        change.apply()
    closed.is_active = False
    closed.save(update_fields=["is_active"])
    done = _merges().create(kept=kept, closed=closed, changes=as_json(changes), merged_by=by, merged_at=now)
    auditing.record("account.merged", by=by, about=kept, closed=closed.pk)
    follow_up(changes, by)
    addresses = {"kept_email": kept.email, "closed_email": closed.email}
    for told in (kept, closed):
        letters.write("merged", user=kept, address=told.email, language=told.language, **addresses)
    return done


@transaction.atomic
def undo(merge: AccountMerge, *, by: User, now=None) -> AccountMerge:
    """Give back what went over, as far as nobody has changed it since, and open the closed account; both are told.

    Raises MergeRefused where the kept account was itself closed since: what is to go back is no longer there, and the
    later merge is to be undone first.
    """
    merge = _merges().select_for_update(of=["self"]).get(pk=merge.pk)
    if merge.undone_at:
        return merge
    kept, closed = _locked(merge.kept, merge.closed)
    if _is_erased(kept) or _is_erased(closed):
        raise MergeRefused(_("One of the accounts was erased: nothing can be given back."))
    if not kept.is_active:
        raise MergeRefused(_("One of the accounts is closed."))
    changes = from_json(merge.changes)
    for change in reversed(changes):
        change.revert()
    closed.is_active = True
    closed.save(update_fields=["is_active"])
    merge.undone_by, merge.undone_at = by, now or timezone.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    auditing.record("account.merge_undone", by=by, about=kept, closed=closed.pk)
    follow_up_undoing(changes, by)
    for told, other in ((kept, closed), (closed, kept)):
        letters.write("merge_undone", user=told, own_email=told.email, other_email=other.email)
    return merge


def remarks_on(merge: AccountMerge) -> list[str]:
    """What undoing would bring beside giving back, as things stand; sentences for the staff."""
    return remarks_on_undoing(from_json(merge.changes))


def refusal_of(*, kept: User, closed: User) -> str:
    """Why these two cannot be made one; empty where they can."""
    if kept.pk == closed.pk:
        return _("These are not two accounts.")
    if _is_erased(kept) or _is_erased(closed):
        return _("One of the accounts was erased.")
    if not (kept.is_active and closed.is_active):
        return _("One of the accounts is closed.")
    if closed.responsibilities.in_force().exists():
        return _("The account to be closed holds a responsibility. Please end it first, or keep that account.")
    return ""


def _locked(*people: User) -> list[User]:
    """As they are now, held in one order until the end, so that two merges across each other wait."""
    rows = User.objects.select_for_update(no_key=True).order_by("pk").in_bulk([person.pk for person in people])
    return [rows[person.pk] for person in people]


def _is_erased(person: User) -> bool:
    return ErasureRequest.objects.unscoped("whether she is leaving").filter(user=person).exists()


def _merges():
    return AccountMerge.objects.unscoped("making two accounts one")
