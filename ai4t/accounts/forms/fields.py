"""Fields that several account forms share, in our words."""

import unicodedata

from allauth.account.fields import SetPasswordField
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ai4t.models import User

# Marks that turn the direction of what follows: in a list they would garble the names of others.
_TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class AddressField(forms.EmailField):
    """An e-mail address, in small letters."""

    def __init__(self, **kwargs):
        widget = forms.EmailInput({"autocomplete": "email"})
        super().__init__(**{"label": _("E-mail address"), "max_length": 254, "widget": widget, **kwargs})

    def clean(self, value):
        return super().clean(value).lower()


class PresentPasswordField(forms.CharField):
    def __init__(self, **kwargs):
        widget = forms.PasswordInput({"autocomplete": "current-password"})
        super().__init__(**{"label": _("Password"), "strip": False, "widget": widget, **kwargs})


_PASSWORD_HELP = _("At least 10 characters. Three or four words are easier to remember than signs.")


class FirstPasswordField(forms.CharField):
    """The password of somebody who has no account yet; the form checks it against the rules."""

    def __init__(self, **kwargs):
        widget = forms.PasswordInput({"autocomplete": "new-password"})
        super().__init__(
            **{"label": _("Password"), "help_text": _PASSWORD_HELP, "strip": False, "widget": widget, **kwargs}
        )


class NewPasswordField(SetPasswordField):
    """Another password for somebody we know: the form sets ``user``, and the field checks it against the rules."""

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("New password"), "help_text": _PASSWORD_HELP, **kwargs})
        del self.widget.attrs["placeholder"]


class NameField(forms.CharField):
    """A name as its owner writes it, without what cannot be shown."""

    def __init__(self, **kwargs):
        field = User._meta.get_field("name")
        super().__init__(
            **{
                "label": pgettext_lazy("of a person", "Name"),
                "help_text": field.help_text,
                "max_length": field.max_length,
                "widget": forms.TextInput({"autocomplete": "name"}),
                **kwargs,
            }
        )

    def clean(self, value):
        name = " ".join(unicodedata.normalize("NFC", super().clean(value)).split())
        if any(unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} or sign in _TURNING for sign in name):
            raise ValidationError(_("The name holds characters that cannot be shown. Please type it anew."))
        return name


class MailedCodeField(forms.CharField):
    """A one-time code; dashes, spaces and case are as she likes."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        )
        super().__init__(**{"label": _("One-time code"), "max_length": 20, "widget": widget, **kwargs})


class AppCodeField(forms.CharField):
    """The six digits of an app, or a recovery code."""

    def __init__(self, **kwargs):
        widget = forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"})
        super().__init__(**{"max_length": 20, "widget": widget, **kwargs})
