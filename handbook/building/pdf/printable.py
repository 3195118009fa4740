"""What the fonts of the book can print, and which drawings the typesetter reads: it refuses a whole book for one."""

import unicodedata
from functools import cache, lru_cache

import fontpkg_amiri
import typst

from handbook.building.pdf.escaping import quoted

FONTS = ("Libertinus Serif", "New Computer Modern", "Amiri", "DejaVu Sans Mono", "New Computer Modern Math")
FONT_FOLDER = str(fontpkg_amiri.ROOT / "files")
INSTEAD = "\u25a1"


class Unprintable:
    """Replaces characters that no font has by an empty square, and remembers them."""

    def __init__(self):
        self.found: set[str] = set()

    def replaced(self, text: str) -> str:
        if text.isascii():
            return text
        unknown = {character for character in set(text) if not _has(character)}
        if not unknown:
            return text
        shown = {character for character in unknown if unicodedata.category(character)[0] not in "CM"}
        self.found |= shown
        return text.translate({ord(character): INSTEAD if character in shown else None for character in unknown})


@cache
def fonts() -> typst.Fonts:
    """Those that come with the typesetter, and Amiri for the Arabic script; never those of the machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONT_FOLDER])


def is_drawable(drawing: bytes) -> bool:
    """Whether the typesetter reads this SVG."""
    return _compiles(f'#image(bytes({quoted(drawing.decode(errors="replace"))}), format: "svg", alt: "x")')


@lru_cache(maxsize=10_000)
def _has(character: str) -> bool:
    names = ", ".join(map(quoted, FONTS))
    return character in "\n\t " or _compiles(f"#set text(font: ({names}))\n#{quoted(character)};")


def _compiles(source: str) -> bool:
    try:
        typst.compile(
            f'#set document(title: "x")\n{source}'.encode(), font_paths=fonts(), pdf_standards=["ua-1"], timestamp=0
        )
    except typst.TypstError:
        return False
    return True
