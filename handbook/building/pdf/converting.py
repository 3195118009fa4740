"""The stored HTML of a chapter as Typst source.

Every text becomes a string and every element one call of a function of ours or of the typesetter. What is not known
here is passed through as the text it holds: nothing of a book is lost without being named in ``dropped``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ai4t import languages
from handbook.building.book import Book, ChapterOfBook
from handbook.building.films import name_films
from handbook.building.illustrations import Illustrations
from handbook.building.pdf.escaping import labelled, quoted, written
from handbook.building.pdf.figures import PicturePrinted, figure, played, poster
from handbook.building.pdf.in_line import BLOCKS_ON_PAPER, InLine
from handbook.building.pdf.linked import divide_links
from handbook.building.pdf.lists import numbered, points, words_with_meanings
from handbook.building.pdf.printable import Unprintable
from handbook.building.pdf.prose import prose
from handbook.building.pdf.tables import Cell, grid_of
from handbook.building.places import Places
from handbook.building.words import Words

_ALIGNED = {"center": "center", "start": "start", "end": "end"}


def _holds_a_link(rows: list[list[Cell]]) -> bool:
    """On the second page a head is an ornament, which can lead nowhere."""
    cells = [cell.element for row in rows for cell in row if cell.element is not None]
    return any(next(cell.iterdescendants("a", "video", "audio"), None) is not None for cell in cells)


@dataclass
class Bound:
    """What all chapters share while a book is bound."""

    book: Book
    words: Words
    places: Places
    illustrations: Illustrations
    unprintable: Unprintable = field(default_factory=Unprintable)
    drawings: dict[str, bool] = field(default_factory=dict)
    pictures: list[PicturePrinted] = field(default_factory=list)
    figures: int = 0
    movables: int = 0
    dropped: set[str] = field(default_factory=set)


class Converter(InLine):
    """One text. ``depth`` is the level of its title in the contents; ``chapter`` is None for a definition."""

    def __init__(self, bound: Bound, chapter: ChapterOfBook | None, *, depth: int):
        self.bound, self.chapter, self._depth = bound, chapter, depth
        self._notes: dict[str, HtmlElement] = {}
        self._printed_notes: set[str] = set()
        self._explained: set[str] = set()
        self._level = depth

    def convert(self, root: HtmlElement) -> str:
        if name_films(root, self.bound.words):
            self.bound.dropped.add("video")
        divide_links(root)
        for section in root.xpath(".//section[@role='doc-endnotes']"):
            self._notes |= {note.get("id"): note for note in section.iter("li") if note.get("id")}
            section.drop_tree()
        return "\n\n".join([self.flow(root), *self._notes_nobody_refers_to()])

    def _notes_nobody_refers_to(self) -> Iterator[str]:
        for name in list(self._notes):
            if name not in self._printed_notes:
                yield self.flow(self._notes.pop(name))

    def flow(self, parent: HtmlElement) -> str:
        """Blocks one below the other; loose text between them becomes a paragraph."""
        blocks, run = [], self.text(parent.text)
        for child in parent:
            if child.tag in BLOCKS_ON_PAPER:
                blocks += [run, self.block(child)]
                run = ""
            else:
                run += self.inline(child)
            run += self.text(child.tail)
        return "\n\n".join(block for block in [*blocks, run] if block.strip() not in {"", '#" ";'})

    def run(self, parent: HtmlElement) -> str:
        """Everything in one line of text."""
        return self.text(parent.text) + "".join(self.inline(child) + self.text(child.tail) for child in parent)

    def text(self, text: str | None) -> str:
        return prose(text, self.bound.unprintable) if text else ""

    def plain(self, text: str) -> str:
        """As a string literal, spaces and all."""
        return quoted(self.bound.unprintable.replaced(text))

    def block(self, found: HtmlElement) -> str:
        make = getattr(self, f"_block_{found.tag}", None)
        made = make(found) if make else self.flow(found)
        made = self.named(found, made) if found.tag not in {"h2", "h3", "h4", "h5", "h6"} else made
        for word in found.get("class", "").split():
            if word in _ALIGNED:
                made = f"#align({_ALIGNED[word]})[{made}]"
        return self.in_its_language(found, made)

    def named(self, found: HtmlElement, made: str) -> str:
        place = found.get("id")
        if not place or not self.chapter or place in self._notes:
            return made
        return f"#metadata(none){labelled(self._label(place))}{made}"

    def _label(self, place: str) -> str:
        return f"{self.chapter.key}#{place}"

    def in_its_language(self, found: HtmlElement, made: str) -> str:
        lang, direction = found.get("lang"), found.get("dir")
        if not made or not (lang or direction):
            return made
        direction = direction or languages.direction(lang.split("-")[0])
        settings = [f"lang: {quoted(lang.split('-')[0].lower())}"] if lang and len(lang.split("-")[0]) in {2, 3} else []
        settings.append(f"dir: {direction if direction in {'ltr', 'rtl'} else 'auto'}")
        return f"#[#set text({', '.join(settings)})\n{made}]"

    def _block_p(self, found):
        made = self.run(found).strip()
        words = found.get("class", "").split()
        if "admonition-title" in words:
            return f"#strong[{made}]"
        return f"#notice[{made}]" if made and ("note" in words or "takeaway" in words) else made

    def _heading(self, found):
        """The menu of the reader needs the words of a heading, and nothing else; a picture lends it its own."""
        for link in found.xpath(".//a[@href]"):
            link.drop_tag()
        made, behind = self.run(found), ""
        if not self.bound.unprintable.replaced("".join(found.itertext())).strip():
            made, behind = self.text(" ".join(filter(None, found.xpath(".//img/@alt")))), f"\n\n{made}"
        if not made:
            return self.named(found, behind)
        if next(found.iterancestors("figure", "thead"), None) is not None:
            return self.named(found, f"#strong[{made}]{behind}")
        self._level = min(self._depth + int(found.tag[1]) - 1, self._level + 1)
        label = labelled(self._label(found.get("id"))) if found.get("id") and self.chapter else ""
        return f"#heading(level: {self._level})[{made}]{label}{behind}"

    _block_h2 = _block_h3 = _block_h4 = _block_h5 = _block_h6 = _heading

    def _block_ul(self, found):
        return points(self, found)

    def _block_ol(self, found):
        return numbered(self, found)

    def _block_dl(self, found):
        return words_with_meanings(self, found)

    def _block_blockquote(self, found):
        return f"#quote(block: true)[{self.flow(found)}]"

    def _block_pre(self, found):
        return f"#raw(block: true, {self.plain(''.join(found.itertext()).strip(chr(10)))})"

    def _block_hr(self, found):
        return "#rule()"

    def _block_aside(self, found):
        return f"#box-around[{self.flow(found)}]"

    def _block_details(self, found):
        summary = found.find("summary")
        title = f"{self._strong(summary)}\n\n" if summary is not None else ""
        if summary is not None:
            summary.drop_tree()
        return f"#box-around[{title}{self.flow(found)}]"

    def _strong(self, found):
        return self.in_its_language(found, f"#strong[{self.run(found)}]")

    def _block_figure(self, found):
        return figure(self, found)

    def _block_div(self, found):
        is_boxed = "admonition" in found.get("class", "").split()
        return f"#box-around[{self.flow(found)}]" if is_boxed else self.flow(found)

    def _player(self, found, word, construct):
        self.bound.dropped.add(construct)
        label, address = played(found)
        link = f"#link({quoted(self.bound.places.outside(self.chapter, address))})[{self.text(label)}]"
        return f"{poster(self, found, f'{word}: {label}')}#notice[{written(f'{word}: ')}{link}]"

    def _block_video(self, found):
        return self._player(found, self.bound.words.video, "video")

    def _block_audio(self, found):
        return self._player(found, self.bound.words.audio, "audio")

    def _block_table(self, found):
        caption = found.find("caption")
        shown = f"{self._strong(caption)}\n\n" if caption is not None else ""
        grid = grid_of(found)
        head = ", ".join(self._cell(cell) for row in grid.head for cell in row)
        body = "".join(f", {self._cell(cell)}" for row in grid.body for cell in row)
        repeats = "false" if _holds_a_link(grid.head) else "true"
        header = f", table.header(repeat: {repeats}, {head})" if head else ""
        return f"{shown}#grid-of({grid.columns}{header}{body})"

    def _cell(self, cell):
        if cell.element is None:
            return "[]"
        made = self.flow(cell.element)
        for said in (cell.element, *cell.element.iterancestors("tr", "thead", "tbody", "tfoot")):
            made = self.in_its_language(said, made)
            if said.tag in {"thead", "tbody", "tfoot"}:
                break
        if cell.element.tag == "th":
            made = f"#strong[{made}]"
        align = next((_ALIGNED[word] for word in cell.element.get("class", "").split() if word in _ALIGNED), "")
        options = [f"colspan: {cell.columns}"] if cell.columns > 1 else []
        options += [f"rowspan: {cell.rows}"] if cell.rows > 1 else []
        options += [f"align: {align}"] if align else []
        return f"table.cell({', '.join(options)})[{made}]" if options else f"[{made}]"
