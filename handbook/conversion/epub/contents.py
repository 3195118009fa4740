"""The table of contents: the ``nav`` of EPUB 3 (EPUB Packages 3.3, section 5) or the NCX of EPUB 2 (OPF 2.0.1)."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from handbook.conversion.elements import HEADINGS, types_of, words_of
from handbook.conversion.epub.files import Files, is_elsewhere, split_address
from handbook.conversion.epub.marked_numbers import words_without_number
from handbook.conversion.epub.package import Package, local, read_part
from handbook.conversion.pages import read_page

_DEEPEST = 20


@dataclass
class Entry:
    """One line of the contents. ``path`` is empty where it leads nowhere, ``place`` an id in the file.

    ``unnumbered`` is the title without what the line marks as its number, if it marks one.
    """

    title: str
    path: str = ""
    place: str = ""
    children: list["Entry"] = field(default_factory=list)
    unnumbered: str = ""

    def all(self) -> list["Entry"]:
        return [self, *(entry for child in self.children for entry in child.all())]


@dataclass
class Contents:
    """``landmarks`` gives the kind of a file, such as ``bodymatter`` or ``cover``."""

    entries: list[Entry] = field(default_factory=list)
    landmarks: dict[str, str] = field(default_factory=dict)


def read_contents(package: Package, files: Files, faults: Irregularities) -> Contents:
    contents = Contents()
    if package.nav:
        contents = _of_nav(package.nav.path, files, faults)
    if not contents.entries and package.ncx:
        contents.entries = _of_ncx(package.ncx.path, files, faults)
    if not contents.entries:
        message = _("This EPUB has no table of contents; the headings of its files serve.")
        faults.note(package.path, 0, "contents-missing", message)
    return contents


def _of_nav(path: str, files: Files, faults: Irregularities) -> Contents:
    body = read_page(files.archive[path], path=path, faults=faults)
    if body is None:
        return Contents()
    navs = list(body.iter("nav"))
    toc = next((nav for nav in navs if "toc" in types_of(nav)), navs[0] if navs else body)
    lists = [found for found in toc.iter("ol", "ul") if next(found.iterancestors("ol", "ul"), None) is None]
    contents = Contents(_of_lists(lists if navs else lists[:1], path, files, faults))
    for link in (link for nav in navs if "landmarks" in types_of(nav) for link in nav.iter("a")):
        file, place = split_address(link.get("href") or "")
        found = files.find(file, beside=path)
        kinds = types_of(link)
        if found and kinds and not place:
            contents.landmarks.setdefault(found, min(kinds))
    return contents


def _of_lists(lists: list[HtmlElement], path: str, files: Files, faults: Irregularities) -> list[Entry]:
    """Several lists are parts of the book where headings of one level stand above them."""
    entries = [_of_list(found, path, files, faults, 0) for found in lists]
    headings = [found.getprevious() for found in lists]
    levels = {heading.tag if heading is not None else "" for heading in headings}
    if len(lists) > 1 and len(levels) == 1 and levels < HEADINGS:
        return [Entry(words_of(heading), children=inner) for heading, inner in zip(headings, entries, strict=True)]
    return [entry for inner in entries for entry in inner]


def _of_list(listed: HtmlElement, path: str, files: Files, faults: Irregularities, depth: int) -> list[Entry]:
    entries = []
    for item in listed.iterchildren("li"):
        label = next((child for child in item.iter("a", "span") if child.getparent() is item or _is_first(child)), None)
        lists = list(item.iterchildren("ol", "ul"))
        title = words_of(label) if label is not None else ""
        entry = _entry(title, (label.get("href") or "") if label is not None else "", path, item, files, faults)
        entry.unnumbered = words_without_number(label) if label is not None else ""
        if depth < _DEEPEST:
            entry.children = [inner for found in lists for inner in _of_list(found, path, files, faults, depth + 1)]
        if entry.title or entry.children:
            entries.append(entry)
    return entries


def _is_first(label: HtmlElement) -> bool:
    """Whether the label stands in a wrapper and not in a deeper list."""
    return next(label.iterancestors("ol", "ul", "li")).tag == "li"


def _of_ncx(path: str, files: Files, faults: Irregularities) -> list[Entry]:
    root = read_part(files, path, faults)
    maps = [child for child in root if local(child) == "navMap"] if root is not None else []
    return [entry for found in maps for entry in _of_points(found, path, files, faults, 0)]


def _of_points(above, path: str, files: Files, faults: Irregularities, depth: int) -> list[Entry]:
    entries = []
    for point in (child for child in above if local(child) == "navPoint"):
        label = next((child for child in point if local(child) == "navLabel"), None)
        content = next((child for child in point if local(child) == "content"), None)
        title = " ".join("".join(label.itertext()).split()) if label is not None else ""
        entry = _entry(title, (content.get("src") or "") if content is not None else "", path, point, files, faults)
        if depth < _DEEPEST:
            entry.children = _of_points(point, path, files, faults, depth + 1)
        entries.append(entry)
    return entries


def _entry(title: str, address: str, path: str, element, files: Files, faults: Irregularities) -> Entry:
    if not address or is_elsewhere(address):
        return Entry(title)
    file, place = split_address(address)
    found = files.find(file, beside=path, line=element.sourceline or 0) if file else path
    if found is None:
        message = _("The contents lead to “%(name)s”, which is not in the archive.") % {"name": address[:200]}
        faults.note(path, element.sourceline or 0, "contents-broken", message)
    return Entry(title, found or "", place if found else "")
