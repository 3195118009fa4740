"""Boxes to tick at the beginning of an item of a list: what is done, and what is open."""

from lxml.html import HtmlElement

DONE, OPEN = "☑", "☐"


def sign_of_task(box: HtmlElement | None) -> str:
    """Empty where it is no box with which an item of a list begins; our own pages write it as a picture."""
    if box is None or not _begins_item(box):
        return ""
    if box.tag == "input" and (box.get("type") or "").lower() == "checkbox":
        return OPEN if box.get("checked") is None else DONE
    is_ours = box.tag == "span" and box.get("role") == "img" and box.text in {DONE, OPEN}
    return box.text if is_ours else ""


def _begins_item(box: HtmlElement) -> bool:
    inner = box
    while inner.tag != "li":
        outer = inner.getparent()
        if outer is None or outer[0] is not inner or (outer.text or "").strip():
            return False
        inner = outer
    return inner is not box
