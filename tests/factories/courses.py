"""Courses to test with: three short units in English, more where a test asks."""

from hashlib import sha256

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile as Bytes
from django.core.files.storage import default_storage
from django.utils import timezone

from ai4t.models import ContentFile, RenderedText
from courses.models import Course, Enrolment, Module, Release, Section, Unit, UnitFile


def create_course(*, slug="first-steps", units=3, languages=("en",), is_open=True, **fields) -> Course:
    """A course with one published release V1: one module, one section, ``units`` text units keyed U1, U2, …"""
    titles = {f"title_{code}": f"First steps ({code})" for code in languages}
    course = Course.objects.create(slug=slug, is_open=is_open, source_language=languages[0], **titles, **fields)
    release = Release.objects.create(course=course, name="V1", state="published", published_at=timezone.now())
    module = Module.objects.create(release=release, key="M1", position=1, title_en="Why")
    section = Section.objects.create(module=module, key="S1", position=1, title_en="Begin")
    for number in range(1, units + 1):
        create_unit(section=section, key=f"U{number}", position=number, languages=languages)
    return course


def create_unit(*, section, key, position=1, languages=("en",), html="", **fields) -> Unit:
    """Its page is a paragraph that says its key, or ``html``."""
    titles = {f"title_{code}": f"Unit {key} ({code})" for code in languages}
    unit = Unit.objects.create(
        release=section.module.release, section=section, key=key, position=position, **{**titles, **fields}
    )
    for code in languages:
        create_rendered_text(unit, language=code, html=html or f"<p>Text of {key} in {code}</p>")
    return unit


def create_rendered_text(work, *, language, html) -> RenderedText:
    return RenderedText.objects.create(
        target_type=ContentType.objects.get_for_model(work),
        target_id=work.pk,
        field="body",
        language=language,
        html=html,
        rules_version=1,
        source_sha256="0" * 64,
    )


def create_enrolment(*, learner, course) -> Enrolment:
    enrolment = Enrolment(learner=learner, course=course, release=course.published_release())
    enrolment.save()
    return enrolment


def create_content_file(*, media_type, data=b"bytes of a file") -> ContentFile:
    digest = sha256(data).hexdigest()
    file, _created = ContentFile.objects.get_or_create(
        sha256=digest, defaults={"media_type": media_type, "size": len(data)}
    )
    if not default_storage.exists(file.storage_name):
        default_storage.save(file.storage_name, Bytes(data))
    return file


def create_unit_file(unit, *, name, media_type, data=b"bytes of a file", role="attachment") -> UnitFile:
    file = create_content_file(media_type=media_type, data=data)
    return UnitFile.objects.create(unit=unit, name=name, path=name, role=role, file=file)
