"""HTML from elsewhere as Markdown of our dialect (see docs/markup.md): the same words in the same order.

What can be indented becomes Markdown all the way down; what cannot (a table in a list) becomes an element of HTML
with ``markdown``, whose content begins at the left margin again.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.refusing import MAX_PARAGRAPH
from handbook.conversion.blocks import Block, element_of, joined
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
    is_page_number,
)
from handbook.conversion.escaping import at_line_starts
from handbook.conversion.footnotes import Footnotes, is_mark
from handbook.conversion.formulas import is_block, tex_of
from handbook.conversion.inline import Inline
from handbook.conversion.linked_blocks import link_inside
from handbook.conversion.note_texts import take_off_mark
from handbook.conversion.preformatted import fenced
from handbook.conversion.surroundings import Surroundings
from handbook.conversion.tables import Tables

_TEXTBOXES = {"examples": "example", "exercises": "question", "key-takeaways": "abstract", "learning-objectives": "tip"}
_LONGEST_PARAGRAPH = MAX_PARAGRAPH - 2_000  # characters of Markdown
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s(?=\S)")
_BULLET = "-   "


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
        """Each at the foot as it would stand in the text, indented."""
        found = []
        for number, note in self._footnotes.in_order():
            take_off_mark(note.elements[0], self._around.leads_back)
            blocks = [block for element in note.elements for block in self._note(element)]
            text = self.with_places("") + joined(blocks)
            # What is read line by line cannot begin behind the number.
            start = "\n" if text.startswith(("```", "<", "$$", ":", "|")) else " "
            at = next((block.at for block in blocks if block.at is not None), note.elements[0])
            found.append(Block(_indented(f"[^{number}]:{start}{text or '–'}"), at=at))
        return found

    def _note(self, element: HtmlElement) -> list[Block]:
        if name := self._around.place(element):
            self._places.append(name)
        return (
            self._written(element) if element.tag in LISTS | _OWN_WAYS - {"aside"} else self.blocks(children(element))
        )

    def is_note(self, element: HtmlElement) -> bool:
        return self._around.is_note(element)

    def with_places(self, text: str) -> str:
        """The places that wait for the next words stand before these."""
        places, self._places = self._places, []
        return "".join(f'<span id="{name}"></span>' for name in places) + text

    def _is_block(self, element: HtmlElement) -> bool:
        if element.tag in BLOCKS or element.tag in EMBEDS:
            return True
        if element.tag == "math":
            return is_block(element)
        if element.tag == "a" and (self._around.leads_back(element) or self._around.note(element)):
            return False
        return element.tag not in {"svg", "x-note", "code"} and holds_blocks(element)

    def _block(self, element: HtmlElement) -> list[Block]:
        if element.tag in DROPPED or self._around.is_note(element) or element in self._titles_of_boxes:
            return []
        if element.get("hidden") is not None:
            self._around.tell(element, "hidden-removed", _("What readers do not see was left out."))
            return []
        if element.tag not in HEADINGS and (name := self._around.place(element)):
            self._places.append(name)
        return [] if is_page_number(element) else self._written(element)

    def _written(self, element: HtmlElement) -> list[Block]:
        if element.tag == "a":
            link_inside(element)
        if element.tag in HEADINGS:
            return self._heading(element)
        if element.tag in LISTS:
            return self._list(element)
        writing = getattr(self, f"_{element.tag}", None) if element.tag in _OWN_WAYS else None
        if writing:
            return self._behind_places(writing(element))
        if element.tag in EMBEDS:
            return self._behind_places(self._embed(element))
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
        items = [part for part in children(element) if self._stays(part)]
        if is_complex(element) or any(isinstance(item, str) or item.tag != "li" for item in items):
            return self._behind_places([Block(self._html_list(element, items))]) if items else []
        signs = (f"{number}. " if element.tag == "ol" else _BULLET for number in range(1, len(items) + 1))
        written = [self._item(item) for item in items]
        is_tight = all(not any(not block.is_list for block in blocks[1:]) for blocks in written)
        texts = [
            sign.ljust(4) + _indented(("\n" if is_tight else "\n\n").join(block.text for block in blocks)).lstrip(" ")
            for sign, blocks in zip(signs, written, strict=False)
        ]
        return [Block(("\n" if is_tight else "\n\n").join(texts), is_list=True)] if texts else []

    def _stays(self, part: HtmlElement | str) -> bool:
        """Whether it stays in the list; blank text does not, and no note, which stands at the foot of the chapter."""
        return bool(part.strip()) if isinstance(part, str) else not self.is_note(part)

    def _item(self, item: HtmlElement) -> list[Block]:
        if name := self._around.place(item):
            self._places.append(name)
        return self.blocks(children(item))

    def _html_list(self, element: HtmlElement, items: list[HtmlElement | str]) -> str:
        tag = "ol" if element.tag == "ol" else "ul"
        said = "".join(
            f' {name}="{element.get(name)}"'
            for name, form in (("start", r"-?\d{1,6}"), ("type", r"[1aAiI]"))
            if tag == "ol" and re.fullmatch(form, element.get(name) or "")
        ) + (" reversed" if tag == "ol" and element.get("reversed") is not None else "")
        lines = [f"<{tag} markdown{said}>"]
        for item in items:
            blocks = self.blocks([item]) if isinstance(item, str) or item.tag != "li" else self._item(item)
            value = item.get("value") if not isinstance(item, str) else None
            number = f' value="{value}"' if value and re.fullmatch(r"-?\d{1,6}", value) else ""
            lines.append(element_of("li", f'markdown="block"{number}', joined(blocks)))
        return "\n".join([*lines, f"</{tag}>"])

    def _blockquote(self, element: HtmlElement) -> list[Block]:
        is_html = is_complex(element, but=HEADINGS) or _depth_of_quotes(element) > 5
        text = joined(self.blocks(children(element)))
        if not text:
            return []
        if is_html:
            return [Block(element_of("blockquote", "markdown", text))]
        return [Block("\n".join(f"> {line}".rstrip() for line in text.split("\n")))]

    def _pre(self, element: HtmlElement) -> list[Block]:
        """Code holds no marks of notes; they stand in a line below it."""
        marks = [inner for inner in element.iter("a", "x-note") if self.inline.is_mark(inner)]
        if any(inner.tag == "img" or (inner.tag == "a" and _leads(inner)) for inner in element.iter()):
            message = _("Links and pictures inside a block of code were left out; its words were kept.")
            self._around.tell(element, "code-simplified", message)
        text = fenced(element, but=[mark for mark in marks if mark.tag == "x-note" or is_mark(mark.text_content())])
        references = "".join(map(self.inline.reference, marks))
        return [Block(part) for part in (text, references) if part]

    def _embed(self, element: HtmlElement) -> list[Block]:
        """What is said in place of a film, sound or frame stands below it."""
        text = self.inline.embed(element)
        return [*([Block(text)] if text else []), *self.blocks(self.inline.words_in_place(element))]

    def _hr(self, element: HtmlElement) -> list[Block]:
        return [Block("***")]

    def _math(self, element: HtmlElement) -> list[Block]:
        text = self.inline.formula(element, tex_of(element), is_apart=True)
        return [Block(text)] if text else []

    def _figure(self, element: HtmlElement) -> list[Block]:
        captions = [child for child in element.iterchildren("figcaption")]
        parts = [part for part in children(element) if part not in captions]
        inside = [block.text for block in self.blocks(parts)]
        for caption in captions:
            if holds_blocks(caption):
                words = joined(self.blocks(children(caption)))
                inside.append(element_of("figcaption", 'markdown="block"', words))
            elif words := self.inline.line(children(caption)).replace("\n", " "):
                inside.append(f'<figcaption markdown="span">{words}</figcaption>')
        return [Block("\n\n".join(["<figure markdown>", *inside, "</figure>"]))] if inside else []

    def _aside(self, element: HtmlElement) -> list[Block]:
        text = joined(self.blocks(children(element)))
        return [Block(element_of("aside", "markdown", text))] if text else []

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
        """Other content between terms and definitions parts the list."""
        parts = filter(self._stays, _parts_of_definitions(element))
        groups = groupby(parts, key=lambda part: not isinstance(part, str) and part.tag in {"dt", "dd"})
        return [
            block
            for are_rows, group in groups
            for block in (self._definitions(list(group)) if are_rows else self.blocks(list(group)))
        ]

    def _definitions(self, rows: list[HtmlElement]) -> list[Block]:
        """A definition without a word before it belongs to no word."""
        first = next((number for number, row in enumerate(rows) if row.tag == "dt"), len(rows))
        if first:
            before = [block for row in rows[:first] for block in self.blocks(children(row))]
            return [*before, *(self._definitions(rows[first:]) if first < len(rows) else [])]
        if rows[-1].tag != "dd" or not all(map(_can_be_defined, rows)):
            return [Block(self._html_definitions(rows))]
        lines: list[str] = []
        for row in rows:
            if row.tag == "dt":
                if name := self._around.place(row):
                    self._places.append(name)
                term = self.with_places(at_line_starts(self.inline.line(children(row)).replace("<br>\n", " ")))
                lines += [""] * bool(lines and lines[-1].startswith((":", " "))) + [term]
            else:
                text = _indented(joined(self._item(row))).strip(" ") or "–"
                lines += [f":   {text}", ""]
        return [Block("\n".join(lines).strip("\n"))]

    def _html_definitions(self, rows: list[HtmlElement]) -> str:
        lines = ["<dl markdown>"]
        for row in rows:
            lines.append(element_of(row.tag, 'markdown="block"', joined(self._item(row))))
        return "\n".join([*lines, "</dl>"])


_OWN_WAYS = {"blockquote", "pre", "hr", "math", "figure", "aside", "details", "table", "dl"}


def _leads(link: HtmlElement) -> bool:
    return bool(link.get("href") and link.text_content().strip()) and not is_mark(link.text_content())


def _parts_of_definitions(element: HtmlElement) -> Iterator[HtmlElement | str]:
    """What stands in the list, and in the blocks in it that hold terms and definitions."""
    for part in children(element):
        is_group = not isinstance(part, str) and part.tag == "div" and any(row.tag in {"dt", "dd"} for row in part)
        yield from children(part) if is_group else [part]


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
