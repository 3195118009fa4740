from modeltranslation.translator import TranslationOptions, register

from handbook.models import Book, Chapter, Edition, GlossaryTerm, Part


@register(Book)
class BookTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Edition)
class EditionTranslation(TranslationOptions):
    fields = ("note",)


@register(Part)
class PartTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Chapter)
class ChapterTranslation(TranslationOptions):
    fields = ("title", "description", "contributors", "body", "change_note")


@register(GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ("term", "definition")
