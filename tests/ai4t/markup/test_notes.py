import pytest

from tests.factories.markup import html, problems


def test_note_leads_there_and_back():
    assert html("Text[^a].\n\n[^a]: A source.\n") == (
        '<p>Text<sup><a id="n-1-1" href="#n-1" role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>\n'
        '<section class="footnote" role="doc-endnotes" aria-label="Notes">\n<hr>\n<ol>\n<li id="n-1">\n'
        '<p>A source. <a href="#n-1-1" role="doc-backlink" aria-label="Back to the place of note 1">↩</a></p>\n'
        "</li>\n</ol>\n</section>"
    )


def test_note_used_twice_leads_back_to_both_places():
    page = html("One[^a]. Two[^a].\n\n[^a]: A source.\n")
    assert page.count('href="#n-1"') == 2
    assert (
        '<a href="#n-1-1" role="doc-backlink" aria-label="Back to place 1 of note 1">↩</a> '
        '<a href="#n-1-2" role="doc-backlink" aria-label="Back to place 2 of note 1">↩</a>'
    ) in page


def test_note_ending_in_a_list_gets_a_paragraph_for_the_way_back():
    page = html("Text[^a].\n\n[^a]:\n    - One\n    - Two\n")
    assert '</ul>\n<p><a href="#n-1-1" role="doc-backlink"' in page


def test_unused_note_is_kept_and_told():
    source = "Text.\n\n[^a]: A source.\n"
    assert '<li id="n-1">\n<p>A source.</p>\n</li>' in html(source)
    assert problems(source) == [(3, "note-unused")]


def test_undefined_note_is_shown_as_typed_and_told():
    source = "Text.\n\nMore[^9].\n"
    assert html(source) == "<p>Text.</p>\n<p>More[^9].</p>"
    assert problems(source) == [(3, "note-undefined")]


def test_undefined_note_in_code_is_code():
    assert problems("`[^9]`\n\n    [^8]\n") == []


@pytest.mark.parametrize("typed", [r"\[^9]", r"\[\^9]", r"\[\^9\]", "&#91;^9]"])
def test_signs_of_a_note_that_an_author_takes_back_are_no_note(typed):
    assert html(f"As in {typed}.") == "<p>As in [^9].</p>"
    assert problems(f"As in {typed}.") == []
    assert problems(f"As in {typed} or [^9].") == [(1, "note-undefined")]


def test_note_defined_right_under_code_is_read_and_told():
    source = "Text[^1].\n\n```\ncode\n```\n[^1]: A source.\n"
    assert '<p>A source. <a href="#n-1-1"' in html(source)
    assert problems(source) == [(6, "note-glued")]


def test_the_number_of_a_note_is_no_part_of_a_name():
    text = (
        '# Head[^1]\n\n[down](#head)\n\n<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>\n\n'
        '<table markdown>\n<caption markdown="span">Many[^1]</caption>\n<tr><td>x</td></tr>\n</table>\n\n'
        '!!! note "Box[^1]"\n    Text\n\n[^1]: Said.\n'
    )

    shown = html(text)

    assert '<h2 id="t-head">Head<sup>' in shown
    assert '<a href="#t-head">down</a>' in shown
    assert 'aria-label="Play the video: Head"' in shown
    assert 'aria-label="Table 1: Many"' in shown
    assert 'role="note" aria-label="Box"' in shown
