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
        with self._writer.speaking.saying(element) as spoken:
            text = joined(self._writer.blocks(children(element)))
        if not text:
            return []
        if is_html or spoken:
            return [Block(element_of("blockquote", f"markdown{spoken}", text), is_quotation=True)]
        return [Block("\n".join(f"> {line}".rstrip() for line in text.split("\n")), is_quotation=True)]

    def aside(self, element: HtmlElement) -> list[Block]:
        with self._writer.speaking.saying(element) as spoken:
            text = joined(self._writer.blocks(children(element)))
        return [Block(element_of("aside", f"markdown{spoken}", text))] if text else []

    def folded(self, element: HtmlElement) -> list[Block]:
        summary = element.find("summary")
        with self._writer.speaking.saying(element) as spoken:
            named = self._writer.line_in(summary, "summary") if summary is not None else ""
            text = joined(self._writer.blocks([part for part in children(element) if part is not summary]))
        if named:
            return [Block(f"<details markdown{spoken}>\n{named}\n\n{text}\n\n</details>")]
        if text and spoken:
            text = element_of("div", f"markdown{spoken}", text)
        return [Block(text)] if text else []

    def textbox(self, element: HtmlElement, kind: str) -> list[Block]:
        """A box of Pressbooks; its title, if it has one, is that of the box."""
        titles = (inner for inner in element.iter() if "textbox__title" in (inner.get("class") or "").split())
        title = next((inner for inner in titles if inner.tag in BLOCKS), None)
        with self._writer.speaking.saying(element) as spoken:
            named = self._writer.line_in(title, "p", 'class="admonition-title" ') if title is not None else ""
            if title is not None:
                self._titles.add(title)
            text = joined(self._writer.blocks(children(element)))
        if not text and not named:
            return []
        heading = f"{named}\n\n" if named else ""
        return [Block(f'<div class="admonition {kind}" markdown{spoken}>\n{heading}\n{text}\n\n</div>')]

    def figure(self, element: HtmlElement) -> list[Block]:
        captions = [child for child in element.iterchildren("figcaption")]
        parts = [part for part in children(element) if part not in captions]
        with self._writer.speaking.saying(element) as spoken:
            inside = [block.text for block in self._writer.blocks(parts)]
            inside += filter(None, map(self._caption, captions))
        return [Block("\n\n".join([f"<figure markdown{spoken}>", *inside, "</figure>"]))] if inside else []

    def _caption(self, caption: HtmlElement) -> str:
        if not holds_blocks(caption):
            return self._writer.line_in(caption, "figcaption")
        with self._writer.speaking.saying(caption) as spoken:
            words = joined(self._writer.blocks(children(caption)))
        return element_of("figcaption", f'markdown="block"{spoken}', words)


def _depth_of_quotes(element: HtmlElement) -> int:
    return sum(1 for above in element.iterancestors("blockquote"))


def kind_of_textbox(element: HtmlElement) -> str:
    words = (element.get("class") or "").split()
    if "textbox" not in words:
        return ""
    kinds = (_TEXTBOXES.get(word.rpartition("--")[2]) or _TEXTBOXES.get(word) for word in words)
    return next(filter(None, kinds), "note")
