"""Faults found in files: survived, and told with the place where a person can mend them."""

from dataclasses import dataclass

_LONGEST = 500


@dataclass(frozen=True, order=True)
class Irregularity:
    """One fault. ``line`` counts from 1, and 0 speaks of the file as a whole.

    ``kind`` is a slug that never changes (docs/importing.md lists them all); ``message`` is for people.
    """

    file: str
    line: int
    kind: str
    message: str


class Irregularities(list[Irregularity]):
    """What a reading found, in the order it was found."""

    def note(self, file: str, line: int, kind: str, message: str) -> None:
        message = str(message)
        if len(message) > _LONGEST:
            message = f"{message[: _LONGEST - 1]}…"
        self.append(Irregularity(file, line, kind, message))

    def by_place(self) -> list[Irregularity]:
        """Sorted by file and line, each said once."""
        return sorted(set(self))
