"""What an import finds wrong, told of the files that the person gave."""

from collections.abc import Iterable

from ai4t.content.irregularities import Irregularities, Irregularity

# What is told of any file: it is about what somebody did here, or about what the files lack together.
_ALWAYS = {"edited-here", "source-missing", "translation-missing"}


class Hearing(Irregularities):
    """Passes over files that were only put beside those of the person, and of which an earlier import has told."""

    def __init__(self):
        super().__init__()
        self._passed_over: set[str] = set()

    def pass_over(self, paths: Iterable[str]) -> None:
        self._passed_over |= set(paths)

    def append(self, fault: Irregularity) -> None:
        if fault.file not in self._passed_over or fault.kind in _ALWAYS:
            super().append(fault)

    def extend(self, faults: Iterable[Irregularity]) -> None:
        for fault in faults:
            self.append(fault)
