from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ai4t.markup.contract import Embed, Problem, Resolver
from ai4t.markup.lines import Lines
from ai4t.markup.problems import sentence


@dataclass
class Draft:
    """A page in the making, passed from one step to the next. ``root`` is the tree they change."""

    title: str
    language: str
    resolver: Resolver
    lines: Lines
    root: HtmlElement | None = None
    problems: list[Problem] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    downloads: list[str] = field(default_factory=list)
    # Pages of other works, as the author names them.
    leads_to: list[str] = field(default_factory=list)
    # The words of the glossary that the text uses.
    terms: list[str] = field(default_factory=list)
    # How many videos and recordings the text shows.
    players: int = 0
    # Seconds of the processor that went into reading captions, which says nothing about this text.
    listened: float = 0.0
    # What authors may call a place in this text -> the id it has on the page.
    anchors: dict[str, str] = field(default_factory=dict)

    def report(self, kind: str, *, near: str = "", line: int = 0, **values: str) -> int:
        """Note a problem at ``line``, or at the line where ``near`` is typed. Returns the line."""
        line = line or self.lines.find(near)
        self.problems.append(Problem(line, kind, sentence(kind, values)))
        return line

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element is still on the page after what earlier changes took away."""
        return element.getparent() is not None and any(above is self.root for above in element.iterancestors())
