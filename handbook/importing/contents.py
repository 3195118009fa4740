"""What a tree of files says about a book, as plain values: read once, planned and applied later."""

from dataclasses import dataclass, field
from datetime import date

from handbook.states import Place


@dataclass(frozen=True)
class ChapterText:
    """One chapter, or one term, in one language. ``body`` is Markdown, from ``body_line`` of the file on."""

    language: str
    path: str
    raw: bytes
    front_matter: bytes
    sha256: str
    title: str
    description: str
    contributors: str
    change_note: str
    body: str
    body_line: int


@dataclass
class ChapterContents:
    """``texts`` are those that people may see, ``hidden`` those in languages outside the list; a term has the same."""

    key: str
    stem: str
    licence: str = ""
    review_on: date | None = None
    texts: dict[str, ChapterText] = field(default_factory=dict)
    hidden: dict[str, ChapterText] = field(default_factory=dict)

    @property
    def paths(self) -> set[str]:
        return {text.path for text in (*self.texts.values(), *self.hidden.values())}


@dataclass
class PartContents:
    """``place`` is the body, or what stands before or after it and then has neither key nor titles."""

    place: Place
    key: str
    titles: dict[str, str]
    chapters: list[ChapterContents] = field(default_factory=list)


@dataclass
class BookContents:
    """``root`` is the folder in which the parts stand; ``used`` are the files that have been read.

    ``facts`` are the authors (one a line), the publisher and the licence, as far as the files tell them.
    """

    source_language: str
    root: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    parts: list[PartContents]
    terms: list[ChapterContents]
    used: set[str]
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def chapters(self) -> list[ChapterContents]:
        return [chapter for part in self.parts for chapter in part.chapters]

    @property
    def languages(self) -> list[str]:
        return sorted({code for chapter in self.chapters for code in chapter.texts})
