"""What goes over of the common ground."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress

from ai4t import erasing, merging
from ai4t.merging.planning import Part
from ai4t.models import AccountMerge, HelpRequest, MailChoice, School, Trace, User

# What a person says about herself: the kept account says it, and what it leaves open is filled in.
_SAID = ("country", "education_role", "subjects", "gender", "school_id")


def register():
    merging.register(_goes_over)
    erasing.register(_erase_closed_accounts)


def _goes_over(kept: User, closed: User) -> Iterator[Part]:
    yield from _addresses(kept, closed)
    yield from _profile(kept, closed)
    for rows, owner, once_per in (
        (Trace.objects.all(), "learner", ()),
        (HelpRequest.objects.unscoped("they go over"), "sender", ()),
        (School.objects.all(), "proposed_by", ()),
        (MailChoice.objects.unscoped("they go over"), "person", ("kind",)),
    ):
        yield from merging.rows_of(rows, owner=owner, kept=kept.pk, closed=closed.pk, once_per=once_per)


def _addresses(kept: User, closed: User) -> Iterator[merging.Change]:
    """Her other addresses lead to the account that is kept: to sign in, on a list, in a report of a meeting.

    Beside her own that are those that came to her with accounts closed before.
    """
    proven = EmailAddress.objects.filter(user=closed, verified=True).order_by("pk")
    for is_primary in (True, False):
        yield merging.Change(
            EmailAddress,
            [*proven.filter(primary=is_primary).values_list("id", flat=True)],
            {"user": closed.pk, "primary": is_primary},
            {"user": kept.pk, "primary": False},
        )


def _profile(kept: User, closed: User) -> Iterator[merging.Change]:
    open_yet = [name for name in _SAID if getattr(closed, name) and not getattr(kept, name)]
    if open_yet:
        before = {name: getattr(kept, name) for name in open_yet}
        yield merging.Change(User, [kept.pk], before, {name: getattr(closed, name) for name in open_yet})


def _erase_closed_accounts(person: User):
    """Whoever is erased is erased under all her names."""
    for merge in AccountMerge.objects.unscoped("erasing").in_force().filter(kept=person).select_related("closed"):
        erasing.ask_to_erase(merge.closed, by=person)
