"""XHTML of a book, and HTML of a post, as one kind of tree: plain names, nothing expanded, nothing fetched.

What is well-formed is read as XML, as the format asks; what is not is read as a browser would, and told.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _
from lxml import etree, html
from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from ai4t.content.xml_reading import xml_parser
from ai4t.markup.html_names import VOID
from ai4t.unprintable import without_unprintable
from handbook.conversion.deep_elements import flatten, with_fewer_levels
from handbook.conversion.encodings import decoded, with_referred_characters
from handbook.conversion.named_figures import set_figures
from handbook.conversion.picture_maps import list_maps
from handbook.conversion.references import with_html_characters, without_unprintable_references
from handbook.conversion.verses import set_verses
from handbook.conversion.xml_parts import declaration_blanked

_MOST_BYTES = 20 * 1024**2
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?P<inside>\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_PREFIXES = {
    "http://www.idpf.org/2007/ops": "epub-",
    "http://www.w3.org/1999/xlink": "xlink-",
    "http://www.w3.org/XML/1998/namespace": "xml-",
}
_KNOWN_SPACES = {
    "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xhtml",
}
_SPACES_OF_BOOKS = tuple(
    f"{{http://{site}/" for site in ("www.w3.org", "www.idpf.org", "www.daisy.org", "openebook.org")
)
_PREFIXES_OF_BOOKS = {"html", "xhtml", "h", "svg", "math", "mathml", "mml", "m", "epub", "ops"}
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_CLOSED_AT_ONCE = re.compile(r"<([A-Za-z][\w:.-]*)((?:\s[^<>]*)?)/>")


def read_page(raw: bytes, *, path: str, faults: Irregularities) -> HtmlElement | None:
    """The ``body`` of the document, or None when there is nothing to read; line numbers are those of the file."""
    if len(raw) > _MOST_BYTES:
        message = _("This page has more than %(limit)d MB; it was left out.") % {"limit": _MOST_BYTES // 1024**2}
        faults.note(path, 0, "page-too-large", message)
        return None
    text = without_doctype(decoded(raw, path=path, faults=faults), path, faults)
    text = printed(text, path, faults)
    if not text.strip():
        return None
    root = _as_xml(with_html_characters(text), path, faults)
    if root is None:
        root = _as_html(text, path, faults)
    if root is None:
        faults.note(path, 0, "page-unreadable", _("Nothing can be read from this page; it was left out."))
        return None
    _plain_names(root)
    _choose(root)
    _list_maps(root, path, faults)
    set_figures(root)
    set_verses(root)
    _flatten(root, path, faults)
    body = root if root.tag == "body" else root.find("body")
    return _in_its_language(body, root) if body is not None else root


def _in_its_language(body: HtmlElement, root: HtmlElement) -> HtmlElement:
    """The body says what the document around it says of its language and direction."""
    for name in ("lang", "dir"):
        if said := body.get(name) or root.get(name):
            body.set(name, said)
    return body


def read_fragment(text: str, *, path: str, faults: Irregularities) -> HtmlElement:
    """A post, which is no whole document, in a ``div``."""
    text = _printable(with_referred_characters(text))
    root = _as_browsers_do(text, html.fragment_fromstring, path, faults, create_parent="div")
    _plain_names(root)
    _choose(root)
    _list_maps(root, path, faults)
    set_figures(root)
    set_verses(root)
    _flatten(root, path, faults)
    return root


def printed(text: str, path: str, faults: Irregularities) -> str:
    """Without characters that no document may hold, written or by their numbers, which is told."""
    text = with_referred_characters(text)
    clean = _printable(text)
    if clean != text:
        lines = zip(text.split("\n"), clean.split("\n"), strict=True)
        line = next(number for number, (before, after) in enumerate(lines, start=1) if before != after)
        faults.note(path, line, "characters-removed", _("Characters that cannot be printed were left out."))
    return clean


def _printable(text: str) -> str:
    return without_unprintable(without_unprintable_references(text))


def without_doctype(text: str, path: str, faults: Irregularities) -> str:
    found = _DOCTYPE.search(text, 0, 5_000)
    if found is None:
        return text
    if found["inside"]:
        line = text.count("\n", 0, found.start()) + 1
        message = _("This file declares entities of its own, which are not read.")
        faults.note(path, line, "entities-declared", message)
    return text[: found.start()] + "\n" * found[0].count("\n") + text[found.end() :]


def _as_xml(text: str, path: str, faults: Irregularities) -> HtmlElement | None:
    try:
        return _parsed(text, path, faults)
    except (etree.XMLSyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None) or 1
        message = _("This page is not well-formed from here on; it was read as a browser would read it.")
        faults.note(path, line, "page-not-well-formed", message)
        return None


def _parsed(text: str, path: str, faults: Irregularities) -> HtmlElement:
    text = declaration_blanked(text)
    parser = xml_parser()
    parser.set_element_class_lookup(html.HtmlElementClassLookup())
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        if not _met_its_limit(parser):
            raise
        return etree.fromstring(_with_fewer_levels(text, path, faults).encode(), parser)


def _with_fewer_levels(text: str, path: str, faults: Irregularities) -> str:
    less, line = with_fewer_levels(text)
    _tell_deep(line, path, faults)
    return less


def _tell_deep(line: int, path: str, faults: Irregularities) -> None:
    message = _("Elements are nested too deeply from here on; the outer ones were taken off.")
    faults.note(path, line, "nested-too-deep", message)


def _met_its_limit(parser: etree.XMLParser | html.HTMLParser) -> bool:
    return any("Excessive depth" in entry.message for entry in parser.error_log)


def _as_html(text: str, path: str, faults: Irregularities) -> HtmlElement | None:
    try:
        return _as_browsers_do(_for_browsers(text), html.document_fromstring, path, faults)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _as_browsers_do(
    text: str, read: Callable[..., HtmlElement], path: str, faults: Irregularities, **options
) -> HtmlElement:
    parser = _html_parser()
    root = read(text, parser=parser, **options)
    if not _met_its_limit(parser):
        return root
    return read(_with_fewer_levels(text, path, faults), parser=_html_parser(), **options)


def _html_parser() -> html.HTMLParser:
    return html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding=None)


def _for_browsers(text: str) -> str:
    """Elements that XML closes at once are closed for browsers too, or ``<a id="x"/>`` would hold the rest."""

    def closed(found: re.Match) -> str:
        name = found[1].lower()
        return found[0] if name in VOID else f"<{found[1]}{found[2]}></{found[1]}>"

    return _CLOSED_AT_ONCE.sub(closed, declaration_blanked(text))


def _plain_names(root: HtmlElement) -> None:
    """``svg:image`` is ``image``, ``epub:type`` is ``epub-type``: one name however a prefix was declared.

    A browser's reading of broken tags gives names that are none; their elements have no meaning. Nor have those with
    a prefix of something else, such as ``st1:address`` of Word.
    """
    for element in root.iter(etree.Element):
        is_drawing = element.tag.startswith("{http://www.w3.org/2000/svg}")
        local = element.tag.rpartition("}")[2].rpartition(":")[2]
        is_ours = _NAME.fullmatch(local) and not _is_foreign(element)
        element.tag = "span" if not is_ours else local if is_drawing else local.lower()
        for name, value in element.attrib.items():
            plain = "lang" if _plain(name) == "xml-lang" else _plain(name)
            if plain != name or not _NAME.fullmatch(plain):
                del element.attrib[name]
                if _NAME.fullmatch(plain):
                    element.set(plain, element.get(plain, value))


def _is_foreign(element: HtmlElement) -> bool:
    if element.tag.startswith("{"):
        return element.prefix is not None and not element.tag.startswith(_SPACES_OF_BOOKS)
    prefix, colon, _local = element.tag.rpartition(":")
    return bool(colon) and prefix.lower() not in _PREFIXES_OF_BOOKS


def _plain(name: str) -> str:
    if not name.startswith("{"):
        return name.replace(":", "-")
    space, _brace, local = name[1:].partition("}")
    return f"{_PREFIXES.get(space, '')}{local}"


def _choose(root: HtmlElement) -> None:
    """Of ways to say the same (``epub:switch``, EPUB Content Documents 3.0), the first that we know stays."""
    for switch in [switch for switch in root.iter("switch") if next(switch.iterancestors("svg"), None) is None]:
        ways = [way for way in switch if way.tag == "default" or way.get("required-namespace") in _KNOWN_SPACES]
        for way in list(switch):
            if way is (ways or list(switch))[0]:
                way.drop_tag()
            else:
                way.drop_tree()
        switch.drop_tag()


def _list_maps(root: HtmlElement, path: str, faults: Irregularities) -> None:
    for line in list_maps(root):
        message = _("The places to click on in a picture became a list of links below it.")
        faults.note(path, line, "map-listed", message)


def _flatten(root: HtmlElement, path: str, faults: Irregularities) -> None:
    line = flatten(root)
    if line is not None:
        _tell_deep(line, path, faults)
