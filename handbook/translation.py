from modeltranslation.translator import TranslationOptions, register

from handbook.models import Chapter, Edition, GlossaryTerm, Part


@register(Edition)
class EditionTranslation(TranslationOptions):
    fields = ("title", "description", "note")


@register(Part)
class PartTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Chapter)
class ChapterTranslation(TranslationOptions):
    fields = ("title", "description", "contributors", "body", "change_note")


@register(GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ("term", "definition")
