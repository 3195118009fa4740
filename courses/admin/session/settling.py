"""Settling who the rows of a session's reports are."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from courses.meeting_reports import settling
from courses.meeting_reports.matching import Roster
from courses.meeting_reports.reading import HOST, MACHINE, PHONE, address_in
from courses.meeting_reports.settling import SettlingRefused
from courses.models import MeetingAttendee, Session
from courses.states import MatchedBy

_MOST = 50
_NOBODY = {
    HOST: pgettext_lazy("row of a meeting report", "perhaps the host"),
    PHONE: pgettext_lazy("row of a meeting report", "perhaps a telephone"),
    MACHINE: pgettext_lazy("row of a meeting report", "perhaps a recorder or another machine"),
}


def settling_context(session: Session, viewer) -> dict:
    """What the page shows of the rows: open ones with what is proposed, then those that are settled."""
    rows = list(_rows(session))
    open_rows = [row for row in rows if row.learner_id is None and row.is_participant]
    roster = Roster(session, viewer=viewer)
    shown = [_open(row, roster) for row in open_rows[:_MOST]]
    by_hand = [row for row in rows if row not in open_rows and row.matched_by != MatchedBy.ADDRESS]
    return {
        "open_rows": sorted(shown, key=lambda one: not one["proposal"]),
        "open_count": len(open_rows),
        "more": max(0, len(open_rows) - _MOST),
        "proposed": [one for one in shown if one["proposal"]],
        "people": [roster.label_of(person) for person in roster.people.values()],
        "by_address": [_settled(row, roster) for row in rows if row.matched_by == MatchedBy.ADDRESS],
        "by_hand": [_settled(row, roster) for row in by_hand],
    }


@require_POST
def settle(request, session: Session, row_id: int):
    row = _rows(session).filter(pk=row_id).first()
    if row is None:
        raise Http404
    try:
        messages.success(request, _do(request.POST, row, session, request.user))
    except SettlingRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("admin:courses_session_reports", session.pk)


@require_POST
def accept(request, session: Session):
    """The proposals that were shown, all at once: pairs of a row and a person."""
    people, done = Roster(session).people, 0
    for pair in request.POST.getlist("pair")[:_MOST]:
        row_id, _sign, person_id = pair.partition(":")
        if not (row_id.isdecimal() and person_id.isdecimal() and len(pair) < 40):
            continue
        row, person = _rows(session).unsettled().filter(pk=row_id).first(), people.get(int(person_id))
        if row and person:
            settling.settle(row, learner=person, by=request.user)
            done += 1
    sentence = ngettext("%(count)d proposal is accepted.", "%(count)d proposals are accepted.", done)
    messages.success(request, sentence % {"count": done})
    return redirect("admin:courses_session_reports", session.pk)


def _do(said, row: MeetingAttendee, session: Session, user) -> str:
    """Do what the pressed button says, and say what was done."""
    decision, name = said.get("decision", ""), row.name or row.address
    if decision == "nobody":
        settling.set_aside(row, by=user)
        return _("“%(name)s” is no participant, now and the next time.") % {"name": name}
    if decision == "walk_in":
        settling.note_walk_in(row, by=user)
        return _("“%(name)s” is noted as a walk-in.") % {"name": name}
    if decision == "undo":
        settling.undo(row, by=user)
        return _("“%(name)s” is open again.") % {"name": name}
    person = _settled_as(said, row, session, user)
    known_as = Roster(session, viewer=user).name_of(person)
    return _("“%(name)s” is %(person)s, now and the next time.") % {"name": name, "person": known_as}


def _settled_as(said, row: MeetingAttendee, session: Session, user):
    """The proposed person, or whom the typed text names: by the list, or by the address of an account."""
    roster = Roster(session, viewer=user)
    people = roster.people
    chosen = said.get("person", "")
    typed = said.get("who", "").strip()
    person = people.get(int(chosen)) if chosen.isdecimal() and len(chosen) < 19 else None
    person = person or next((one for one in people.values() if typed in (roster.label_of(one), one.email)), None)
    if person:
        settling.settle(row, learner=person, by=user)
        return person
    if address := address_in(typed):
        return settling.settle_as_guest(row, address=address, by=user)
    raise SettlingRefused(_("Please choose somebody from the list, or type the e-mail address of an account."))


def _open(row: MeetingAttendee, roster: Roster) -> dict:
    person = None if row.likely_nobody in (PHONE, MACHINE) else roster.proposal(row.name)
    return {"row": row, "proposal": person, "nobody": _NOBODY.get(row.likely_nobody, "")}


def _settled(row: MeetingAttendee, roster: Roster) -> dict:
    return {"row": row, "person": roster.name_of(row.learner) if row.learner else ""}


def _rows(session: Session):
    rows = MeetingAttendee.objects.unscoped("rows of a session that is seen").filter(report__session=session)
    return rows.select_related("learner", "report__session__cohort").order_by("name", "pk")
