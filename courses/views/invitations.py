"""The pages behind the links of an invitation. Programs that look through mails open links: nothing is done by GET."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.cohorts import answering, asking, invitation_key, inviting
from courses.cohorts.entrance import entrance_to
from courses.models import Invitation
from courses.reading import course_url
from courses.states import InvitationState
from courses.views.cohorts import about, welcome

_LIVING = ("open", "claimed_by_me")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request, key):
    """GET shows the invitation to whoever has its mail; POST takes it up for who is signed in, whatever her address."""
    invitation = invitation_key.read(key)
    if invitation is None:
        return _unknown(request)
    request.arriving_for = f"invitation:{key}"
    if request.method == "GET":
        return _page(request, invitation, key)
    if request.POST.get("action") == "ask":
        asking.ask_for_a_new_one(invitation)
        return redirect(request.path)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        joined = answering.claim(invitation, learner=request.user)
    except inviting.InvitingRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(request.path)
    return welcome(request, invitation.cohort, joined)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request, key):
    """Asks first. Declining what was answered or withdrawn already changes nothing."""
    invitation = invitation_key.read(key)
    if invitation is None:
        return _unknown(request)
    if request.method == "POST":
        answering.decline(invitation)
        return redirect("cohorts:invitation", key)
    if invitation.state != InvitationState.OPEN:
        return redirect("cohorts:invitation", key)
    context = {"cohort": invitation.cohort, "address": invitation.address}
    context["keep_url"] = reverse("cohorts:invitation", args=[key])
    return render(request, "courses/cohorts/decline.html", context)


def _page(request, invitation: Invitation, key: str):
    state, entrance = _state(request, invitation), entrance_to(invitation.cohort, request.user)
    if state == "claimed_by_me" and entrance.state == "in":
        return redirect(course_url(invitation.cohort.course.slug))
    context = {
        **about(invitation.cohort),
        "state": state,
        "address": invitation.address,
        "entrance": entrance,
        "good_until": invitation.expires_at,
        "was_asked": state == "expired" and asking.was_asked(invitation),
        "sign_up_url": f"{reverse('account_signup')}?{urlencode({'for': f'invitation:{key}'})}",
        "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "decline_url": reverse("cohorts:decline", args=[key]),
    }
    return render(request, "courses/cohorts/invitation.html", context, status=200 if state in _LIVING else 410)


def _state(request, invitation: Invitation) -> str:
    """One of the states of an invitation, or expired, or claimed_by_me."""
    if invitation.has_expired():
        return "expired"
    is_hers = request.user.is_authenticated and invitation.claimed_by_id == request.user.pk
    return "claimed_by_me" if is_hers else invitation.state


def _unknown(request):
    return render(request, "courses/cohorts/invitation.html", {"state": "unknown"}, status=404)
