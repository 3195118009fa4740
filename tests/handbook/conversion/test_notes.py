"""Notes of an EPUB: which link is a mark, which block its note, and that no word of either is lost."""

import pytest
from lxml import html

from handbook.conversion.footnotes import Footnotes, is_mark
from handbook.conversion.surroundings import Note
from tests.factories.ebooks import make_epub3
from tests.handbook.conversion import test_wxr
from tests.handbook.conversion.test_epub import body_of, read

BODY = "The body{} goes on."
TO_AND_FRO = {
    "raised": (
        '<sup><a href="#f1" id="r1">1</a></sup>',
        '<p id="f1"><sup><a href="#r1">1</a></sup> Said.</p>',
    ),
    "Word": (
        '<a href="#_ftn1" id="_ftnref1"><sup>[1]</sup></a>',
        '<p><a href="#_ftnref1" id="_ftn1"><sup>[1]</sup></a> Said.</p>',
    ),
    "LibreOffice": (
        '<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>',
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        " Said.</p></div>",
    ),
    "Google Docs": (
        '<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup>',
        '<div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span> Said.</span></p></div>',
    ),
    "InDesign": (
        '<span id="f1-backlink"><a class="_idFootnoteLink" href="#f1">1</a></span>',
        '<div class="_idFootnote" id="f1"><p><a class="_idFootnoteAnchor" href="#f1-backlink">1</a> Said.</p></div>',
    ),
    "Pandoc": (
        '<a href="#fn1" class="footnote-ref" id="fnref1">1</a>',
        '<div id="fn1"><p><a href="#fnref1" class="footnote-back">1</a>. Said.</p></div>',
    ),
    "Project Gutenberg": (
        '<a id="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[1]</a>',
        '<div class="footnote"><p><a id="Footnote_1"></a><a href="#FNanchor_1">[1]</a> Said.</p></div>',
    ),
    "a sign": ('<a href="#f1" id="r1">*</a>', '<p id="f1"><a href="#r1">*</a> Said.</p>'),
    "a bare number": ('<a href="#f1" id="r1">1</a>', '<p id="f1"><a href="#r1">1</a> Said.</p>'),
    "brackets around": ('<sup><a href="#f1" id="r1">1</a></sup>', '<p id="f1">[<a href="#r1">1</a>] Said.</p>'),
    "an arrow": ('<sup><a href="#f1" id="r1">1</a></sup>', '<p id="f1">Said. <a href="#r1">↩</a></p>'),
    "a number behind": ('<sup><a href="#f1" id="r1">1</a></sup>', '<p id="f1">Said.<sup><a href="#r1">1</a></sup></p>'),
    "a typed mark": (
        '<a epub:type="noteref" href="#f1" id="r1">1</a>',
        '<p id="f1"><sup><a href="#r1">1</a></sup> Said.</p>',
    ),
    "a typed note": (
        '<sup id="r1"><a href="#f1">1</a></sup>',
        '<aside epub:type="footnote" id="f1"><sup><a href="#r1">1</a></sup> Said.</aside>',
    ),
    "a row": (
        '<sup><a href="#f1" id="r1">1</a></sup>',
        '<table><tr><td id="f1"><a href="#r1">1</a></td><td>Said.</td></tr></table>',
    ),
    "a row of paragraphs": (
        '<sup><a href="#f1" id="r1">1</a></sup>',
        '<table><tr><td><p id="f1"><a href="#r1">1</a></p></td><td><p>Said.</p></td></tr></table>',
    ),
    "a definition": (
        '<sup><a href="#f1" id="r1">1</a></sup>',
        '<dl><dt id="f1"><a href="#r1">1</a></dt><dd>Said.</dd></dl>',
    ),
}


def chapter(tmp_path, body: str) -> str:
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))
    return body_of(texts["part-1-on-machines/01-one.en.md"])


@pytest.mark.parametrize("made_by", TO_AND_FRO)
def test_of_two_links_that_lead_to_each_other_one_is_the_mark(tmp_path, made_by):
    mark, note = TO_AND_FRO[made_by]

    behind = chapter(tmp_path, f"<p>{BODY.format(mark)}</p>{note}<p>The end.</p>")

    assert behind == f"{BODY.format('[^1]')}\n\nThe end.\n\n[^1]: Said."


@pytest.mark.parametrize("made_by", ["raised", "Word", "a typed note", "an arrow"])
def test_a_note_may_stand_before_its_mark(tmp_path, made_by):
    mark, note = TO_AND_FRO[made_by]

    assert chapter(tmp_path, f"{note}<p>{BODY.format(mark)}</p>") == f"{BODY.format('[^1]')}\n\n[^1]: Said."


def test_what_only_looks_like_notes_stays_in_the_text(tmp_path):
    body = (
        '<p>See <a href="#e1">(1)</a>.</p><p id="e1">(1) Equation.</p>'
        '<p><sup><a id="a" href="#b">1</a></sup> One. <sup><a id="b" href="#a">1</a></sup></p>'
    )

    assert chapter(tmp_path, body) == (
        'See [(1)](#e1).\n\n<span id="e1"></span>(1) Equation.\n\n'
        '<sup><span id="a"></span>[1](#b)</sup> One. <sup><span id="b"></span>[1](#a)</sup>'
    )


def test_notes_that_only_lead_to_each_other_stay_in_the_text(tmp_path):
    body = (
        '<aside id="a">First<a epub:type="noteref" href="#b">1</a></aside>'
        '<aside id="b">Second<a epub:type="noteref" href="#a">2</a></aside>'
    )

    text = chapter(tmp_path, body)

    assert "First" in text
    assert "Second" in text
    assert "[^" not in text


def test_a_heading_or_a_whole_section_is_no_note(tmp_path):
    body = (
        '<p>See <a epub:type="noteref" href="#h">1</a> and <a epub:type="noteref" href="#s">2</a>.</p>'
        '<h2 id="h">Head</h2><section id="s"><h2>Other</h2><p>Words.</p></section>'
    )

    assert chapter(tmp_path, body) == (
        'See [1](#h) and [2](#s).\n\n## Head {#h}\n\n## <span id="s"></span>Other\n\nWords.'
    )


def test_paragraphs_of_one_note_stay_together(tmp_path):
    body = (
        '<p>A<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup>'
        ' c<sup><a href="#f3" id="r3">3</a></sup>.</p>'
        '<p id="f1"><a href="#r1">1</a> First.</p><p>More of it.</p><p id="f2"><a href="#r2">2</a> Second.</p>'
        '<p>The end.</p><ol><li><p id="f3"><a href="#r3">3</a> Third.</p><p>More.</p></li></ol>'
    )

    assert chapter(tmp_path, body) == (
        "A[^1] b[^2] c[^3].\n\nThe end.\n\n"
        "[^1]: First.\n\n    More of it.\n\n[^2]: Second.\n\n[^3]: Third.\n\n    More."
    )


def test_a_block_in_a_row_of_notes_is_the_whole_note(tmp_path):
    body = (
        '<p>A<sup><a href="#f1" id="r1">[1]</a></sup> b<sup><a href="#f2" id="r2">[2]</a></sup>.</p><hr/>'
        '<div><p><a href="#r1" id="f1">[1]</a> First.</p><p>More of it.</p></div>'
        '<div><p><a href="#r2" id="f2">[2]</a> Second.</p><p>More.</p></div>'
    )

    assert chapter(tmp_path, body) == ("A[^1] b[^2].\n\n[^1]: First.\n\n    More of it.\n\n[^2]: Second.\n\n    More.")


def test_a_block_of_text_that_begins_with_a_note_stays(tmp_path):
    note = '<p><a href="#r1" id="f1">1</a> First.</p>'
    body = f'<p>A<sup><a href="#f1" id="r1">1</a></sup>.</p><div>{note}<p>A text.</p></div>'

    assert chapter(tmp_path, body) == "A[^1].\n\nA text.\n\n[^1]: First."


@pytest.mark.parametrize(
    "back",
    [
        '↑ <sup><a href="#r1">1.0</a></sup> <sup><a href="#r2">1.1</a></sup> ',
        '<b>^</b> <a href="#r1"><i>a</i></a>, <a href="#r2"><i>b</i></a> ',
        '<a href="#r1">1</a> <a href="#r2">2</a>. ',
        '<a href="#r1">↑</a> <a href="#r2">↑</a>',
    ],
)
def test_a_note_cited_twice_begins_with_its_words(tmp_path, back):
    body = (
        '<p>A<sup id="r1"><a href="#n">[1]</a></sup> b<sup id="r2"><a href="#n">[1]</a></sup>.</p>'
        f'<ol><li id="n"><span>{back}</span><span>Said, 1.</span></li></ol>'
    )

    assert chapter(tmp_path, body) == "A[^1] b[^1].\n\n[^1]: Said, 1."


def test_notes_in_one_block_are_parted(tmp_path):
    body = (
        '<p>A<sup><a href="#f1" id="r1">1</a></sup> b<sup><a href="#f2" id="r2">2</a></sup>.</p>'
        '<p>Notes: <a id="f1" href="#r1">1</a> First <i>words</i>.<br/><a id="f2" href="#r2">2</a> Second.</p>'
    )

    assert chapter(tmp_path, body) == "A[^1] b[^2].\n\nNotes:\n\n[^1]: First *words*.\n\n[^2]: Second."


def test_words_that_lead_to_a_note_stay(tmp_path):
    body = (
        '<p>thou <a epub:type="annoref" href="#n">warrior</a> brave, <a epub:type="noteref" href="#n">[1]</a>.</p>'
        '<aside epub:type="annotation" id="n">Said. <a href="#n">See the whole story</a></aside>'
    )

    assert chapter(tmp_path, body) == (
        'thou warrior[^1] brave, [^1].\n\n[^1]:\n    <span id="n"></span>Said. [See the whole story](#n)'
    )


def test_marks_in_code_and_in_links_stand_behind_them(tmp_path):
    mark = '<a epub:type="noteref" href="#n">1</a>'
    body = (
        f'<pre>x = 1{mark}</pre><p><a href="https://a.example/">A{mark} b</a> <code>c{mark}</code></p>'
        '<aside epub:type="footnote" id="n">Said.</aside>'
    )

    assert chapter(tmp_path, body) == (
        "```\nx = 1\n```\n\n[^1]\n\n[A b](https://a.example/)[^1] <code>c[^1]</code>\n\n[^1]: Said."
    )


@pytest.mark.parametrize(
    ("inside", "markdown"),
    [
        (".NET is a platform.", " .NET is a platform."),
        ("Bare <p>and</p> text", " Bare\n\n    and\n\n    text"),
        ("<pre>a\n\n b</pre>", "\n    ```\n    a\n\n     b\n    ```"),
        ("<h3>Head</h3><p>Words.</p>", " ### Head\n\n    Words."),
        ("<dl><dt>Term</dt><dd>Said.</dd></dl>", " Term\n    :   Said."),
        (
            "A<table><tr><td>b</td></tr></table>",
            ' A\n\n    <table markdown>\n    <tr markdown>\n    <td markdown="span">b</td>\n    </tr>\n    </table>',
        ),
        (
            'A<figure><img src="https://a.example/b.png" alt="B"/><figcaption>C</figcaption></figure>',
            " A\n\n    <figure markdown>\n\n    ![B](https://a.example/b.png)\n\n"
            '    <figcaption markdown="span">C</figcaption>\n\n    </figure>',
        ),
    ],
)
def test_a_note_may_hold_whatever_a_text_holds(tmp_path, inside, markdown):
    body = f'<p>A<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n">{inside}</aside>'

    assert chapter(tmp_path, body) == f"A[^1]\n\n[^1]:{markdown}"


@pytest.mark.parametrize(
    ("inside", "markdown"),
    [
        ("<pre>b</pre>", "\n    ```\n    b\n    ```"),
        ("<h3>b</h3>c", " ### b\n\n    c"),
        ("b <table><tr><td>c</td></tr></table>", " b\n\n    <table markdown>\n    <tr markdown>\n"
         '    <td markdown="span">c</td>\n    </tr>\n    </table>'),
        ('[caption]<img src="https://a.example/b.png" alt="B" /> c[/caption]',
         "\n    <figure markdown>\n\n    ![B](https://a.example/b.png)\n\n"
         '    <figcaption markdown="span">c</figcaption>\n\n    </figure>'),
    ],
)  # fmt: skip
def test_a_note_of_an_export_may_hold_whatever_a_text_holds(tmp_path, inside, markdown):
    assert test_wxr.body(tmp_path, f"A[footnote]{inside}[/footnote]") == f"A[^1]\n\n[^1]:{markdown}"


def test_a_note_has_one_number_however_often_it_is_met():
    notes, element = Footnotes(), html.Element("p")

    assert [notes.reference(Note((element,)), "1") for _time in range(2)] == ["[^1]", "[^1]"]
    assert list(notes.in_order()) == [(1, Note((element,)))]


@pytest.mark.parametrize("words", ["1", " [12] ", "(3)", "*", "††", "iv.", "a", "²"])
def test_a_mark_is_a_number_or_a_sign(words):
    assert is_mark(words)


@pytest.mark.parametrize("words", ["", "warrior", "note 1", "12345", "ab"])
def test_words_are_no_mark(words):
    assert not is_mark(words)


SAID = '<aside epub:type="footnote" id="n"><p>Said.</p></aside>'
BACK = '<div><p id="n"><a href="#r">1</a>. Said.</p></div>'


@pytest.mark.parametrize(
    ("title", "heading", "note"),
    [
        ("One1", '<h1>One<a epub:type="noteref" href="#n">1</a></h1>', SAID),
        ("One", '<h1>One<a epub:type="noteref" href="#n">1</a></h1>', SAID),
        ("One 1", '<h1>One <sup><a id="r" href="#n">1</a></sup></h1>', BACK),
        ("One[1]", '<header><h1><b>One<a id="r" href="#n"><sup>[1]</sup></a></b></h1></header>', BACK),
        ("", '<h1>One<a epub:type="noteref" href="#n">1</a></h1>', SAID),
        ("One", '<h1><span/><br/>One<a epub:type="noteref" href="#n">*</a></h1>', SAID),
    ],
)
def test_a_title_is_without_the_mark_of_its_note_which_stays(tmp_path, title, heading, note):
    pages = {"one.xhtml": f"{heading}<p>Text.</p>{note}"}
    contents = f'<li><a href="one.xhtml">{title}</a></li>' if title else '<li><a href="two.xhtml">Two</a></li>'
    texts, told = read(tmp_path, make_epub3({**pages, "two.xhtml": "<h1>Two</h1><p>Text.</p>"}, contents))

    path = next(path for path in texts if path.endswith("01-one.en.md"))
    assert "\ntitle: One\n" in texts[path]
    assert "<br>" not in texts[path]
    assert body_of(texts[path]).startswith("[^1]Text.\n\n")
    assert body_of(texts[path]).endswith("[^1]: Said.")
    assert ("EPUB/one.xhtml", "note-in-title") in told


def test_a_part_is_called_without_the_mark_of_a_note(tmp_path):
    pages = {
        "part.xhtml": f'<h1>Why<a epub:type="noteref" href="#n">1</a></h1>{SAID}',
        "one.xhtml": "<h1>One</h1><p>Text.</p>",
    }
    contents = '<li><a href="part.xhtml">Why1</a><ol><li><a href="one.xhtml">One</a></li></ol></li>'

    texts, _told = read(tmp_path, make_epub3(pages, contents))

    assert texts["part-1-why/.pages"] == "title: Why\n"
    assert body_of(texts["part-1-why/01-why.en.md"]) == "[^1]\n\n[^1]: Said."


def test_a_number_in_a_title_that_is_no_mark_stays(tmp_path):
    pages = {"one.xhtml": '<h1><a href="two.xhtml">1</a> One<sup>2</sup></h1><p>Text.</p>', "two.xhtml": "<p>Two</p>"}

    texts, _told = read(tmp_path, make_epub3(pages, '<li><a href="one.xhtml">1 One2</a></li>'))

    assert [path for path in texts if 'title: "1 One2"' in texts[path]] == ["part-1-on-machines/01-one2.en.md"]


def test_lines_of_code_that_lead_to_themselves_are_no_places(tmp_path):
    line = '<span id="cb1-1"><a href="#cb1-1" aria-hidden="true"></a>x = 1</span>'

    assert chapter(tmp_path, f"<pre>{line}</pre>") == "```\nx = 1\n```"
    assert test_wxr.body(tmp_path, f"<pre>{line}</pre>") == "```\nx = 1\n```"


def test_a_link_back_into_code_leads_to_the_block(tmp_path):
    body = (
        '<pre>int x; <a id="co1" href="#call1"><img src="c.png" alt="1"/></a></pre>'
        '<dl><dt><a id="call1" href="#co1">(1)</a></dt><dd>What it is.</dd></dl>'
    )

    assert chapter(tmp_path, body) == ('<span id="co1"></span>\n\n```\nint x;\n```\n\n[(1)](#co1)\n:   What it is.')


@pytest.mark.parametrize(
    ("mark", "note", "expected"),
    [
        ("1", "1. Words <a href='#r'>↩</a>", "Words"),
        ("[1]", "[1] Words <a href='#r'>↩</a>", "Words"),
        ("1", "<sup>1</sup> Words", "Words"),
        ("*", "* Words", "Words"),
        ("1", "1 in 5 teachers", "1 in 5 teachers"),
        ("1", "2. Words", r"2\. Words"),
        ("1", "1.5 million", "1.5 million"),
        ("see", "see. Words", "see. Words"),
    ],
)
def test_a_mark_that_is_no_link_is_taken_off_its_note(tmp_path, mark, note, expected):
    body = (
        f'<p>The body<a epub:type="noteref" id="r" href="#n">{mark}</a>.</p>'
        f'<aside epub:type="footnote" id="n"><p>{note}</p></aside>'
    )
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]).partition("[^1]: ")[2] == expected
