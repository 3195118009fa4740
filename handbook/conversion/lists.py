"""Lists: in Markdown where their items can be indented, else in HTML whose items hold Markdown."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from handbook.conversion.blocks import Block, element_of, indented, joined
from handbook.conversion.elements import children, is_complex
from handbook.conversion.tasks import DONE, OPEN, sign_of_task

if TYPE_CHECKING:
    from handbook.conversion.writer import Writer

_BULLET = "-   "
_TASKS = {DONE: "[x]", OPEN: "[ ]"}


class Lists:
    def __init__(self, writer: "Writer"):
        self._writer = writer

    def write(self, element: HtmlElement) -> list[Block]:
        items = [part for part in children(element) if self._writer.stays(part)]
        if is_complex(element) or any(isinstance(item, str) or item.tag != "li" for item in items):
            return self._writer.behind_places([Block(self._html_list(element, items))]) if items else []
        signs = (f"{number}. " if element.tag == "ol" else _BULLET for number in range(1, len(items) + 1))
        written = [self._writer.item(item) for item in items]
        is_tight = all(not any(not block.is_list for block in blocks[1:]) for blocks in written)
        texts = [
            sign.ljust(4) + indented(("\n" if is_tight else "\n\n").join(block.text for block in blocks)).lstrip(" ")
            for sign, blocks in zip(signs, map(_as_task, items, written), strict=False)
        ]
        return [Block(("\n" if is_tight else "\n\n").join(texts), is_list=True)] if texts else []

    def _html_list(self, element: HtmlElement, items: list[HtmlElement | str]) -> str:
        tag = "ol" if element.tag == "ol" else "ul"
        said = "".join(
            f' {name}="{element.get(name)}"'
            for name, form in (("start", r"-?\d{1,6}"), ("type", r"[1aAiI]"))
            if tag == "ol" and re.fullmatch(form, element.get(name) or "")
        ) + (" reversed" if tag == "ol" and element.get("reversed") is not None else "")
        lines = [f"<{tag} markdown{said}>"]
        lines += map(self._html_item, items)
        return "\n".join([*lines, f"</{tag}>"])

    def _html_item(self, item: HtmlElement | str) -> str:
        if isinstance(item, str) or item.tag != "li":
            return element_of("li", 'markdown="block"', joined(self._writer.blocks([item])))
        with self._writer.speaking.saying(item) as spoken:
            blocks = self._writer.item(item)
        value = item.get("value") or ""
        number = f' value="{value}"' if re.fullmatch(r"-?\d{1,6}", value) else ""
        return element_of("li", f'markdown="block"{spoken}{number}', joined(blocks))


def _as_task(item: HtmlElement, blocks: list[Block]) -> list[Block]:
    """The sign of a task that is done or open, as Markdown writes it."""
    sign = sign_of_task(next(item.iter("input", "span"), None))
    if not sign or not blocks or not blocks[0].text.startswith(f"{sign} "):
        return blocks
    return [replace(blocks[0], text=_TASKS[sign] + blocks[0].text.removeprefix(sign)), *blocks[1:]]
