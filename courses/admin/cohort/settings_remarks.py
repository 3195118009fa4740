"""What the settings of a cohort bring that may not be meant; it is saved and said."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.cohorts.places import is_overfull, people_in
from courses.models import Cohort


def worth_a_look(cohort: Cohort, *, trainers: list | None) -> list[str]:
    """``trainers`` as they were named, None where whoever saves names none."""
    remarks = []
    if is_overfull(cohort):
        remarks.append(_more_people_than_places(cohort))
    if trainers == []:
        remarks.append(_("Nobody trains this cohort. Until you name somebody, only coordinators look after it."))
    return remarks


def _more_people_than_places(cohort: Cohort) -> str:
    sentence = ngettext(
        "The cohort has %(places)d place and more people: %(people)d. They stay; nobody else gets a place before "
        "enough of them have left.",
        "The cohort has %(places)d places and more people: %(people)d. They stay; nobody else gets a place before "
        "enough of them have left.",
        cohort.capacity,
    )
    return sentence % {"places": cohort.capacity, "people": people_in(cohort)}
