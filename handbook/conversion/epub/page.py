"""One document of an EPUB as it is read: its words, what it says it is, the lines of the contents that lead to it."""

import posixpath
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree
from lxml.html import HtmlElement

from handbook.conversion.elements import children, types_of
from handbook.conversion.epub.contents import Entry
from handbook.conversion.epub.package import Item


@dataclass
class Page:
    """One document in the order of reading; ``facts`` are those that an EPUB of ours says of its own pages, by mark."""

    item: Item
    body: HtmlElement
    kinds: set[str]
    entries: list[Entry] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.item.path

    @property
    def places(self) -> dict[str, HtmlElement]:
        found: dict[str, HtmlElement] = {}
        for element in self.body.iter(etree.Element):
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    found.setdefault(name, element)
        return found

    @cached_property
    def _offsets(self) -> dict[str, int]:
        """How many characters stand before each place."""
        offsets, length = {}, 0
        for event, element in etree.iterwalk(self.body, events=("start", "end")):
            if event == "start":
                for name in (element.get("id"), element.get("name")):
                    offsets.setdefault(name, length)
                length += len(element.text or "")
            else:
                length += len(element.tail or "")
        return {**offsets, None: length}

    def length_between(self, entry: Entry, following: Entry | None) -> int:
        end = self._offsets[None]
        if following is not None and following.path == self.path:
            end = self._offsets.get(following.place, end)
        return end - self._offsets.get(entry.place, 0)


def kinds_of(body: HtmlElement) -> set[str]:
    """What the page says it is, by itself or by the only section in it."""
    kinds = types_of(body)
    inner = [part for part in children(body) if not isinstance(part, str) or part.strip()]
    while (
        len(inner) == 1
        and not isinstance(inner[0], str)
        and inner[0].tag in {"section", "div", "article", "main", "nav"}
    ):
        kinds |= types_of(inner[0])
        inner = [part for part in children(inner[0]) if not isinstance(part, str) or part.strip()]
    return kinds


def is_cover(page: Page) -> bool:
    """A picture alone in a file that is called so."""
    name = posixpath.basename(page.path).lower()
    return "cover" in f"{page.item.id.lower()} {name}" and not page.body.text_content().strip()
