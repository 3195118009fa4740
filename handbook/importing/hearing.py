"""What an import finds wrong, told of the files and lines that the person gave."""

from collections.abc import Iterable
from dataclasses import replace

from ai4t.content.irregularities import Irregularities, Irregularity
from handbook.conversion.origins import Origins

# What the conversion of a book has told already, in words of its own.
_TOLD = {"media-missing", "picture-data", "picture-missing", "picture-remote"}
# What is told of any file: it is about what somebody did here, or about what the files lack together.
_ALWAYS = {"edited-here", "source-missing", "translation-missing"}


class Hearing(Irregularities):
    """Tells what was found in files that were made of a book at the place of the book they came from, and passes over
    files that were only put beside them, of which an earlier import has told.
    """

    def __init__(self):
        super().__init__()
        self._passed_over: set[str] = set()
        self._origins: Origins | None = None

    def listen_to(self, origins: Origins, passed_over: Iterable[str]) -> None:
        self._origins, self._passed_over = origins, set(passed_over)

    def append(self, fault: Irregularity) -> None:
        if fault.file in self._passed_over:
            if fault.kind in _ALWAYS:
                super().append(fault)
        elif self._origins is None or not (place := self._origins.of(fault.file, fault.line)):
            super().append(fault)
        elif fault.kind not in _TOLD:
            super().append(replace(fault, file=place[0], line=place[1]))

    def extend(self, faults: Iterable[Irregularity]) -> None:
        for fault in faults:
            self.append(fault)
