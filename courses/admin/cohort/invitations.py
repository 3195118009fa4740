"""Who is invited to a cohort, who waits for a place, and the link by which everybody else comes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.models import AddressTrouble
from courses.admin.cohort.join_link import link_to
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.cohorts import answering, inviting, lining_up
from courses.cohorts.joining import JoiningRefused
from courses.cohorts.places import places_left
from courses.models import Cohort, Invitation, WaitingPlace
from courses.states import InvitationState

_ON_A_PAGE = 50
_TEMPLATES = "admin/courses/cohort/invitations"


def _invitations(request, cohort: Cohort):
    """GET shows all; ``?ask=withdraw:7`` asks first; POST does what its button says."""
    if request.method == "POST":
        _do(request, cohort, request.POST.get("do", ""))
        return redirect("admin:courses_cohort_invitations", cohort.pk)
    if asked := request.GET.get("ask"):
        return _ask_first(request, cohort, asked)
    rows = _rows(request, cohort)
    page = Paginator(_in_order(rows), _ON_A_PAGE).get_page(request.GET.get("p"))
    return shown(
        request,
        cohort,
        f"{_TEMPLATES}/page.html",
        tab="invitations",
        title=_("Invitations"),
        link=link_to(cohort),
        page=page,
        rows=_drawn(page),
        unsent=rows.unanswered().filter(times_sent=0).count(),
        withdrawn=rows.filter(state=InvitationState.WITHDRAWN).count(),
        waiting=list(_line(request, cohort)),
        free=places_left(cohort),
    )


def _rows(request, cohort: Cohort):
    return Invitation.objects.visible_to(request.user).filter(cohort=cohort)


def _line(request, cohort: Cohort):
    places = WaitingPlace.objects.visible_to(request.user).filter(cohort=cohort)
    return places.select_related("learner").order_by("since", "pk")


def _in_order(rows):
    """What still waits for somebody first; those withdrawn hold nothing to be seen."""
    listed = rows.exclude(state=InvitationState.WITHDRAWN).select_related("claimed_by")
    answered_last = Case(When(state=InvitationState.OPEN, then=0), default=1)
    return listed.order_by(answered_last, F("sent_at").asc(nulls_first=True), "address", "pk")


def _drawn(invitations) -> list[dict]:
    addresses = [invitation.address for invitation in invitations]
    troubles = {one.address: one.get_kind_display() for one in AddressTrouble.objects.filter(address__in=addresses)}
    return [{"invitation": one, "state": _word(one), "trouble": troubles.get(one.address, "")} for one in invitations]


def _word(invitation: Invitation) -> str:
    if invitation.state == InvitationState.OPEN and not invitation.times_sent:
        return "unsent"
    return "expired" if invitation.has_expired() else invitation.state


def _do(request, cohort: Cohort, button: str) -> None:
    verb, _colon, number = button.partition(":")
    if verb not in _VERBS:
        raise Http404
    try:
        messages.success(request, _VERBS[verb](request, cohort, number))
    except (inviting.InvitingRefused, JoiningRefused) as refusal:
        messages.error(request, str(refusal))


def _send(request, cohort: Cohort, number: str) -> str:
    invitation = _one(_rows(request, cohort), number)
    inviting.send_again(invitation, by=request.user)
    return _("The invitation to %(address)s is on its way.") % {"address": invitation.address}


def _send_all(request, cohort: Cohort, number: str) -> str:
    count = inviting.send_to_all_unsent(cohort, by=request.user)
    sentence = ngettext("%(count)d invitation is on its way.", "%(count)d invitations are on their way.", count)
    return sentence % {"count": count}


def _withdraw(request, cohort: Cohort, number: str) -> str:
    invitation = _one(_rows(request, cohort), number)
    answering.withdraw(invitation, by=request.user)
    if not invitation.address:
        return _("This invitation was withdrawn before.")
    return _("The invitation to %(address)s is withdrawn.") % {"address": invitation.address}


def _give_place(request, cohort: Cohort, number: str) -> str:
    place = _one(_line(request, cohort), number)
    lining_up.give_place(place, by=request.user)
    return _("%(name)s has a place now and gets a mail about it.") % {"name": place.learner}


def _take_off(request, cohort: Cohort, number: str) -> str:
    place = _one(_line(request, cohort), number)
    lining_up.take_off(place, by=request.user)
    return _("%(name)s does not wait any more.") % {"name": place.learner}


_VERBS = {
    "send": _send,
    "send_all": _send_all,
    "withdraw": _withdraw,
    "give_place": _give_place,
    "take_off": _take_off,
}


def _ask_first(request, cohort: Cohort, asked: str):
    verb, _colon, number = asked.partition(":")
    if verb == "withdraw":
        named = {"address": _one(_rows(request, cohort).unanswered(), number).address}
        words = {
            "question": _("Withdraw the invitation to %(address)s?") % named,
            "lost": _("Its link stops working, and we forget the name and the address. You can invite anew later."),
            "button": _("Withdraw"),
        }
    elif verb == "take_off":
        named = {"name": _one(_line(request, cohort), number).learner}
        words = {
            "question": _("Take %(name)s off the waiting list?") % named,
            "lost": _("The place in line is lost, and no mail says so. Whoever asks again is the last one in line."),
            "button": _("Take off the list"),
        }
    else:
        raise Http404
    address = reverse("admin:courses_cohort_invitations", args=[cohort.pk])
    context = {**words, "do": asked, "action": address, "back_url": address, "title": words["question"]}
    return shown(request, cohort, f"{_TEMPLATES}/ask_first.html", tab="invitations", **context)


def _one(rows, number: str):
    row = rows.filter(pk=number).first() if number.isascii() and number.isdecimal() and len(number) < 19 else None
    if row is None:
        raise Http404
    return row


PAGES = [page_of_cohort(_invitations, name="invitations", changes=True)]
