import pytest

from tests.factories.markup import html, problems


def test_note_typed_as_code_becomes_a_box_and_is_told():
    source = "Text\n\n```\n**Note** : for *you*,\ndear reader.\n```\n"
    assert html(source) == (
        '<p>Text</p>\n<aside class="admonition note" role="note" aria-label="Note">\n'
        "<p><strong>Note</strong> : for <em>you</em>,\ndear reader.</p>\n</aside>"
    )
    assert problems(source) == [(3, "fence-note")]


@pytest.mark.parametrize(
    "source",
    [
        "```\nx = 2**8**2\n```",
        "```text\n**bold** in Markdown\n```",
        "````\n```\n**Note** : x\n```\n````",
        "```\n**kwargs\n```",
    ],
)
def test_code_stays_code(source):
    assert html(source).startswith("<pre><code>")
    assert problems(source) == []


@pytest.mark.parametrize(
    ("typed", "shown", "name"),
    [
        ("the <folder to translate> here", "the &lt;folder to translate&gt; here", "tag-unknown"),
        ("<my-widget>x</my-widget>", "&lt;my-widget&gt;x&lt;/my-widget&gt;", "tag-unknown"),
        ("<plaintext>x", "&lt;plaintext&gt;x", "tag-unknown"),
        ("<template>x</template>", "&lt;template&gt;x&lt;/template&gt;", "tag-unknown"),
        ("a <b>bold<b/> word", "a <b>bold</b> word", "tag-unclosed"),
        ("a <script> word", "a &lt;script&gt; word", "tag-unclosed"),
        ("a <textarea> word", "a &lt;textarea&gt; word", "tag-unclosed"),
    ],
)
def test_broken_and_invented_elements_are_shown_or_closed(typed, shown, name):
    assert html(f"Text\n\n{typed}\n\nThe rest") == f"<p>Text</p>\n<p>{shown}</p>\n<p>The rest</p>"
    assert {(3, name)} == set(problems(f"Text\n\n{typed}\n\nThe rest"))


def test_comment_that_is_never_closed_does_not_swallow_the_rest():
    assert html("<!-- a\n\nThe <b>rest</b>") == "<p>&lt;!-- a</p>\n<p>The <b>rest</b></p>"


def test_comment_is_left_out():
    assert html("a <!-- <folder> --> b") == "<p>a  b</p>"
    assert problems("a <!-- <folder> --> b") == []


@pytest.mark.parametrize(
    "typed",
    [
        "<abbr title=AI>x</abbr>",
        "<abbr title=“AI”>x</abbr>",
        '<abbr title=\u00a0"AI">x</abbr>',
        "<abbr title = „AI“>x</abbr>",
    ],
)
def test_value_without_straight_quotes_is_read_and_told(typed):
    assert html(typed) == '<p><abbr title="AI">x</abbr></p>'
    assert problems(typed) in ([(1, "attribute-unquoted")], [])


def test_unquoted_value_in_a_list_of_attributes_is_told():
    assert problems("[x](https://a.example){:target=‘_blank’}") == [(1, "attribute-unquoted")]


def test_characters_that_cannot_be_printed_are_left_out_and_told():
    assert html("a\x00b\x07c\ud800d") == "<p>abcd</p>"
    assert problems("x\n\na\x00b") == [(3, "characters-removed")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end):
    assert problems(end.join(["Text", "", "```", "**Note** : x", "```", "[^1]: y", "", "z[^1] ![](gone.png)"])) == [
        (3, "fence-note"),
        (6, "note-glued"),
        (8, "picture-missing"),
    ]


def test_things_that_look_the_same_are_found_in_their_order():
    assert problems("`![a](gone.png)`\n\n![a](gone.png)\n\n![a](gone.png)\n") == [
        (3, "picture-missing"),
        (5, "picture-missing"),
    ]
