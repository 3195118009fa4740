"""Giving an attestation, once for a language, and taking it back."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing, languages
from courses.attesting.evidence import Evidence, gather
from courses.attesting.pdf import pdf_of
from courses.models import Attestation, AttestationIssuer, AttestationRule, Enrolment
from courses.printing.typesetting import CannotBePrinted

# Without what is mistaken for something else when it is typed: 0 and O, 1 and I and L.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_PRINTED = ("official_name", "body", "function", "legal_sentence")


class AttestationRefused(Exception):
    """The attestation cannot be given; the text is meant for the learner."""


@transaction.atomic
def issue(enrolment: Enrolment, *, language: str, now=None) -> Attestation:
    """The learner's valid attestation in that language; asking again gives the same one."""
    Enrolment.objects.unscoped("one attestation at a time").select_for_update().get(pk=enrolment.pk)
    valid = valid_of(enrolment, language)
    if valid:
        return valid
    if was_revoked(enrolment):
        raise AttestationRefused(
            _("Your attestation was revoked. Please write to us if you think that this is a mistake.")
        )
    if not enrolment.learner.name.strip():
        raise AttestationRefused(_("Please write your name in your profile first."))
    rule = AttestationRule.objects.filter(course=enrolment.course_id).first()
    if rule is None:
        raise AttestationRefused(_("This course gives no attestation."))
    evidence = gather(enrolment, language)
    if missing := evidence.missing(rule):
        raise AttestationRefused(" ".join(missing))
    return _issue(enrolment, language, evidence, now or timezone.now())


@transaction.atomic
def issue_anew(attestation: Attestation, *, by, now=None) -> Attestation:
    """Another one with the learner's present name and results; the old one says that it was replaced.

    For the staff it is also the way back from an attestation that was revoked.
    """
    now = now or timezone.now()
    enrolment = (
        Enrolment.objects.unscoped("one attestation at a time").select_for_update().get(pk=attestation.enrolment_id)
    )
    attestation.refresh_from_db()
    if attestation.replaced_by_id:
        raise AttestationRefused(_("This attestation was replaced before."))
    if attestation.revoked_at is None:
        _revoke(attestation, by=by, reason="", now=now)
    attestation.replaced_by = _issue(enrolment, attestation.language, gather(enrolment, attestation.language), now)
    attestation.save(update_fields=["replaced_by"])
    auditing.record("attestation.replaced", by=by, about=attestation, new=attestation.replaced_by.code)
    return attestation.replaced_by


@transaction.atomic
def revoke(attestation: Attestation, *, by, reason: str, now=None) -> None:
    """It stays stored, and says to whoever verifies it that it holds no longer.

    The reason stays with it and goes with the person; the audit log, which outlives her, notes the act alone.
    """
    attestation = Attestation.objects.unscoped("revoking").select_for_update().get(pk=attestation.pk)
    if attestation.revoked_at is None:
        _revoke(attestation, by=by, reason=reason, now=now or timezone.now())
        auditing.record("attestation.revoked", by=by, about=attestation)


def valid_of(enrolment: Enrolment, language: str) -> Attestation | None:
    own = Attestation.objects.unscoped("a learner's own attestation").valid()
    return own.filter(enrolment=enrolment, language=language).first()


def was_revoked(enrolment: Enrolment) -> bool:
    """Whether the staff took an attestation back, in any language, and has not issued it anew."""
    own = Attestation.objects.unscoped("a learner's own attestation").filter(enrolment=enrolment)
    return own.filter(revoked_at__isnull=False, replaced_by=None).exists()


def has_grown(attestation: Attestation, evidence: Evidence) -> bool:
    """Whether the learner's name, units, score or hours (by one at least) are others than those attested."""
    score = attestation.score_percent
    return (
        attestation.name != attestation.enrolment.learner.name
        or evidence.done > attestation.units
        or (score is not None and (evidence.score_percent or 0) > score)
        or evidence.hours >= attestation.hours + 1
    )


def issuer_for(learner, course_id: int) -> AttestationIssuer | None:
    """That of the learner's country, else the one for everywhere else."""
    issuers = AttestationIssuer.objects.filter(course=course_id, country__in=["", learner.country])
    return issuers.order_by("-country").first()


def printed_lines(issuer: AttestationIssuer | None, *, language: str, source: str) -> dict[str, str]:
    """What the issuer wants to be printed, by name, in the language or else in the source language of the course."""
    if issuer is None:
        return {}
    texts = {name: languages.text(issuer, name, language=language, source=source).value for name in _PRINTED}
    plain = {name: getattr(issuer, name) for name in ("programme_number", "credits", "signatory")}
    return {name: value for name, value in {**texts, **plain}.items() if value}


def _issue(enrolment: Enrolment, language: str, evidence: Evidence, now) -> Attestation:
    course = enrolment.course
    title = languages.text(course, "title", language=language, source=course.source_language)
    attestation = Attestation(
        enrolment=enrolment,
        code="-".join("".join(secrets.choice(_LETTERS) for _letter in range(4)) for _part in range(3)),
        language=language,
        name=enrolment.learner.name,
        course_title=title.value,
        hours=evidence.hours,
        units=evidence.done,
        score_percent=evidence.score_percent if _asks_for_a_score(enrolment) else None,
        first_on=evidence.first_on or now.date(),
        last_on=evidence.last_on or now.date(),
        printed=printed_lines(
            issuer_for(enrolment.learner, enrolment.course_id), language=language, source=course.source_language
        ),
        issued_at=now,
    )
    _insist_that_it_prints(attestation)
    attestation.save(force_insert=True)
    return attestation


def _asks_for_a_score(enrolment: Enrolment) -> bool:
    """What a course does not ask for is not printed either: its questions may be there to learn from."""
    return AttestationRule.objects.filter(course=enrolment.course_id, score_percent__gt=0).exists()


def _insist_that_it_prints(attestation: Attestation) -> None:
    try:
        pdf_of(attestation)
    except CannotBePrinted:
        raise AttestationRefused(
            _(
                "Your name “%(name)s” has letters that cannot be printed here. Please write it in Latin, Greek, "
                "Cyrillic, Hebrew or Arabic letters in your profile, and ask again."
            )
            % {"name": attestation.name}
        )


def _revoke(attestation: Attestation, *, by, reason: str, now) -> None:
    attestation.revoked_at, attestation.revoked_by, attestation.revocation_reason = now, by, reason
    attestation.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
