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
from ai4t.models import ContentSource, ContentText
from courses.importing.contents import CourseContents, UnitContents
from courses.importing.keys import free
from courses.models import Release, Unit

_WORTH_COMPARING = 200  # characters; shorter texts are alike by chance


@dataclass
class UnitPlan:
    """``known`` pairs a unit's stem with its row; ``gone`` are current units that the tree no longer has."""

    known: dict[str, Unit] = field(default_factory=dict)
    gone: list[Unit] = field(default_factory=list)
    archived: list[Unit] = field(default_factory=list)


def plan_units(release: Release, source: ContentSource, contents: CourseContents, faults: Irregularities) -> UnitPlan:
    """Recognise the units and give each of ``contents.units`` the key it will have."""
    rows = list(Unit.objects.filter(release=release).rewrite(False).order_by("key"))
    plan = UnitPlan()
    free_rows = {row.pk: row for row in rows}
    for candidates in (_by_stated_key, _by_path, _by_bytes, _by_body, _by_title, _by_made_key):
        waiting = [unit for unit in contents.units if unit.stem not in plan.known]
        for unit, row in candidates(waiting, list(free_rows.values()), source, contents.source_language):
            if row.pk in free_rows and unit.stem not in plan.known:
                plan.known[unit.stem] = free_rows.pop(row.pk)
    plan.gone = [row for row in free_rows.values() if row.archived_at is None]
    plan.archived = [row for row in free_rows.values() if row.archived_at is not None]
    _settle_keys(plan, contents, faults)
    return plan


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


def _settle_keys(plan: UnitPlan, contents: CourseContents, faults: Irregularities) -> None:
    taken = {row.key.casefold() for row in (*plan.known.values(), *plan.gone, *plan.archived)}
    for unit in contents.units:
        row = plan.known.get(unit.stem)
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
