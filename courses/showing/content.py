"""The demo course, and what its attestations print."""

from pathlib import Path

from courses.importing.running import import_course
from courses.models import AttestationIssuer, AttestationRule, Course

FOLDER = Path(__file__).parents[1] / "demo" / "first-steps"
SLUG = "first-steps"

ISSUERS = {
    "": {
        "body_en": "AI4T, the demonstration",
        "signatory": "Petra Zupančič",
        "function_en": "Operator of the demonstration",
    },
    "SI": {
        "body_en": "Institute of Invented Schools, Ljubljana",
        "body_sl": "Zavod za izmišljene šole, Ljubljana",
        "official_name_en": "First steps with artificial intelligence, a programme of further training",
        "official_name_sl": "Prvi koraki z umetno inteligenco, program nadaljnjega izobraževanja",
        "programme_number": "2026-0417",
        "credits": "0,5",
        "signatory": "Žiga Šešek",
        "function_en": "Director",
        "function_sl": "Vodja zavoda",
    },
}


def show_content() -> Course:
    """The demo course, imported from its files; nothing is written when they have not changed."""
    import_course(FOLDER, slug=SLUG, source_language="en")
    course = Course.objects.get(slug=SLUG)
    AttestationRule.objects.get_or_create(course=course)
    for country, lines in ISSUERS.items():
        AttestationIssuer.objects.get_or_create(course=course, country=country, defaults=lines)
    return course
