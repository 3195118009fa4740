"""A person's own second factor: the guided page that sets one up, the page where she keeps them, her recovery codes."""

import json

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ai4t.accounts import local_paths, qr, second_factor, sessions
from ai4t.accounts.forms.second_factor import AddAppForm, AddPasskeyForm

# Set once a factor is added: the guided page then shows the recovery codes, until the person goes on.
_KEEP_CODES = "keep_recovery_codes"
_proved = reauthentication_required(app="allauth.mfa")


@never_cache
def keep(request):
    factors = second_factor.factors(request.user)
    context = {
        "app": next((factor for factor in factors if factor.type == second_factor.APP), None),
        "passkeys": [factor for factor in factors if factor.type == second_factor.PASSKEY],
        "codes_left": len(second_factor.codes_of(request.user)),
    }
    return render(request, "mfa/index.html", context)


@_proved
@never_cache
def set_up(request):
    """Two steps on one page: an app or a passkey, then the recovery codes; then on to ``?next=``."""
    if request.session.get(_KEEP_CODES):
        return _go_on(request) if request.method == "POST" else _page_of_codes(request)
    has_app = second_factor.app_of(request.user) is not None
    app_form = None if has_app else AddAppForm(_posted(request, "code"), user=request.user)
    passkey_form = AddPasskeyForm(_posted(request, "credential"), user=request.user)
    if app_form and app_form.is_bound and app_form.is_valid():
        app = second_factor.add_app(request.user, app_form.secret, last_counter=app_form.counter)
        clear_totp_secret(request)
        return _added(request, app)
    if passkey_form.is_bound and passkey_form.is_valid():
        said = passkey_form.cleaned_data
        passkey = second_factor.add_passkey(request.user, name=said["name"], credential=said["credential"])
        return _added(request, passkey)
    return _page_of_ways(request, app_form, passkey_form)


@_proved
@require_POST
def remove(request, pk):
    factor = get_object_or_404(Authenticator.objects.exclude(type=second_factor.CODES), user=request.user, pk=pk)
    second_factor.remove(factor)
    sessions.renew(request)
    messages.success(request, _("It is removed. Everywhere else you are signed out."))
    return redirect("mfa_index")


@_proved
@never_cache
def recovery_codes(request):
    """GET shows the codes that are left, POST makes new ones."""
    if not second_factor.factors(request.user):
        return redirect("second_factor_set_up")
    if request.method == "POST":
        second_factor.renew_codes(request.user)
        sessions.renew(request)
        messages.success(request, _("These are your new recovery codes. The old ones no longer work."))
        return redirect("mfa_view_recovery_codes")
    return render(request, "mfa/recovery_codes.html", {"codes": second_factor.codes_of(request.user)})


@_proved
@never_cache
@require_GET
def download_codes(request):
    codes = second_factor.codes_of(request.user)
    head = _("Recovery codes of %(email)s. Each works once.") % {"email": request.user.email}
    text = "\r\n".join([head, "", *codes, ""])
    disposition = 'attachment; filename="recovery-codes.txt"'
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Content-Disposition": disposition})


def _posted(request, field):
    return request.POST if request.method == "POST" and field in request.POST else None


def _added(request, factor):
    second_factor.note_shown(request, factor)
    sessions.renew(request)
    request.session[_KEEP_CODES] = True
    return redirect(_with_next(request, "second_factor_set_up"))


def _go_on(request):
    del request.session[_KEEP_CODES]
    return redirect(local_paths.wanted(request) or "mfa_index")


def _page_of_codes(request):
    context = {"codes": second_factor.codes_of(request.user), "next": local_paths.wanted(request)}
    return render(request, "mfa/keep_codes.html", context)


def _page_of_ways(request, app_form, passkey_form):
    context = {
        "app_form": app_form,
        "qr": qr.of_app(request.user, app_form.secret) if app_form else "",
        "secret": qr.in_groups(app_form.secret) if app_form else "",
        "passkey_form": passkey_form,
        "passkey_options": json.dumps(begin_registration(request.user, True)),
        "next": local_paths.wanted(request),
    }
    return render(request, "mfa/set_up.html", context)


def _with_next(request, page):
    wanted = local_paths.wanted(request)
    return reverse(page, query={"next": wanted} if wanted else None)
