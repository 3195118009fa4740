"""What an import changes, as people are told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ai4t.content.irregularities import Irregularities, Irregularity


@dataclass
class Plan:
    """``added``, ``changed`` and ``removed`` are keys; ``conflicts`` are texts that were edited here and in the files.

    ``pushed`` are keys that only moved along because of a neighbour. ``counts`` says how much there is afterwards, and
    ``remarks`` are sentences for the person who reads along.
    """

    irregularities: Irregularities
    counts: dict = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    pushed: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    conflicts: list[Irregularity] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.removed)

    def report(self) -> dict:
        """The report as JSON: counts, irregularities by file and line, and how much changed."""
        return {
            "counts": self.counts,
            "irregularities": [
                {"file": fault.file, "line": fault.line, "kind": fault.kind, "message": fault.message}
                for fault in self.irregularities.by_place()
            ],
            "changes": {"added": len(self.added), "changed": len(self.changed), "removed": len(self.removed)},
        }

    def settle_order(self) -> None:
        """Where nothing but places changed, the new order is the change."""
        if self.changes_nothing:
            self.note_changed(self.pushed)

    def note_changed(self, keys: Iterable[str]) -> None:
        self.changed += [key for key in keys if key not in self.added and key not in self.changed]


def plan_without_changes(report: dict) -> Plan:
    """The plan of importing once more what ``report`` speaks of."""
    faults = Irregularities(Irregularity(**fault) for fault in report["irregularities"])
    return Plan(irregularities=faults, counts=report["counts"])
