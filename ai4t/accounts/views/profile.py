"""The page of a person about herself: what she says, what she agreed to, how she signs in."""

from allauth.account.internal.flows.manage_email import add_email
from allauth.decorators import rate_limit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ai4t.accounts import agreeing, second_factor
from ai4t.accounts.forms.profile import NewAddressForm, ProfileForm
from ai4t.models import Agreement
from ai4t.outbox import declining, kinds
from ai4t.public_pages import public_page


@never_cache
def profile(request):
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        person = form.save()
        with translation.override(person.language):
            messages.success(request, _("Your profile is saved."))
            return redirect("profile")
    if request.method == "POST":
        request.user.refresh_from_db()
    answers = agreeing.answers(request.user, Agreement.Kind.RESEARCH)
    context = {
        "form": form,
        "research_answers": answers,
        "research_is_given": agreeing.is_given(request.user, Agreement.Kind.RESEARCH),
        "has_second_factor": bool(second_factor.factors(request.user)),
        "has_password": request.user.has_usable_password(),
        "letter_kinds": kinds.declinable_kinds(),
        "declined": declining.declined_by(declining.Reader(request.user)),
    }
    return render(request, "account/profile.html", context)


@require_POST
def answer_research(request):
    """``given`` is yes or no; the same answer twice in a row to the same text is noted once."""
    given = request.POST.get("given") == "yes"
    if not agreeing.is_newest_answer(request.user, Agreement.Kind.RESEARCH, given=given):
        agreeing.answer(user=request.user, kind=Agreement.Kind.RESEARCH, given=given, language=get_language())
    messages.success(
        request,
        _("Thank you. Your learning traces may be used for research.")
        if given
        else _("Your learning traces will not be used for research from now on."),
    )
    return redirect(reverse("profile") + "#research")


@rate_limit(action="manage_email")
@never_cache
def change_email(request):
    """The new address gets a code; until it is typed, the old one stays. Then the old one gets a notice."""
    form = NewAddressForm(data=request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        add_email(request, form)
        return redirect("account_email_verification_sent")
    return render(request, "account/email_change.html", {"form": form})


@public_page
def terms(request):
    return render(request, "account/terms.html")
