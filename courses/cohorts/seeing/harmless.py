"""A page of the site that can only be looked at: nothing runs, nothing is sent, and links stay among shown pages."""

from collections.abc import Callable
from urllib.parse import urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

# Scripts, frames and what else acts by itself.
_ACTING = ["script", "iframe", "object", "embed", "template", "base", "noscript"]
_INPUTS = ["input", "select", "textarea", "button"]
_ADDRESSES = ["href", "src", "poster", "srcset"]
_KEPT_LINKS = {"stylesheet", "icon", "apple-touch-icon"}


def harmless(page: bytes, *, leads_to: Callable[[str], str | None], banner: str) -> bytes:
    """``page`` under ``banner`` (safe HTML, one element).

    ``leads_to`` gives for a path of the site where it is shown instead; None lets a link lead nowhere.
    """
    tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for found in [*tree.iter(*_ACTING), *(meta for meta in tree.iter("meta") if meta.get("http-equiv"))]:
        found.drop_tree()
    for link in list(tree.iter("link")):
        if link.get("rel") not in _KEPT_LINKS:
            link.drop_tree()
    for form in list(tree.iter("form")):
        _close(form)
    for found in tree.iter(*_INPUTS):
        found.set("disabled", "disabled")
    for found in tree.iter(etree.Element):
        _disarm(found, leads_to)
    body = tree.find("body")
    # The way past the head of the page stays the first thing that a key reaches.
    is_skipped = len(body) and "skip" in body[0].classes
    body.insert(1 if is_skipped else 0, html.fragment_fromstring(banner))
    return html.tostring(tree, doctype="<!doctype html>", encoding="utf-8")


def _close(form: HtmlElement) -> None:
    """What was a form is a part of the page; what it would have sent unseen is gone."""
    for hidden in form.xpath(".//input[@type='hidden']"):
        hidden.drop_tree()
    form.tag = "div"
    for name in ("action", "method", "enctype", "target"):
        form.attrib.pop(name, None)


def _disarm(found: HtmlElement, leads_to) -> None:
    for name in list(found.attrib):
        if name.startswith(("on", "data-")) or name in {"formaction", "ping", "target", "autofocus"}:
            del found.attrib[name]
    for name in _ADDRESSES:
        if name in found.attrib and found.tag != "link":
            _lead(found, name, leads_to)


def _lead(found: HtmlElement, name: str, leads_to) -> None:
    parts = [_led(one.strip(), leads_to) for one in found.get(name).split(",")]
    if name != "srcset":
        parts = [_led(found.get(name).strip(), leads_to)]
    if all(parts):
        found.set(name, ", ".join(parts))
    else:
        del found.attrib[name]


def _led(address: str, leads_to) -> str | None:
    """One address, which in a ``srcset`` has its width behind it."""
    address, _space, width = address.partition(" ")
    if address.startswith(("#", "data:image/")):
        return address
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return None
    there = leads_to(parts.path)
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{there}{fragment}{' ' * bool(width)}{width}" if there else None
