"""The page as a tree: read as a browser reads it, changed in place, written again."""

import re
import string
from collections.abc import Iterator
from itertools import islice

import nh3
from lxml import etree, html
from lxml.html import HtmlElement

from ai4t.markup.html_names import BLOCKS, CONTAINERS, KNOWN, LOOSE_CONTAINERS, names

# Reads as browsers do and keeps everything, so that each thing left out later can be told to the author.
_AS_BROWSERS_READ = nh3.Cleaner(
    tags=set(KNOWN),
    clean_content_tags=set(),
    attributes={},
    generic_attribute_prefixes=set(string.ascii_lowercase),
    link_rel=None,
    url_schemes=set(
        names(
            "about blob data file ftp glossary handbook http https javascript mailto sms tel unit vbscript view-source"
        )
    ),
)

# What character references, or the parser's own marks, can bring in after the source was checked.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")


def read(source: str) -> HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    cleaned = _UNPRINTABLE.sub("", _AS_BROWSERS_READ.clean(source))
    document = f"<body><div>{cleaned}</div></body>"
    root = html.document_fromstring(document.encode(), parser=parser).body[0]
    set_void(root)
    return root


def set_void(root: HtmlElement) -> None:
    """The parser takes what follows these elements for what they hold; browsers know that they hold nothing."""
    for found in reversed(list(root.iter("source", "track", "wbr"))):
        _empty(found)


def _empty(found: HtmlElement) -> None:
    parent, place = found.getparent(), found.getparent().index(found) + 1
    inner, behind = list(found), found.tail
    found.tail, found.text = found.text, None
    for offset, child in enumerate(inner):
        parent.insert(place + offset, child)
    if behind:
        last = inner[-1] if inner else found
        last.tail = (last.tail or "") + behind


def write(root: HtmlElement) -> str:
    parts = [html.tostring(child, encoding="unicode") for child in root]
    return (_escaped(root.text or "") + "".join(parts)).strip()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def element(tag: str, *content: "HtmlElement | str", classes: str = "", **attributes: str) -> HtmlElement:
    """A new element. Underscores in names of attributes stand for hyphens; empty values are left out."""
    new = html.Element(tag)
    if classes:
        new.set("class", classes)
    for name, value in attributes.items():
        if value:
            new.set(name.rstrip("_").replace("_", "-"), value)
    for part in content:
        append(new, part)
    return new


def append(parent: HtmlElement, part: "HtmlElement | str") -> None:
    if not isinstance(part, str):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def elements(root: HtmlElement, *tags: str) -> list[HtmlElement]:
    """All elements with one of these tags, in reading order; a list, so that the tree may change meanwhile."""
    return [found for found in root.iter(*tags) if found is not root and isinstance(found.tag, str)]


def replace(old: HtmlElement, new: HtmlElement) -> None:
    new.tail, old.tail = old.tail, None
    old.getparent().replace(old, new)


def text_of(found: HtmlElement) -> str:
    return " ".join("".join(found.itertext()).split())


def words_of(found: HtmlElement) -> str:
    """The text without the numbers of notes, for a name or a title made of it."""
    return " ".join("".join(_but_notes(found)).split())


def _but_notes(found: HtmlElement) -> Iterator[str]:
    yield found.text or ""
    for child in found:
        if not _is_number_of_note(child):
            yield from _but_notes(child)
        yield child.tail or ""


def _is_number_of_note(found: HtmlElement) -> bool:
    """As the parser makes it, or as our pages show it."""
    link = found[0] if found.tag == "sup" and len(found) == 1 else None
    return link is not None and (link.get("class") == "footnote-ref" or link.get("role") == "doc-noteref")


def put_block_in_place(old: HtmlElement, block: HtmlElement) -> None:
    """Put a block where ``old`` stands. A paragraph around it is divided; out of other inline text it moves behind."""
    parent = old.getparent()
    if parent.tag == "p" and parent.getparent() is not None:
        _divide(parent, old, block)
    elif parent.tag in CONTAINERS:
        replace(old, block)
    else:
        put_behind(old, block)
        old.drop_tree()
        if _is_empty(parent):
            parent.drop_tree()


def _divide(paragraph: HtmlElement, old: HtmlElement, block: HtmlElement) -> None:
    behind = element("p")
    behind.text, old.tail = (old.tail or "").lstrip(), None
    behind.extend(list(old.itersiblings()))
    block.tail, paragraph.tail = paragraph.tail, None
    place = paragraph.getparent().index(paragraph)
    paragraph.remove(old)
    if len(behind) or behind.text:
        behind.tail, block.tail = block.tail, None
        paragraph.getparent().insert(place + 1, behind)
    paragraph.getparent().insert(place + 1, block)
    if _is_empty(paragraph):
        paragraph.getparent().remove(paragraph)
    elif not len(paragraph):
        paragraph.text = paragraph.text.rstrip()


def _is_empty(found: HtmlElement) -> bool:
    return not len(found) and not (found.text or "").strip()


def put_behind(found: HtmlElement, block: HtmlElement) -> None:
    """Put a block behind the paragraph, list or cell text that holds ``found``."""
    place = found
    while place.getparent().tag not in CONTAINERS:
        place = place.getparent()
    container = place.getparent()
    if container.tag in LOOSE_CONTAINERS and place.tag not in BLOCKS:
        container.append(block)
    else:
        container.insert(container.index(_last_note_behind(place)) + 1, block)


def _last_note_behind(place: HtmlElement) -> HtmlElement:
    """Several notes about one paragraph stand in its order; the walk is short, hostile texts have thousands."""
    for behind in islice(place.itersiblings(), 20):
        if not behind.get("class", "").startswith("note "):
            break
        place = behind
    return place


def drop_empty(root: HtmlElement) -> None:
    """Paragraphs and links without content are what reading as browsers do leaves around a block inside a link."""
    for found in reversed(elements(root, "p", "a")):
        if _is_empty(found) and not found.get("id"):
            found.drop_tree()


def inside(found: HtmlElement, *tags: str) -> bool:
    return next(found.iterancestors(*tags), None) is not None


def texts(root: HtmlElement, *, outside: tuple[str, ...]) -> Iterator[tuple[HtmlElement, str]]:
    """Each stretch of text with the element that carries it, and whether as its ``text`` or its ``tail``."""
    closed = set(outside)
    for event, found in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and found.text and found.tag not in closed and not inside(found, *closed):
            yield found, "text"
        if event == "end" and found is not root and found.tail and not inside(found, *closed):
            yield found, "tail"
