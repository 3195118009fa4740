"""A course for search engines: schema.org Course with one online instance and the LRMI properties."""

from django.conf import settings

from ai4t import languages, lrmi
from ai4t.language_prefix import in_language
from courses.outline import Outline


def linked_data(path: str, lines: Outline) -> dict:
    """``path`` is the page of the course, in any language."""
    minutes = f"PT{lines.minutes}M"
    return {
        "@context": lrmi.CONTEXT,
        "@type": "Course",
        "name": lines.course_title.value,
        "description": lines.course_description.value,
        "url": lrmi.absolute(path),
        "inLanguage": lines.course_title.lang,
        "availableLanguage": sorted(lines.translated),
        **lrmi.for_teachers("course"),
        **_licences(lines),
        **_translations(path, lines),
        "timeRequired": minutes,
        "provider": {**lrmi.organisation(settings.PLATFORM_NAME), "url": settings.SITE_URL},
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "EUR", "category": "Free"},
        "hasCourseInstance": {"@type": "CourseInstance", "courseMode": "Online", "courseWorkload": minutes},
    }


def _licences(lines: Outline) -> dict:
    """Those of the units, each once: a course has none of its own."""
    told = [
        lrmi.licensed(licence)["license"] for licence in dict.fromkeys(unit.licence for unit in lines.units) if licence
    ]
    if not told:
        return {}
    return {"license": told[0] if len(told) == 1 else told}


def _translations(path: str, lines: Outline) -> dict:
    """The original names its translations, and a translation the original with all of them."""
    source = lines.source_language
    others = [_version(path, code) for code in languages.opened_codes() if code in lines.translated and code != source]
    named = {"workTranslation": others} if others else {}
    if lines.course_title.lang == source:
        return named
    return {"translationOfWork": {**_version(path, source), **named}}


def _version(path: str, code: str) -> dict:
    return {"@type": "Course", "@id": lrmi.absolute(in_language(path, code)), "inLanguage": code}
