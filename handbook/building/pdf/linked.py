"""Links as the typesetter takes them: words in a line, or one picture."""

from lxml.html import HtmlElement

from ai4t.markup.html_names import BLOCKS, PARTS_OF_BLOCKS
from ai4t.markup.tree import append, element

_APART = BLOCKS | PARTS_OF_BLOCKS | {"img"}


def divide_links(root: HtmlElement) -> None:
    """A link around blocks becomes one in each line of them, and one around each picture."""
    for link in list(root.iter("a")):
        if "original" not in link.get("class", "").split() and _is_divided(link):
            _divide(link, link)
            link.drop_tag()


def goes_on(link: HtmlElement) -> bool:
    """Whether a letter stands directly behind the link."""
    found, behind = link, link.tail
    while not behind and found.getparent() is not None and found.tag not in BLOCKS:
        beside = found.getnext()
        behind = (beside.text_content() or beside.tail) if beside is not None else found.getparent().tail
        found = found.getparent() if beside is None else beside
    return bool(behind) and behind[0].isalpha()


def _is_divided(found: HtmlElement) -> bool:
    return any(inner.tag in _APART for inner in found.iterdescendants())


def _divide(found: HtmlElement, link: HtmlElement) -> None:
    parts: list[HtmlElement | str] = [found.text or ""]
    for child in list(found):
        parts += child, child.tail or ""
        child.tail = None
        found.remove(child)
    found.text, around = None, None
    for part in filter(lambda part: part != "", parts):
        if not isinstance(part, str) and (part.tag in _APART or _is_divided(part)):
            if part.tag == "img":
                part = element("a", part, href=link.get("href", ""))
            else:
                _divide(part, link)
            append(found, part)
            around = None
        elif around is None and isinstance(part, str) and not part.strip():
            append(found, part)
        else:
            if around is None:
                around = element("a", href=link.get("href", ""))
                append(found, around)
            append(around, part)
