"""What stands apart from the text around it: quotations, boxes, folded texts, figures."""

from itertools import groupby
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from ai4t.markup.boxes import KINDS
from handbook.conversion.blocks import Block, element_of, joined
from handbook.conversion.elements import BLOCKS, HEADINGS, children, holds_blocks, is_complex, says_anything

if TYPE_CHECKING:
    from handbook.conversion.writer import Writer

# The boxes of Pressbooks, and those of MkDocs, Sphinx and our own books.
_BOXES, _TITLES = {"textbox", "admonition"}, {"textbox__title", "admonition-title"}
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
        if kind := kind_of_textbox(element):
            return self.textbox(element, kind)
        with self._writer.speaking.saying(element) as spoken:
            text = joined(self._writer.blocks(children(element)))
        return [Block(element_of("aside", f"markdown{spoken}", text))] if text else []

    def folded(self, element: HtmlElement) -> list[Block]:
        summary = element.find("summary")
        with self._writer.speaking.saying(element) as spoken:
            named = self._writer.line_in(summary, "summary") if summary is not None else ""
            text = joined(self._writer.blocks([part for part in children(element) if part is not summary]))
        if named:
            kind = kind_of_textbox(element)
            said = f' class="{kind}"' if kind else ""
            return [Block(f"<details{said} markdown{spoken}>\n{named}\n\n{text}\n\n</details>")]
        if text and spoken:
            text = element_of("div", f"markdown{spoken}", text)
        return [Block(text)] if text else []

    def textbox(self, element: HtmlElement, kind: str) -> list[Block]:
        """A box with a kind; its title, if it has one, is that of the box."""
        titles = (inner for inner in element.iter() if _TITLES & set((inner.get("class") or "").split()))
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
        """Captions stay above or below what they speak of. Each makes a figure; what stands behind the last is none."""
        first, *others = _by_captions(element)
        rest = others.pop() if others and not any(map(_is_caption, others[-1])) else []
        with self._writer.speaking.saying(element) as spoken:
            figures = [block for parts in (first, *others) for block in self._figure(parts, spoken)]
        return figures + self._writer.blocks(rest)

    def _figure(self, parts: list[HtmlElement | str], spoken: str) -> list[Block]:
        inside = [
            self._caption(*group) if is_caption else joined(self._writer.blocks(list(group)))
            for is_caption, group in groupby(parts, key=_is_caption)
        ]
        text = "\n\n".join(filter(None, inside))
        return [Block(element_of("figure", f"markdown{spoken}", text))] if text else []

    def _caption(self, caption: HtmlElement) -> str:
        if not holds_blocks(caption):
            return self._writer.line_in(caption, "figcaption")
        self._writer.take_place(caption)
        with self._writer.speaking.saying(caption) as spoken:
            words = joined(self._writer.blocks(children(caption)))
        return element_of("figcaption", f'markdown="block"{spoken}', words)


def _is_caption(part: HtmlElement | str) -> bool:
    return not isinstance(part, str) and part.tag == "figcaption" and says_anything([part])


def _by_captions(figure: HtmlElement) -> list[list[HtmlElement | str]]:
    """The content in pieces with one caption each, at its beginning or its end; behind the last, one without."""
    parts = children(figure)
    are_above = next((_is_caption(part) for part in parts if says_anything([part])), False)
    pieces: list[list[HtmlElement | str]] = [[]]
    for part in parts:
        is_full = any(map(_is_caption, pieces[-1]))
        if is_full and says_anything([part]) and (_is_caption(part) or not are_above):
            pieces.append([])
        pieces[-1].append(part)
    return [sorted(piece, key=_is_caption, reverse=are_above) for piece in pieces]


def _depth_of_quotes(element: HtmlElement) -> int:
    return sum(1 for above in element.iterancestors("blockquote"))


def kind_of_textbox(element: HtmlElement) -> str:
    words = (element.get("class") or "").split()
    if not _BOXES & set(words):
        return ""
    if "admonition" in words:
        return next((word for word in words if word in KINDS), "note")
    kinds = (_TEXTBOXES.get(word.rpartition("--")[2]) or _TEXTBOXES.get(word) for word in words)
    return next(filter(None, kinds), "note")
