"""Formulas: MathML (W3C MathML 3, presentation elements) as LaTeX, and LaTeX as our dialect writes it."""

import re

from lxml.html import HtmlElement

_TEX = re.compile(r"(x-)?(la)?tex\b", re.IGNORECASE)
_OPERATORS = {
    "−": "-", "×": r"\times ", "⋅": r"\cdot ", "·": r"\cdot ", "÷": r"\div ", "±": r"\pm ", "≤": r"\le ", "≥": r"\ge ",
    "≠": r"\ne ", "≈": r"\approx ", "→": r"\to ", "⇒": r"\Rightarrow ", "∈": r"\in ", "∞": r"\infty ", "∑": r"\sum ",
    "∏": r"\prod ", "∫": r"\int ", "∂": r"\partial ", "√": r"\surd ", "…": r"\dots ", "{": r"\{", "}": r"\}",
    "%": r"\%", "&": r"\&", "#": r"\#", "\u2061": "", "\u2062": "", "\u2063": ",", "α": r"\alpha ", "β": r"\beta ",
    "γ": r"\gamma ", "δ": r"\delta ", "ε": r"\epsilon ", "θ": r"\theta ", "λ": r"\lambda ", "μ": r"\mu ",
    "π": r"\pi ", "σ": r"\sigma ", "Σ": r"\Sigma ", "φ": r"\phi ", "ω": r"\omega ", "Ω": r"\Omega ", "Δ": r"\Delta ",
}  # fmt: skip
_WITH_TWO = {"mfrac": r"\frac{%s}{%s}", "msub": "{%s}_{%s}", "msup": "{%s}^{%s}", "munder": r"{%s}_{%s}",
             "mover": r"{%s}^{%s}", "mroot": r"\sqrt[%s]{%s}"}  # fmt: skip
_WITH_THREE = {"msubsup", "munderover"}


def tex_of(math: HtmlElement) -> str:
    """The formula as LaTeX: as its author noted it, else made of its elements."""
    for note in math.iter("annotation"):
        if _TEX.search(note.get("encoding") or "") and (note.text or "").strip():
            return _one_line(note.text)
    if (written := math.get("alttext")) and "\\" in written:
        return _one_line(written)
    return _one_line(_row(math))


def is_block(math: HtmlElement) -> bool:
    return math.get("display") == "block" or math.get("mode") == "display"


def inline_formula(tex: str) -> str:
    tex = _one_line(tex)
    if not tex:
        return ""
    # “${” would be read as the start of a command to another program, and a “$” as the end of the formula.
    return f"\\({tex}\\)" if tex.startswith("{") or "$" in tex or tex.endswith("\\") else f"${tex}$"


def block_formula(tex: str) -> str:
    tex = _one_line(tex)
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
        return rf"\text{{{' '.join(''.join(element.itertext()).split())}}}"
    if tag == "mspace":
        return " "
    if tag == "msqrt":
        return rf"\sqrt{{{_row(element)}}}"
    if tag in _WITH_TWO and len(children) == 2:
        first, second = (_tex(child) for child in (reversed(children) if tag == "mroot" else children))
        return _WITH_TWO[tag] % (first, second)
    if tag in _WITH_THREE and len(children) == 3:
        return "{{{}}}_{{{}}}^{{{}}}".format(*map(_tex, children))
    if tag == "mfenced":
        inside = ",".join(map(_tex, children))
        return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"
    if tag == "mtable":
        rows = (" & ".join(map(_row, row)) for row in children)
        inside = r" \\ ".join(rows)
        return rf"\begin{{matrix}}{inside}\end{{matrix}}"
    return _row(element) or _signs(element)


def _signs(element: HtmlElement) -> str:
    text = "".join((element.text or "").split())
    written = "".join(_OPERATORS.get(sign, sign) for sign in text)
    return rf"\mathrm{{{written}}}" if element.tag == "mi" and len(text) > 1 and text.isalpha() else written
