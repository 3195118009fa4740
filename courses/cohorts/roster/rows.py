"""A list of people as it was read: its lines, what each of them says, and what is wrong with it."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """``line`` counts from 1 in the file; ``language`` is a code in which we write. ``same_as`` names an equal line."""

    line: int
    address: str
    name: str
    language: str
    same_as: int = 0


@dataclass(frozen=True, order=True)
class Fault:
    """``line`` 0 speaks of the file as a whole; ``column`` is its heading, or empty; ``sentence`` is for people."""

    line: int
    column: str
    sentence: str


@dataclass
class Table:
    """The cells of a file as they stand there, below the headings; knows nothing of people."""

    headings: list[str] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    # Our name of a column -> its place among the cells.
    places: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass
class Roster:
    """``faults`` forbid everything; ``remarks`` only tell how the file was understood."""

    table: Table
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def remarks(self) -> list[str]:
        return self.table.remarks

    @property
    def refused_lines(self) -> set[int]:
        return {fault.line for fault in self.faults if fault.line}
