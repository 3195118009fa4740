from django.conf import settings
from django.contrib import admin
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ai4t import languages
from ai4t.admin.translated import TranslatedAdmin
from handbook.models import GlossaryTerm


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(TranslatedAdmin):
    list_display = ["key", "term_here", "edition"]
    list_select_related = ["edition__book"]
    search_fields = ["key", "edition__book__slug"]
    own_fields = ["key", "edition"]
    translated_fields = ["term", "definition"]

    @admin.display(description=_("term"))
    def term_here(self, term):
        return languages.text(term, "term", language=get_language(), source=settings.LANGUAGE_CODE).value or "–"
