"""MathML and LaTeX of others as LaTeX that our pages draw; what they cannot draw is told."""

import pytest
from lxml import html

from ai4t.content.irregularities import Irregularities
from ai4t.markup.formulas import is_drawn
from handbook.conversion.elements import children
from handbook.conversion.formulas import drawable, tex_of
from handbook.conversion.markdown import markdown_of
from handbook.conversion.pages import read_page
from tests.factories.ebooks import page
from tests.handbook.conversion.test_words import AnyBook


class Listening(AnyBook):
    def __init__(self):
        self.told = []

    def tell(self, element, kind, message):
        self.told.append(kind)


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        (
            "<mmultiscripts><mi>C</mi><none/><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
            "{}_{6}^{14}{C}",
        ),
        (
            "<mmultiscripts><mi>R</mi><mi>i</mi><none/><none/><mi>j</mi></mmultiscripts>",
            "{R}_{i}{}^{j}",
        ),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"\vec{v}"),
        ("<mover><mrow><mi>a</mi><mi>b</mi></mrow><mo>¯</mo></mover>", r"\overline{ab}"),
        ("<mover><mo>=</mo><mi>!</mi></mover>", r"\overset{!}{=}"),
        ("<munder><mi>x</mi><mo>_</mo></munder>", r"\underline{x}"),
        ("<munder><mo>lim</mo><mi>x</mi></munder>", r"\lim_{x}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", r"\sum_{i}^{n}"),
        ("<munderover><mo>+</mo><mi>i</mi><mi>n</mi></munderover>", r"\underset{i}{\overset{n}{+}}"),
        ('<mfenced open="{" close="|" separators=";,"><mi>a</mi><mi>b</mi><mi>c</mi><mi>d</mi></mfenced>',
         r"\{a;b,c,d|"),
        ('<mfenced separators=""><mi>a</mi><mi>b</mi></mfenced>', "(ab)"),
        ("<mtext>a {b}</mtext><mi>^</mi>", r"\text{a }\{\text{b}\}\text{^}"),
        ('<mi mathvariant="double-struck">R</mi>', r"\mathbb{R}"),
        ('<mi mathvariant="bold">v</mi><mi mathvariant="bold">λ</mi>', r"\mathbf{v}\mathbf{\lambda}"),
        ('<mi mathvariant="normal">d</mi><mi>sin</mi><mi mathvariant="italic">ab</mi>',
         r"\mathrm{d}\mathrm{sin}\mathit{ab}"),
        ('<mi mathvariant="bold">∞</mi><mn mathvariant="bold">1</mn>', r"\infty 1"),
        (r'<semantics><mi>q</mi><annotation encoding="TeX">\sideset{a}</annotation></semantics>', "q"),
    ],
)  # fmt: skip
def test_mathml_becomes_latex_that_is_drawn(mathml, tex):
    written = tex_of(html.fragment_fromstring(f"<math>{mathml}</math>"))

    assert written == tex
    assert is_drawn(written)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (r"\begin{aligned}[t]a&=b\\c&=d\end{aligned}", r"\begin{array}{rlrlrlrl}a&=b\\c&=d\end{array}"),
        (r"\begin{align*}a&=b\end{align*}", r"\begin{array}{rlrlrlrl}a&=b\end{array}"),
        (r"\begin{eqnarray}a&=&b\end{eqnarray}", r"\begin{array}{rcl}a&=&b\end{array}"),
        (r"\begin{gather}a\\b\end{gather}", r"\begin{matrix}a\\b\end{matrix}"),
        (r"\begin{equation} a \end{equation}", "a"),
        (r"\begin{pmatrix}a&b\end{pmatrix}", r"\begin{pmatrix}a&b\end{pmatrix}"),
    ],
)
def test_environments_become_such_that_are_drawn(typed, written):
    assert drawable(typed) == written
    assert is_drawn(written)


def test_a_formula_that_is_not_drawn_is_told():
    around = Listening()
    root = html.fragment_fromstring(r"<p>a <x-formula>\xrightarrow{b}</x-formula> <x-formula>c</x-formula></p>")

    assert markdown_of([root], around) == "a $\\xrightarrow{b}$ $c$\n"
    assert around.told == ["formula-not-drawn"]


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ('<epub:case required-namespace="http://www.w3.org/1998/Math/MathML"><b>a</b></epub:case>', "**a**"),
        ('<epub:case required-namespace="http://x.example/cml"><b>a</b></epub:case>', "*z*"),
        ("", "*z*"),
    ],
)
def test_of_ways_to_say_the_same_one_stays(ways, words):
    body = f"<p>One <epub:switch>{ways}<epub:default><i>z</i></epub:default></epub:switch> end</p>"
    root = read_page(page(body).encode(), path="page.xhtml", faults=Irregularities())

    assert markdown_of(children(root), AnyBook()) == f"One {words} end\n"
