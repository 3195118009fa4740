"""Who makes a build: whoever holds its lease, and nobody else."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from handbook.building import troubles
from handbook.models import Build
from handbook.states import BuildState

# Longer than the typesetter may take; renewed with every step forward.
LEASE = timedelta(minutes=5)
# So many makers may die of a build before it is given up.
LIVES = 3


class LeaseLost(Exception):
    """Somebody else has taken the build meanwhile."""


@transaction.atomic
def take(build_id: int | None = None, *, now=None) -> Build | None:
    """Take the lease of this build, or of the one that has waited longest; None when nothing is to be made."""
    now = now or timezone.now()
    due = Build.objects.filter(state=BuildState.WAITING).order_by("asked_at", "pk")
    if build_id:
        due = due.filter(pk=build_id)
    build = due.select_related("edition__book").select_for_update(of=("self",), skip_locked=True).first()
    if build is None:
        return None
    build.state, build.progress, build.claimed_until = BuildState.BUILDING, 0, now + LEASE
    build.error = ""
    build.save(update_fields=["state", "progress", "claimed_until", "error"])
    return build


def take_back_abandoned(*, now=None) -> None:
    """Builds whose makers died wait again; one that killed too many has failed."""
    abandoned = Build.objects.filter(state=BuildState.BUILDING, claimed_until__lte=now or timezone.now())
    for build in abandoned:
        lost = build.times_abandoned + 1
        values = {"state": BuildState.WAITING, "claimed_until": None, "times_abandoned": lost}
        if lost >= LIVES:
            values |= {"state": BuildState.FAILED, "error": troubles.ABANDONED}
        held(build).update(**values)


def held(build: Build):
    """Its row as long as this maker holds the lease; no two leases of a build end at the same time."""
    return Build.objects.filter(pk=build.pk, state=BuildState.BUILDING, claimed_until=build.claimed_until)


def advance(build: Build, percent: int) -> None:
    """Say how far it is, and hold it longer; raises LeaseLost."""
    until = timezone.now() + LEASE
    if not held(build).update(progress=percent, claimed_until=until):
        raise LeaseLost
    build.progress, build.claimed_until = percent, until
