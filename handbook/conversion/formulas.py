"""Formulas: MathML (W3C MathML 3, presentation elements) as LaTeX, and LaTeX as our dialect writes it."""

import re

from lxml.html import HtmlElement

from ai4t.markup.formulas import is_drawn

_TEX = re.compile(r"(x-)?(la)?tex\b", re.IGNORECASE)
_OPERATORS = {
    "−": "-", "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "÷": r"\div ", "±": r"\pm ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "→": r"\to ", "⇒": r"\Rightarrow ", "∈": r"\in ", "∞": r"\infty ", "∑": r"\sum ",
    "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ", "√": r"\surd ", "…": r"\dots ", "{": r"\{", "}": r"\}",
    "%": r"\%", "&": r"\&", "#": r"\#", "\u2061": "", "\u2062": "", "\u2063": ",", "α": r"\alpha ", "β": r"\beta ",
    "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\epsilon ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ",
    "π": r"\pi ", "σ": r"\sigma ", "Σ": r"\Sigma ", "φ": r"\phi ", "ω": r"\omega ", "Ω": r"\Omega ", "Δ": r"\Delta ",
    "^": r"\text{^}", "_": r"\text{_}", "~": r"\text{~}", "\\": r"\backslash ",
}  # fmt: skip
_WITH_TWO = {"mfrac": r"\frac{%s}{%s}", "msub": "%s_{%s}", "msup": "%s^{%s}", "mroot": r"\sqrt[%s]{%s}"}
_UNDER_AND_OVER = {"munder", "mover", "munderover"}
_BIG = {"∑", "∏", "∐", "∫", "∬", "∭", "∮", "⋃", "⋂", "⨁", "⨂"}
_LIMITS = {"lim", "max", "min", "sup", "inf"}
# Above one sign, and above several.
_ABOVE = {
    **dict.fromkeys("^ˆ", (r"\hat", r"\widehat")), **dict.fromkeys("~˜", (r"\tilde", r"\widetilde")),
    **dict.fromkeys("¯‾―", (r"\bar", r"\overline")), **dict.fromkeys("→\u20d7", (r"\vec", r"\overrightarrow")),
    "˙": (r"\dot", r"\dot"), "¨": (r"\ddot", r"\ddot"), "⏞": (r"\overbrace", r"\overbrace"),
}  # fmt: skip
_BELOW = {**dict.fromkeys("_¯‾―\u0332", r"\underline"), "⏟": r"\underbrace"}
# Kinds of letters that our pages draw.
_LETTERS = {
    "normal": r"\mathrm", "italic": r"\mathit", "bold": r"\mathbf", "bold-italic": r"\boldsymbol",
    "double-struck": r"\mathbb", "script": r"\mathcal", "fraktur": r"\mathfrak", "sans-serif": r"\mathsf",
    "monospace": r"\mathtt",
}  # fmt: skip
# Environments that our pages do not draw, as those that they do.
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{(\w+)\*?\}(?:\[[tcb]\])?")
_COLUMNS = {"aligned": "rlrlrlrl", "align": "rlrlrlrl", "split": "rl", "eqnarray": "rcl"}
_ONE_COLUMN = {"gathered", "gather", "multline"}
_NO_LAYOUT = {"equation", "displaymath", "math"}


def tex_of(math: HtmlElement) -> str:
    """The formula as LaTeX: as its author noted it, else made of its elements; rather what our pages can draw."""
    noted = [note.text for note in math.iter("annotation") if _TEX.search(note.get("encoding") or "") and note.text]
    noted += [math.get("alttext")] if "\\" in (math.get("alttext") or "") else []
    written = [tex for tex in map(drawable, [*noted, _row(math)]) if tex]
    return next(filter(is_drawn, written), written[0] if written else "")


def drawable(tex: str) -> str:
    """The LaTeX on one line, with environments that our pages can draw."""
    return _ENVIRONMENT.sub(_environment, _one_line(tex)).strip()


def _environment(found: re.Match) -> str:
    place, name = found[1], found[2]
    if name in _COLUMNS:
        return rf"\{place}{{array}}" + (f"{{{_COLUMNS[name]}}}" if place == "begin" else "")
    if name in _ONE_COLUMN:
        return rf"\{place}{{matrix}}"
    return "" if name in _NO_LAYOUT else found[0]


def is_block(math: HtmlElement) -> bool:
    return math.get("display") == "block" or math.get("mode") == "display"


def inline_formula(tex: str) -> str:
    tex = drawable(tex)
    if not tex:
        return ""
    # “${” would be read as the start of a command to another program, and a “$” as the end of the formula.
    return f"\\({tex}\\)" if tex.startswith("{") or "$" in tex or tex.endswith("\\") else f"${tex}$"


def block_formula(tex: str) -> str:
    tex = drawable(tex)
    return f"$$\n{tex}\n$$" if tex else ""


def _one_line(tex: str) -> str:
    return " ".join(tex.split())


def _row(element: HtmlElement) -> str:
    return "".join(_tex(child) for child in element if isinstance(child.tag, str))


def _tex(element: HtmlElement) -> str:
    tag = element.tag.rpartition(":")[2]
    children = [child for child in element if isinstance(child.tag, str)]
    if tag in {"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark"}:
        return ""
    if tag in {"mi", "mn", "mo"}:
        return _signs(element)
    if tag in {"mtext", "ms"}:
        return _as_words(" ".join("".join(element.itertext()).split()))
    if tag == "mspace":
        return " "
    if tag == "msqrt":
        return rf"\sqrt{{{_row(element)}}}"
    if tag in _WITH_TWO and len(children) == 2:
        first, second = reversed(children) if tag == "mroot" else children
        return _WITH_TWO[tag] % (_base(first) if tag in {"msub", "msup"} else _tex(first), _tex(second))
    if tag == "msubsup" and len(children) == 3:
        return f"{_base(children[0])}_{{{_tex(children[1])}}}^{{{_tex(children[2])}}}"
    if tag in _UNDER_AND_OVER and len(children) == (3 if tag == "munderover" else 2):
        below = children[1] if tag != "mover" else None
        return _under_and_over(children[0], below, children[-1] if tag != "munder" else None)
    if tag == "mmultiscripts" and children:
        return _with_scripts(children)
    if tag == "mfenced":
        return _fenced(element, children)
    if tag == "mtable":
        rows = (" & ".join(map(_row, row)) for row in children)
        inside = r" \\ ".join(rows)
        return rf"\begin{{matrix}}{inside}\end{{matrix}}"
    return _row(element) or _signs(element)


def _base(element: HtmlElement) -> str:
    """What stands beside scripts; signs like that of a sum stay bare, so that these stand above and below."""
    text = "".join(element.itertext()).strip()
    if text in _LIMITS:
        return f"\\{text}"
    return _tex(element).strip() if text in _BIG else f"{{{_tex(element)}}}"


def _under_and_over(element: HtmlElement, below: HtmlElement | None, above: HtmlElement | None) -> str:
    text = "".join(element.itertext()).strip()
    if text in _LIMITS | _BIG:
        low = f"_{{{_tex(below)}}}" if below is not None else ""
        return _base(element) + low + (f"^{{{_tex(above)}}}" if above is not None else "")
    written = _tex(element)
    if above is not None:
        sign = "".join(above.itertext()).strip()
        accent = _ABOVE[sign][len(text) > 1] if sign in _ABOVE else rf"\overset{{{_tex(above)}}}"
        written = f"{accent}{{{written}}}"
    if below is not None:
        sign = "".join(below.itertext()).strip()
        accent = _BELOW[sign] if sign in _BELOW else rf"\underset{{{_tex(below)}}}"
        written = f"{accent}{{{written}}}"
    return written


def _with_scripts(children: list[HtmlElement]) -> str:
    """Scripts behind the first child in pairs below and above, and before it those behind ``mprescripts``."""
    tags = [child.tag.rpartition(":")[2] for child in children]
    middle = tags.index("mprescripts") if "mprescripts" in tags else len(children)
    before, behind = _scripts(children[middle + 1 :]), _scripts(children[1:middle])
    return "".join(f"{{}}{pair}" for pair in before) + f"{{{_tex(children[0])}}}" + "{}".join(behind)


def _scripts(children: list[HtmlElement]) -> list[str]:
    written = [_tex(child) for child in children] + [""] * (len(children) % 2)
    pairs = zip(written[::2], written[1::2], strict=True)
    return [f"_{{{low}}}" * bool(low) + f"^{{{high}}}" * bool(high) for low, high in pairs]


def _fenced(element: HtmlElement, children: list[HtmlElement]) -> str:
    opening, closing = (_as_signs(element.get(name, sign)) for name, sign in (("open", "("), ("close", ")")))
    signs = "".join(element.get("separators", ",").split())
    inside = "".join(
        (_as_signs(signs[min(number, len(signs)) - 1]) if number and signs else "") + _tex(child)
        for number, child in enumerate(children)
    )
    return f"{opening}{inside}{closing}"


def _signs(element: HtmlElement) -> str:
    text = "".join((element.text or "").split())
    written = _as_signs(text)
    letters = _LETTERS.get(element.get("mathvariant") or ("normal" if element.tag == "mi" and len(text) > 1 else ""))
    return f"{letters}{{{written.strip()}}}" if letters and text.isalpha() else written


def _as_signs(text: str) -> str:
    return "".join(_OPERATORS.get(sign, sign) for sign in text)


def _as_words(text: str) -> str:
    return "".join(
        _as_signs(piece) if piece in {"{", "}", "\\"} else rf"\text{{{piece}}}"
        for piece in re.split(r"([{}\\])", text)
        if piece
    )
