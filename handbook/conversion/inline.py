"""What stands inside a line: words, emphasis, links, pictures, formulas, notes."""

import re
from html import escape

from django.utils.translation import gettext as _
from lxml.html import HtmlElement

from ai4t.markup.formulas import is_drawn
from ai4t.markup.html_names import names
from handbook.conversion.elements import (
    BLOCKS,
    CONTROLS,
    DROPPED,
    EMBEDS,
    children,
    holds_pictures,
    is_page_number,
    says_anything,
)
from handbook.conversion.embeds import Embeds, address_of, is_picture
from handbook.conversion.escaping import (
    CODE,
    CODE_END,
    EMPHASIS,
    EMPHASIS_END,
    STRONG,
    STRONG_END,
    as_address,
    as_attribute,
    as_text,
    printable,
    set_code,
    set_emphasis,
)
from handbook.conversion.footnotes import Footnotes, is_mark
from handbook.conversion.formulas import block_formula, drawable, inline_formula, is_block, tex_of
from handbook.conversion.surroundings import Note, Surroundings
from handbook.conversion.tasks import sign_of_task

_KEPT = names("sub sup u s del ins mark small q cite dfn kbd var bdo bdi ruby rb rt rp abbr time b-")
_RENAMED = {"strike": "s", "acronym": "abbr", "tt": "code", "samp": "code"}
_EMPHASES = {"em": (EMPHASIS, EMPHASIS_END), "i": (EMPHASIS, EMPHASIS_END),
             "strong": (STRONG, STRONG_END), "b": (STRONG, STRONG_END)}  # fmt: skip
_SPACES = re.compile(r"[ \t\n\r\f]+")
_AROUND_BREAKS = re.compile(r" ?<br> ?")
# What looks like one in code is code.
_CODE_OR_REFERENCE = re.compile(rf"({CODE}[^{CODE_END}]*{CODE_END})|\[\^\d+\]")
_NOTE_ALONE = re.compile(r"\s*((?:\[\^\d+\]\s*)+)\s*")
BREAK = "<br>\n"


class Inline:
    """Writes inline content of one chapter; ``footnotes`` collects the notes it leads to."""

    def __init__(self, around: Surroundings, footnotes: Footnotes):
        self._around, self._footnotes = around, footnotes
        self._embeds = Embeds(around)

    def line(self, parts: list[HtmlElement | str]) -> str:
        """Inline content with the spaces that a browser would show; hard breaks are ``<br>`` and a new line."""
        together = _SPACES.sub(" ", "".join(self._part(part) for part in parts)).strip(" ")
        return _AROUND_BREAKS.sub(BREAK, set_code(set_emphasis(together))).rstrip("\n")

    def _part(self, part: HtmlElement | str, *, in_label: bool = False) -> str:
        if isinstance(part, str):
            return as_text(part, in_label=in_label)
        tag = _RENAMED.get(part.tag, part.tag)
        place = "" if tag == "a" and in_label else self.place(part)
        if tag in DROPPED:
            return place + self._dropped(part)
        if part.get("hidden") is not None and says_anything([part]):
            self._around.tell(part, "hidden-removed", _("What readers do not see was left out."))
        if part.get("hidden") is not None or is_page_number(part) or self._around.is_note(part):
            return place
        if tag == "br":
            return f"{place}<br>"
        if tag == "img" or (tag == "input" and part.get("type") == "image"):
            return place + self.picture(part)
        if tag in {"svg", "canvas"}:
            return place + self._drawing(part)
        if tag == "math":
            formula = self.formula(part, tex_of(part))
            return f" {formula} " if is_block(part) else place + formula
        if tag == "x-formula":
            return self.formula(part, part.text_content())
        if tag in EMBEDS:
            return f"{place} {self._embed_in_line(part)} "
        if tag == "x-note":
            return self.reference(part)
        if tag == "a":
            return place + spoken_as(spoken_in(part), self._link(part, in_label=in_label))
        if tag == "code" and not len(part):
            return place + spoken_as(spoken_in(part), _code(part.text or ""))
        if sign := sign_of_task(part):
            return f"{place}{sign} "
        if tag in CONTROLS:
            message = _("A field of a form cannot be filled in here; its words were kept.")
            self._around.tell(part, "form-removed", message)
        return place + self._wrapped(tag, part, in_label=in_label)

    def _wrapped(self, tag: str, element: HtmlElement, *, in_label: bool) -> str:
        inside = self._inside(element, in_label=in_label)
        if tag in BLOCKS:
            return f" {spoken_as(spoken_in(element), inside)} "
        if not inside.strip():
            return inside
        if tag in _EMPHASES:
            opening, closing = _EMPHASES[tag]
            is_plain = opening in inside or _NOTE_ALONE.fullmatch(inside)
            return spoken_as(spoken_in(element), inside if is_plain else f"{opening}{inside}{closing}")
        if tag == "sup" and (alone := _NOTE_ALONE.fullmatch(inside)):
            return alone[1].strip()
        spoken = spoken_in(element)
        if tag == "bdo" and " dir=" not in spoken:
            tag = "span"
        if tag in _KEPT or tag == "code":
            title = element.get("title") if tag in {"abbr", "dfn"} else None
            said = f' title="{as_attribute(title)}"' if title else ""
            return f"<{tag}{said}{spoken}>{inside}</{tag}>"
        return spoken_as(spoken, inside)

    def _inside(self, element: HtmlElement, *, in_label: bool = False) -> str:
        return "".join(self._part(part, in_label=in_label) for part in children(element))

    def _link(self, link: HtmlElement, *, in_label: bool) -> str:
        address = (link.get("href") or link.get("xlink-href") or "").strip()
        if address and self._around.leads_back(link):
            return ""
        if address and self._around.note(link):
            return self._mark(link, in_label=in_label)
        if not address or in_label:
            return self._inside(link, in_label=in_label)
        written = self._inside(link, in_label=True)
        label = _CODE_OR_REFERENCE.sub(lambda found: found[1] or "", written)
        marks = "".join(found[0] for found in _CODE_OR_REFERENCE.finditer(written) if not found[1])
        bare = label.replace("<br>", " ").strip() and label.strip()
        target = self._around.link(address, link)
        if not target or not bare:
            if target and not marks:
                self._around.tell(link, "link-empty", _("This link has no words; it was left out."))
            return label + marks
        lead, trail = label[: len(label) - len(label.lstrip())], label[len(label.rstrip()) :]
        return f"{lead}[{bare}]({as_address(target)}){marks}{trail}"

    def is_mark(self, element: HtmlElement) -> bool:
        """Whether a note belongs to this element: it holds it, or leads to it."""
        return element.tag == "x-note" or self._around.note(element) is not None

    def reference(self, mark: HtmlElement) -> str:
        note = self._around.note(mark) or Note((mark,))
        return self._footnotes.reference(note, mark.text_content())

    def _mark(self, link: HtmlElement, *, in_label: bool) -> str:
        """The number of the note, behind the words that lead to it where they are more than its number or sign."""
        is_only_a_mark = is_mark(link.text_content()) and not holds_pictures(link)
        words = "" if is_only_a_mark else self._inside(link, in_label=in_label)
        trail = words[len(words.rstrip()) :]
        return f"{words.rstrip()}{self.reference(link)}{trail}"

    def place(self, element: HtmlElement) -> str:
        name = self._around.place(element)
        return f'<span id="{name}"></span>' if name else ""

    def picture(self, image: HtmlElement) -> str:
        address = _address_of(image)
        alt = as_attribute(image.get("alt") or "")
        if not address:
            self._around.tell(image, "picture-unnamed", _("This picture names no file; its description was kept."))
            return as_text(image.get("alt") or "")
        target = as_address(self._around.picture(address, image))
        if image.get("alt") is not None and not alt:
            return f'<img src="{escape(target)}" alt="">'
        return f"![{alt}]({target})"

    def _drawing(self, drawing: HtmlElement) -> str:
        pictures = [inner for inner in drawing.iter() if inner.tag == "image"]
        shapes = [
            inner for inner in drawing.iter() if inner.tag in {"path", "rect", "circle", "text", "line", "polygon"}
        ]
        if shapes:
            self._around.fill_drawing(drawing)
        # A drawing cannot show a picture of another file: those that could not be written into it stand behind it.
        others = [picture for picture in pictures if not (shapes and _address_of(picture).startswith("data:"))]
        shown = [self._in_drawing(picture, drawing) for picture in others]
        if pictures and not shapes:
            return " ".join(shown)
        target = self._around.drawing(drawing)
        if drawing.tag == "canvas":
            return self._inside(drawing)
        drawn = f"![{as_attribute(drawing.get('aria-label') or _title_of(drawing))}]({target})" if target else ""
        return " ".join([drawn, *shown]).strip()

    def _in_drawing(self, picture: HtmlElement, drawing: HtmlElement) -> str:
        picture.set("alt", picture.get("aria-label") or drawing.get("aria-label") or _title_of(drawing))
        return self.picture(picture)

    def embed(self, element: HtmlElement) -> str:
        """A film, a sound or a frame that stands alone; what is said in its place is not part of it."""
        return self._picture_in(element) if is_picture(element) else self._embeds.written(element, as_link=False)

    def words_in_place(self, element: HtmlElement) -> list[HtmlElement | str]:
        return [] if is_picture(element) else self._embeds.words_in_place(element)

    def _embed_in_line(self, element: HtmlElement) -> str:
        if is_picture(element):
            return self._picture_in(element)
        words = "".join(self._part(part) for part in self._embeds.words_in_place(element))
        return f"{self._embeds.written(element, as_link=True)} {words}".strip()

    def _picture_in(self, element: HtmlElement) -> str:
        """Of an ``object``; what it holds for programs that cannot show it describes it."""
        inside = next((inner.get("alt") for inner in element.iter("img") if inner.get("alt")), "")
        element.set("src", address_of(element))
        element.set("alt", " ".join(element.text_content().split()) or inside)
        return self.picture(element)

    def formula(self, element: HtmlElement, tex: str, *, is_apart: bool = False) -> str:
        """Inside a line, or ``is_apart`` in lines of its own."""
        tex = drawable(tex)
        if tex and not is_drawn(tex):
            self._around.tell(element, "formula-not-drawn", _("This formula cannot be drawn; its LaTeX is shown."))
        return block_formula(tex) if is_apart else inline_formula(tex)

    def _dropped(self, element: HtmlElement) -> str:
        if element.tag == "script" and not (element.get("type") or "").startswith("math/tex"):
            self._around.tell(element, "script-removed", _("A program was left out: texts run none."))
        elif element.tag == "script":
            return self.formula(element, element.text or "")
        return ""


def _address_of(image: HtmlElement) -> str:
    sizes = (image.get("srcset") or "").split(",")[0].split()
    address = image.get("src") or image.get("xlink-href") or image.get("href") or next(iter(sizes), "")
    return address.strip()


def spoken_in(element: HtmlElement) -> str:
    """The language and direction that the element says, as attributes, each behind a space."""
    return "".join(f' {name}="{as_attribute(element.get(name))}"' for name in ("lang", "dir") if element.get(name))


def spoken_as(spoken: str, words: str) -> str:
    """Words in an element that says their language, if there is anything to say and anybody to hear it."""
    core = words.strip()
    if not spoken or not core or _NOTE_ALONE.fullmatch(core):
        return words
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}<span{spoken}>{core}</span>{trail}"


def _title_of(drawing: HtmlElement) -> str:
    return next((" ".join((inner.text or "").split()) for inner in drawing.iter("title", "desc") if inner.text), "")


def _code(text: str) -> str:
    text = printable(text)
    inside = _SPACES.sub(" ", text)
    if not inside.strip():
        return inside
    is_safe = not re.search(r"`|\\$|^\s*(#!|:::)|\{|\|", inside)
    return f"{CODE}{inside}{CODE_END}" if is_safe and inside == inside.strip() else f"<code>{as_text(text)}</code>"
