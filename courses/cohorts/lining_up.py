"""The line for a place: giving the next one to somebody who waits, and taking somebody off."""

from django.db import transaction
from django.utils.translation import gettext as _

from ai4t import auditing
from courses.cohorts.joining import JoiningRefused, join
from courses.models import CohortMembership, WaitingPlace
from courses.states import JoinedBy


@transaction.atomic
def give_place(place: WaitingPlace, *, by, now=None) -> CohortMembership:
    """Raises JoiningRefused where none is free, or where she cannot be in the cohort."""
    joined = join(learner=place.learner, cohort=place.cohort, joined_by=JoinedBy.HAND, by=by, now=now)
    if joined.membership is None:
        raise JoiningRefused(_("No place is free. Raise the number of places in the settings, or wait for one."))
    return joined.membership


@transaction.atomic
def take_off(place: WaitingPlace, *, by) -> None:
    """Taking off who is not in line any more changes nothing."""
    line = WaitingPlace.objects.unscoped("the caller has seen the place").filter(pk=place.pk)
    if line.delete()[0]:
        auditing.record("cohort.left_line", by=by, about=place.cohort, learner=place.learner_id)
