"""A read course into the database: everything in the transaction that the caller holds."""

from collections import Counter

from django.db.models import F
from django.utils.translation import gettext as _

from ai4t import public_pages
from ai4t.captions import is_captions
from ai4t.content.applying import Import
from ai4t.content.keeping_texts import KeptText, keep_texts
from ai4t.content.plan import Plan
from ai4t.content.storing import is_stored
from courses.importing.caption_rows import CaptionRows
from courses.importing.captioning import CaptionsOfTree
from courses.importing.contents import CourseContents
from courses.importing.finishing import finish_those_who_are_done
from courses.importing.minutes import GIVEN, STATED, WORDS, WORDS_PER_MINUTE
from courses.importing.outlining import apply_course, apply_outline
from courses.importing.planning import plan_units
from courses.importing.reading import read_course
from courses.importing.rendering import UnitPages, keep_pages, render_units
from courses.models import Release, Unit, UnitFile

# Faults that already say that their file was left out.
LEFT_OUT = frozenset({"binary", "language-twice", "not-course-text", "text-too-large"})


def read(run: Import) -> CourseContents:
    course = run.target.course
    return read_course(
        run.tree,
        run.faults,
        source_language=run.options.get("source_language") or course.source_language,
        course_name=course.slug.replace("-", " ").capitalize(),
    )


def apply(run: Import, contents: CourseContents) -> Plan:
    release: Release = run.target
    plan = Plan(run.faults)
    course_has_changed = apply_course(release.course, contents, plan)
    units = plan_units(release, run.source, contents, run.faults)
    rows = apply_outline(release, contents, units, plan)
    run.store.load(run.tree.sha256(path) for path in run.tree)
    caption_rows = CaptionRows(release, source_language=contents.source_language, plan=plan)
    captions = CaptionsOfTree(run, caption_rows, source_language=contents.source_language)
    rendered = render_units(run, release, contents, rows, captions)
    caption_rows.save()
    plan.note_changed(sorted(keep_texts(run.source, [*_texts(contents, rows), *captions.kept_texts()])))
    keep_pages(rendered, plan)
    _note_unused_files(run, contents.used | captions.used, rendered)
    plan.settle_order()
    plan.counts = _counts(contents, rendered)
    plan.remarks.append(_about_minutes(contents))
    _raise_versions(release, plan, course_has_changed=course_has_changed)
    if plan.removed:
        finish_those_who_are_done(release)
    return plan


def stands(run: Import, report: dict) -> bool:
    """Whether what an earlier import wrote is still there: every unit, and the bytes of every file."""
    release: Release = run.target
    if Unit.objects.filter(release=release).current().count() != report["counts"]["units"]:
        return False
    files = (
        UnitFile.objects.filter(unit__release=release).select_related("file").prefetch_related("file__variants__file")
    )
    return all(
        is_stored(stored)
        for row in files
        for stored in (row.file, *(variant.file for variant in row.file.variants.all()))
    )


def _raise_versions(release: Release, plan: Plan, *, course_has_changed: bool) -> None:
    """What every process keeps of a release is out of date; the title of the course stands in all its releases."""
    if course_has_changed:
        changed = Release.objects.filter(course=release.course_id)
    elif not plan.changes_nothing:
        changed = Release.objects.filter(pk=release.pk)
    else:
        return
    changed.update(content_version=F("content_version") + 1)
    public_pages.renew()


def _texts(contents: CourseContents, rows: dict[str, Unit]):
    for unit in contents.units:
        for text in (*unit.texts.values(), *unit.hidden.values()):
            yield KeptText(
                target=rows[unit.stem],
                label=unit.key,
                path=text.path,
                language=text.language,
                raw=text.raw,
                front_matter=text.front_matter,
                sha256=text.sha256,
            )


def _note_unused_files(run: Import, used: set[str], rendered: list[UnitPages]) -> None:
    """Nothing is dropped in silence: what no text names, and nobody has spoken of yet, is named here."""
    used = used.union(*(pages.shelf.paths for pages in rendered))
    used |= {fault.file for fault in run.faults if fault.kind in LEFT_OUT}
    for path in run.tree:
        if path not in used and is_captions(path):
            message = _(
                "No video was found for these captions; they were left out. The documentation says how to name them."
            )
            run.faults.note(path, 0, "caption-orphan", message)
        elif path not in used:
            run.faults.note(path, 0, "unused-file", _("No text names this file; it was left out."))


def _counts(contents: CourseContents, rendered: list[UnitPages]) -> dict:
    languages = Counter(language for unit in contents.units for language in (*unit.texts, *unit.hidden))
    return {
        "modules": len(contents.modules),
        "sections": sum(len(module.sections) for module in contents.modules),
        "units": len(contents.units),
        "files": len(set().union(*(pages.shelf.paths for pages in rendered))),
        "texts": dict(sorted(languages.items())),
    }


def _about_minutes(contents: CourseContents) -> str:
    found = Counter(unit.minutes_from for unit in contents.units)
    return _(
        "Minutes of units: %(given)d given by authors, %(stated)d from stated lengths, "
        "%(words)d estimated from the words at %(speed)d a minute"
    ) % {"given": found[GIVEN], "stated": found[STATED], "words": found[WORDS], "speed": WORDS_PER_MINUTE}
