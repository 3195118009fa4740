"""What no text may bring: programs, forms, drawings that could hide either. Each is told to the author."""

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.cleaning import ALLOWED_TAGS
from ai4t.markup.draft import Draft
from ai4t.markup.html_names import names
from ai4t.markup.tree import element, elements, put_block_in_place

_PROGRAMS = names("script noscript")
_SILENT = _PROGRAMS | names("style link meta base title")
_DRAWINGS = names("svg math canvas")
_CONTROLS = names("input select textarea datalist progress meter")
_RENAMED = {
    "acronym": "abbr",
    "article": "div",
    "big": "span",
    "center": "div",
    "font": "span",
    "footer": "div",
    "header": "div",
    "hgroup": "div",
    "main": "div",
    "nav": "div",
    "nobr": "span",
    "rb": "span",
    "strike": "s",
    "tt": "code",
}


def leave_out(draft: Draft) -> None:
    for form in elements(draft.root, "form"):
        for control in elements(form, *_CONTROLS):
            control.drop_tree()
        form.insert(0, _no_form(form, draft))
        form.tag = "div"
    for found in elements(draft.root):
        if found.tag not in ALLOWED_TAGS and draft.holds(found):
            _leave_out(found, draft)


def _leave_out(found: HtmlElement, draft: Draft) -> None:
    tag = found.tag
    if tag in _RENAMED:
        found.tag = _RENAMED[tag]
    elif tag in _CONTROLS:
        put_block_in_place(found, _no_form(found, draft))
    elif tag in _SILENT:
        draft.report("script-removed" if tag in _PROGRAMS else "element-removed", near=f"<{tag}", tag=tag)
        found.drop_tree()
    elif tag in _DRAWINGS:
        draft.report("element-removed", near=f"<{tag}", tag=tag)
        put_block_in_place(found, _note(_("A drawing or formula in this place cannot be shown here.")))
    else:
        draft.report("element-plain", near=f"<{tag}", tag=tag)
        found.drop_tag()


def _no_form(found: HtmlElement, draft: Draft) -> HtmlElement:
    draft.report("form-removed", near=f"<{found.tag}")
    return _note(_("A form in this place cannot be filled in here."))


def _note(sentence: str) -> HtmlElement:
    return element("p", sentence, classes="note refused")
