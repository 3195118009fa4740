"""Files that go back to whoever offered a list: its refused lines with what is wrong, the good ones, an example."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from courses.cohorts.roster.columns import name_of
from courses.cohorts.roster.rows import Roster


def refused_lines(roster: Roster) -> Iterator[list]:
    """The lines as they came, each with its number and everything that is wrong with it."""
    wrong: dict[int, list[str]] = {}
    for fault in roster.faults:
        wrong.setdefault(fault.line, []).append(f"{fault.column}: {fault.sentence}" if fault.column else fault.sentence)
    headings = roster.table.headings
    yield [pgettext("of a file", "line"), _("what is wrong"), *headings]
    cells_of = dict(roster.table.lines)
    for number, sentences in wrong.items():
        yield [number or "", " ".join(sentences), *cells_of.get(number, [])]


def good_lines(roster: Roster) -> Iterator[list]:
    """Everything but the refused lines, with all columns, to be offered anew."""
    yield roster.table.headings
    for number, cells in roster.table.lines:
        if number not in roster.refused_lines:
            yield cells


def example() -> Iterator[list]:
    """A list as it should be, in the words of the reader's language."""
    yield [name_of("address"), name_of("first_name"), name_of("last_name"), name_of("language")]
    yield ["ana.novak@example.org", "Ana", "Novak", "sl"]
    yield ["marc.dupont@example.org", "Marc", "Dupont", "fr"]
