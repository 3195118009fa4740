from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteAccountForm(forms.Form):
    is_understood = forms.BooleanField(
        label=_("Yes, delete my account"),
        help_text=_("This cannot be undone."),
        error_messages={"required": _("Please tick this box if you want your account to be deleted.")},
    )
