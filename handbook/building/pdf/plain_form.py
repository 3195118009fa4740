"""A text as headings and plain paragraphs: strings and nothing else, so that the typesetter has nothing to refuse."""

import re

from lxml.html import HtmlElement

from ai4t.markup.html_names import PARTS_OF_BLOCKS
from ai4t.markup.tree import text_of
from handbook.building.book import ChapterOfBook
from handbook.building.pdf.converting import Bound
from handbook.building.pdf.escaping import quoted, written
from handbook.building.pdf.figures import played
from handbook.building.pdf.in_line import BLOCKS_ON_PAPER
from handbook.building.pdf.lists import numbering_of, numbers_of
from handbook.building.pdf.prose import breakable

_APART = (BLOCKS_ON_PAPER | PARTS_OF_BLOCKS | {"br"}) - {"td", "th"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INDENT = re.compile(r"^[ \t]+")
_FIRM_SPACE = "\u00a0"


class PlainForm:
    """One text. ``depth`` is the level of its title in the contents; ``chapter`` is None for a definition."""

    def __init__(self, bound: Bound, chapter: ChapterOfBook | None, *, depth: int):
        self._bound, self._chapter, self._depth = bound, chapter, depth
        self._level = depth
        self._paragraphs: list[str] = []
        self._said = ""
        self._is_in_heading = False
        self._marks_of: dict[HtmlElement, str] = {}
        self._marks: list[str] = []
        self._explained: set[str] = set()

    def convert(self, root: HtmlElement) -> str:
        self._inside(root)
        self._end_paragraph()
        return "\n\n".join(self._paragraphs)

    def _inside(self, found: HtmlElement) -> None:
        self._say(found.text)
        for child in found:
            if isinstance(child.tag, str):
                self._element(child)
            self._say(child.tail)

    def _element(self, found: HtmlElement) -> None:
        if found.tag in _APART:
            self._end_paragraph()
        getattr(self, f"_plain_{found.tag}", self._inside)(found)
        if found.tag in _APART:
            self._end_paragraph()

    def _say(self, text: str | None) -> None:
        self._said += text or ""

    def _end_paragraph(self) -> None:
        if self._is_in_heading:
            self._say(" ")
        elif words := self._words_said():
            self._paragraphs.append("".join([*self._marks, words]))
            self._marks = []

    def _words_said(self) -> str:
        """All since the last paragraph, as a string of the typesetter; empty where nothing can be seen of it."""
        words = self._bound.unprintable.replaced(_SPACES.sub(" ", self._said)).strip(" ")
        self._said = ""
        return written(breakable(words)) if words.strip() else ""

    def _plain_heading(self, found):
        if self._is_in_heading:
            return self._inside(found)
        self._is_in_heading = True
        self._inside(found)
        self._is_in_heading = False
        if words := self._words_said():
            self._level = min(self._depth + int(found.tag[1]) - 1, self._level + 1)
            self._paragraphs.append(f"#heading(level: {self._level})[{words}]")
        return None

    _plain_h2 = _plain_h3 = _plain_h4 = _plain_h5 = _plain_h6 = _plain_heading

    def _plain_section(self, found):
        if found.get("role") != "doc-endnotes":
            return self._inside(found)
        self._say(self._bound.words.notes)
        self._end_paragraph()
        for listed in found.findall("ol"):
            self._marks_of |= {note: written(f"[{number}] ") for number, note in enumerate(listed.findall("li"), 1)}
        return self._inside(found)

    def _plain_ol(self, found):
        items, numbering = found.findall("li"), quoted(f"{numbering_of(found)}.")
        numbers = {
            item: f'#numbering({numbering}, {number});#" ";'
            for item, number in zip(items, numbers_of(found), strict=True)
        }
        self._marks_of = numbers | self._marks_of
        self._inside(found)

    def _plain_li(self, found):
        above = len(self._marks)
        self._marks.append(self._marks_of.get(found, written("• ")))
        self._inside(found)
        self._end_paragraph()
        del self._marks[above:]

    def _plain_td(self, found):
        if found.getprevious() is not None:
            self._say(" | ")
        self._inside(found)

    _plain_th = _plain_td

    def _plain_pre(self, found):
        for line in "".join(found.itertext()).splitlines():
            self._say(_INDENT.sub(lambda indent: _FIRM_SPACE * len(indent[0].expandtabs(4)), line))
            self._end_paragraph()

    def _plain_sup(self, found):
        if len(found) and found[0].get("role") == "doc-noteref":
            self._say(f"[{text_of(found)}]")
        else:
            self._raised("^", found)

    def _plain_sub(self, found):
        self._raised("_", found)

    def _raised(self, sign, found):
        self._say(sign if text_of(found) else "")
        self._inside(found)

    def _plain_a(self, found):
        if found.get("role") == "doc-backlink":
            return
        self._inside(found)
        address = self._address_outside(found.get("href", ""))
        words = text_of(found)
        if address and words and address not in words:
            self._say(f" ({address})")

    def _address_outside(self, address: str) -> str:
        """Empty for what stands in the same chapter, or in the glossary of the book."""
        place = self._bound.places.of(self._chapter, address)
        is_near = place is not None and place[0] in {"", self._chapter.key if self._chapter else ""}
        return "" if is_near or not address else self._bound.places.outside(self._chapter, address)

    def _plain_img(self, found):
        self._say(f"[{found.get('alt')}]" if found.get("alt") else "")

    def _plain_math(self, found):
        self._say(found.get("alttext") or text_of(found))

    def _plain_video(self, found):
        self._player(self._bound.words.video, found)

    def _plain_audio(self, found):
        self._player(self._bound.words.audio, found)

    def _player(self, word, found):
        label, address = played(found)
        self._say(f"{word}: {label} ({self._bound.places.outside(self._chapter, address)})")

    def _plain_q(self, found):
        self._say('"')
        self._inside(found)
        self._say('"')

    def _plain_abbr(self, found):
        self._inside(found)
        title = found.get("title", "")
        if title and title not in self._explained:
            self._explained.add(title)
            self._say(f" ({title})")

    def _plain_rt(self, found):
        self._say(" (")
        self._inside(found)
        self._say(")")

    def _plain_rp(self, found):
        """The brackets around a reading are ours."""

    def _plain_wbr(self, found):
        self._say("\u200b")
