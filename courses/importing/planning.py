"""Which unit of the database each unit of the tree is, so that progress stays with it.

The key that an author states decides. Without one that we know, the unit is recognised by the path of one of its
files, then by its content, then by a key made of its file name. However it is recognised it keeps the key it has:
learners' progress hangs on it.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.slugs import free
from ai4t.models import ContentSource, ContentText
from courses.importing.contents import CourseContents, UnitContents
from courses.models import Release, Unit

_WORTH_COMPARING = 200  # characters; shorter texts are alike by chance


@dataclass
class UnitPlan:
    """``known`` pairs a unit's stem with its row; ``gone`` are current units that the tree no longer has."""

    known: dict[str, Unit] = field(default_factory=dict)
    gone: list[Unit] = field(default_factory=list)


def plan_units(release: Release, source: ContentSource, contents: CourseContents, faults: Irregularities) -> UnitPlan:
    """Recognise the units and give each of ``contents.units`` the key it will have."""
    rows = _rows(release)
    if not rows:
        _take_keys_of_another_release(release, contents, faults)
        return UnitPlan()
    known = _recognised(contents, rows, source)
    taken = {row.pk for row in known.values()}
    left = [row for row in rows if row.pk not in taken]
    _settle_keys(contents, known, {row.key.casefold() for row in rows}, faults)
    return UnitPlan(known, [row for row in left if row.archived_at is None])


def _rows(release: Release) -> list[Unit]:
    return list(Unit.objects.filter(release=release).rewrite(False).order_by("key"))


def _take_keys_of_another_release(release: Release, contents: CourseContents, faults: Irregularities) -> None:
    """A unit means the same in every release: a first import learns from the release before it what it is called."""
    other = Release.objects.filter(course=release.course_id).exclude(pk=release.pk).order_by("-pk").first()
    source = ContentSource.objects.filter(
        target_type=ContentType.objects.get_for_model(Release), target_id=other.pk if other else None
    ).first()
    if source:
        rows = _rows(other)
        _settle_keys(contents, _recognised(contents, rows, source), {row.key.casefold() for row in rows}, faults)


def _recognised(contents: CourseContents, rows: list[Unit], source: ContentSource) -> dict[str, Unit]:
    known: dict[str, Unit] = {}
    left = {row.pk: row for row in rows}
    for candidates in (_by_stated_key, _by_path, _by_bytes, _by_body, _by_title, _by_made_key):
        waiting = [unit for unit in contents.units if unit.stem not in known]
        for unit, row in candidates(waiting, list(left.values()), source, contents.source_language):
            if row.pk in left and unit.stem not in known:
                known[unit.stem] = left.pop(row.pk)
    return known


def _by_stated_key(units, rows, _source, _language):
    by_key = {row.key: row for row in rows}
    return [(unit, by_key[unit.key]) for unit in units if unit.key_is_stated and unit.key in by_key]


def _by_path(units, rows, source, _language):
    paths = dict(_texts(source, rows).values_list("path", "target_id"))
    return _first_matches(units, rows, paths, lambda unit: sorted(unit.paths))


def _by_bytes(units, rows, source, _language):
    texts = {text.sha256: text.path for unit in units for text in unit.texts.values()}
    owners = dict(_texts(source, rows).filter(sha256__in=texts).values_list("sha256", "target_id"))
    return _first_matches(units, rows, owners, lambda unit: [text.sha256 for text in unit.texts.values()])


def _by_body(units, rows, _source, _language):
    languages = {language for unit in units for language in unit.texts}
    bodies = {
        body: row.pk
        for row in rows
        for language in languages
        if len(body := getattr(row, f"body_{language}") or "") > _WORTH_COMPARING
    }
    return _first_matches(units, rows, bodies, lambda unit: [text.body for text in unit.texts.values()])


def _by_title(units, rows, _source, language):
    """Only where exactly one unit and one row have the title: an "Introduction" proves nothing."""
    new = Counter(unit.texts[language].title for unit in units if language in unit.texts)
    titles = [(getattr(row, f"title_{language}") or "", row.pk) for row in rows]
    old = Counter(title for title, _pk in titles)
    unique = {title: pk for title, pk in titles if title and old[title] == new[title] == 1}
    return _first_matches(units, rows, unique, lambda unit: [text.title for text in unit.texts.values()])


def _by_made_key(units, rows, _source, _language):
    by_key = {row.key: row for row in rows}
    return [(unit, by_key[unit.key]) for unit in units if unit.key in by_key]


def _first_matches(units, rows, owners, marks_of):
    by_id = {row.pk: row for row in rows}
    for unit in units:
        found = next((owners[mark] for mark in marks_of(unit) if owners.get(mark) in by_id), None)
        if found:
            yield unit, by_id[found]


def _texts(source: ContentSource, rows: list[Unit]):
    unit_type = ContentType.objects.get_for_model(Unit)
    return ContentText.objects.filter(
        source=source, target_type=unit_type, target_id__in=[row.pk for row in rows]
    ).order_by("path")


def _settle_keys(contents: CourseContents, known: dict[str, Unit], taken: set[str], faults: Irregularities) -> None:
    for unit in contents.units:
        row = known.get(unit.stem)
        if row is None:
            unit.key = free(unit.key, taken)
            taken.add(unit.key.casefold())
        elif row.key != unit.key:
            if unit.key_is_stated:
                _note_kept_key(unit, row, faults)
            unit.key = row.key


def _note_kept_key(unit: UnitContents, row: Unit, faults: Irregularities) -> None:
    faults.note(
        min(unit.paths),
        0,
        "key-changed",
        _("The id of this unit was %(old)s and is now %(new)s; it keeps the old one, on which progress hangs.")
        % {"old": row.key, "new": unit.key},
    )
