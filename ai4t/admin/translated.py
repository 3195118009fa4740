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


def languages_of_lists() -> list[str]:
    """In which a list looks for the title of a row: the reader's, English, then those that are opened."""
    return list(dict.fromkeys([get_language(), settings.LANGUAGE_CODE, *languages.opened_codes()]))


def shown_title(row) -> str:
    """In the first of these languages that has one; a book need not be written in English."""
    titles = (getattr(row, build_localized_fieldname("title", code)) for code in languages_of_lists())
    return next(filter(None, titles), "–")


class TranslatedAdmin(OnPublicPages, ReadOnlyAdmin):
    """``own_fields`` stand before the ``translated_fields``; a list loads opened languages, not forty."""

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
        return rows.in_languages(languages_of_lists())
