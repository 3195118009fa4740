from modeltranslation.translator import TranslationOptions, register

from courses.models import Activity, AttestationIssuer, Band, Course, Cue, Module, Option, Question, Section, Unit


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


@register(Activity)
class ActivityTranslation(TranslationOptions):
    fields = ("title", "instructions")


@register(Band)
class BandTranslation(TranslationOptions):
    fields = ("text",)


@register(Question)
class QuestionTranslation(TranslationOptions):
    fields = ("text", "explanation", "picture_alt")


@register(Option)
class OptionTranslation(TranslationOptions):
    fields = ("text", "feedback", "feedback_otherwise", "tip")


@register(AttestationIssuer)
class AttestationIssuerTranslation(TranslationOptions):
    fields = ("official_name", "body", "function", "legal_sentence")
