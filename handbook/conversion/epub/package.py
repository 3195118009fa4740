"""What an EPUB says about itself: container, package document, protection.

Formats: EPUB Open Container Format 3.3 and 2.0.1 (``META-INF/container.xml``, ``META-INF/encryption.xml``), EPUB
Packages 3.3 and Open Packaging Format 2.0.1. Elements are known by their local names, for old files forget namespaces.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.numbers import in_natural_order
from ai4t.content.tree import TreeRefused
from handbook.conversion.encodings import decoded
from handbook.conversion.epub.files import Files, is_elsewhere, split_address
from handbook.conversion.epub.own_pages import LEFT_OUT
from handbook.conversion.pages import printed, without_doctype
from handbook.conversion.xml_parts import root_of

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_MIMETYPE = b"application/epub+zip"
PAGES = {"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"}
_PAGE_ENDINGS = (".xhtml", ".html", ".htm", ".xml")
_FONT_ALGORITHMS = {"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"}


@dataclass(frozen=True)
class Item:
    """One file of the manifest; ``path`` is where it is in the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str] = frozenset()
    fallback: str = ""


@dataclass(frozen=True)
class Said:
    """One element of the metadata: its name, text and attributes."""

    name: str
    text: str
    attributes: dict[str, str]


@dataclass
class Package:
    path: str
    metadata: list[Said] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    spine: list[Item] = field(default_factory=list)
    aside: list[Item] = field(default_factory=list)
    nav: Item | None = None
    ncx: Item | None = None
    guide: dict[str, str] = field(default_factory=dict)

    def by_path(self, path: str) -> Item | None:
        return next((item for item in self.items.values() if item.path == path), None)

    def readable(self, id: str) -> Item | None:
        """The item, or the first of those which stand for it that is a page or picture (``fallback``)."""
        ways: dict[str, Item] = {}
        named = id
        while named not in ways and (item := self.items.get(named)):
            ways[named], named = item, item.fallback
        return next(filter(_can_be_read, ways.values()), self.items.get(id))


def read_package(files: Files, faults: Irregularities) -> Package:
    """What the package document says; raises TreeRefused where the archive is no EPUB or its texts are protected."""
    _check_mimetype(files, faults)
    path = _package_path(files, faults)
    _check_protection(files, faults)
    root = read_part(files, path, faults)
    if root is None:
        raise TreeRefused(_("The table of files of this EPUB (%(path)s) cannot be read.") % {"path": path})
    package = Package(path, metadata=list(_metadata(root)))
    _read_manifest(root, package, files, faults)
    _read_spine(root, package, faults)
    for reference in _all(root, "guide/reference"):
        file, place = split_address(reference.get("href") or "")
        found = files.find(file, beside=path, line=reference.sourceline or 0)
        kind = (reference.get("type") or "").lower()
        # A place inside a page says nothing about where the page stands.
        if found and kind and (not place or kind in LEFT_OUT):
            package.guide.setdefault(found, kind)
    return package


def read_part(files: Files, path: str, faults: Irregularities):
    """The root element of an XML part of the archive, or None; broken XML is read as far as it goes, and told."""

    def tell_broken(line: int) -> None:
        message = _("This file is not well-formed XML from here on; what could be read was kept.")
        faults.note(path, line, "part-not-well-formed", message)

    text = without_doctype(decoded(files.archive[path], path=path, faults=faults), path, faults)
    return root_of(printed(text, path, faults), tell_broken=tell_broken)


def local(element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def _all(root, path: str) -> list:
    """Elements below ``root`` by local names, such as ``manifest/item``."""
    found = [root]
    for name in path.split("/"):
        found = [child for element in found for child in element if local(child) == name]
    return found


def _check_mimetype(files: Files, faults: Irregularities) -> None:
    first = next(iter(files.archive))
    if files.archive.get("mimetype", b"").strip() != _MIMETYPE or first != "mimetype":
        message = _("An EPUB begins with the file “mimetype” and the words “application/epub+zip” in it.")
        faults.note("mimetype", 0, "mimetype-wrong", message)


def _package_path(files: Files, faults: Irregularities) -> str:
    if _CONTAINER in files.archive:
        root = read_part(files, _CONTAINER, faults)
        named = [element for element in root.iter() if local(element) == "rootfile"] if root is not None else []
        found = [path for element in named if (path := files.find(element.get("full-path") or "", beside=""))]
        if len(found) > 1:
            message = _("This EPUB holds several books or versions of one; the first was read.")
            faults.note(_CONTAINER, 0, "several-packages", message)
        if found:
            return found[0]
    packages = sorted(path for path in files.archive if path.lower().endswith(".opf"))
    if not packages:
        raise TreeRefused(
            _("This ZIP archive is no EPUB. Please give an EPUB, an export of Pressbooks, or a folder of Markdown.")
        )
    faults.note(_CONTAINER, 0, "container-missing", _("The file that names the table of files is missing or wrong."))
    return packages[0]


def _check_protection(files: Files, faults: Irregularities) -> None:
    if _ENCRYPTION not in files.archive:
        return
    root = read_part(files, _ENCRYPTION, faults)
    data = [element for element in root.iter() if local(element) == "EncryptedData"] if root is not None else []
    for element in data:
        methods = {found.get("Algorithm") for found in element.iter() if local(found) == "EncryptionMethod"}
        names = [found.get("URI") or "" for found in element.iter() if local(found) == "CipherReference"]
        if not methods <= _FONT_ALGORITHMS:
            raise TreeRefused(
                _("This EPUB is protected (“%(name)s” is encrypted). Please ask its publisher for one that is not.")
                % {"name": (names or ["?"])[0][:200]}
            )
    if data:
        message = _("Fonts of this EPUB are made unreadable; they are not needed here.")
        faults.note(_ENCRYPTION, 0, "fonts-obfuscated", message)


def _metadata(root):
    for block in _all(root, "metadata"):
        # OPF 1 and 2 may wrap the elements once more.
        elements = [
            inner for child in block for inner in (child if local(child) in {"dc-metadata", "x-metadata"} else [child])
        ]
        for element in elements:
            if isinstance(element.tag, str):
                said = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
                yield Said(local(element).lower(), " ".join("".join(element.itertext()).split()), said)


def _read_manifest(root, package: Package, files: Files, faults: Irregularities) -> None:
    for element in _all(root, "manifest/item"):
        href, line = element.get("href") or "", element.sourceline or 0
        if is_elsewhere(href):
            message = _("%(address)s is on another site; nothing is fetched from there.") % {"address": href[:200]}
            faults.note(package.path, line, "resource-remote", message)
            continue
        path = files.find(href, beside=package.path, line=line)
        if path is None:
            message = _("“%(name)s” stands in the table of files and is not in the archive.") % {"name": href[:200]}
            faults.note(package.path, line, "file-missing", message)
            continue
        properties = frozenset((element.get("properties") or "").split())
        media_type, fallback = (element.get("media-type") or "").lower(), element.get("fallback") or ""
        item = Item(element.get("id") or href, path, media_type, properties, fallback)
        package.items.setdefault(item.id, item)
        if "nav" in properties:
            package.nav = package.nav or item
    ncx_id = next((spine.get("toc") for spine in _all(root, "spine")), None)
    is_ncx = [item for item in package.items.values() if item.media_type == "application/x-dtbncx+xml"]
    package.ncx = package.items.get(ncx_id or "") or next(iter(is_ncx), None)


def _read_spine(root, package: Package, faults: Irregularities) -> None:
    for reference in _all(root, "spine/itemref"):
        item, line = package.readable(reference.get("idref") or ""), reference.sourceline or 0
        if item is None:
            message = _("The order of reading names “%(name)s”, which is not in the table of files.")
            faults.note(package.path, line, "spine-unknown", message % {"name": (reference.get("idref") or "")[:200]})
        elif not _can_be_read(item):
            message = _("“%(name)s” is no page of text; it was left out of the order of reading.")
            faults.note(package.path, line, "spine-no-page", message % {"name": item.path})
        elif item in package.spine or item in package.aside:
            message = _("“%(name)s” stands twice in the order of reading; the first counts.") % {"name": item.path}
            faults.note(package.path, line, "spine-repeated", message)
        else:
            (package.aside if reference.get("linear") == "no" else package.spine).append(item)
    if not package.spine and not package.aside:
        pages = [item for item in package.items.values() if _is_page(item) and item is not package.nav]
        package.spine = sorted(pages, key=lambda item: in_natural_order(item.path))
        faults.note(
            package.path, 0, "spine-missing", _("Nothing gives the order of reading; that of the names serves.")
        )


def note_unread_pages(package: Package, brought: set[str], faults: Irregularities) -> None:
    """Pages that the order of reading leaves out, and that nobody would find; ``brought`` stand in other pages."""
    read = brought | {item.path for item in [*package.spine, *package.aside, *filter(None, [package.nav])]}
    for item in package.items.values():
        if item.media_type in PAGES and item.path not in read:
            message = _("The order of reading does not name this page; it was left out.")
            faults.note(item.path, 0, "page-not-in-spine", message)


def _can_be_read(item: Item) -> bool:
    return _is_page(item) or is_picture(item)


def is_picture(item: Item) -> bool:
    """A picture may be a page by itself."""
    return item.media_type.startswith("image/")


def _is_page(item: Item) -> bool:
    return item.media_type in PAGES or (
        not is_picture(item)
        and item.media_type not in {"application/x-dtbncx+xml", "text/css"}
        and item.path.lower().endswith(_PAGE_ENDINGS)
    )
