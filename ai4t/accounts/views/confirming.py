"""The second screen: it waits for the code. And the page that the link in the mail opens, in whatever browser."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from ai4t.accounts import confirmation_link, local_paths
from ai4t.accounts.forms.sign_up import CorrectAddressForm, MailedCodeForm
from ai4t.accounts.waiting import Waiting


@login_not_required
@never_cache
def wait(request):
    """Takes the code, sends again, takes a corrected address. A link opened elsewhere is noticed here."""
    was_begun = Waiting.is_begun(request)
    waiting = Waiting.find(request)
    if waiting is None:
        return _nothing_waits(request, was_begun)
    if waiting.is_confirmed_elsewhere:
        return waiting.go_on() if request.method == "POST" else render(request, "account/confirmed_elsewhere.html")
    if request.method == "POST":
        action = {"resend": _send_again, "change": _correct, "cancel": _give_up}
        return action.get(request.POST.get("action"), _take_code)(request, waiting)
    return _page(request, waiting)


def _nothing_waits(request, was_begun):
    if was_begun:
        messages.info(request, _("The time for the code is over. The link in the mail works longer."))
    return redirect("profile" if request.user.is_authenticated else "account_login")


def _take_code(request, waiting):
    process = waiting.process
    form = MailedCodeForm(request.POST, code=process.code, user=process.user, email=waiting.email)
    if form.is_valid():
        return _go_on(request, waiting) if waiting.confirm() else _give_up(request, waiting)
    if process.record_invalid_attempt():
        return _page(request, waiting, code_form=form)
    messages.error(
        request,
        _("Too many wrong codes. The link in the mail still works; or sign in, and we send you a new code."),
    )
    return redirect("profile" if request.user.is_authenticated else "account_login")


def _go_on(request, waiting):
    if waiting.is_sign_up:
        return waiting.go_on()
    messages.success(request, _("Your new address is confirmed."))
    return redirect("profile")


def _send_again(request, waiting):
    if waiting.send_again():
        messages.success(request, _("We have sent another mail. Its code replaces the one before."))
    elif seconds := waiting.seconds_to_next_mail:
        text = ngettext(
            "You can have another mail in %(seconds)d second.",
            "You can have another mail in %(seconds)d seconds.",
            seconds,
        )
        messages.info(request, text % {"seconds": seconds})
    else:
        messages.info(request, _("You have had several mails. Please look among the unwanted ones, or write to us."))
    return redirect("account_email_verification_sent")


def _correct(request, waiting):
    form = CorrectAddressForm(request.POST, email=waiting.email)
    if not waiting.may_correct_address:
        return redirect("account_email_verification_sent")
    if not form.is_valid():
        return _page(request, waiting, address_form=form)
    waiting.correct(form.cleaned_data["email"], has_account=form.account_already_exists)
    return redirect("account_email_verification_sent")


def _give_up(request, waiting):
    waiting.give_up()
    return redirect("profile" if request.user.is_authenticated else "account_signup")


def _page(request, waiting, *, code_form=None, address_form=None):
    context = {
        "waiting": waiting,
        "code_form": code_form or MailedCodeForm(),
        "address_form": address_form or CorrectAddressForm(),
    }
    return render(request, "account/confirm_email_verification_code.html", context)


@login_not_required
@never_cache
def open_link(request, key):
    """GET names the address and asks. POST confirms it, signs in and lands on what brought her here.

    POST of a link that has expired signs in only as far as the page that waits, and so sends a new mail.
    """
    link = confirmation_link.read(key)
    if request.method != "POST" or link.state not in {"open", "expired"}:
        return _page_of_link(request, link)
    user, email = link.email_address.user, link.email_address.email
    if request.user.is_authenticated:
        logout(request, show_message=False)
    if link.state == "open":
        if not get_adapter().confirm_email(request, link.email_address):
            return _page_of_link(request, confirmation_link.Link("used", link.email_address))
        record_authentication(request, user, method="code", email=email)
    return perform_login(request, Login(user=user, email=email, signup=True, redirect_url=local_paths.wanted(request)))


def _page_of_link(request, link):
    context = {
        "state": link.state,
        "email": link.email_address.email if link.email_address else "",
        "next": local_paths.wanted(request),
    }
    status = {"open": 200, "unknown": 404}.get(link.state, 410)
    return render(request, "account/email_confirm.html", context, status=status)
