"""Footnotes: numbered, reachable in both directions, and named apart from everything else on the page."""

import re

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.draft import Draft
from ai4t.markup.tree import append, element, text_of, texts

_UNDEFINED = re.compile(r"\[\^([^\[\]\s]{1,60})\]")


def set_notes(draft: Draft) -> None:
    for block in list(draft.root.iter("div")):
        if block.get("class") == "footnote" and block.find("ol") is not None:
            _set_block(block, draft)
    for carrier, part in list(texts(draft.root, outside=("code", "pre"))):
        for reference in _UNDEFINED.finditer(getattr(carrier, part)):
            if draft.lines.means(reference[0]):
                draft.report("note-undefined", near=reference[0], name=reference[1])


def _set_block(block: HtmlElement, draft: Draft) -> None:
    references = _references(draft.root)
    for number, note in enumerate(block.find("ol"), start=1):
        name = note.attrib.pop("id", "").removeprefix("fn:")
        note.set("id", f"n-{number}")
        for back in list(note.iter("a")):
            if back.get("class") == "footnote-backref":
                back.drop_tree()
        _set_ways(note, number, references.get(name, []))
        if name not in references:
            draft.report("note-unused", near=f"[^{name}]:", name=name)
    block.tag = "section"
    block.attrib.clear()
    block.set("class", "footnote")
    block.set("role", "doc-endnotes")
    block.set("aria-label", _("Notes"))


def _references(root: HtmlElement) -> dict[str, list[HtmlElement]]:
    found: dict[str, list[HtmlElement]] = {}
    for sup in root.iter("sup"):
        if (sup.get("id") or "").startswith("fnref") and len(sup) and sup[0].get("class") == "footnote-ref":
            found.setdefault(sup[0].get("href", "").removeprefix("#fn:"), []).append(sup)
    return found


def _set_ways(note: HtmlElement, number: int, uses: list[HtmlElement]) -> None:
    last = note[-1] if len(note) and note[-1].tag == "p" else element("p")
    if last.getparent() is None and uses:
        note.append(last)
    _strip_end(last)
    for count, sup in enumerate(uses, start=1):
        place = f"n-{number}-{count}"
        label = (
            _("Back to the place of note %(number)d")
            if len(uses) == 1
            else _("Back to place %(count)d of note %(number)d")
        ) % {"number": number, "count": count}
        _set_reference(sup, number, place)
        append(last, " " if text_of(last) else "")
        append(last, element("a", "↩", href=f"#{place}", role="doc-backlink", aria_label=label))


def _set_reference(sup: HtmlElement, number: int, place: str) -> None:
    tail = sup.tail
    sup.clear()
    sup.tail = tail
    label = _("Note %(number)d") % {"number": number}
    sup.append(element("a", str(number), id=place, href=f"#n-{number}", role="doc-noteref", aria_label=label))


def _strip_end(paragraph: HtmlElement) -> None:
    if len(paragraph):
        paragraph[-1].tail = (paragraph[-1].tail or "").rstrip()
    else:
        paragraph.text = (paragraph.text or "").rstrip()
