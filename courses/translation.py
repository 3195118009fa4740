from modeltranslation.translator import TranslationOptions, register

from courses.models import Course, Cue, Module, Section, Unit


@register(Course)
class CourseTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Module)
class ModuleTranslation(TranslationOptions):
    fields = ("title", "description")


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title",)


@register(Cue)
class CueTranslation(TranslationOptions):
    fields = ("text",)


@register(Unit)
class UnitTranslation(TranslationOptions):
    fields = ("title", "description", "contributors", "body")
