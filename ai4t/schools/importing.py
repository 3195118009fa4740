"""The national register of schools comes in: all of a file or nothing, and a second time without any change."""

from dataclasses import dataclass, field

from django.db import transaction

from ai4t import auditing
from ai4t.models import School
from ai4t.schools.reading import Reading, Row

_IMPORTED = ("name", "town", "kind", "state")
_BATCH = 2000


@dataclass
class Plan:
    """What an import will do. ``vanished`` are listed here but not in the file: told, never removed."""

    country: str
    added: list[School] = field(default_factory=list)
    changed: list[School] = field(default_factory=list)
    vanished: list[School] = field(default_factory=list)
    unchanged: int = 0


def plan(reading: Reading, *, country: str) -> Plan:
    """Compare the rows of the file with the schools we have, by national id."""
    assert not reading.faults, "A file with faults is not imported."
    known = {school.national_id: school for school in School.objects.filter(country=country).exclude(national_id="")}
    outcome = Plan(country)
    for row in reading.rows:
        school = known.pop(row.national_id, None)
        if school is None:
            outcome.added.append(_filled(School(country=country, national_id=row.national_id), row))
        elif _says(row) == {column: getattr(school, column) for column in _says(row)} and not _is_proposed(school):
            outcome.unchanged += 1
        else:
            outcome.changed.append(_filled(school, row))
    outcome.vanished = [school for school in known.values() if school.state == School.State.LISTED]
    return outcome


@transaction.atomic
def apply(outcome: Plan, *, by):
    School.objects.bulk_create(outcome.added, batch_size=_BATCH)
    School.objects.bulk_update(outcome.changed, [*_IMPORTED, "sort_key", "search_text"], batch_size=_BATCH)
    if outcome.added or outcome.changed:
        figures = {"country": outcome.country, "added": len(outcome.added), "changed": len(outcome.changed)}
        auditing.record("schools.imported", by=by, **figures)


def _says(row: Row) -> dict:
    return {"name": row.name, "town": row.town, "kind": row.kind}


def _is_proposed(school: School) -> bool:
    return school.state == School.State.PROPOSED


def _filled(school: School, row: Row) -> School:
    for column, value in _says(row).items():
        setattr(school, column, value)
    if _is_proposed(school):
        school.state = School.State.LISTED
    school.derive()
    return school
