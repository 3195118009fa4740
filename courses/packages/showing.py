"""What a page says of a package: its frame, its state, and what the package is given to go on from."""

import json
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.models import Package, PackageClaim, Release
from courses.packages.addresses import speaks_as, start_of
from courses.packages.claiming import Opening, is_done
from courses.packages.content_policy import sandbox
from courses.reading import unit_address
from courses.states import ClaimedState, SettledReason


def address_of(slug: str, package: Package) -> str:
    return reverse("courses:package", args=[slug, package.unit.key, package.key])


def shown(package: Package, *, slug: str, claim: PackageClaim | None) -> dict:
    """For ``courses/_package.html``; the state is empty for whoever has not opened it."""
    return {
        "title": package.title,
        "url": address_of(slug, package),
        "is_done": claim is not None and is_done(claim),
        "state": _state(claim),
        "score": _score(claim),
    }


def frame(package: Package, *, slug: str, claim: PackageClaim | None, opening: Opening | None) -> dict | None:
    """For ``courses/package.html``; None where packages cannot run, because no second host is set up."""
    if not settings.CONTENT_URL:
        return None
    return {
        "url": start_of(package),
        "speaks_as": speaks_as(package),
        "sandbox": " ".join(sandbox()),
        "name": json.dumps(_known(package, claim)),
        "say_url": f"{unit_address(slug)(package.unit.key)}package/{package.key}/claim/" if opening else "",
        "opening": opening.signed() if opening else "",
    }


def of_unit(unit_id: int, release: Release, *, slug: str, enrolment) -> list[dict]:
    """The packages of a unit for ``courses/_package.html``, with what each says of the learner.

    Two queries, and none for the many units without.
    """
    if unit_id not in _units_with_packages(release.pk, release.content_version):
        return []
    packages = list(Package.objects.filter(unit=unit_id).select_related("unit"))
    claims = {}
    if packages and enrolment:
        rows = PackageClaim.objects.unscoped("a learner's own").filter(enrolment=enrolment)
        claims = {claim.package_key: claim for claim in rows.filter(package_key__in=[one.key for one in packages])}
    return [shown(package, slug=slug, claim=claims.get(package.key)) for package in packages]


@lru_cache(maxsize=256)
def _units_with_packages(release_id: int, content_version: int) -> frozenset[int]:
    return frozenset(Package.objects.filter(release=release_id, unit__isnull=False).values_list("unit", flat=True))


def _state(claim: PackageClaim | None) -> str:
    if claim is None:
        return ""
    if claim.settled_at and claim.state not in {ClaimedState.COMPLETED, ClaimedState.PASSED}:
        return _("Counts as done: %(reason)s") % {"reason": SettledReason(claim.settled_reason).label}
    return str(
        {
            ClaimedState.OPENED: _("Opened, no status received"),
            ClaimedState.INCOMPLETE: _("Begun"),
            ClaimedState.COMPLETED: _("Completed"),
            ClaimedState.PASSED: _("Passed"),
            ClaimedState.FAILED: _("Not passed yet"),
        }[claim.state]
    )


def _score(claim: PackageClaim | None) -> str:
    if claim is None or claim.scaled is None:
        return ""
    return _("%(percent)d %% by its own count") % {"percent": round(claim.scaled * 100)}


def _known(package: Package, claim: PackageClaim | None) -> dict:
    """What the bridge reads from the name of its window (courses/packages/runtime/bridge.js)."""
    known = {"about": "package", "launch": package.launch_data, "mastery": package.mastery}
    if claim is not None:
        known |= {
            "state": claim.state if claim.state != ClaimedState.OPENED else None,
            "raw": claim.raw,
            "least": claim.least,
            "most": claim.most,
            "scaled": claim.scaled,
            "seconds": claim.seconds,
            "suspended": claim.suspended,
            "location": claim.location,
        }
    return {name: value for name, value in known.items() if value not in (None, "")}
