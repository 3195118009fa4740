"""The line for a place: giving the next one to somebody who waits, taking somebody off, letting somebody in first."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ai4t import auditing
from courses.cohorts import places
from courses.cohorts.joining import JoiningRefused, join, line_up
from courses.models import Cohort, CohortMembership, WaitingPlace
from courses.states import JoinedBy


@transaction.atomic
def give_place(place: WaitingPlace, *, by, now=None) -> CohortMembership:
    """Raises JoiningRefused where none is free, or where she cannot be in the cohort."""
    joined = join(learner=place.learner, cohort=place.cohort, joined_by=JoinedBy.HAND, by=by, now=now)
    if joined.membership is None:
        raise JoiningRefused(_("No place is free. Raise the number of places in the settings, or wait for one."))
    return joined.membership


@transaction.atomic
def put_first(*, learner, cohort: Cohort, by, now=None) -> None:
    """Before everybody who waits, for whoever had a place that was given away; she is written to."""
    now, cohort = now or timezone.now(), places.locked(cohort)
    first = places.line().filter(cohort=cohort).order_by("since", "pk").first()
    line_up([learner], cohort, now=now, since=min(now, first.since - timedelta.resolution) if first else now)
    auditing.record("cohort.lined_up_first", by=by, about=cohort, learner=learner.pk)


@transaction.atomic
def take_off(place: WaitingPlace, *, by) -> None:
    """Taking off who is not in line any more changes nothing."""
    line = WaitingPlace.objects.unscoped("the caller has seen the place").filter(pk=place.pk)
    if line.delete()[0]:
        auditing.record("cohort.left_line", by=by, about=place.cohort, learner=place.learner_id)
