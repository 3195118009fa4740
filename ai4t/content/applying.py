"""Files in: which app reads and applies the content of which target, and how a run is kept.

An app registers an ``Importer`` for its model in ``AppConfig.ready``; nothing here knows courses or books.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from ai4t import links, markup, searching
from ai4t.content.irregularities import Irregularities
from ai4t.content.locking import lock
from ai4t.content.names import readable
from ai4t.content.plan import Plan, plan_without_changes
from ai4t.content.storing import STORE, ContentStore
from ai4t.content.tree import Tree
from ai4t.models import ContentSource, SyncRun

_LONGEST_REASON = 2_000  # characters


@dataclass
class Import:
    """One import under way. ``options`` are what the person asked for, by the words of the app."""

    tree: Tree
    target: Model
    source: ContentSource
    store: ContentStore
    faults: Irregularities
    options: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Importer:
    """How an app imports. ``version`` is raised when the same files mean something else than before.

    ``read`` turns the tree into plain values and may refuse; ``apply`` writes them and says what changed; ``stands``
    says whether what an earlier import wrote is still there.
    """

    version: int
    read: Callable[[Import], Any]
    apply: Callable[[Import, Any], Plan]
    stands: Callable[[Import, dict], bool]
    files_above: tuple[str, ...] = ()


_importers: dict[type[Model], Importer] = {}


def register(model: type[Model], importer: Importer) -> None:
    _importers[model] = importer


@contextmanager
def importing(*, is_dry: bool = False) -> Iterator[ContentStore]:
    """A transaction in which nobody else imports; a dry one leaves no trace.

    One import at a time on the whole platform: they are rare, and two that keep the same new files would deadlock.
    """
    with transaction.atomic():
        lock(STORE)
        yield ContentStore(is_dry=is_dry)
        if is_dry:
            transaction.set_rollback(True)


def synchronise(
    tree: Tree,
    target: Model,
    *,
    store: ContentStore,
    location: Path,
    faults: Irregularities,
    options: dict[str, str] | None = None,
) -> Plan:
    """Make ``target`` what the tree says, inside ``importing``. A tree that is known already costs its reading only."""
    importer = _importers[type(target)]
    source = _source(target)
    run = Import(tree, target, source, store, faults, options or {})
    fingerprint = _fingerprint(run, importer)
    last = source.runs.filter(state=SyncRun.State.DONE).first() if source.pk else None
    is_known = last and last.tree_sha256 == fingerprint and not _waits_for_another_work(last.report)
    if is_known and importer.stands(run, last.report):
        return plan_without_changes(last.report)
    source.location = _shown(location)
    source.save()
    started_at = timezone.now()
    plan = importer.apply(run, importer.read(run))
    if not plan.changes_nothing:
        links.renew_around(target)
    searching.keep_in_step(target)
    SyncRun.objects.create(
        source=source,
        state=SyncRun.State.DONE,
        started_at=started_at,
        ended_at=timezone.now(),
        tree_sha256=fingerprint,
        rules_version=markup.RULES_VERSION,
        report=plan.report(),
    )
    return plan


def keep_failure(target: Model, *, location: Path, reason: Exception) -> SyncRun:
    """Note why ``target`` stayed as it was; to be called outside ``importing``, which took everything back."""
    source = _source(target)
    if source.pk is None:
        source.location = _shown(location)
        source.save()
    now = timezone.now()
    report = {"location": _shown(location), "reason": f"{type(reason).__name__}: {reason}"[:_LONGEST_REASON]}
    return SyncRun.objects.create(
        source=source, state=SyncRun.State.FAILED, started_at=now, ended_at=now, report=report
    )


def _waits_for_another_work(report: dict) -> bool:
    """Whether a text leads to a unit or a chapter that was not there, and may have come since."""
    return any(fault["kind"] == "target-unknown" for fault in report["irregularities"])


def _source(target: Model) -> ContentSource:
    target_type = ContentType.objects.get_for_model(target)
    source = ContentSource.objects.filter(target_type=target_type, target_id=target.pk).first()
    return source or ContentSource(target_type=target_type, target_id=target.pk, kind=ContentSource.Kind.FOLDER)


def _shown(location: Path) -> str:
    return readable(bytes(location))[-ContentSource._meta.get_field("location").max_length :]


def _fingerprint(run: Import, importer: Importer) -> str:
    """What the outcome depends on: every file, those above the tree, the options, and all versions of rules."""
    above = [run.tree.above(name) for name in importer.files_above]
    facts = {
        "tree": run.tree.fingerprint(),
        "above": [hashlib.sha256(found[1]).hexdigest() if found else "" for found in above],
        "options": run.options,
        "versions": [importer.version, markup.RULES_VERSION],
        "players": settings.VIDEO_PLAYERS,
        "languages": [code for code, _name in settings.LANGUAGES],
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
