"""The key of a unit: what makes it the same unit after every renaming.

Believed in this order: the head of the file, its metadata block, its sidecar, its name; the source language before the
others. Where they disagree, the first that has the number of the file name wins. A key that a unit before it (by path)
has taken is not given twice: the later unit gets one made of its file name.
"""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Page, Saying
from ai4t.content.manuscripts.numbers import Number, number_of, split_key
from ai4t.content.manuscripts.slugs import LONGEST, hash_of, shape
from courses.importing.kinds import LETTER_OF
from courses.states import UnitKind

# Words that stand where a unit's key stands in an address.
RESERVED = frozenset({"enrol", "continue", "finished"})
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True)
class Key:
    """``is_stated`` tells an author's key from one that we made of a file name."""

    value: str
    is_stated: bool


def unit_keys(
    pages: list[Page], kinds: dict[str, UnitKind], source_language: str, faults: Irregularities
) -> dict[str, Key]:
    """The key of each page by its stem; ``kinds`` are by stem as well."""
    in_order = sorted(pages, key=lambda page: page.stem.encode())
    sayings = {page.stem: _sayings(page, source_language, faults) for page in in_order}
    chosen = {page.stem: _chosen(page, sayings[page.stem]) for page in in_order}
    prefix = _common_prefix(saying.value for saying in chosen.values() if saying)
    keys: dict[str, Key] = {}
    owners: dict[str, Page] = {}
    for page in in_order:
        if (saying := chosen[page.stem]) and owners.setdefault(saying.value.casefold(), page) is page:
            keys[page.stem] = Key(saying.value, True)
    for page in in_order:
        if page.stem not in keys:
            value = _made(page, prefix, kinds[page.stem], owners)
            owners[value.casefold()] = page
            keys[page.stem] = Key(value, False)
    for page in in_order:
        _note_faults(page, keys[page.stem], chosen[page.stem], sayings[page.stem], owners, source_language, faults)
    return keys


def _sayings(page: Page, source_language: str, faults: Irregularities) -> list[Saying]:
    return [
        Saying(_well_formed(saying, faults), saying.file, saying.line)
        for manuscript in page.source_first(source_language)
        for saying in manuscript.sayings("id")
        if saying.value
    ]


def _chosen(page: Page, sayings: list[Saying]) -> Saying | None:
    name = number_of(page.label)
    agreeing = [saying for saying in sayings if split_key(saying.value)[1].parts == name.parts]
    return next(iter([*agreeing, *sayings]), None)


def _note_faults(
    page: Page,
    key: Key,
    chosen: Saying | None,
    sayings: list[Saying],
    owners: dict[str, Page],
    source_language: str,
    faults: Irregularities,
) -> None:
    for saying in sayings:
        owner = owners.get(saying.value.casefold(), page)
        if owner is not page:
            faults.note(
                saying.file,
                saying.line,
                "key-repeated",
                _("The id %(id)s belongs to “%(owner)s”; the key of this unit is %(key)s.")
                % {"id": saying.value, "owner": owner.main(source_language).path, "key": key.value},
            )
        elif saying.value != key.value:
            faults.note(
                saying.file,
                saying.line,
                "id-disagrees",
                _("The id %(id)s differs from %(key)s, which this unit keeps.")
                % {"id": saying.value, "key": key.value},
            )
    name = number_of(page.label)
    if chosen and key.is_stated and name and not _same(split_key(chosen.value)[1], name):
        faults.note(
            chosen.file,
            chosen.line,
            "id-not-file-name",
            _("The id %(id)s and the file name “%(name)s” give different numbers or kinds.")
            % {"id": chosen.value, "name": page.label},
        )


def _same(stated: Number, name: Number) -> bool:
    """A text needs no letter in its file name; a video and an activity have theirs."""
    return stated.parts == name.parts and (stated.letter or "t") == (name.letter or "t")


def _well_formed(saying: Saying, faults: Irregularities) -> str:
    if _is_usable(saying.value):
        return saying.value
    value = re.sub(r"[^A-Za-z0-9._-]+", "-", saying.value)[:LONGEST].strip("-._")
    value = value if _is_usable(value) else shape(f"unit {saying.value}")
    faults.note(
        saying.file,
        saying.line,
        "id-unusable",
        _("The id “%(id)s” cannot stand in an address; it was read as %(key)s.") % {"id": saying.value, "key": value},
    )
    return value


def _is_usable(key: str) -> bool:
    return bool(_WELL_FORMED.fullmatch(key)) and len(key) <= LONGEST and key.casefold() not in RESERVED


def _common_prefix(keys) -> str:
    """What most stated keys put before the number: ``EU.AI4T.O1.M``."""
    prefixes = Counter(prefix for prefix, number in map(split_key, keys) if number)
    return max(prefixes, key=lambda prefix: (prefixes[prefix], prefix), default="M")


def _made(page: Page, prefix: str, kind: UnitKind, owners: dict[str, Page]) -> str:
    number = page.full_number
    name = shape(page.label)
    folder = page.folder.rpartition("/")[2] if page.label == page.name else page.folder.rpartition("/")[0]
    wanted = [f"{prefix}{number}{number.letter or LETTER_OF[kind]}"] if len(number.parts) > 1 else []
    wanted += [name, f"{shape(folder)}-{name}"[:LONGEST]]
    found = next((key for key in wanted if key.casefold() not in owners and key.casefold() not in RESERVED), None)
    return found or f"{name[: LONGEST - 9]}-{hash_of(page.stem)}"
