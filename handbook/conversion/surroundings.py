"""What a chapter asks the book around it while it becomes Markdown."""

from dataclasses import dataclass
from typing import Protocol

from lxml.html import HtmlElement


@dataclass(frozen=True)
class Note:
    """``elements`` hold the note, one behind the other; they tell it from others."""

    elements: tuple[HtmlElement, ...]


class Surroundings(Protocol):
    language: str  # of the chapter

    def link(self, address: str, element: HtmlElement) -> str:
        """Where the link leads in our tree; empty where it leads nowhere, which was told."""

    def picture(self, address: str, element: HtmlElement) -> str:
        """The picture's file as the text names it, or the address as it came, which was told."""

    def media(self, address: str, element: HtmlElement) -> str:
        """The file of a video or sound as the text names it; empty where it is not among ours."""

    def part_of_player(self, address: str, element: HtmlElement) -> str:
        """The file of captions, or of the picture before a film plays, as the text names it; empty where it is not
        among ours, which was told.
        """

    def fill_drawing(self, drawing: HtmlElement) -> None:
        """Write pictures of other files into a drawing in the text, as far as they are ours and small enough."""

    def drawing(self, element: HtmlElement) -> str:
        """A file made of a drawing that stands in the text."""

    def place(self, element: HtmlElement) -> str:
        """The name of the place that this element is, if a link leads there."""

    def note(self, link: HtmlElement) -> Note | None:
        """The note that the link leads to, if it is one."""

    def is_note(self, element: HtmlElement) -> bool:
        """Whether this element is a note that stands at the foot of its chapter instead."""

    def leads_back(self, link: HtmlElement) -> bool:
        """Whether the link leads from a note to its place in the text."""

    def where(self, element: HtmlElement) -> tuple[str, int]:
        """The file and line that the element came from; 0 where the line is not known."""

    def tell(self, element: HtmlElement, kind: str, message: str) -> None: ...
