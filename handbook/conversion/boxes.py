"""What stands apart from the text around it: quotations, boxes, folded texts, figures."""

from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from handbook.conversion.blocks import Block, element_of, joined
from handbook.conversion.elements import BLOCKS, HEADINGS, children, holds_blocks, is_complex

if TYPE_CHECKING:
    from handbook.conversion.writer import Writer

_TEXTBOXES = {"examples": "example", "exercises": "question", "key-takeaways": "abstract", "learning-objectives": "tip"}


class Boxes:
    def __init__(self, writer: "Writer"):
        self._writer = writer
        self._titles: set[HtmlElement] = set()

    def is_title(self, element: HtmlElement) -> bool:
        """Whether the element is already said as the title of its box."""
        return element in self._titles

    def quotation(self, element: HtmlElement) -> list[Block]:
        is_html = is_complex(element, but=HEADINGS) or _depth_of_quotes(element) > 5
        text = joined(self._writer.blocks(children(element)))
        if not text:
            return []
        if is_html:
            return [Block(element_of("blockquote", "markdown", text))]
        return [Block("\n".join(f"> {line}".rstrip() for line in text.split("\n")))]

    def aside(self, element: HtmlElement) -> list[Block]:
        text = joined(self._writer.blocks(children(element)))
        return [Block(element_of("aside", "markdown", text))] if text else []

    def folded(self, element: HtmlElement) -> list[Block]:
        summary = element.find("summary")
        words = self._writer.inline.line(children(summary)).replace("\n", " ") if summary is not None else ""
        text = joined(self._writer.blocks([part for part in children(element) if part is not summary]))
        if not words:
            return [Block(text)] if text else []
        return [Block(f'<details markdown>\n<summary markdown="span">{words}</summary>\n\n{text}\n\n</details>')]

    def textbox(self, element: HtmlElement, kind: str) -> list[Block]:
        """A box of Pressbooks; its title, if it has one, is that of the box."""
        titles = (inner for inner in element.iter() if "textbox__title" in (inner.get("class") or "").split())
        title = next((inner for inner in titles if inner.tag in BLOCKS), None)
        words = self._writer.inline.line(children(title)).replace("\n", " ") if title is not None else ""
        if title is not None:
            self._titles.add(title)
        text = joined(self._writer.blocks(children(element)))
        if not text and not words:
            return []
        heading = f'<p class="admonition-title" markdown="span">{words}</p>\n\n' if words else ""
        return [Block(f'<div class="admonition {kind}" markdown>\n{heading}\n{text}\n\n</div>')]

    def figure(self, element: HtmlElement) -> list[Block]:
        captions = [child for child in element.iterchildren("figcaption")]
        parts = [part for part in children(element) if part not in captions]
        inside = [block.text for block in self._writer.blocks(parts)]
        for caption in captions:
            if holds_blocks(caption):
                words = joined(self._writer.blocks(children(caption)))
                inside.append(element_of("figcaption", 'markdown="block"', words))
            elif words := self._writer.inline.line(children(caption)).replace("\n", " "):
                inside.append(f'<figcaption markdown="span">{words}</figcaption>')
        return [Block("\n\n".join(["<figure markdown>", *inside, "</figure>"]))] if inside else []


def _depth_of_quotes(element: HtmlElement) -> int:
    return sum(1 for above in element.iterancestors("blockquote"))


def kind_of_textbox(element: HtmlElement) -> str:
    words = (element.get("class") or "").split()
    if "textbox" not in words:
        return ""
    kinds = (_TEXTBOXES.get(word.rpartition("--")[2]) or _TEXTBOXES.get(word) for word in words)
    return next(filter(None, kinds), "note")
