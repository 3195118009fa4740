"""Learners from whom a package never reports: by a rule of the package, or by somebody who answers for it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from ai4t.models import Trace
from courses.completing import seconds_read, trace_key
from courses.models import Enrolment, Package, PackageClaim
from courses.packages.claiming import complete_if_all_done, is_done
from courses.states import ClaimedState, SettledReason, SettlesAs

_RULES = {SettlesAs.OPENED: SettledReason.RULE_OPENED, SettlesAs.MINUTES: SettledReason.RULE_MINUTES}
# What a person may give as a reason: chosen, never written, because the audit log outlives the learner's account.
REASONS = [reason for reason in SettledReason if reason not in _RULES.values()]


class SettlingRefused(Exception):
    """This claim is not settled; the text is meant for the staff."""


@transaction.atomic
def settle_by_rule(enrolment: Enrolment, package: Package, *, language: str, now=None) -> bool:
    """Count a package that has said nothing as done where its rule says so; True if it is settled by now."""
    claim = _locked(enrolment=enrolment, package_key=package.key).first()
    if claim is None or claim.state != ClaimedState.OPENED:
        return False
    if claim.settled_at is not None:
        return True
    if not _is_fulfilled(enrolment, package):
        return False
    is_measured = package.settles_as == SettlesAs.MINUTES
    _settle(claim, by=None, reason=_RULES[package.settles_as], now=now)
    basis = Trace.Basis.MEASURED if is_measured else Trace.Basis.IMPUTED
    complete_if_all_done(enrolment, package, basis=basis, language=language, now=now)
    return True


@transaction.atomic
def settle(claim: PackageClaim, *, by, reason: str, now=None) -> None:
    """Count the package as done for this learner because ``by`` says so; the reason stays beside it.

    What the package says is left as it is; raises SettlingRefused.
    """
    if reason not in REASONS:
        raise SettlingRefused(_("Please choose a reason: learners may ask for it."))
    claim = _locked(pk=claim.pk).get()
    if is_done(claim):
        raise SettlingRefused(_("This package counts as done already."))
    _settle(claim, by=by, reason=reason, now=now)
    enrolment = claim.enrolment
    package = Package.objects.filter(release=enrolment.release_id, key=claim.package_key, unit__isnull=False).first()
    if package:
        complete_if_all_done(
            enrolment, package, basis=Trace.Basis.DECLARED, language=enrolment.learner.language, now=now
        )


def _locked(**which):
    return PackageClaim.objects.unscoped("settling").select_for_update(of=("self",)).filter(**which)


def _is_fulfilled(enrolment: Enrolment, package: Package) -> bool:
    if package.settles_as == SettlesAs.MINUTES:
        used = seconds_read(enrolment.learner_id, trace_key(enrolment.course_id, package.unit.key))
        return used >= package.settles_after * 60
    return package.settles_as == SettlesAs.OPENED


def _settle(claim: PackageClaim, *, by, reason: str, now) -> None:
    claim.settled_by, claim.settled_reason, claim.settled_at = by, reason, now or timezone.now()
    claim.save(update_fields=["settled_by", "settled_reason", "settled_at"])
    auditing.record("package.settled", by=by, about=claim, package=claim.package_key, reason=str(reason))
