"""Trees of HTML as XHTML: what a strict reader of EPUB takes, and nothing else."""

from lxml import etree
from lxml.html import HtmlElement

XHTML = "http://www.w3.org/1999/xhtml"
MATHML = "http://www.w3.org/1998/Math/MathML"
OPS = "http://www.idpf.org/2007/ops"
TYPE = f"{{{OPS}}}type"
# HTML knows these without the attribute that XHTML asks for, or EPUB not at all.
_RENAMED = {"data": "span", "time": "span", "track": "span"}
# Readers open a note in place where they know it by the older name.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-backlink": "backlink"}
_LEFT_OUT = {"datetime", "lang", "epub-type"}


def page(title: str, body: list, *, language: str, direction: str, style: str = "book.css") -> bytes:
    """A whole file. ``body`` are elements made by ``tag`` or ``strict``."""
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML, "epub": OPS})
    root.set("lang", language)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", language)
    root.set("dir", direction)
    head = tag("head", tag("title", title), tag("link", rel="stylesheet", type="text/css", href=style))
    root.append(head)
    root.append(tag("body", *body))
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")


def tag(name: str, *content, **attributes) -> etree._Element:
    """``epub_type`` is epub:type; underscores stand for hyphens, empty values are left out."""
    made = etree.Element(f"{{{XHTML}}}{name}", nsmap={None: XHTML, "epub": OPS})
    for key, value in attributes.items():
        if value:
            made.set(TYPE if key == "epub_type" else key.rstrip("_").replace("_", "-"), value)
    for part in content:
        _append(made, part)
    return made


def numbered(number: str) -> list:
    """What stands before the title of a chapter, marked as its number."""
    return [tag("span", number, epub_type="ordinal"), " "] if number else []


def strict(found: HtmlElement) -> etree._Element:
    """The element and all in it, in the namespaces of XHTML and MathML."""
    is_formula = found.tag == "math" or next(found.iterancestors("math"), None) is not None
    name = _RENAMED.get(found.tag, found.tag)
    space = MATHML if is_formula else XHTML
    made = etree.Element(f"{{{space}}}{name}", nsmap={None: space})
    for key, value in found.items():
        if key not in _LEFT_OUT:
            made.set(key, value if value or key in {"alt", "open"} else key)
    if lang := found.get("lang"):
        made.set("lang", lang)
        made.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    if kind := found.get("epub-type") or _TYPES.get(found.get("role", "")):
        made.set(TYPE, kind)
    made.text, made.tail = found.text, found.tail
    made.extend([strict(child) for child in found if isinstance(child.tag, str)])
    return made


def contents(root: HtmlElement) -> list:
    """What stands in ``root``, for ``tag``."""
    return [root.text or "", *(part for child in root for part in _with_tail(child))]


def _with_tail(child: HtmlElement):
    if isinstance(child.tag, str):
        made = strict(child)
        made.tail = None
        yield made
    yield child.tail or ""


def _append(parent: etree._Element, part) -> None:
    if not isinstance(part, str):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part
