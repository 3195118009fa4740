"""The activities of all units into rows, in the import of their course."""

import hashlib
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from ai4t.content.applying import Import
from ai4t.content.keeping_texts import KeptText
from ai4t.content.plan import Plan
from ai4t.models import ContentText
from courses.activities.keeping import keep
from courses.activities.removing import delete_activities, was_tried
from courses.importing.embedding import raw_of
from courses.importing.rendering import UnitPages
from courses.models import Activity, Unit


def keep_activities(run: Import, rendered: list[UnitPages], plan: Plan) -> dict[tuple[str, str], Activity]:
    """The rows by unit key and activity key. What the files no longer have goes, unless somebody has tried it."""
    kept: dict[tuple[str, str], Activity] = {}
    for pages in rendered:
        for position, contents in enumerate(pages.activities.contents(), start=1):
            quietly = Plan(run.faults)
            returns = _take_back(pages.row, contents.key)
            came = keep(contents, unit=pages.row, store=run.store, plan=quietly, position=position)
            plan.conflicts += quietly.conflicts
            if returns or came.is_new or came.has_changed:
                plan.note_changed([pages.row.key])
            kept[pages.row.key, contents.key] = came.activity
    _part_with(run, {activity.pk for activity in kept.values()}, plan)
    return kept


def texts_of_activities(
    run: Import, rendered: list[UnitPages], kept: dict[tuple[str, str], Activity]
) -> Iterator[KeptText]:
    """The files of the activities. One that several units show is kept for each of them."""
    taken: set[str] = set()
    for pages in rendered:
        for key, path, language in pages.activities.files():
            raw = raw_of(run.tree, path)
            name = path if path not in taken else f"{path}#{pages.row.key}"
            taken.add(path)
            yield KeptText(
                target=kept[pages.row.key, key],
                label=pages.row.key,
                path=name,
                language=language,
                raw=raw,
                front_matter=b"",
                sha256=hashlib.sha256(raw).hexdigest(),
            )


def came_with(source) -> list[int]:
    """The activities that an import from ``source`` has brought."""
    target_type = ContentType.objects.get_for_model(Activity)
    texts = ContentText.objects.filter(source=source, target_type=target_type)
    return list(texts.values_list("target_id", flat=True).distinct())


def _part_with(run: Import, kept: set[int], plan: Plan) -> None:
    """An activity with attempts stays, unplaced, so that what people answered can still be understood."""
    ours = Activity.objects.filter(pk__in=set(came_with(run.source)) - kept)
    gone = ours.filter(unit__release=run.target, unit__archived_at=None)
    for activity in gone.select_related("unit__release"):
        plan.note_changed([activity.unit.key])
        if was_tried(activity):
            key = _key_of_unplaced(activity.unit, activity.key)
            Activity.objects.filter(pk=activity.pk).update(unit=None, key=key)
        else:
            delete_activities([activity])


def _take_back(unit: Unit, key: str) -> bool:
    """An activity that was parted with finds its place again, and its attempts with it."""
    if Activity.objects.filter(unit=unit, key=key).exists():
        return False
    waiting = Activity.objects.filter(unit=None, key=_key_of_unplaced(unit, key))
    return bool(waiting.update(unit=unit, key=key))


def _key_of_unplaced(unit: Unit, key: str) -> str:
    """One key for each activity of each release, so that it can be found again."""
    mark = hashlib.sha256(f"{unit.release_id} {unit.key} {key}".encode()).hexdigest()[:8]
    return f"{key[:90]}-{mark}"
