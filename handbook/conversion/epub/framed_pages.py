"""Pages that other pages show in a frame, and that nobody reads by themselves: brought in where they are shown."""

from lxml import html
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from ai4t.markup.html_names import names
from handbook.conversion.elements import CONTROLS, EMBEDS, add, children
from handbook.conversion.embeds import address_of
from handbook.conversion.epub.files import Files, is_elsewhere, split_address
from handbook.conversion.epub.package import PAGES, Package
from handbook.conversion.pages import read_page
from handbook.conversion.places import SOURCE

_FRAMES = ("iframe", "object", "embed")
_ACTS = names("script canvas form frameset") | CONTROLS | EMBEDS - {"video", "audio"}


class FramedPages:
    """Each page is brought in once; ``brought`` are the paths of those that were."""

    def __init__(self, package: Package, files: Files, faults: Irregularities):
        self._files, self._faults = files, faults
        read = {item.path for item in [*package.spine, *package.aside, *filter(None, [package.nav])]}
        self._items = {item.path: item for item in package.items.values() if item.path not in read}
        self.brought: set[str] = set()

    def bring_into(self, body: HtmlElement, path: str) -> None:
        """Put the words of framed pages in place of their frames in the page ``path``."""
        for frame in list(body.iter(*_FRAMES)):
            address = address_of(frame)
            found = None if is_elsewhere(address) else self._files.find(split_address(address)[0], beside=path)
            framed = self._read(found) if found else None
            if framed is not None:
                self.brought.add(found)
                _put_in_place(frame, framed, found)

    def _read(self, path: str) -> HtmlElement | None:
        """The body of a page of words alone; None for anything else."""
        item = self._items.get(path)
        if item is None or item.media_type not in PAGES or "scripted" in item.properties or path in self.brought:
            return None
        body = read_page(self._files.archive[path], path=path, faults=self._faults)
        return None if body is None or any(map(_acts, body.getroottree().iter())) else body


def _acts(element) -> bool:
    return isinstance(element.tag, str) and (
        element.tag in _ACTS or any(name.startswith("on") for name in element.attrib)
    )


def _put_in_place(frame: HtmlElement, body: HtmlElement, path: str) -> None:
    place, line = frame.get("id"), frame.sourceline
    frame.clear(keep_tail=True)
    frame.tag, frame.sourceline = "div", line
    if place:
        frame.set("id", place)
    inside = html.Element("div")
    inside.set(SOURCE, path)
    for part in children(body):
        add(inside, part)
    frame.append(inside)
