"""The texts of a tree, each with the metadata that stands in it and beside it, grouped with their translations."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from ai4t.content.documents import Document
from ai4t.content.language_tags import is_shown
from ai4t.content.manuscripts.metadata_block import MetadataBlock
from ai4t.content.manuscripts.numbers import Number, number_of
from ai4t.content.sidecars import Sidecar

_DUBLIN_CORE = {"id": "identifier", "licence": "rights"}


@dataclass(frozen=True)
class Saying:
    """What one place says about a text: the head of the file, its metadata block, or its sidecar."""

    value: str
    file: str
    line: int


@dataclass(frozen=True)
class Manuscript:
    """One text in one language. ``body`` has blank lines where its metadata block was."""

    document: Document
    language: str
    body: str
    block: MetadataBlock | None = None
    sidecar: Sidecar | None = None

    @property
    def path(self) -> str:
        return self.document.path

    def sayings(self, name: str) -> list[Saying]:
        """Every place that speaks of ``name``, the first believed; empty values are kept, for they are faults."""
        return list(self._sayings(name))

    def said(self, name: str) -> str:
        return next((saying.value for saying in self.sayings(name) if saying.value), "")

    def contributor_lines(self) -> list[str]:
        if lines := [line for line in self.document.front.lines.get("contributor", []) if line]:
            return lines
        if self.block and self.block.people:
            return list(self.block.people)
        return list(self.sidecar.values.get("contributor", [])) if self.sidecar else []

    def _sayings(self, name: str) -> Iterator[Saying]:
        if name in self.document.front.fields:
            yield Saying(unescape(self.document.field(name)), self.path, self.document.line_of(name))
        if self.block and name in self.block.fields:
            yield Saying(unescape(self.block.value(name)), self.path, self.block.line_of(name))
        element = _DUBLIN_CORE.get(name, name)
        if self.sidecar and self.sidecar.has(element):
            yield Saying(self.sidecar.value(element), self.sidecar.path, self.sidecar.line_of(element))


@dataclass
class Page:
    """A text in all its languages; ``stem`` is the path they share."""

    stem: str
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        return self.stem.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.stem.rpartition("/")[2]

    @property
    def label(self) -> str:
        """The name that speaks: an index is called by its folder."""
        if self.name.casefold() in {"index", "readme"} and self.folder:
            return self.folder.rpartition("/")[2]
        return self.name

    @property
    def full_number(self) -> Number:
        """``03-intro`` in ``module-1/2-data`` is 1.2.3."""
        own = number_of(self.label)
        if len(own.parts) != 1:
            return own
        above: tuple[int, ...] = ()
        for folder in self.folder.split("/") if self.label == self.name else self.folder.split("/")[:-1]:
            parts = number_of(folder).parts
            above = parts if parts[: len(above)] == above and len(parts) > len(above) else above + parts
        return Number(above + own.parts, own.letter)

    def main(self, source_language: str) -> Manuscript:
        """The manuscript in the source language, or else in the first that people may see."""
        order = sorted(self.manuscripts, key=lambda code: (code != source_language, not is_shown(code), code))
        return self.manuscripts[order[0]]

    def source_first(self, source_language: str) -> list[Manuscript]:
        return [self.manuscripts[code] for code in sorted(self.manuscripts, key=lambda c: (c != source_language, c))]
