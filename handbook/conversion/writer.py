"""The blocks of a chapter as Markdown: which element becomes what."""

import re
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from handbook.conversion.blocks import RULE, Block, element_of, indented, joined
from handbook.conversion.boxes import Boxes, kind_of_textbox
from handbook.conversion.definitions import Definitions
from handbook.conversion.elements import (
    BLOCKS,
    DROPPED,
    EMBEDS,
    FLOW,
    HEADINGS,
    LISTS,
    children,
    holds_blocks,
    is_page_number,
)
from handbook.conversion.escaping import at_line_starts
from handbook.conversion.footnotes import Footnotes, is_mark
from handbook.conversion.formulas import is_block, tex_of
from handbook.conversion.inline import Inline
from handbook.conversion.linked_blocks import link_inside
from handbook.conversion.lists import Lists
from handbook.conversion.note_texts import take_off_mark
from handbook.conversion.preformatted import fenced
from handbook.conversion.speaking import Speaking
from handbook.conversion.surroundings import Surroundings
from handbook.conversion.tables import Tables


class Writer:
    def __init__(self, around: Surroundings):
        self.around = around
        self._footnotes = Footnotes()
        self.inline = Inline(around, self._footnotes)
        self._lists, self._boxes = Lists(self), Boxes(self)
        self._places: list[str] = []
        self.speaking = Speaking(around.language)
        self._own_ways: dict[str, Callable[[HtmlElement], list[Block]]] = {
            "aside": self._boxes.aside,
            "blockquote": self._boxes.quotation,
            "details": self._boxes.folded,
            "dl": self._spoken_around(Definitions(self).write),
            "figure": self._boxes.figure,
            "hr": self._rule,
            "math": self._formula,
            "pre": self._spoken_around(self._code),
            "table": Tables(self).write,
        }

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
            take_off_mark(note.elements[0], self.around.leads_back, self._footnotes.mark_of(note))
            blocks = [block for element in note.elements for block in self._note(element)]
            text = self.with_places("") + joined(blocks)
            # What is read line by line cannot begin behind the number.
            start = "\n" if text.startswith(("```", "<", "$$", ":", "|")) else " "
            at = next((block.at for block in blocks if block.at is not None), note.elements[0])
            found.append(Block(indented(f"[^{number}]:{start}{text or '–'}"), at=at))
        return found

    def _note(self, element: HtmlElement) -> list[Block]:
        self.take_place(element)
        self.speaking.begin_note(element)
        with self.speaking.meaning(element):
            is_written_as_such = element.tag in LISTS | self._own_ways.keys() - {"aside"}
            return self._written(element) if is_written_as_such else self.blocks(children(element))

    def is_note(self, element: HtmlElement) -> bool:
        return self.around.is_note(element)

    def stays(self, part: HtmlElement | str) -> bool:
        """Whether it stays in the list; blank text does not, and no note, which stands at the foot of the chapter."""
        return bool(part.strip()) if isinstance(part, str) else not self.is_note(part)

    def item(self, item: HtmlElement) -> list[Block]:
        self.take_place(item)
        with self.speaking.meaning(item):
            return self.blocks(children(item))

    def line_in(self, element: HtmlElement, tag: str, said: str = "") -> str:
        """The words of ``element`` in an element of one line; empty where there are none."""
        self.take_place(element)
        with self.speaking.saying(element) as spoken:
            words = self.inline.line(children(element)).replace("\n", " ")
        return f'<{tag} {said}markdown="span"{spoken}>{self.with_places(words)}</{tag}>' if words else ""

    def with_places(self, text: str) -> str:
        """The places that wait for the next words stand before these."""
        places, self._places = self._places, []
        return "".join(f'<span id="{name}"></span>' for name in places) + text

    def behind_places(self, blocks: list[Block]) -> list[Block]:
        """Places that no words have taken stand in a line of their own."""
        return [Block(self.with_places("")), *blocks] if self._places and blocks else blocks

    def take_place(self, element: HtmlElement) -> None:
        """The place that this element is, if a link leads there, waits for the next words."""
        if name := self.around.place(element):
            self._places.append(name)

    def _is_block(self, element: HtmlElement) -> bool:
        if element.tag in BLOCKS or element.tag in EMBEDS:
            return True
        if element.tag == "math":
            return is_block(element)
        if element.tag == "a" and (self.around.leads_back(element) or self.around.note(element)):
            return False
        return element.tag not in {"svg", "x-note", "code"} and holds_blocks(element)

    def _block(self, element: HtmlElement) -> list[Block]:
        if element.tag in DROPPED or self.around.is_note(element) or self._boxes.is_title(element):
            return []
        if element.get("hidden") is not None:
            self.around.tell(element, "hidden-removed", _("What readers do not see was left out."))
            return []
        if element.tag not in HEADINGS:
            self.take_place(element)
        if is_page_number(element):
            return []
        with self.speaking.meaning(element):
            return self._written(element)

    def _written(self, element: HtmlElement) -> list[Block]:
        if element.tag == "a":
            link_inside(element)
        if element.tag in HEADINGS:
            return self._heading(element)
        if element.tag in LISTS:
            return self._spoken_around(self._lists.write)(element)
        if writing := self._own_ways.get(element.tag):
            return self.behind_places(writing(element))
        if element.tag in EMBEDS:
            return self.behind_places(self._embed(element))
        if element.tag in FLOW and (kind := kind_of_textbox(element)):
            return self.behind_places(self._boxes.textbox(element, kind))
        return self.blocks(children(element))

    def _paragraph(self, row: list[HtmlElement | str]) -> list[Block]:
        line = self.inline.line(row)
        if not line.replace("<br>", "").strip():
            return []
        text = self.with_places(at_line_starts(line))
        element = next((part for part in row if not isinstance(part, str)), None)
        return [Block(self.speaking.of_paragraph(text), is_paragraph=True, at=element)]

    def _spoken_around(self, write: Callable[[HtmlElement], list[Block]]) -> Callable[[HtmlElement], list[Block]]:
        """Put what has no place for its language into an element that says it."""

        def written(element: HtmlElement) -> list[Block]:
            with self.speaking.saying(element) as spoken:
                blocks = write(element)
            return [Block(element_of("div", f"markdown{spoken}", joined(blocks)))] if spoken and blocks else blocks

        return written

    def _heading(self, element: HtmlElement) -> list[Block]:
        line = self.inline.line(children(element)).replace("<br>\n", " ").strip()
        if not line:
            return []
        name = self.around.place(element)
        text = re.sub(r"(#+)$", lambda signs: "\\#" * len(signs[1]), self.with_places(line))
        said = (f"#{name}" if name else "") + self.speaking.unsaid()
        return [Block("#" * int(element.tag[1]) + f" {text}" + (f" {{{said.strip()}}}" if said else ""))]

    def _code(self, element: HtmlElement) -> list[Block]:
        """Code holds no marks of notes, which stand in a line below it, and no places, which stand above it."""
        marks = [inner for inner in element.iter("a", "x-note") if self.inline.is_mark(inner)]
        if any(inner.tag == "img" or (inner.tag == "a" and _leads(inner)) for inner in element.iter()):
            message = _("Links and pictures inside a block of code were left out; its words were kept.")
            self.around.tell(element, "code-simplified", message)
        for inner in element.iterdescendants():
            self.take_place(inner)
        text = fenced(element, but=[mark for mark in marks if mark.tag == "x-note" or is_mark(mark.text_content())])
        references = "".join(map(self.inline.reference, marks))
        return [Block(part) for part in (text, references) if part]

    def _embed(self, element: HtmlElement) -> list[Block]:
        """What is said in place of a film, sound or frame stands below it."""
        text = self.inline.embed(element)
        return [*([Block(text)] if text else []), *self.blocks(self.inline.words_in_place(element))]

    def _rule(self, element: HtmlElement) -> list[Block]:
        return [Block(RULE)]

    def _formula(self, element: HtmlElement) -> list[Block]:
        text = self.inline.formula(element, tex_of(element), is_apart=True)
        return [Block(text)] if text else []


def _leads(link: HtmlElement) -> bool:
    return bool(link.get("href") and link.text_content().strip()) and not is_mark(link.text_content())
