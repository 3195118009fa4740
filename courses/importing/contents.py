"""What a tree of files says about a course, as plain values: read once, planned and applied later."""

from collections.abc import Set
from dataclasses import dataclass, field

from courses.importing.minutes import minutes_for


@dataclass(frozen=True)
class UnitText:
    """One unit in one language. ``body`` is Markdown without its head, from ``body_line`` of the file on."""

    language: str
    path: str
    raw: bytes
    front_matter: bytes
    sha256: str
    title: str
    description: str
    contributors: str
    body: str
    body_line: int
    given_minutes: int | None


@dataclass
class UnitContents:
    """``key_is_stated`` tells an author's key from one made of the file name.

    ``texts`` are those that people may see; ``hidden`` those in languages outside the list, kept and shown to nobody.
    The text in the source language comes first.
    """

    key: str
    key_is_stated: bool
    stem: str
    kind: str
    licence: str
    texts: dict[str, UnitText] = field(default_factory=dict)
    hidden: dict[str, UnitText] = field(default_factory=dict)

    def minutes(self, *, refused: Set[str] = frozenset()) -> tuple[int, str]:
        """How long the unit takes and where that comes from, one of minutes.py; ``refused`` languages do not count."""
        texts = [text for code, text in (self.texts | self.hidden).items() if code not in refused]
        given = next((text.given_minutes for text in texts if text.given_minutes), None)
        return minutes_for(texts[0].body if texts else "", given)

    @property
    def paths(self) -> set[str]:
        return {text.path for text in (*self.texts.values(), *self.hidden.values())}


@dataclass
class SectionContents:
    key: str
    titles: dict[str, str]
    units: list[UnitContents] = field(default_factory=list)


@dataclass
class ModuleContents:
    key: str
    titles: dict[str, str]
    sections: list[SectionContents] = field(default_factory=list)

    @property
    def units(self) -> list[UnitContents]:
        return [unit for section in self.sections for unit in section.units]


@dataclass
class CourseContents:
    """``root`` is the folder of the tree in which the course stands; ``used`` the files that were read so far."""

    source_language: str
    root: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    modules: list[ModuleContents]
    used: set[str]

    @property
    def units(self) -> list[UnitContents]:
        return [unit for module in self.modules for unit in module.units]

    @property
    def languages(self) -> list[str]:
        return sorted({language for unit in self.units for language in unit.texts})
