"""Modules, sections and units as rows: made, moved and renamed until they are what the tree says."""

from django.utils import timezone

from ai4t.content.plan import Plan
from ai4t.content.rows import Rows, delete_with_texts
from courses.importing.contents import CourseContents, UnitContents
from courses.importing.planning import UnitPlan
from courses.models import CaptionTrack, Completion, Course, Cue, Module, Release, Section, Unit


def apply_course(course: Course, contents: CourseContents, plan: Plan) -> bool:
    """The course's title, source language, and description where the files have one; whether any of them is another.

    That a new course gets them is no change that people are told.
    """
    rows = Rows(Course, {course.pk: course}, source_language=contents.source_language, plan=plan)
    texts = {"title": contents.titles, "description": contents.descriptions}
    said = {field: text for field, text in texts.items() if text}
    label = course.slug if course.source_language else ""
    rows.want(course.pk, label=label, texts=said, source_language=contents.source_language)
    return rows.save()


def apply_outline(release: Release, contents: CourseContents, units: UnitPlan, plan: Plan) -> dict[str, Unit]:
    """The saved rows of the units by stem; what the tree no longer has is deleted or archived."""
    modules = _modules(release, contents, plan)
    sections = _sections(release, contents, modules, plan)
    wanted = _units(release, contents, units, modules, sections, plan)
    _remove(units.gone, release, plan)
    delete_with_texts(sections.unwanted())
    delete_with_texts(modules.unwanted())
    return wanted


def _modules(release: Release, contents: CourseContents, plan: Plan) -> Rows:
    existing = {row.key: row for row in Module.objects.filter(release=release).rewrite(False)}
    rows = Rows(Module, existing, source_language=contents.source_language, plan=plan)
    for position, module in enumerate(contents.modules, start=1):
        rows.want(
            module.key,
            label=module.key,
            texts={"title": module.titles},
            release_id=release.pk,
            key=module.key,
            position=position,
        )
    rows.save()
    return rows


def _sections(release: Release, contents: CourseContents, modules: Rows, plan: Plan) -> Rows:
    existing = {(row.module_id, row.key): row for row in Section.objects.filter(module__release=release).rewrite(False)}
    rows = Rows(Section, existing, source_language=contents.source_language, plan=plan)
    for module in contents.modules:
        module_id = modules.wanted[module.key].pk
        for position, section in enumerate(module.sections, start=1):
            rows.want(
                (module_id, section.key),
                label=f"{module.key} {section.key}",
                texts={"title": section.titles},
                module_id=module_id,
                key=section.key,
                position=position,
            )
    rows.save()
    return rows


def _units(
    release: Release, contents: CourseContents, units: UnitPlan, modules: Rows, sections: Rows, plan: Plan
) -> dict[str, Unit]:
    rows = Rows(Unit, units.known, source_language=contents.source_language, plan=plan)
    for module in contents.modules:
        for section in module.sections:
            section_row = sections.wanted[modules.wanted[module.key].pk, section.key]
            for position, unit in enumerate(section.units, start=1):
                if unit.stem not in units.known:
                    plan.added.append(unit.key)
                rows.want(
                    unit.stem,
                    label=unit.key,
                    texts=_texts(unit, contents.source_language),
                    path=min(unit.paths),
                    release_id=release.pk,
                    section_id=section_row.pk,
                    key=unit.key,
                    position=position,
                    kind=unit.kind,
                    minutes=unit.minutes,
                    licence=unit.licence,
                    archived_at=None,
                )
    rows.save()
    return rows.wanted


def _texts(unit: UnitContents, source_language: str) -> dict[str, dict[str, str]]:
    """Field -> language -> text. A unit without source text lends its title from a translation: no outline is blank."""
    texts = {
        field: {code: getattr(text, field) for code, text in unit.texts.items()}
        for field in ("title", "description", "contributors", "body")
    }
    if texts["title"] and source_language not in texts["title"]:
        texts["title"][source_language] = texts["title"][min(texts["title"])]
    return texts


def _remove(gone: list[Unit], release: Release, plan: Plan) -> None:
    """A unit that somebody has done is archived, so that her progress still says what it was."""
    plan.removed += [unit.key for unit in gone]
    done = set(
        Completion.objects.unscoped("whether anybody has done what an import removes")
        .filter(enrolment__release=release, unit_key__in=[unit.key for unit in gone])
        .values_list("unit_key", flat=True)
    )
    kept = [unit.pk for unit in gone if unit.key in done]
    Unit.objects.filter(pk__in=kept).update(archived_at=timezone.now(), section=None)
    left = [unit for unit in gone if unit.key not in done]
    delete_with_texts(list(Cue.objects.filter(track__unit__in=left).rewrite(False)))
    delete_with_texts(list(CaptionTrack.objects.filter(unit__in=left)))
    delete_with_texts(left)
