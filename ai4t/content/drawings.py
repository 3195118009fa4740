"""Drawings (SVG): kept as drawings, but only their still and harmless part.

What is left can be opened by itself in a browser: no program, no animation, nothing from elsewhere, no HTML inside.
"""

import re

from django.utils.translation import gettext as _
from lxml import etree

from ai4t.content.refused_pictures import PictureRefused

MEDIA_TYPE = "image/svg+xml"
MAX_BYTES = 1_000_000
MAX_COPIES = 10_000  # of parts that refer to each other, once all are drawn
MAX_DEPTH = 60
MAX_SIDE = 20_000

_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = """
    svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc switch
    linearGradient radialGradient stop clipPath mask pattern marker image style filter feBlend feColorMatrix
    feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge
    feMergeNode feMorphology feOffset feTile feTurbulence
"""
_ELEMENTS = frozenset(_KEPT.split())
_UNWRAPPED = frozenset({"a"})
_OWN_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]+")
_ADDRESS = re.compile(r"url\s*\(([^)]*)", re.IGNORECASE)
_UNSAFE_STYLE = re.compile(r"@import|@font-face|expression|javascript:|behavior|-moz-binding|\\|&", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*$", re.IGNORECASE)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


def is_drawing(data: bytes) -> bool:
    head = data[:20_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and (b"<svg" in head or b":svg" in head)


def safe_drawing(data: bytes) -> bytes:
    """The drawing without anything that acts or reaches out; raises PictureRefused where it cannot be read safely."""
    if len(data) > MAX_BYTES:
        raise PictureRefused(_("The drawing has more than %(limit)d kB.") % {"limit": MAX_BYTES // 1_000})
    root = _parsed(data)
    _clean(root)
    if _copies(root) > MAX_COPIES:
        raise PictureRefused(_("The parts of the drawing refer to each other too often."))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8")


def brings_refused_parts(data: bytes) -> bool:
    """Whether a safe drawing lacks something that this one has; raises PictureRefused as above."""
    return _clean(_parsed(data))


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; 300 by 150 where the drawing does not say, as in browsers."""
    root = _parsed(data)
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    wide, high = (box[2], box[3]) if len(box) == 4 and box[2] > 0 and box[3] > 0 else (0, 0)
    width, height = _length(root.get("width")), _length(root.get("height"))
    if wide and high:
        width = width or (height * wide / high if height else wide)
        height = height or width * high / wide
    return _whole(width or 300), _whole(height or 150)


def _whole(length: float) -> int:
    return max(1, min(MAX_SIDE, round(length)))


def _length(written: str | None) -> float:
    match = _LENGTH.match(written or "")
    return float(match[1]) * _PIXELS[match[2].lower()] if match else 0


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise PictureRefused(_("The drawing is damaged.")) from fault
    subset = root.getroottree().docinfo.internalDTD
    if root.tag != f"{_SVG}svg" or (subset is not None and any(True for _entity in subset.iterentities())):
        raise PictureRefused(_("The drawing is damaged, or brings definitions of its own that are not read here."))
    return root


def _clean(root: etree._Element) -> bool:
    """Whether anything was taken out but the notes that drawing programs leave for themselves."""
    changed = False
    for element in list(root.iter()):
        if element is not root and element.getparent() is None:
            continue
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name in _UNWRAPPED and element is not root:
            element.tag = f"{_SVG}g"
            changed = True
        elif name not in _ELEMENTS or (name == "style" and not _is_safe_style("".join(element.itertext()))):
            changed = changed or (name != "metadata" and _is_drawn(element))
            _remove(element)
            continue
        for attribute, value in element.items():
            if not _is_safe(name, attribute, value):
                changed = changed or attribute == _LINK or not attribute.startswith("{")
                del element.attrib[attribute]
    return changed


def _is_drawn(element: etree._Element) -> bool:
    """Whether browsers would do something with it: other names are those of drawing programs."""
    return isinstance(element.tag, str) and element.tag.startswith((_SVG, _HTML))


def _remove(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if element.tail and element.tail.strip():
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _is_safe(element: str, attribute: str, value: str) -> bool:
    if attribute in {"href", _LINK}:
        return value.startswith("#") or (element == "image" and bool(_OWN_PICTURE.fullmatch(value)))
    if attribute.startswith("{"):
        return attribute == _SPACE
    if attribute.lower().startswith("on") or attribute in {"src", "base", "requiredExtensions"}:
        return False
    return _is_safe_style(value)


def _is_safe_style(style: str) -> bool:
    leads_outside = any(not address.strip(" \t\r\n\"'").startswith("#") for address in _ADDRESS.findall(style))
    return not leads_outside and not _UNSAFE_STYLE.search(style)


def _copies(root: etree._Element) -> int:
    """How many elements are drawn in all, counting a part once for each place that shows it."""
    by_name = {element.get("id"): element for element in root.iter() if element.get("id")}
    counted: dict[etree._Element, int] = {}

    def count(element: etree._Element, depth: int) -> int:
        if depth > MAX_DEPTH:
            return MAX_COPIES + 1
        if element not in counted:
            total = 1 + sum(count(child, depth + 1) for child in element)
            if element.tag == f"{_SVG}use":
                shown = by_name.get((element.get("href") or element.get(_LINK) or "").removeprefix("#"))
                total += count(shown, depth + 1) if shown is not None else 0
            counted[element] = min(total, MAX_COPIES + 1)
        return counted[element]

    return count(root, 0)
