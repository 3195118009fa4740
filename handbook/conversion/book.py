"""A book on its way from another format to files of ours."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from handbook.states import Place


@dataclass
class Chapter:
    """``content`` is HTML, ``source`` the file it came from, ``key`` its name in the book, ``path`` its file here.

    ``contributors`` are lines like the authors of an edition. ``unnumbered`` is the title without what the book itself
    marks as the number of the chapter, where it marks one; ``change`` says what is new in it. ``is_own`` where it comes
    out of a book of ours.
    """

    title: str
    key: str
    source: str
    content: list[HtmlElement | str]
    line: int = 0
    contributors: list[str] = field(default_factory=list)
    licence: str = ""
    language: str = ""
    path: str = ""
    description: str = ""
    unnumbered: str = ""
    change: str = ""
    is_own: bool = False


@dataclass
class Part:
    """``folder`` is where its chapters stand in our tree."""

    title: str
    chapters: list[Chapter] = field(default_factory=list)
    folder: str = ""


@dataclass
class Book:
    """``authors`` are lines like those of an edition: ``Novak, Ana``, or a name that stays whole."""

    title: str = ""
    description: str = ""
    language: str = ""
    authors: list[str] = field(default_factory=list)
    publisher: str = ""
    rights: str = ""
    licence: str = ""
    front: list[Chapter] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    back: list[Chapter] = field(default_factory=list)
    terms: list[Chapter] = field(default_factory=list)

    @property
    def chapters(self) -> list[Chapter]:
        return [*self.front, *(chapter for part in self.parts for chapter in part.chapters), *self.back, *self.terms]

    def put_behind(self, chapter: Chapter, others: list[Chapter]) -> None:
        for chapters in (self.front, self.back, *(part.chapters for part in self.parts)):
            for place, one in enumerate(chapters):
                if one is chapter:
                    chapters[place + 1 : place + 1] = others
                    return

    def leave_out(self, chapter: Chapter) -> None:
        for chapters in (self.front, self.back, *(part.chapters for part in self.parts)):
            chapters[:] = [other for other in chapters if other is not chapter]
        self.parts = [part for part in self.parts if part.chapters]

    def add(self, chapter: Chapter, place: Place) -> None:
        """Before the parts, behind them, or at the end of the newest part."""
        if place == Place.FRONT:
            self.front.append(chapter)
        elif place == Place.BACK:
            self.back.append(chapter)
        else:
            if not self.parts:
                self.parts.append(Part(self.title))
            self.parts[-1].chapters.append(chapter)
