"""Texts come in by import: the staff reads them here, in the languages that are opened."""

from django.conf import settings
from django.utils.translation import get_language
from modeltranslation.utils import build_localized_fieldname

from ai4t import languages
from ai4t.admin.public import OnPublicPages
from ai4t.admin.workbench import ReadOnlyAdmin


def in_opened_languages(*names: str) -> list[str]:
    """The columns of translated fields, field by field, in every opened language."""
    return [build_localized_fieldname(name, code) for name in names for code in languages.opened_codes()]


class TranslatedAdmin(OnPublicPages, ReadOnlyAdmin):
    """``own_fields`` stand before the ``translated_fields``; a list loads the titles of two languages, not of forty."""

    own_fields: list[str] = []
    translated_fields: list[str] = ["title"]

    def get_fields(self, request, obj=None):
        return [*self.own_fields, *in_opened_languages(*self.translated_fields)]

    def get_readonly_fields(self, request, obj=None):
        return self.get_fields(request, obj)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.resolver_match and request.resolver_match.url_name.endswith("_change"):
            return rows
        return rows.in_language(get_language(), settings.LANGUAGE_CODE)

    def shown_title(self, row) -> str:
        title = languages.text(row, "title", language=get_language(), source=settings.LANGUAGE_CODE)
        return title.value or "–"
