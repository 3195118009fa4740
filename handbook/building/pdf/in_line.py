"""What stands in a line of a chapter, as Typst source."""

from lxml.html import HtmlElement

from ai4t.markup.html_names import BLOCKS
from handbook.building.pdf.escaping import labelled, quoted, written
from handbook.building.pdf.figures import picture
from handbook.building.pdf.formulas import UnknownFormula, formula
from handbook.building.pdf.linked import goes_on

BLOCKS_ON_PAPER = BLOCKS | {"aside", "dd", "dt", "figure", "figcaption", "li"}
_AROUND = {
    **dict.fromkeys(["strong", "b"], "strong"),
    **dict.fromkeys(["em", "i", "dfn", "cite", "var"], "emph"),
    **dict.fromkeys(["del", "s"], "strike"),
    **{"ins": "underline", "u": "underline", "mark": "highlight", "sub": "sub", "sup": "super", "small": "smaller"},
    **{"kbd": "key", "samp": "key"},
}
# The typesetter fails where it divides a word just behind the link that it begins with.
_NO_BREAK = "\u2060"
_LINES = {"del", "s", "ins", "u"}
_OUT_OF_LINE = _LINES | {"sub", "sup"}


class InLine:
    """The half of ``converting.Converter`` that writes what stands in a line; blocks are written by the other one."""

    def inline(self, found: HtmlElement) -> str:
        if not isinstance(found.tag, str):
            return ""
        if found.tag in _AROUND and not self._is_note(found) and not _is_too_much(found):
            made = f"#{_AROUND[found.tag]}[{self.run(found)}]"
        elif make := getattr(self, f"_inline_{found.tag}", None):
            made = make(found)
        elif found.tag in BLOCKS_ON_PAPER:
            made = f"\n\n{self.block(found)}\n\n"
        else:
            made = self.run(found)
        return made if found.tag in BLOCKS_ON_PAPER else self.named(found, self.in_its_language(found, made))

    def _is_note(self, found):
        return found.tag == "sup" and len(found) > 0 and found[0].get("role") == "doc-noteref"

    def _inline_sup(self, found):
        """A note stands at the foot of the page; what refers to it again has its number."""
        name = found[0].get("href", "").removeprefix("#")
        label = self._label(name) if self.chapter else name
        if name in self._printed_notes:
            return f"#footnote(label({quoted(label)}));"
        if name not in self._notes:
            return f"#super[{self.run(found)}]"
        self._printed_notes.add(name)
        note = self._notes[name]
        for back in note.xpath(".//a[@role='doc-backlink']"):
            back.drop_tree()
        return f"#footnote[{self.flow(note)}]{labelled(label)}"

    def _inline_a(self, found):
        inside = self.run(found)
        address = found.get("href", "")
        if "original" in found.get("class", "").split() or not address or not inside.strip():
            return inside
        behind = written(_NO_BREAK) if goes_on(found) else ""
        place = self.bound.places.of(self.chapter, address)
        if place is None:
            return f"#link({quoted(self.bound.places.outside(self.chapter, address))})[{inside}]{behind}"
        key, name = place
        if not key:
            return f"#link(label({quoted(f'g-{name}')}))[{inside}]{behind}"
        places = [f"{key}#{name}", f"chapter:{key}"] if name else [f"chapter:{key}"]
        return f"#to({', '.join(map(quoted, places))})[{inside}]{behind}"

    def _inline_img(self, found):
        return picture(self, found)

    def _inline_code(self, found):
        return f"#raw({self.plain(''.join(found.itertext()))});"

    def _inline_math(self, found):
        try:
            return formula(found, self.bound.unprintable)
        except UnknownFormula:
            self.bound.dropped.add("formula")
            return f"#raw({self.plain(found.get('alttext', ''))});"

    def _inline_br(self, found):
        return "#linebreak();"

    def _inline_wbr(self, found):
        return written("\u200b")

    def _inline_q(self, found):
        return f"#smartquote();{self.run(found)}#smartquote();"

    def _inline_abbr(self, found):
        """What it stands for is said once in a chapter: nobody hovers over paper."""
        title = found.get("title", "")
        inside = self.run(found)
        if not title or title in self._explained:
            return inside
        self._explained.add(title)
        return f"{inside}{self.text(f' ({title})')}"

    def _inline_rt(self, found):
        return f"{written(' (')}{self.run(found)}{written(')')}"

    def _inline_rp(self, found):
        return ""


def _is_too_much(found: HtmlElement) -> bool:
    """The typesetter draws one line at most through or under words, and lifts no blocks or pictures."""
    if found.tag in _LINES and next(found.iterancestors(*_LINES), None) is not None:
        return True
    return found.tag in _OUT_OF_LINE and any(
        inner.tag in BLOCKS_ON_PAPER or inner.tag == "img" for inner in found.iterdescendants()
    )
