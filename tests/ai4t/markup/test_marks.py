import re

import pytest

from tests.factories.markup import html


def test_table_scrolls_by_itself_and_has_a_name():
    assert html("| Tool | Use |\n|:-----|----:|\n| A    | 1   |\n") == (
        '<div class="table" role="region" aria-label="Table 1" tabindex="0"><table>\n<thead>\n<tr>\n'
        '<th class="start" scope="col">Tool</th>\n<th class="end" scope="col">Use</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n"
        '<td class="start">A</td>\n<td class="end">1</td>\n</tr>\n</tbody>\n</table></div>'
    )


def test_tables_are_told_apart_by_number_and_caption():
    page = html("|a|\n|-|\n|1|\n\n<table><caption>Marks</caption><tr><th>x</th><td>1</td></tr></table>")
    assert 'aria-label="Table 1"' in page
    assert 'aria-label="Table 2: Marks"' in page
    assert '<th scope="row">x</th>' in page


def test_table_inside_a_table_does_not_scroll_apart():
    assert html("<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>").count("tabindex") == 1


def test_empty_heading_of_a_table_is_a_cell():
    assert "<td></td>\n" in html("| |a|\n|-|-|\n|1|2|\n")


def formula(drawn: str, *, typed: str, display: str = "inline") -> str:
    return f'<math display="{display}" alttext="{typed}"><mrow>{drawn}</mrow></math>'


TEXT = "\\text{see example.org}"
A_B = "<msub><mi>a</mi><mi>b</mi></msub>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("x $a_b$ y", f"<p>x {formula(A_B, typed='a_b')} y</p>"),
        ("\\(a_b\\)", f"<p>{formula(A_B, typed='a_b')}</p>"),
        ("$x<y$", f"<p>{formula('<mi>x</mi><mo>&lt;</mo><mi>y</mi>', typed='x&lt;y')}</p>"),
        ("$\\text{see example.org}$", f"<p>{formula('<mtext>see example.org</mtext>', typed=TEXT)}</p>"),
        (
            "$$\na_b\n$$",
            '<div class="formula" role="group" aria-label="Formula" tabindex="0">'
            f"{formula(A_B, typed='a_b', display='block')}</div>",
        ),
        ("It costs $5 and $10.", "<p>It costs $5 and $10.</p>"),
    ],
)
def test_formula_is_drawn(typed, shown):
    assert html(typed).replace("&nbsp;", " ") == shown


OPERATORS = "± ∓ × ÷ · ⋅ ≤ ≥ ≠ ≈ ∈ → ⇒ ∪ ∩ ⊂ ∂ ∀ ∑ ∫ ∘"
COMMANDS = r"\pm \mp \times \div \cdot \le \ge \ne \approx \in \to \Rightarrow \cup \cap \subset \sim \neg \perp \iff"


@pytest.mark.parametrize("sign", [*OPERATORS.split(), *COMMANDS.split()])
def test_operators_have_space_around_them(sign):
    assert html(f"$x{sign} y$").count("<mo>") == 1


@pytest.mark.parametrize("name", ["∞", "\\infty", "∅", "\\emptyset", "α", "\\alpha"])
def test_names_have_no_space_around_them(name):
    assert "<mo>" not in html(f"$x {name}$")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0,97", "<mn>0,97</mn>"),
        ("1,000,000", "<mn>1,000,000</mn>"),
        ("0,5^2", "<msup><mn>0,5</mn><mn>2</mn></msup>"),
        ("x_{0,5}", "<msub><mi>x</mi><mrow><mn>0,5</mn></mrow></msub>"),
        ("1, 2", "<mn>1</mn><mo>,</mo><mn>2</mn>"),
        ("x,1", "<mi>x</mi><mo>,</mo><mn>1</mn>"),
        ("\\text{1,2}", "<mtext>1,2</mtext>"),
    ],
)
def test_comma_directly_between_two_digits_is_part_of_the_number(typed, shown):
    assert html(f"${typed}$") == f"<p>{formula(shown, typed=typed)}</p>"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\\mathbb{R}", "<mi>ℝ</mi>"),
        ("\\mathrm{d}", '<mrow><mi mathvariant="normal">d</mi></mrow>'),
        ("\\mathbf{Ab}", "<mrow><mi>𝐀</mi><mi>𝐛</mi></mrow>"),
        ("\\mathbf{12}", "<mrow><mn>𝟏𝟐</mn></mrow>"),
        ("\\mathbf{\\alpha}", "<mrow><mi>𝛂</mi></mrow>"),
        ("\\mathscr{BL}", "<mrow><mi>ℬ</mi><mi>ℒ</mi></mrow>"),
        ("\\mathfrak{Cg}", "<mrow><mi>ℭ</mi><mi>𝔤</mi></mrow>"),
        ("\\mathsf{xé}", "<mrow><mi>𝗑</mi><mi>é</mi></mrow>"),
    ],
)
def test_kinds_of_letters_are_signs_of_their_own(typed, shown):
    assert html(f"${typed}$") == f"<p>{formula(shown, typed=typed)}</p>"


@pytest.mark.parametrize(
    "typed",
    [
        "\\href{javascript:x}{y}",
        "\\style{color:red}{x}",
        "\\input{/etc/passwd}",
        "\\color{red}x",
        "\\unheard{x}",
        "\\frac{1",
        "{" * 60 + "x" + "}" * 60,
        "x" * 2_001,
    ],
)
def test_formula_that_is_not_understood_stays_as_typed(typed):
    assert html(f"${typed}$") == f'<p><code class="formula" dir="ltr">{typed}</code></p>'
    assert html(f"$$\n{typed}\n$$") == f'<pre><code class="formula" dir="ltr">{typed}</code></pre>'


def test_tasks_are_marks_with_words():
    assert html("- [ ] Read\n- [x] Written\n") == (
        '<ul>\n<li><span role="img" aria-label="open">☐</span> Read</li>\n'
        '<li><span role="img" aria-label="done">☑</span> Written</li>\n</ul>'
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("*a* **b** ***c***", "<em>a</em> <strong>b</strong> <em><strong>c</strong></em>"),
        ("snake_case_name", "snake_case_name"),
        ("==marked== ~~gone~~ ^^new^^", "<mark>marked</mark> <del>gone</del> <ins>new</ins>"),
        ("H~2~O m^2^", "H<sub>2</sub>O m<sup>2</sup>"),
        ("--> +/- =/=", "→ ± ≠"),
        ("Art. 5(1)(c), (r), (tm), c/o, 1/2", "Art. 5(1)(c), (r), (tm), c/o, 1/2"),
        ("++ctrl+c++", "<span><kbd>Ctrl</kbd><span>+</span><kbd>C</kbd></span>"),
        ("`code` `#!py x = 1`", "<code>code</code> <code>x = 1</code>"),
        ("one  \ntwo", "one<br>\ntwo"),
        ("e&#x301; &amp; \u00a0", "e\u0301 &amp; &nbsp;"),
    ],
)
def test_marks_inside_a_paragraph(typed, shown):
    assert html(typed) == f"<p>{shown}</p>"


def test_code_is_shown_and_never_read():
    assert html("```html\n</code></pre><script>alert(1)</script>\n```\n") == (
        "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>"
    )


def test_definitions_and_abbreviations():
    assert html("Term\n:   Meaning of AI\n\n*[AI]: Artificial intelligence\n") == (
        '<dl>\n<dt>Term</dt>\n<dd>Meaning of <abbr title="Artificial intelligence">AI</abbr></dd>\n</dl>'
    )


CORNERED = """**What they said**

|  | Yes | No |
| --- | --- | --- |
| Girls | 4 | 2 |
| Boys | 3 | 3 |
"""


def test_first_column_under_an_empty_corner_names_the_rows():
    page = html(CORNERED)
    assert '<th scope="row">Girls</th>' in page
    assert '<th scope="row">4</th>' not in page
    assert '<th scope="row">' not in html(CORNERED.replace("|  | Yes", "| Who | Yes"))


@pytest.mark.parametrize(
    ("rows", "scopes"),
    [
        ("<tr><th>Land</th><th>Town</th></tr><tr><th>S</th><td>L</td></tr>", ["col", "col", "row"]),
        ("<tr><td></td><th>Town</th></tr><tr><th>S</th><td>L</td></tr>", ["col", "row"]),
        ("<tr><th>S</th><td rowspan=2>L</td></tr><tr><th>A</th></tr>", ["row", "row"]),
        ("<tr><th>Name</th><td></td></tr>", ["row"]),
        ("<tr><th scope=row>Land</th><th>Town</th></tr>", ["row", "col"]),
    ],
)
def test_row_of_headings_names_the_columns(rows, scopes):
    assert re.findall('scope="([a-z]+)"', html(f"<table>{rows}</table>")) == scopes


def test_bold_line_before_a_table_is_its_name():
    assert 'aria-label="Table 1: What they said"' in html(CORNERED)
    assert 'aria-label="Table 1"' in html(CORNERED.replace("**What they said**", "**What** they said"))
