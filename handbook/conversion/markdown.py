"""HTML from elsewhere as Markdown of our dialect (see docs/markup.md): the same words in the same order.

What can be indented becomes Markdown all the way down; what cannot (a table in a list) becomes an element of HTML
with ``markdown``, whose content begins at the left margin again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.refusing import MAX_PARAGRAPH
from handbook.conversion.elements import (
    BLOCKS,
    DROPPED,
    EMBEDS,
    FLOW,
    HEADINGS,
    LISTS,
    children,
    holds_blocks,
    is_complex,
    types_of,
)
from handbook.conversion.escaping import at_line_starts
from handbook.conversion.footnotes import Footnotes
from handbook.conversion.formulas import block_formula, is_block, tex_of
from handbook.conversion.inline import Inline
from handbook.conversion.preformatted import fenced
from handbook.conversion.surroundings import Surroundings
from handbook.conversion.tables import Tables

_BETWEEN_LISTS = "<!-- -->"
_TEXTBOXES = {"examples": "example", "exercises": "question", "key-takeaways": "abstract", "learning-objectives": "tip"}
_LONGEST_PARAGRAPH = MAX_PARAGRAPH - 2_000  # characters of Markdown
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s(?=\S)")
_BULLET = "-   "


@dataclass(frozen=True)
class Block:
    """``at`` is the element that it was made of, if there is one."""

    text: str
    is_list: bool = False
    at: HtmlElement | None = None


def markdown_of(parts: list[HtmlElement | str], around: Surroundings) -> str:
    """The content ``parts`` of a chapter and the notes they lead to; ends with a line end where there is any."""
    return traced_markdown_of(parts, around)[0]


def traced_markdown_of(
    parts: list[HtmlElement | str], around: Surroundings
) -> tuple[str, list[tuple[int, HtmlElement]]]:
    """The Markdown, and the line (from 1) at which what each element says begins."""
    writer = _Writer(around)
    blocks = [*writer.blocks(parts), *writer.notes()]
    text = joined(blocks)
    return f"{text}\n" if text else "", list(_lines_of(blocks))


def _lines_of(blocks: list[Block]) -> Iterator[tuple[int, HtmlElement]]:
    line = 1
    for number, block in enumerate(blocks):
        if number and block.is_list and blocks[number - 1].is_list:
            line += 2
        if block.at is not None:
            yield line, block.at
        line += block.text.count("\n") + 2


def joined(blocks: list[Block]) -> str:
    """One below the other. Two lists in a row would be one, so something stands between them."""
    pieces: list[str] = []
    for number, block in enumerate(blocks):
        if number and block.is_list and blocks[number - 1].is_list:
            pieces.append(_BETWEEN_LISTS)
        pieces.append(block.text)
    return "\n\n".join(pieces)


class _Writer:
    def __init__(self, around: Surroundings):
        self._around = around
        self._footnotes = Footnotes()
        self.inline = Inline(around, self._footnotes)
        self._tables = Tables(self)
        self._places: list[str] = []
        self._titles_of_boxes: set[HtmlElement] = set()

    def blocks(self, parts: list[HtmlElement | str]) -> list[Block]:
        """Inline content in a row is a paragraph, as browsers lay it out."""
        found: list[Block] = []
        row: list[HtmlElement | str] = []
        for part in parts:
            if isinstance(part, str) or not self._is_block(part):
                row.append(part)
            else:
                found += self._paragraph(row)
                found += [block if block.at is not None else replace(block, at=part) for block in self._block(part)]
                row = []
        return found + self._paragraph(row)

    def notes(self) -> list[Block]:
        found = []
        for number, element in self._footnotes.in_order():
            parts = children(element)
            if is_complex(element, but=HEADINGS):
                message = _(
                    "A note cannot hold a table, a picture with a caption or a list like this; its words were kept."
                )
                self._around.tell(element, "note-simplified", message)
                parts = [part for part in element.iter() if isinstance(part, HtmlElement) and part.tag in {"p", "li"}]
                parts = parts if parts and not any(part.tag == "table" for part in element.iter()) else []
                blocks = [Block(at_line_starts(self.inline.line([part]))) for part in parts or [element]]
            else:
                blocks = self.blocks(parts)
            text = _indented(re.sub(r"^(?:\\?\]|[.):\s])+", "", joined(blocks)))
            at = next((block.at for block in blocks if block.at is not None), element)
            found.append(Block(f"[^{number}]: {text.strip() or '–'}", at=at))
        return found

    def with_places(self, text: str) -> str:
        """The places that wait for the next words stand before these."""
        places, self._places = self._places, []
        return "".join(f'<span id="{name}"></span>' for name in places) + text

    def _is_block(self, element: HtmlElement) -> bool:
        if element.tag in BLOCKS or element.tag in EMBEDS:
            return True
        if element.tag == "math":
            return is_block(element)
        return element.tag not in {"a", "svg", "math", "x-note", "code"} and holds_blocks(element)

    def _block(self, element: HtmlElement) -> list[Block]:
        if element.tag in DROPPED or self._around.is_note(element) or element in self._titles_of_boxes:
            return []
        if element.get("hidden") is not None:
            self._around.tell(element, "hidden-removed", _("What readers do not see was left out."))
            return []
        if element.tag not in HEADINGS and (name := self._around.place(element)):
            self._places.append(name)
        if "pagebreak" in types_of(element):
            return []
        if element.tag in HEADINGS:
            return self._heading(element)
        if element.tag in LISTS:
            return self._list(element)
        writing = getattr(self, f"_{element.tag}", None) if element.tag in _OWN_WAYS else None
        if writing:
            return self._behind_places(writing(element))
        if element.tag in EMBEDS:
            return self._behind_places([Block(self.inline.embed(element))])
        if element.tag in FLOW and (kind := _kind_of_textbox(element)):
            return self._behind_places(self._textbox(element, kind))
        return self.blocks(children(element))

    def _behind_places(self, blocks: list[Block]) -> list[Block]:
        """Places that no words have taken stand in a line of their own."""
        return [Block(self.with_places("")), *blocks] if self._places and blocks else blocks

    def _paragraph(self, row: list[HtmlElement | str]) -> list[Block]:
        line = self.inline.line(row)
        if not line.replace("<br>", "").strip():
            return []
        text = self.with_places(at_line_starts(line))
        element = next((part for part in row if not isinstance(part, str)), None)
        if len(text) <= _LONGEST_PARAGRAPH:
            return [Block(text, at=element)]
        if element is not None:
            self._around.tell(element, "paragraph-divided", _("This paragraph is too long for one; it was divided."))
        return [Block(at_line_starts(piece), at=element) for piece in _pieces(text)]

    def _heading(self, element: HtmlElement) -> list[Block]:
        line = self.inline.line(children(element)).replace("<br>\n", " ").strip()
        if not line:
            return []
        name = self._around.place(element)
        text = re.sub(r"(#+)$", lambda signs: "\\#" * len(signs[1]), self.with_places(line))
        return [Block("#" * int(element.tag[1]) + f" {text}" + (f" {{#{name}}}" if name else ""))]

    def _list(self, element: HtmlElement) -> list[Block]:
        items = [part for part in children(element) if not isinstance(part, str) or part.strip()]
        if is_complex(element) or any(isinstance(item, str) or item.tag != "li" for item in items):
            return self._behind_places([Block(self._html_list(element, items))]) if items else []
        signs = (f"{number}. " if element.tag == "ol" else _BULLET for number in range(1, len(items) + 1))
        written = [self.blocks(children(item)) for item in items if self._note_place(item)]
        is_tight = all(not any(not block.is_list for block in blocks[1:]) for blocks in written)
        texts = [
            sign.ljust(4) + _indented(("\n" if is_tight else "\n\n").join(block.text for block in blocks)).lstrip(" ")
            for sign, blocks in zip(signs, written, strict=False)
        ]
        return [Block(("\n" if is_tight else "\n\n").join(texts), is_list=True)] if texts else []

    def _note_place(self, item: HtmlElement) -> bool:
        """Whether the item stays in the list; one that is a note at the foot of the chapter does not."""
        if self._around.is_note(item):
            return False
        if name := self._around.place(item):
            self._places.append(name)
        return True

    def _html_list(self, element: HtmlElement, items: list[HtmlElement | str]) -> str:
        tag = "ol" if element.tag == "ol" else "ul"
        said = "".join(
            f' {name}="{element.get(name)}"'
            for name, form in (("start", r"-?\d{1,6}"), ("type", r"[1aAiI]"))
            if tag == "ol" and re.fullmatch(form, element.get(name) or "")
        ) + (" reversed" if tag == "ol" and element.get("reversed") is not None else "")
        lines = [f"<{tag} markdown{said}>"]
        for item in items:
            if not isinstance(item, str) and not self._note_place(item):
                continue
            parts = [item] if isinstance(item, str) or item.tag != "li" else children(item)
            value = item.get("value") if not isinstance(item, str) else None
            number = f' value="{value}"' if value and re.fullmatch(r"-?\d{1,6}", value) else ""
            lines.append(f'<li markdown="block"{number}>\n\n{joined(self.blocks(parts))}\n\n</li>')
        return "\n".join([*lines, f"</{tag}>"])

    def _blockquote(self, element: HtmlElement) -> list[Block]:
        is_html = is_complex(element, but=HEADINGS) or _depth_of_quotes(element) > 5
        text = joined(self.blocks(children(element)))
        if not text:
            return []
        if is_html:
            return [Block(f"<blockquote markdown>\n\n{text}\n\n</blockquote>")]
        return [Block("\n".join(f"> {line}".rstrip() for line in text.split("\n")))]

    def _pre(self, element: HtmlElement) -> list[Block]:
        if any(inner.tag in {"a", "img"} for inner in element.iter()):
            message = _("Links and pictures inside a block of code were left out; its words were kept.")
            self._around.tell(element, "code-simplified", message)
        return [Block(text)] if (text := fenced(element)) else []

    def _hr(self, element: HtmlElement) -> list[Block]:
        return [Block("***")]

    def _math(self, element: HtmlElement) -> list[Block]:
        return [Block(text)] if (text := block_formula(tex_of(element))) else []

    def _figure(self, element: HtmlElement) -> list[Block]:
        captions = [child for child in element.iterchildren("figcaption")]
        parts = [part for part in children(element) if part not in captions]
        inside = [block.text for block in self.blocks(parts)]
        for caption in captions:
            if holds_blocks(caption):
                inside.append(
                    f'<figcaption markdown="block">\n\n{joined(self.blocks(children(caption)))}\n\n</figcaption>'
                )
            elif words := self.inline.line(children(caption)).replace("\n", " "):
                inside.append(f'<figcaption markdown="span">{words}</figcaption>')
        return [Block("\n\n".join(["<figure markdown>", *inside, "</figure>"]))] if inside else []

    def _aside(self, element: HtmlElement) -> list[Block]:
        text = joined(self.blocks(children(element)))
        return [Block(f"<aside markdown>\n\n{text}\n\n</aside>")] if text else []

    def _details(self, element: HtmlElement) -> list[Block]:
        summary = element.find("summary")
        words = self.inline.line(children(summary)).replace("\n", " ") if summary is not None else ""
        text = joined(self.blocks([part for part in children(element) if part is not summary]))
        if not words:
            return [Block(text)] if text else []
        return [Block(f'<details markdown>\n<summary markdown="span">{words}</summary>\n\n{text}\n\n</details>')]

    def _textbox(self, element: HtmlElement, kind: str) -> list[Block]:
        """A box of Pressbooks; its title, if it has one, is that of the box."""
        titles = (inner for inner in element.iter() if "textbox__title" in (inner.get("class") or "").split())
        title = next((inner for inner in titles if inner.tag in BLOCKS), None)
        words = self.inline.line(children(title)).replace("\n", " ") if title is not None else ""
        if title is not None:
            self._titles_of_boxes.add(title)
        text = joined(self.blocks(children(element)))
        if not text and not words:
            return []
        heading = f'<p class="admonition-title" markdown="span">{words}</p>\n\n' if words else ""
        return [Block(f'<div class="admonition {kind}" markdown>\n{heading}\n{text}\n\n</div>')]

    def _table(self, element: HtmlElement) -> list[Block]:
        return [Block(text)] if (text := self._tables.write(element)) else []

    def _dl(self, element: HtmlElement) -> list[Block]:
        rows = [
            child
            for part in element.iterchildren("dt", "dd", "div")
            for child in ([part] if part.tag != "div" else part.iterchildren("dt", "dd"))
        ]
        others = [part for part in children(element) if isinstance(part, str) and part.strip()]
        is_plain = rows and rows[0].tag == "dt" and rows[-1].tag == "dd" and not others
        if not is_plain or not all(map(_can_be_defined, rows)):
            # A definition without a word before it belongs to no word.
            first = next((number for number, row in enumerate(rows) if row.tag == "dt"), len(rows))
            if not rows or others or first == len(rows):
                return self.blocks(children(element))
            before = [block for row in rows[:first] for block in self.blocks([row])]
            return [*before, Block(self._html_definitions(rows[first:]))]
        lines: list[str] = []
        for row in rows:
            self._note_place(row)
            if row.tag == "dt":
                term = self.with_places(at_line_starts(self.inline.line(children(row)).replace("<br>\n", " ")))
                lines += [""] * bool(lines and lines[-1].startswith((":", " "))) + [term]
            else:
                text = _indented(joined(self.blocks(children(row)))).strip(" ") or "–"
                lines += [f":   {text}", ""]
        return [Block("\n".join(lines).strip("\n"))]

    def _html_definitions(self, rows: list[HtmlElement]) -> str:
        lines = ["<dl markdown>"]
        for row in rows:
            self._note_place(row)
            lines.append(f'<{row.tag} markdown="block">\n\n{joined(self.blocks(children(row)))}\n\n</{row.tag}>')
        return "\n".join([*lines, "</dl>"])


_OWN_WAYS = {"blockquote", "pre", "hr", "math", "figure", "aside", "details", "table", "dl"}


def _can_be_defined(row: HtmlElement) -> bool:
    """Whether Markdown can write this term, or this definition."""
    if row.tag == "dt":
        return bool(row.text_content().strip()) and not holds_blocks(row)
    return not is_complex(row)


def _indented(text: str) -> str:
    return re.sub(r"\n(?=[^\n])", "\n    ", text)


def _depth_of_quotes(element: HtmlElement) -> int:
    return sum(1 for above in element.iterancestors("blockquote"))


def _kind_of_textbox(element: HtmlElement) -> str:
    words = (element.get("class") or "").split()
    if "textbox" not in words:
        return ""
    kinds = (_TEXTBOXES.get(word.rpartition("--")[2]) or _TEXTBOXES.get(word) for word in words)
    return next(filter(None, kinds), "note")


def _pieces(text: str) -> list[str]:
    """The paragraph in pieces that end with a sentence, or at least with a word."""
    pieces, start = [], 0
    while len(text) - start > _LONGEST_PARAGRAPH:
        window = text[start : start + _LONGEST_PARAGRAPH]
        ends = [end.end() for end in _SENTENCE_END.finditer(window, len(window) // 2)]
        end = ends[-1] if ends else window.rfind(" ") + 1 or len(window)
        pieces.append(text[start : start + end].strip())
        start += end
    return [*pieces, text[start:].strip()]
