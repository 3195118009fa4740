"""People are added to a cohort: one by hand, or many by a list that is looked at first and done as it was shown."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ai4t.spreadsheets import csv_response
from courses.admin.cohort.adding_forms import ByHandForm, ListForm
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.cohorts.places import places_left
from courses.cohorts.roster.applying import ApplyingRefused, PlanChanged, apply
from courses.cohorts.roster.checking import language_for, read_roster
from courses.cohorts.roster.keeping import Kept, forget, keep, kept_list, was_done
from courses.cohorts.roster.leftovers import example, good_lines, refused_lines
from courses.cohorts.roster.outcomes import CHANGES, HELD_BACK, IS_THERE, Outcome, count_of, sentence_for
from courses.cohorts.roster.planning import Plan, plan
from courses.cohorts.roster.rows import Roster, Row
from courses.models import Cohort
from courses.states import CohortState, JoinedBy

_MOST_SHOWN = 100
_TEMPLATES = "admin/courses/cohort/adding"


def _add(request, cohort: Cohort):
    """Two forms on one page; each is sent with a button of its own."""
    is_list = "look" in request.POST
    initial = {"language": language_for(cohort)}
    by_hand = ByHandForm(request.POST if "add" in request.POST else None, initial=initial)
    by_list = ListForm(request.POST if is_list else None, request.FILES if is_list else None)
    if by_hand.is_bound and by_hand.is_valid() and _added_by_hand(request, cohort, by_hand.row):
        return redirect("admin:courses_cohort_add_people", cohort.pk)
    if by_list.is_bound and by_list.is_valid():
        upload = by_list.cleaned_data["file"]
        digest = keep(upload.read(), name=upload.name, cohort=cohort, by=request.user)
        return redirect("admin:courses_cohort_list", cohort.pk, digest)
    context = {
        "by_hand": by_hand,
        "by_list": by_list,
        "is_closed": cohort.state == CohortState.CLOSED,
        "free": places_left(cohort),
    }
    return shown(request, cohort, f"{_TEMPLATES}/page.html", tab="add_people", title=_("Add people"), **context)


def _added_by_hand(request, cohort: Cohort, row: Row) -> bool:
    try:
        outcome = apply([row], cohort=cohort, by=request.user, joined_by=JoinedBy.HAND)
    except ApplyingRefused as refusal:
        messages.error(request, str(refusal))
        return False
    step = outcome.steps[0]
    tell = messages.success if step.outcome in CHANGES else messages.warning
    told = _place_and_line_left() if step.leaves_a_line else _by_hand(step.outcome)
    tell(request, told % {"address": row.address})
    return True


def _place_and_line_left() -> str:
    return _(
        "%(address)s has a place now, and we have written to this address. The place in the line of another cohort of "
        "this course is given up."
    )


def _by_hand(outcome: Outcome) -> str:
    return {
        Outcome.PLACE: _("%(address)s has a place now, and we have written to this address."),
        Outcome.WAITS: _("No place is free: %(address)s waits in line, and we have written to this address."),
        Outcome.INVITED: _("%(address)s has no account yet; we have sent an invitation."),
        Outcome.THERE: _("%(address)s is in this cohort already. Nothing was changed."),
        Outcome.IN_LINE: _("%(address)s waits in line already. Nothing was changed."),
        Outcome.INVITED_BEFORE: _("%(address)s was invited before. To write again, go to the invitations."),
        Outcome.ELSEWHERE: _("%(address)s is in another cohort of this course. Please ask its trainer to move people."),
        Outcome.DECLINED: _("%(address)s asked not to be invited. Nothing was sent; you can pass on the join link."),
        Outcome.CLOSED: _("The account of %(address)s is closed. Please ask for another address."),
    }[outcome]


def _list(request, cohort: Cohort, digest: str):
    """GET shows what the list would do, POST does it; the list itself waits on the server."""
    if not (kept := kept_list(digest, cohort=cohort, by=request.user)):
        return _choose_again(request, cohort, digest)
    roster = _roster(kept, cohort)
    if request.method == "POST" and not roster.faults and _done(request, cohort, kept, roster):
        return redirect("admin:courses_cohort_add_people", cohort.pk)
    outcome = plan(roster.rows, cohort=cohort)
    context = {
        "file": kept.name,
        "digest": digest,
        "roster": roster,
        "plan": outcome,
        "counts": [count_of(kind, count, is_done=False) for kind, count in outcome.counts.items()],
        "lines": _lines_to_show(roster, outcome)[:_MOST_SHOWN],
        "more": max(0, len(roster.table.lines) - _MOST_SHOWN),
        "is_closed": cohort.state == CohortState.CLOSED,
        "may_wait": _may_wait(cohort, outcome),
    }
    return shown(request, cohort, f"{_TEMPLATES}/list.html", tab="add_people", title=_("Look at the list"), **context)


def _done(request, cohort: Cohort, kept: Kept, roster: Roster) -> bool:
    seen = request.POST.get("seen", "-")
    try:
        outcome = apply(roster.rows, cohort=cohort, by=request.user, shown=seen, file=kept.digest[:12])
    except PlanChanged as change:
        if is_there := _is_there_already(plan(roster.rows, cohort=cohort)):
            messages.info(request, is_there)
        else:
            messages.warning(request, str(change))
        return bool(is_there)
    except ApplyingRefused as refusal:
        messages.error(request, str(refusal))
        return False
    forget(kept.digest, cohort=cohort, by=request.user)
    messages.success(request, _told(outcome))
    return True


def _is_there_already(outcome: Plan) -> str:
    """What a list is told whose button was pressed twice at once; empty where there is something to do."""
    if outcome.changes or not IS_THERE & set(outcome.counts):
        return ""
    return f"{_done_before()} {_told(outcome)}"


def _done_before() -> str:
    return _("This list has been added already; nothing was done a second time.")


def _told(outcome: Plan) -> str:
    return " ".join(count_of(kind, count, is_done=True) for kind, count in outcome.counts.items())


def _lines_to_show(roster: Roster, outcome: Plan) -> list[dict]:
    """Faults first, then what was held back, then the rest in the order of the file."""
    faults = [
        {"line": fault.line, "what": fault.sentence, "column": fault.column, "mark": "fault"} for fault in roster.faults
    ]
    steps = [
        {
            "line": step.row.line,
            "name": step.row.name,
            "address": step.row.address,
            "what": sentence_for(step),
            "mark": "held" if step.outcome in HELD_BACK else "",
        }
        for step in outcome.steps
    ]
    return faults + sorted(steps, key=lambda line: not line["mark"])


def _may_wait(cohort: Cohort, outcome: Plan) -> str:
    """Invitations keep no place free: said where there are more of them than places left."""
    free = places_left(cohort)
    left = None if free is None else free - outcome.counts.get(Outcome.PLACE, 0)
    invited = outcome.counts.get(Outcome.INVITED, 0)
    if left is None or invited <= left:
        return ""
    sentence = ngettext(
        "%(count)d place stays free. An invitation keeps none: who answers later waits in line.",
        "%(count)d places stay free. An invitation keeps none: who answers later waits in line.",
        max(left, 0),
    )
    return sentence % {"count": max(left, 0)}


def _refused(request, cohort: Cohort, digest: str):
    return _leftovers(request, cohort, digest, refused_lines, pgettext("name of a file", "refused-lines"))


def _good(request, cohort: Cohort, digest: str):
    return _leftovers(request, cohort, digest, good_lines, pgettext("name of a file", "good-lines"))


def _leftovers(request, cohort: Cohort, digest: str, lines_of, name: str):
    if not (kept := kept_list(digest, cohort=cohort, by=request.user)):
        return _choose_again(request, cohort, digest)
    return csv_response(lines_of(_roster(kept, cohort)), name=name)


def _example(request, cohort: Cohort):
    return csv_response(example(), name=pgettext("name of a file", "example-list"))


def _roster(kept: Kept, cohort: Cohort) -> Roster:
    return read_roster(kept.raw, country=cohort.country, language=language_for(cohort))


def _choose_again(request, cohort: Cohort, digest: str):
    if was_done(digest, cohort=cohort, by=request.user):
        messages.info(request, _done_before())
    else:
        messages.warning(request, _("We keep a list for one hour only. Please choose the file again."))
    return redirect("admin:courses_cohort_add_people", cohort.pk)


_LIST = "add/<slug:digest>/"
PAGES = [
    page_of_cohort(_add, name="add_people", route="add/", changes=True),
    page_of_cohort(_example, name="list_example", route="add/example.csv", changes=True),
    page_of_cohort(_list, name="list", route=_LIST, changes=True),
    page_of_cohort(_refused, name="list_refused", route=f"{_LIST}refused.csv", changes=True),
    page_of_cohort(_good, name="list_good", route=f"{_LIST}good.csv", changes=True),
]
