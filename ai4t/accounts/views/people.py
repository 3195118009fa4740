"""What one responsible person does for another's account."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ai4t.accounts import second_factor
from ai4t.accounts.forms.second_factor import ResetReasonForm
from ai4t.accounts.staff_door import staff_page
from ai4t.models import User


@staff_page
@reauthentication_required(app="allauth.mfa")
@never_cache
def reset_second_factor(request, pk):
    """GET asks, POST does it. An operator, for somebody else; for others there is no such page."""
    if not request.user.holds("operator"):
        raise Http404
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = ResetReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second_factor.reset_second_factor(person, by=request.user, reason=form.cleaned_data["reason"])
        except PermissionDenied:
            form.add_error(None, _("Your own second factor is reset by another operator, or by command."))
        else:
            messages.success(request, _("The second factor of %(person)s is reset.") % {"person": person})
            return redirect("admin:ai4t_user_change", person.pk)
    return render(request, "account/reset_second_factor.html", {"person": person, "form": form})
