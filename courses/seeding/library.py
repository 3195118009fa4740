"""A library of open courses to search in: the sentences of our demo texts, in ever new orders."""

import re
from random import Random

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from ai4t import searching
from ai4t.models import RenderedText
from courses.models import Course, Module, Release, Section, Unit
from courses.seeding.year import BEGIN, LANGUAGES

COURSES, UNITS = 16, 64
SENTENCES = 40
_SENTENCE = re.compile(r"[^.?!|<>`\[\]{}#*_]{40,300}[.?!]")


@transaction.atomic
def write_library() -> int:
    """Courses "library-1" and on: pages of some 600 words in five languages; how many pages can be found there."""
    chance = Random(20260105)
    sentences = {code: _sentences(code) for code in LANGUAGES}
    return sum(_write_course(number, sentences, chance) for number in range(1, COURSES + 1))


def _write_course(number: int, sentences: dict[str, list[str]], chance: Random) -> int:
    titles = {f"title_{code}": f"Library {number} ({code})" for code in LANGUAGES}
    course = Course.objects.create(slug=f"library-{number}", is_open=True, reads_without_enrolment=True, **titles)
    release = Release.objects.create(course=course, name="V1", state="published", published_at=BEGIN)
    module = Module.objects.create(release=release, key="M1", position=1, **titles)
    section = Section.objects.create(module=module, key="S1", position=1, **titles)
    for position in range(1, UNITS + 1):
        named = {f"title_{code}": chance.choice(sentences[code])[:60].rstrip() for code in LANGUAGES}
        unit = Unit.objects.create(release=release, section=section, key=f"U{position}", position=position, **named)
        RenderedText.objects.bulk_create(
            RenderedText(
                target_type=ContentType.objects.get_for_model(Unit),
                target_id=unit.pk,
                field="body",
                language=code,
                html=_page(chance.choices(sentences[code], k=SENTENCES)),
                rules_version=1,
                source_sha256="0" * 64,
            )
            for code in LANGUAGES
        )
    return searching.keep_in_step(release)


def _page(sentences: list[str]) -> str:
    paragraphs = [sentences[first : first + 5] for first in range(0, len(sentences), 5)]
    return "".join(f"<h2>{several[0][:40]}</h2><p>{' '.join(several)}</p>" for several in paragraphs)


def _sentences(language: str) -> list[str]:
    texts = sorted(settings.BASE_DIR.glob(f"*/demo/**/*.{language}.md"))
    return [" ".join(said.split()) for path in texts for said in _SENTENCE.findall(path.read_text(encoding="utf-8"))]
