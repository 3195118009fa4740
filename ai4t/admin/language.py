from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.models import Language


class LanguageForm(forms.ModelForm):
    def clean_opened(self):
        opened = self.cleaned_data["opened"]
        if not opened and self.instance.code == settings.LANGUAGE_CODE:
            raise forms.ValidationError(_("Everything falls back to this language: it stays open."))
        return opened


@admin.register(Language)
class LanguageAdmin(WorkbenchAdmin):
    """Opening a language is a click; the rows come with the migrations."""

    form = LanguageForm
    list_display = ["own_name", "code", "opened"]
    list_filter = ["opened"]
    search_fields = ["code", "own_name"]
    list_per_page = 100
    ordering = ["-opened", "code"]
    fields = ["code", "own_name", "opened"]
    readonly_fields = ["code", "own_name"]

    def has_add_permission(self, request):
        return False
