"""Names of elements, and what a block is: HTML as browsers lay it out."""

import re
from collections.abc import Collection
from itertools import islice

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names

FLOW = names(
    """address article body center div fieldset footer form header hgroup html main nav search section noscript switch
    case default figcaption caption legend dir summary td th tr tbody thead tfoot dt dd li"""
)
LISTS = names("ul ol menu dir")
HEADINGS = names("h1 h2 h3 h4 h5 h6")
EMBEDS = names("iframe video audio object embed")
BLOCKS = FLOW | LISTS | HEADINGS | names("aside blockquote details dl figure hr p pre table")
DROPPED = names("script style template head title link meta base trigger noframes datalist")
CONTROLS = names("input select textarea button progress meter output")
_SHOWN = names("img svg math video audio iframe object embed x-formula")
_PAGE = re.compile(
    r"\W*(?:[^\W\d]{1,12}\W+)?"
    r"(?:[^\W\d]{0,2}-?\d{1,5}|m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3}))\W*",
    re.IGNORECASE,
)
_LONGEST_PAGE = 30  # characters
COMPLEX = HEADINGS | names("table pre figure dl aside details hr iframe video audio object embed")


def children(element: HtmlElement) -> list[HtmlElement | str]:
    """Text and elements in their order; comments and instructions to programs are no content."""
    found: list[HtmlElement | str] = [element.text] if element.text else []
    for child in element:
        if isinstance(child.tag, str):
            found.append(child)
        if child.tail:
            found.append(child.tail)
    return found


def words_of(element: HtmlElement) -> str:
    """Its words on one line; what begins a line begins a word."""
    parts = element.xpath("descendant::text() | descendant::br | descendant::p | descendant::div")
    return " ".join("".join(part if isinstance(part, str) else " " for part in parts).split())


def types_of(element: HtmlElement) -> set[str]:
    """What ``epub:type`` and ``role`` say, without the prefixes of roles."""
    kind, role = element.get("epub-type"), element.get("role")
    if not kind and not role:
        return set()
    said = f"{kind or ''} {(role or '').replace('doc-', '')}"
    return {word.rpartition(":")[2] for word in said.lower().split()}


def is_page_number(element: HtmlElement) -> bool:
    """Whether the element is where a printed page begins; some books call whole paragraphs so, which stay."""
    if "pagebreak" not in types_of(element) or holds_pictures(element):
        return False
    words = element.text_content().strip()
    return not words or (len(words) <= _LONGEST_PAGE and bool(_PAGE.fullmatch(words)))


def holds_blocks(element: HtmlElement) -> bool:
    return any(inner.tag in BLOCKS for inner in element.iterdescendants() if isinstance(inner.tag, str))


def holds_pictures(element: HtmlElement) -> bool:
    return any(inner.tag in {"img", "svg", "math"} for inner in element.iterdescendants())


def is_complex(element: HtmlElement, *, but: frozenset[str] = frozenset()) -> bool:
    """Whether something stands in it that cannot be indented."""
    return any(
        (inner is not element and inner.tag in COMPLEX - but)
        or _is_special_list(inner)
        or (inner is not element and needs_an_element(inner))
        or (inner.tag == "math" and inner.get("display"))
        for inner in element.iter()
        if isinstance(inner.tag, str)
    )


def says_a_language(element: HtmlElement) -> bool:
    return bool(element.get("lang") or element.get("dir"))


def needs_an_element(element: HtmlElement) -> bool:
    """Whether a block in an item says its language, and Markdown has no form for that: it has one for a single
    paragraph.
    """
    if not says_a_language(element) or not (element.tag in BLOCKS or holds_blocks(element)):
        return False
    if element.tag not in {"p", "li", "dd"}:
        return True
    item = element if element.tag != "p" else next(element.iterancestors("li", "dd"), element)
    blocks = (inner for inner in item.iterdescendants() if isinstance(inner.tag, str) and inner.tag in BLOCKS)
    first_two = list(islice(blocks, 2))
    return len(first_two) > 1 or any(inner.tag != "p" for inner in first_two)


def _is_special_list(element: HtmlElement) -> bool:
    """A list whose numbers or signs the author chose, or an item that begins with a list or a quotation."""
    if element.tag == "ol" and (element.get("start", "1") != "1" or "reversed" in element.attrib):
        return True
    if element.tag == "ol" and element.get("type", "1") != "1":
        return True
    if element.tag != "li":
        return False
    inside = [part for part in children(element) if says_anything([part])]
    lists = [not isinstance(part, str) and part.tag in LISTS for part in inside]
    starts_with_text = inside and (isinstance(inside[0], str) or not _begins_with_lines(inside[0]))
    return bool(element.get("value")) or not starts_with_text or sum(lists) > 1


def _begins_with_lines(element: HtmlElement) -> bool:
    """Whether it begins with a list or a quotation, each line of which has a sign of its own."""
    return element.tag in LISTS | {"blockquote"} or (
        element.tag in FLOW
        and not (element.text or "").strip()
        and any(isinstance(child.tag, str) and _begins_with_lines(child) for child in element[:1])
    )


def says_anything(content: list[HtmlElement | str], *, but: Collection[HtmlElement] = ()) -> bool:
    """Whether there are words or pictures, outside of ``but``; the number of a printed page is neither."""
    return any(part.strip() if isinstance(part, str) else _says(part, but) for part in content)


def _says(element: HtmlElement, but: Collection[HtmlElement]) -> bool:
    if not isinstance(element.tag, str) or element in but or is_page_number(element):
        return False
    if element.tag in _SHOWN or (element.text or "").strip():
        return True
    return any(_says(child, but) or (child.tail or "").strip() for child in element)


def wrapped(content: list[HtmlElement | str]) -> HtmlElement:
    """The content in an element of its own."""
    around = html.Element("div")
    for part in content:
        add(around, part)
    return around


def add(around: HtmlElement, part: HtmlElement | str) -> None:
    """Put a part behind what ``around`` holds."""
    if not isinstance(part, str):
        part.tail = None
        around.append(part)
    elif (last := next(around.iterchildren(reversed=True), None)) is not None:
        last.tail = (last.tail or "") + part
    else:
        around.text = (around.text or "") + part


def taken_out(element: HtmlElement) -> list[HtmlElement | str]:
    """The content of an element, which is empty from then on."""
    content = children(element)
    element.text = None
    del element[:]
    return content
