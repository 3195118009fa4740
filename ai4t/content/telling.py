"""What came of an import, as sentences for a terminal and as a file."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.management import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ai4t.content.plan import Plan

_SHOWN_PER_KIND = 3


def check_report(location: str) -> None:
    """Fail before anything is imported where the report could not be written afterwards."""
    _write(location, "")


def write_report(location: str, plan: Plan) -> None:
    _write(location, json.dumps(plan.report(), ensure_ascii=False, indent=2) + "\n")


def write_refusal(location: str, reason: Exception) -> None:
    """A report that says why nothing was imported."""
    _write(location, json.dumps({"refused": str(reason)}, ensure_ascii=False, indent=2) + "\n")


def _write(location: str, text: str) -> None:
    try:
        Path(location).write_text(text, encoding="utf-8")
    except OSError as problem:
        raise CommandError(_("The report could not be written: %(reason)s") % {"reason": problem.strerror})


def told_changes(plan: Plan) -> Iterator[str]:
    if plan.changes_nothing:
        yield _("Nothing has changed since the last import.")
    for label, keys in (
        (_("Added: %(keys)s"), plan.added),
        (_("Changed: %(keys)s"), plan.changed),
        (_("Removed: %(keys)s"), plan.removed),
    ):
        if keys:
            yield label % {"keys": ", ".join(keys)}


def told_irregularities(plan: Plan) -> Iterator[str]:
    faults = plan.irregularities.by_place()
    if not faults:
        yield _("There are no irregularities.")
        return
    yield ngettext("%(count)d irregularity:", "%(count)d irregularities:", len(faults)) % {"count": len(faults)}
    for kind, count in sorted(Counter(fault.kind for fault in faults).items()):
        yield f"  {kind} ({count})"
        for fault in [fault for fault in faults if fault.kind == kind][:_SHOWN_PER_KIND]:
            place = f"{fault.file}:{fault.line}" if fault.line else fault.file
            yield f"    {place}: {fault.message}"
        if count > _SHOWN_PER_KIND:
            yield ngettext(
                "    and %(count)d more, in the report",
                "    and %(count)d more, in the report",
                count - _SHOWN_PER_KIND,
            ) % {"count": count - _SHOWN_PER_KIND}
