"""What a package says about a learner, checked and kept as a claim.

A package runs in the learner's own browser, and whatever it says can be made up there. So a status is worth what the
learner's own word is worth: a unit that becomes done by it is noted as *declared*. Time is measured by our own page.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t.models import Trace
from courses.completing import complete
from courses.models import Enrolment, Package, PackageClaim
from courses.models.package import LONGEST_LOCATION, LONGEST_STATE
from courses.states import ClaimedState

LONGEST = timedelta(days=1)
DONE = frozenset({ClaimedState.COMPLETED, ClaimedState.PASSED})
_MOST_POINTS = 1_000_000
_MOST_SECONDS = 1_000_000
_signer = signing.Signer(salt="courses.packages.claim")


class ClaimRefused(Exception):
    """This cannot be true of anybody; nothing of it is kept."""


@dataclass(frozen=True)
class Opening:
    """A package opened by a learner: what her page brings back, signed, with each word of the package."""

    learner_id: int
    enrolment_id: int
    package_id: int
    opened_at: datetime

    @classmethod
    def read(cls, token: str, now=None) -> "Opening":
        """``signing.BadSignature`` if it is not one of ours, or older than a day."""
        learner, enrolment, package, at = _signer.unsign_object(token)
        opening = cls(learner, enrolment, package, datetime.fromtimestamp(at, UTC))
        if (now or timezone.now()) - opening.opened_at > LONGEST:
            raise signing.SignatureExpired
        return opening

    def signed(self) -> str:
        return _signer.sign_object([self.learner_id, self.enrolment_id, self.package_id, self.opened_at.timestamp()])


@dataclass(frozen=True)
class Said:
    """One word of a package; what it left out is None."""

    state: str | None
    raw: float | None
    least: float | None
    most: float | None
    scaled: float | None
    seconds: int | None
    suspended: str | None
    location: str | None

    @classmethod
    def read(cls, form) -> "Said":
        """Raises ClaimRefused for whatever is no score, no time or no status."""
        said = cls(
            _state(form.get("state")),
            _number(form.get("raw"), _MOST_POINTS),
            _number(form.get("least"), _MOST_POINTS),
            _number(form.get("most"), _MOST_POINTS),
            _number(form.get("scaled"), 1),
            _seconds(form.get("seconds")),
            _text(form.get("suspended"), LONGEST_STATE),
            _text(form.get("location"), LONGEST_LOCATION),
        )
        least, most = said.least or 0, 100 if said.most is None else said.most
        if least > most or (said.raw is not None and not least <= said.raw <= most):
            raise ClaimRefused(_("This score cannot be."))
        return said


@transaction.atomic
def open_package(enrolment: Enrolment, package: Package, now=None) -> PackageClaim:
    """Note that the learner has the package before her; what it said before stays."""
    now = now or timezone.now()
    claim, is_new = _claims().get_or_create(
        enrolment=enrolment,
        package_key=package.key,
        defaults={"unit_key": package.unit.key, "first_at": now, "last_at": now},
    )
    if not is_new:
        claim.last_at = now
        claim.save(update_fields=["last_at"])
    return claim


@transaction.atomic
def hear(enrolment: Enrolment, package: Package, said: Said, *, language: str, now=None) -> PackageClaim:
    """Keep what the package says; the unit is done once all its packages say so.

    What is done stays done, and of several scores the best stays.
    """
    now = now or timezone.now()
    open_package(enrolment, package, now)
    claim = _claims().select_for_update().get(enrolment=enrolment, package_key=package.key)
    if said.state and not (claim.state in DONE and said.state not in DONE) and claim.state != ClaimedState.PASSED:
        claim.state = said.state
    if said.scaled is not None and said.scaled >= (claim.scaled or 0):
        claim.scaled, claim.raw, claim.least, claim.most = said.scaled, said.raw, said.least, said.most
    elif said.scaled is None and said.raw is not None and claim.scaled is None:
        claim.raw, claim.least, claim.most = said.raw, said.least, said.most
    claim.seconds = max(claim.seconds, said.seconds or 0)
    claim.suspended = claim.suspended if said.suspended is None else said.suspended
    claim.location = claim.location if said.location is None else said.location
    claim.last_at = now
    claim.save()
    if claim.state in DONE:
        complete_if_all_done(enrolment, package, basis=Trace.Basis.DECLARED, language=language, now=now)
    return claim


def complete_if_all_done(enrolment: Enrolment, package: Package, *, basis: str, language: str, now=None) -> None:
    keys = set(Package.objects.filter(unit=package.unit_id).values_list("key", flat=True))
    claims = _claims().filter(enrolment=enrolment, package_key__in=keys)
    if {claim.package_key for claim in claims if is_done(claim)} == keys:
        complete(enrolment=enrolment, unit_key=package.unit.key, basis=basis, language=language, now=now)


def is_done(claim: PackageClaim) -> bool:
    return claim.state in DONE or claim.settled_at is not None


def _claims():
    return PackageClaim.objects.unscoped("what a package says of its own learner")


def _state(text: str | None) -> str | None:
    if text is None or text in set(ClaimedState.values) - {ClaimedState.OPENED}:
        return text
    raise ClaimRefused(_("This status is not known."))


def _number(text: str | None, most: float) -> float | None:
    if text is None:
        return None
    try:
        number = float(text) if text.isascii() else math.nan
    except ValueError:
        number = math.nan
    if not 0 <= number <= most:
        raise ClaimRefused(_("This score cannot be."))
    return number


def _seconds(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) <= 7 and int(text) <= _MOST_SECONDS):
        raise ClaimRefused(_("This time cannot be."))
    return int(text)


def _text(text: str | None, longest: int) -> str | None:
    if text is not None and (len(text.encode("utf-8", "replace")) > longest or "\0" in text):
        raise ClaimRefused(_("The package wants to keep more than is allowed."))
    return text
