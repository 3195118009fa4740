"""A form in one language at a time: the source language with all that decides, or a translation beside its original."""

from modeltranslation.utils import build_localized_fieldname

from ai4t import languages


class OneLanguage:
    """Mixed into an admin or an inline. ``own_fields`` are shown in the source language only.

    The address says the language (``?in=sl``). Beside a translation stands what the source language says.
    """

    own_fields: list[str] = []
    translated_fields: list[str] = []

    def language_in(self, request) -> str:
        wanted = request.GET.get("in", "")
        return wanted if wanted in languages.opened_codes() else self.source_in(request)

    def source_in(self, request) -> str:
        return getattr(request, "source_language", "en")

    def is_translation(self, request) -> bool:
        return self.language_in(request) != self.source_in(request)

    def texts_in(self, request) -> list[str]:
        language, source = self.language_in(request), self.source_in(request)
        if not self.is_translation(request):
            return [build_localized_fieldname(name, source) for name in self.translated_fields]
        return [build_localized_fieldname(name, code) for name in self.translated_fields for code in (source, language)]

    def originals_in(self, request) -> list[str]:
        if not self.is_translation(request):
            return []
        return [build_localized_fieldname(name, self.source_in(request)) for name in self.translated_fields]
