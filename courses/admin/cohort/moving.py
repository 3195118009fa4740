"""Moving somebody to another cohort of the course: what goes with her is shown before it is done."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from courses import outline
from courses.admin.cohort.consequences import letter_about_sessions, what_goes, what_stays_hers
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.admin.cohort.place import led_to_where_she_is, place_or_404
from courses.cohorts import joining
from courses.cohorts.chores import with_room
from courses.cohorts.joining import JoiningRefused
from courses.models import Cohort, CohortMembership, Completion, Session
from courses.states import CohortState


class MovingForm(forms.Form):
    use_required_attribute = False
    to = forms.ModelChoiceField(
        queryset=None,
        label=gettext_lazy("Move to"),
        error_messages={"required": gettext_lazy("Please choose a cohort.")},
        help_text=gettext_lazy(
            "Cohorts of the same course with a free place. For example one that meets on another day."
        ),
    )

    def __init__(self, *args, user, cohort: Cohort, **kwargs):
        super().__init__(*args, **kwargs)
        others = with_room(Cohort.objects.visible_to(user)).filter(course=cohort.course_id).exclude(pk=cohort.pk)
        self.fields["to"].queryset = others.exclude(state=CohortState.CLOSED).select_related("release")


def _move(request, cohort: Cohort, membership_id: int):
    """GET shows what would happen, or asks where to; POST does it."""
    place = place_or_404(request.user, cohort, membership_id)
    if place.until:
        return led_to_where_she_is(request, place)
    said = request.POST if request.method == "POST" else request.GET
    form = MovingForm(said, user=request.user, cohort=cohort)
    to = form.cleaned_data["to"] if form.is_valid() else None
    if request.method == "POST" and to:
        return _moved(request, place, to)
    name = {"name": place.enrolment.learner}
    return shown(
        request,
        cohort,
        "admin/courses/cohort/move.html",
        tab="people",
        title=_("Move %(name)s to “%(cohort)s”?") % {**name, "cohort": to} if to else _("Move %(name)s") % name,
        place=place,
        form=form,
        to=to,
        **(_consequences(request.user, place, to) if to else {}),
    )


def _consequences(user, place: CohortMembership, to: Cohort) -> dict:
    in_line = {"cohort": to}
    return {
        "stays": [*what_stays_hers(user, place), *_what_is_not_counted(user, place, to)],
        "goes": what_goes(user, place),
        "comes": [
            _("Her place in “%(cohort)s”; whoever trains it sees her progress from then on.") % in_line,
            _sessions_that_come(user, to),
        ],
        "letters": [
            _("A letter tells her at once that she has a place in “%(cohort)s”.") % in_line,
            *filter(None, [letter_about_sessions(place)]),
        ],
    }


def _what_is_not_counted(user, place: CohortMembership, to: Cohort) -> list[str]:
    """Units that the release of the other cohort does not have."""
    if to.release_id == place.cohort.release_id:
        return []
    done = Completion.objects.visible_to(user).filter(enrolment=place.enrolment_id)
    there = outline.of(to.release, get_language()).place
    lacking = sum(key not in there for key in done.values_list("unit_key", flat=True))
    if not lacking:
        return []
    sentence = ngettext(
        "%(count)s unit of it is kept but not counted: the other cohort takes another release of the course.",
        "%(count)s units of it are kept but not counted: the other cohort takes another release of the course.",
        lacking,
    )
    return [sentence % {"count": lacking}]


def _sessions_that_come(user, to: Cohort) -> str:
    count = Session.objects.visible_to(user).filter(cohort=to).planned().to_come().count()
    sentence = ngettext(
        "%(count)s session to come stands in her list. No letter tells of it before its reminders.",
        "%(count)s sessions to come stand in her list. No letter tells of them before their reminders.",
        count,
    )
    return sentence % {"count": count}


def _moved(request, place: CohortMembership, to: Cohort):
    try:
        joining.move(place, to=to, by=request.user)
    except JoiningRefused as refusal:
        place.refresh_from_db()
        if place.until:
            return led_to_where_she_is(request, place)
        messages.error(request, str(refusal))
        return redirect("admin:courses_cohort_person", place.cohort_id, place.pk)
    said = _("%(name)s is now in “%(cohort)s”.")
    messages.success(request, said % {"name": place.enrolment.learner, "cohort": to})
    return redirect("admin:courses_cohort_people", place.cohort_id)


PAGES = [page_of_cohort(_move, name="move", route="people/<int:membership_id>/move/", changes=True)]
