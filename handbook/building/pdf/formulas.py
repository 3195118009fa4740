"""MathML as a formula of Typst: letters and signs are data, and only what stands here becomes a function."""

from collections.abc import Callable

from lxml.html import HtmlElement

from handbook.building.pdf.escaping import quoted
from handbook.building.pdf.printable import Unprintable

_ACCENTS = {
    **{"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "¯": "\u0304", "‾": "\u0305", "―": "\u0305"},
    **{"˙": "\u0307", "¨": "\u0308", "→": "\u20d7", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300"},
}
_BRACES = {"⏞": "overbrace", "⏟": "underbrace"}
_NAMES_WITH_LIMITS = {"lim", "max", "min", "sup", "inf", "argmax", "argmin", "limsup", "liminf"}


class UnknownFormula(ValueError):
    """It holds an element that is not drawn here."""


def formula(math: HtmlElement, unprintable: Unprintable) -> str:
    """A formula with its LaTeX as the text for who does not see it; raises UnknownFormula."""
    body = _Drawing(unprintable).row(math)
    block = "true" if math.get("display") == "block" else "false"
    spoken = quoted(math.get("alttext") or "".join(math.itertext()))
    return f"#math.equation(block: {block}, alt: {spoken}, ${body} $.body);"


class _Drawing:
    def __init__(self, unprintable: Unprintable):
        self._unprintable = unprintable

    def row(self, parent: HtmlElement) -> str:
        parts = list(parent)
        drawn = " ".join(map(self._part, parts))
        is_fenced = bool(parts) and any(part.get("fence") == "true" for part in (parts[0], parts[-1]))
        return f"lr({drawn})" if is_fenced else drawn

    def _part(self, part: HtmlElement) -> str:
        draw: Callable | None = getattr(self, f"_{part.tag}", None) if isinstance(part.tag, str) else None
        if draw is None:
            raise UnknownFormula(str(part.tag))
        return draw(part)

    def _mrow(self, part):
        return self.row(part)

    _mstyle = _mpadded = _mrow

    def _mphantom(self, part):
        return f"hide({self.row(part)})"

    def _mi(self, part):
        text = self._text(part)
        if len(text) == 1:
            letter = f"#symbol({quoted(text)})"
            return f"upright({letter})" if part.get("mathvariant") == "normal" else letter
        return f"op({self._string(text)}, limits: #{'true' if text in _NAMES_WITH_LIMITS else 'false'})"

    def _mo(self, part):
        text = self._text(part)
        if len(text) == 1:
            return f"#symbol({quoted(text)})"
        return f"op({self._string(text)}, limits: #true)" if text else ""

    def _mn(self, part):
        return self._string(self._text(part))

    def _mtext(self, part):
        return self._string(self._unprintable.replaced(part.text or ""))

    def _mspace(self, part):
        width = part.get("width", "")
        return f"#h({width})" if width.removesuffix("em").replace(".", "", 1).isdecimal() else ""

    def _mfrac(self, part):
        over, under = self._parts(part)
        return f"binom({over}, {under})" if part.get("linethickness") in {"0", "0px"} else f"frac({over}, {under})"

    def _msqrt(self, part):
        return f"sqrt({self.row(part)})"

    def _mroot(self, part):
        radicand, index = self._parts(part)
        return f"root({index}, {radicand})"

    def _msub(self, part):
        base, below = self._parts(part)
        return f"attach({base}, b: {below})"

    def _msup(self, part):
        base, above = self._parts(part)
        return f"attach({base}, t: {above})"

    def _msubsup(self, part):
        base, below, above = self._parts(part)
        return f"attach({base}, b: {below}, t: {above})"

    def _munder(self, part):
        base, below = self._parts(part)
        if brace := _BRACES.get(self._text(part[1])):
            return f"{brace}({base})"
        return f"attach(limits({base}), b: {below})"

    def _mover(self, part):
        base, above = self._parts(part)
        sign = self._text(part[1])
        if brace := _BRACES.get(sign):
            return f"{brace}({base})"
        if sign in _ACCENTS and not len(part[1]):
            return f"accent({base}, #{quoted(_ACCENTS[sign])})"
        return f"attach(limits({base}), t: {above})"

    def _munderover(self, part):
        base, below, above = self._parts(part)
        return f"attach(limits({base}), b: {below}, t: {above})"

    def _mtable(self, part):
        rows = [", ".join(self.row(cell) or "#[]" for cell in row) for row in part]
        return f"mat(delim: #none, {'; '.join(rows)})"

    def _parts(self, part: HtmlElement) -> list[str]:
        return [self._part(child) or "#[]" for child in part]

    def _text(self, part: HtmlElement) -> str:
        return self._unprintable.replaced("".join(part.itertext()).strip())

    def _string(self, text: str) -> str:
        return f"#{quoted(text)}"
