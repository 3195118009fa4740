"""Attestations to test with: a course whose learner has done all that is asked."""

from datetime import timedelta

from django.utils import timezone

from ai4t import tracing
from ai4t.models.trace import random_id
from courses.completing import complete, trace_key
from courses.models import Attestation, AttestationIssuer, AttestationRule, Enrolment, Unit
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user


def create_rule(course=None, **fields) -> AttestationRule:
    return AttestationRule.objects.create(course=course or create_course(units=2), **fields)


def create_finisher(rule: AttestationRule, *, hours=0.5, **person) -> Enrolment:
    """A learner who has done every unit of the course."""
    enrolment = create_enrolment(learner=create_user(**person), course=rule.course)
    units = list(Unit.objects.filter(release=enrolment.release))
    for unit in units:
        study(enrolment, unit.key, hours=hours / len(units))
        complete(enrolment=enrolment, unit_key=unit.key, basis="measured", language="en")
    return enrolment


def study(enrolment: Enrolment, key: str, *, hours: float, basis="measured"):
    tracing.visit(
        learner_id=enrolment.learner_id,
        app="courses",
        object_key=trace_key(enrolment.course_id, key),
        opened_at=timezone.now() - timedelta(hours=hours),
        visit_id=random_id(),
        seconds=round(hours * 3600),
        basis=basis,
        language="en",
    )


def create_issuer(course, country="", **fields) -> AttestationIssuer:
    return AttestationIssuer.objects.create(course=course, country=country, **fields)


def attestations(enrolment: Enrolment) -> list[Attestation]:
    return list(Attestation.objects.unscoped("test").filter(enrolment=enrolment).order_by("pk"))
