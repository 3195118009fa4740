import pytest

from tests.factories.markup import html, problems

FORM = '<p class="note refused">A form in this place cannot be filled in here.</p>'
DRAWING = '<p class="note refused">A drawing or formula in this place cannot be shown here.</p>'


@pytest.mark.parametrize(
    ("typed", "shown", "kind"),
    [
        ("<script>alert(1)</script>", "", "script-removed"),
        ("<style>p { color: red }</style>", "", "element-removed"),
        ("<svg><circle/></svg>", DRAWING, "element-removed"),
        ("<math><mi>x</mi></math>", DRAWING, "element-removed"),
        ("<canvas></canvas>", DRAWING, "element-removed"),
        ("<form><label>Name <input></label></form>", f"<div>{FORM}Name </div>", "form-removed"),
        ("<select><option>a</option></select>", FORM, "form-removed"),
        ("<marquee>words</marquee>", "<p>words</p>", "element-plain"),
        ("<blink>words</blink>", "<p>words</p>", "element-plain"),
    ],
)
def test_what_a_text_may_not_bring_is_left_out_and_told(typed, shown, kind):
    page = html(f"Before\n\n{typed}\n\nAfter")
    assert [part for part in page.split("\n") if part.strip()] == [
        "<p>Before</p>",
        *filter(None, [shown]),
        "<p>After</p>",
    ]
    assert kind in [found for line, found in problems(f"Before\n\n{typed}\n\nAfter") if line == 3]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<header><p>x</p></header>", "<div><p>x</p></div>"),
        ("<nav><p>x</p></nav>", "<div><p>x</p></div>"),
        ("<font color='red'>x</font>", "<p><span>x</span></p>"),
        ("<strike>x</strike>", "<p><s>x</s></p>"),
        ("<tt>x</tt>", "<p><code>x</code></p>"),
    ],
)
def test_elements_with_a_better_name_get_it(typed, shown):
    assert html(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "<math><mtext><table><mglyph><style></math>",
        "<math><mtext><table><mglyph><style</math>",
        "<math><div><!--</math>",
        "<math><mtext><!-- <script> --><table></math>",
        "<svg><title></svg>",
        "<svg><div>\n\n<textarea></svg>",
    ],
)
def test_what_a_drawing_leaves_open_does_not_swallow_the_rest(typed):
    source = f"Before\n\n{typed}\n\nAfter\n\nThe `</style>` rest\n\n</title> x"

    page = html(source)

    assert page.startswith(f"<p>Before</p>\n{DRAWING}")
    assert "<p>After</p>\n<p>The <code>&lt;/style&gt;</code> rest</p>" in page
    assert (3, "element-removed") in problems(source)


def test_a_style_that_is_never_closed_before_a_drawing_changes_nothing():
    page = html("A <style> word\n\n<math><table></math>\n\nAfter")

    assert page == f"<p>A &lt;style&gt; word</p>\n{DRAWING}\n\n<p>After</p>"


def test_elements_of_a_whole_document_are_told():
    assert problems('Text\n\n<body onpageshow="alert(1)">\n\nText') == [(3, "element-plain")]
