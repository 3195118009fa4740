"""What an EPUB becomes: parts, chapters, notes, links, pictures."""

import re
from pathlib import Path

import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion import tree_of
from tests.factories.ebooks import METADATA, PNG, make_epub2, make_epub3, point
from tests.factories.ebooks import page as page_of
from tests.factories.pictures import noise, written


def read(tmp_path: Path, raw: bytes) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The texts of the tree by path, and file and kind of what was told."""
    location = tmp_path / "book.bin"
    location.write_bytes(raw)
    faults = Irregularities()
    tree = tree_of(location, faults)
    texts = {path: tree[path].decode() for path in tree if not path.startswith("images/")}
    return texts | {path: "" for path in tree if path.startswith("images/")}, [
        (fault.file, fault.kind) for fault in faults.by_place()
    ]


def body_of(text: str) -> str:
    return text.partition("\n---\n")[2].strip()


TWO_PARTS = """<li><a href="preface.xhtml">Preface</a></li>
<li><a href="p1.xhtml">Part I</a><ol><li><a href="one.xhtml">Chapter one</a></li></ol></li>
<li><span>Part II</span><ol>
<li><a href="two.xhtml">Chapter two</a><ol><li><a href="two.xhtml#b">B</a></li></ol></li></ol></li>
<li><a href="notes.xhtml">Afterwards</a></li>"""
PAGES = {
    "cover.xhtml": '<section epub:type="cover"><img src="c.png" alt="Cover"/></section>',
    "preface.xhtml": "<h1>Preface</h1><p>First words.</p>",
    "p1.xhtml": "<h1>Part I</h1>",
    "one.xhtml": '<h1>Chapter one</h1><p>See <a href="two.xhtml#b">there</a>, <a href="preface.xhtml">before</a>.</p>',
    "two.xhtml": '<h1>Chapter two</h1><p>Text.</p><h2 id="b">B</h2><p>More.</p>',
    "notes.xhtml": "<h1>Afterwards</h1><p>Last words.</p>",
}


def test_parts_and_chapters_follow_the_contents(tmp_path):
    texts, told = read(tmp_path, make_epub3(PAGES, TWO_PARTS))

    assert list(texts) == [
        "back-matter/01-afterwards.en.md",
        "front-matter/01-preface.en.md",
        "mkdocs.yml",
        "part-1-part-i/.pages",
        "part-1-part-i/01-chapter-one.en.md",
        "part-2-part-ii/.pages",
        "part-2-part-ii/01-chapter-two.en.md",
    ]
    assert told == [("EPUB/cover.xhtml", "page-left-out")]
    assert texts["part-2-part-ii/.pages"] == "title: Part II\n"
    assert texts["mkdocs.yml"] == (
        "site_name: On machines\nsite_description: What they do.\ncopyright: CC BY 4.0\n"
        "extra:\n  authors:\n    - Ana Novak\n  publisher: A press\ntheme:\n  language: en\n"
    )
    assert texts["part-1-part-i/01-chapter-one.en.md"] == (
        "---\ntitle: Chapter one\nid: one\ncontributor:\n  - Ana Novak\nlicence: CC BY 4.0\nlanguage: en\n---\n\n"
        "See [there](../part-2-part-ii/01-chapter-two.en.md#b), [before](../front-matter/01-preface.en.md).\n"
    )
    assert body_of(texts["part-2-part-ii/01-chapter-two.en.md"]) == "Text.\n\n## B {#b}\n\nMore."


def test_link_to_a_missing_place_leads_to_its_page_or_is_words(tmp_path):
    pages = {
        "one.xhtml": '<h1>One</h1><p><a href="#no">here</a>, <a href="one.xhtml#no">also</a>, '
        '<a href="two.xhtml#no">there</a></p>',
        "two.xhtml": "<h1>Two</h1><p>Words.</p>",
    }  # fmt: skip

    texts, told = read(tmp_path, make_epub3(pages))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "here, also, [there](02-two.en.md)"
    assert told == [("EPUB/one.xhtml", "place-missing")] * 2


def test_people_who_did_not_write_the_book_are_told(tmp_path):
    others = (
        '<dc:creator id="t">Petra Prevajalka</dc:creator><meta refines="#t" property="role">trl</meta>'
        '<dc:contributor>Bo Kos</dc:contributor><dc:contributor opf:role="bkp">calibre (7.1)</dc:contributor>'
    ).replace("opf:role", 'xmlns:opf="http://www.idpf.org/2007/opf" opf:role')
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": "<h1>One</h1><p>Words.</p>"}, metadata=METADATA + others))
    faults = Irregularities()

    tree = tree_of(location, faults)

    assert "Prevajalka" not in tree["mkdocs.yml"].decode()
    (told,) = faults.by_place()
    assert (told.file, told.kind) == ("EPUB/package.opf", "people-left-out")
    assert told.message.endswith(": Petra Prevajalka, Bo Kos.")


def test_ncx_of_an_old_book_gives_the_parts(tmp_path):
    points = point("Part I", "p1.xhtml", point("Chapter one", "one.xhtml")) + point("Chapter two", "two.xhtml")

    texts, _told = read(
        tmp_path, make_epub2({name: PAGES[name] for name in ("p1.xhtml", "one.xhtml", "two.xhtml")}, points)
    )

    assert [path for path in texts if path.endswith(".md")] == [
        "back-matter/01-chapter-two.en.md",
        "part-1-part-i/01-chapter-one.en.md",
    ]


def test_chapters_in_one_file_are_divided_where_the_contents_point(tmp_path):
    body = (
        '<section id="a"><h1>Alpha</h1><p>One <a href="#inb">to b</a>.</p></section>'
        '<section><h1><a id="b"></a>Beta</h1><p id="inb">Two.</p></section>'
    )
    entries = '<li><a href="all.xhtml#a">Alpha</a></li><li><a href="all.xhtml#b">Beta</a></li>'

    texts, told = read(tmp_path, make_epub3({"all.xhtml": body}, entries))

    assert body_of(texts["part-1-on-machines/01-alpha.en.md"]) == "One [to b](02-beta.en.md#inb)."
    assert body_of(texts["part-1-on-machines/02-beta.en.md"]) == '<span id="inb"></span>Two.'
    assert told == []


@pytest.mark.parametrize(
    "body",
    [
        '<p>Word<a epub:type="noteref" href="#n1">1</a>.</p>'
        '<aside epub:type="footnote" id="n1"><p>Said <b>so</b>.</p></aside>',
        '<p>Word<sup><a id="r1" href="#n1">1</a></sup>.</p><p id="n1"><a href="#r1">1</a>. Said <b>so</b>.</p>',
        '<p>Word<a role="doc-noteref" href="#n1">*</a>.</p>'
        '<section role="doc-endnotes"><ol><li id="n1">Said <b>so</b>. '
        '<a href="#r1" role="doc-backlink">back</a></li></ol></section>',
    ],
)
def test_notes_stand_at_the_foot(tmp_path, body):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "Word[^1].\n\n[^1]: Said **so**."


def test_notes_of_another_file_come_to_their_chapter(tmp_path):
    pages = {
        "one.xhtml": '<p>Word<a epub:type="noteref" href="end.xhtml#n7">7</a>.</p>',
        "end.xhtml": '<section epub:type="endnotes"><h1>Notes</h1><aside id="n7">Said.</aside></section>',
    }

    texts, told = read(tmp_path, make_epub3(pages))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "Word[^1].\n\n[^1]: Said."
    assert [path for path in texts if path.endswith(".md")] == ["part-1-on-machines/01-one.en.md"]
    assert told == [("EPUB/end.xhtml", "notes-moved")]


def test_a_heading_that_says_the_title_is_taken_off_with_its_number(tmp_path):
    body = '<div><p class="number">1</p><h1 id="t">One</h1></div><p>Words. <a href="#t">Up</a></p>'

    texts, _told = read(
        tmp_path, make_epub3({"chapter-001-why.xhtml": body}, '<li><a href="chapter-001-why.xhtml">1. One</a></li>')
    )

    assert texts["part-1-on-machines/01-one.en.md"].startswith('---\ntitle: "1. One"\nid: why\n')
    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == '<span id="t"></span>Words. [Up](#t)'


def test_pictures_are_taken_along(tmp_path):
    picture = '<img src="../EPUB/img/A%20field.PNG" alt="A field"/>'
    pages = {"one.xhtml": f"<figure>{picture}<figcaption>Green</figcaption></figure>"}
    more = {"EPUB/img/a field.png": PNG}

    texts, told = read(tmp_path, make_epub3(pages, more=more))

    assert "images/a-field.png" in texts
    assert "![A field](../images/a-field.png)" in texts["part-1-on-machines/01-one.en.md"]
    assert '<figcaption markdown="span">Green</figcaption>' in texts["part-1-on-machines/01-one.en.md"]
    assert told == [("EPUB/one.xhtml", "name-differs")]


def test_formulas_become_latex(tmp_path):
    body = (
        '<p>So <math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math> is.</p>'
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>'
    )

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "So \\({x}^{2}\\) is.\n\n$$\n\\frac{a}{b}\n$$"


def test_the_same_bytes_give_the_same_tree(tmp_path):
    raw = make_epub3(PAGES, TWO_PARTS)
    (tmp_path / "one.epub").write_bytes(raw)
    (tmp_path / "two.zip").write_bytes(raw)

    one, two = (tree_of(tmp_path / name, Irregularities()) for name in ("one.epub", "two.zip"))

    assert one.fingerprint() == two.fingerprint()


def test_a_chapter_that_is_too_long_is_divided(tmp_path):
    body = "<h1>One</h1>" + "".join(f"<h2>Section {n}</h2><p>{'Many words stand here. ' * 400}</p>" for n in range(12))

    texts, told = read(tmp_path, make_epub3({"one.xhtml": body}))

    chapters = [path for path in texts if path.endswith(".md")]
    assert [path.rpartition("/")[2] for path in chapters] == [
        "01-one.en.md", "02-one-2.en.md", "03-one-3.en.md"
    ]  # fmt: skip
    assert max(len(texts[path]) for path in chapters) < 60_000
    assert told == [("EPUB/one.xhtml", kind) for kind in ("chapter-divided", "paragraph-divided")]


def test_pages_outside_the_order_of_reading_come_last(tmp_path):
    spine = '<itemref idref="i0"/><itemref idref="i1" linear="no"/>'

    texts, told = read(tmp_path, make_epub3({"one.xhtml": "<p>A</p>", "aside.xhtml": "<p>B</p>"}, spine=spine))

    assert body_of(texts["back-matter/01-aside.en.md"]) == "B"
    assert told == [("EPUB/aside.xhtml", "page-aside")]


def test_a_page_that_nobody_names_continues_the_one_before(tmp_path):
    pages = {
        "one.xhtml": '<h1>One</h1><p>See <a href="more.xhtml#x">below</a>.</p>',
        "more.xhtml": '<p id="x">More. <a href="#x">Here</a> <img src="no.png" alt="A"/></p>',
    }

    texts, told = read(tmp_path, make_epub3(pages, '<li><a href="one.xhtml">One</a></li>'))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == (
        'See [below](#x).\n\n<span id="x"></span>More. [Here](#x) ![A](no.png)'
    )
    assert told == [("EPUB/more.xhtml", "page-continues"), ("EPUB/more.xhtml", "file-missing")]


def test_sections_of_one_file_say_where_they_stand(tmp_path):
    body = (
        '<section epub:type="frontmatter"><h1 id="a">A</h1><p>x</p></section>'
        '<section epub:type="bodymatter"><h1 id="b">B</h1><p>y</p></section>'
        '<section epub:type="backmatter"><h1 id="c">C</h1><p>z</p></section>'
    )
    entries = "".join(f'<li><a href="all.xhtml#{name}">{name.upper()}</a></li>' for name in "abc")

    texts, _told = read(tmp_path, make_epub3({"all.xhtml": body}, entries))

    assert [path for path in texts if path.endswith(".md")] == [
        "back-matter/01-c.en.md",
        "front-matter/01-a.en.md",
        "part-1-on-machines/01-b.en.md",
    ]


def test_a_picture_can_be_a_page(tmp_path):
    items = '<item id="pic" href="p.png" media-type="image/png"/>'
    spine = '<itemref idref="i0"/><itemref idref="pic"/>'

    texts, told = read(tmp_path, make_epub3({"one.xhtml": "<h1>One</h1><p>A</p>"}, items=items, spine=spine,
                                            more={"EPUB/p.png": PNG}))  # fmt: skip

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "A\n\n![](../images/p.png)"
    assert told == [("EPUB/p.png", "page-continues")]


def test_programs_and_forms_are_left_out_and_told(tmp_path):
    body = '<p>Here <script>alert(1)</script><input type="text"/> ends.</p>'

    texts, told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "Here ends."
    assert told == [("EPUB/one.xhtml", "form-removed"), ("EPUB/one.xhtml", "script-removed")]


def test_ids_that_differ_in_case_or_signs_stay_apart(tmp_path):
    names = ["Note1", "note1", "s.1", "s1", "a:b", "ab"]
    links = " ".join(f'<a href="two.xhtml#{name}">to {name}</a>' for name in names)
    pages = {"one.xhtml": f"<p>{links}</p>", "two.xhtml": "".join(f'<p id="{name}">is {name}</p>' for name in names)}

    texts, _told = read(tmp_path, make_epub3(pages))

    targets = dict(re.findall(r"\[to (\S+)\]\([^)#]*#([^)]+)\)", texts["part-1-on-machines/01-one.en.md"]))
    places = dict(re.findall(r'<span id="([^"]+)"></span>is (\S+)', texts["part-1-on-machines/02-two.en.md"]))
    assert {name: places[targets[name]] for name in names} == {name: name for name in names}


def test_equal_ids_of_files_that_became_one_chapter_stay_apart(tmp_path):
    pages = {
        "one.xhtml": '<h1>One</h1><p id="p1">First. <a href="more.xhtml#p1">on</a></p>',
        "more.xhtml": '<p id="p1">Second. <a href="one.xhtml#p1">back</a></p>',
    }

    texts, _told = read(tmp_path, make_epub3(pages, '<li><a href="one.xhtml">One</a></li>'))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == (
        '<span id="p1"></span>First. [on](#p1-2)\n\n<span id="p1-2"></span>Second. [back](#p1)'
    )


@pytest.mark.parametrize("picture", [PNG, written(noise(700, 700), "PNG")], ids=["small", "large"])
def test_drawings_keep_what_they_show(tmp_path, picture):
    """A picture of another file is written into the drawing, and stands behind it where it is too large for that."""
    is_small = picture is PNG
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        '<defs><rect id="r" width="5" height="5"/></defs><use xlink:href="#r"/><image xlink:href="p.png"/></svg>'
    )
    location = tmp_path / "book"
    location.write_bytes(make_epub3({"one.xhtml": f"<p>{drawing}</p>"}, more={"EPUB/p.png": picture}))

    tree = tree_of(location, Irregularities())

    drawn = next(tree[path] for path in tree if path.endswith(".svg"))
    assert b'href="#r"' in drawn
    assert (b'href="data:image/png;base64,' in drawn) == is_small
    text = tree["part-1-on-machines/01-one.en.md"].decode()
    assert ('<img src="../images/p.png" alt="">' in text) == (not is_small)


def test_languages_and_directions_of_words_are_kept(tmp_path):
    body = '<p><span lang="fr" dir="ltr">un</span> <em><bdo dir="rtl">two</bdo></em> <bdo>three</bdo></p>'

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == (
        '<span lang="fr" dir="ltr">un</span> <em><bdo dir="rtl">two</bdo></em> three'
    )


def test_a_definition_without_a_word_stands_before_the_list(tmp_path):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": "<dl><dd>lost</dd><dt>word</dt><dd>said</dd></dl>"}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "lost\n\nword\n:   said"


def test_pages_that_the_order_of_reading_leaves_out_are_told(tmp_path):
    spine = '<itemref idref="i0"/>'

    _texts, told = read(
        tmp_path,
        make_epub3(
            {"one.xhtml": "<p>A</p>", "two.xhtml": "<p>B</p>"}, '<li><a href="one.xhtml">One</a></li>', spine=spine
        ),
    )

    assert told == [("EPUB/two.xhtml", "page-not-in-spine")]


@pytest.mark.parametrize(
    ("said", "named"),
    [("ja", "Japanese (ja)"), ("ru-RU", "Russian (ru-ru)"), ("la", "la"), ("zh-Hans", "Simplified Chinese (zh-hans)")],
)
def test_a_book_in_a_language_without_a_place_here_is_refused(tmp_path, said, named):
    raw = make_epub3({"one.xhtml": "<p>x</p>"}, metadata=METADATA.replace(">en<", f">{said}<"))

    with pytest.raises(TreeRefused) as refusal:
        read(tmp_path, raw)

    assert f"its language is {named}, and" in str(refusal.value)
    assert "ar, bg, bs, ca, cs" in str(refusal.value)


def test_what_is_no_page_is_read_in_the_form_that_stands_for_it(tmp_path):
    items = (
        '<item id="pdf" href="two.pdf" media-type="application/pdf" fallback="doc"/>'
        '<item id="doc" href="two.doc" media-type="application/msword" fallback="i1"/>'
        '<item id="round" href="three.pdf" media-type="application/pdf" fallback="round"/>'
    )
    pages = {"one.xhtml": "<h1>One</h1><p>First.</p>", "two.xhtml": "<h1>Two</h1><p>Second.</p>"}
    spine = '<itemref idref="i0"/><itemref idref="pdf"/><itemref idref="round"/>'
    more = {f"EPUB/{name}": b"%PDF" for name in ("two.pdf", "two.doc", "three.pdf")}

    texts, told = read(tmp_path, make_epub3(pages, items=items, spine=spine, more=more))

    assert body_of(texts["part-1-on-machines/02-two.en.md"]) == "Second."
    assert told == [("EPUB/package.opf", "spine-no-page")]


SPLIT = {
    "a_000.html": '<h2 id="c1">First</h2><p>One begins.</p>',
    "a_001.html": '<p>One ends, <a href="a_000.html#c1">there</a>.</p><h2 id="c2">Second</h2><p>Two begins.</p>',
    "a_002.html": '<p>Two ends.</p><h2 id="c3">Third</h2><p>Three.</p>',
}
SPLIT_CONTENTS = "".join(
    f'<li><a href="a_00{number}.html#c{number + 1}">{title}</a></li>'
    for number, title in enumerate(["First", "Second", "Third"])
)


def test_the_end_of_a_chapter_in_the_next_file_stays_with_it(tmp_path):
    texts, told = read(tmp_path, make_epub3(SPLIT, SPLIT_CONTENTS))

    assert [body_of(text) for path, text in texts.items() if path.endswith(".md")] == [
        '<span id="c1"></span>One begins.\n\nOne ends, [there](#c1).',
        "Two begins.\n\nTwo ends.",
        "Three.",
    ]
    assert told == [("EPUB/a_001.html", "page-continues"), ("EPUB/a_002.html", "page-continues")]


@pytest.mark.parametrize(
    ("above", "left"),
    [
        ("<p>Chapter 2</p>", "Chapter 2"),
        ("<h1>Part two</h1><p>Words.</p>", "Part two"),
        ("<blockquote><p>A motto.</p></blockquote>", "> A motto."),
        ('<div epub:type="epigraph"><p>A motto.</p></div>', "A motto."),
        ('<p><img src="p.png" alt="Seen"/></p>', "![Seen](../images/p.png)"),
    ],
)
def test_what_may_stand_above_a_heading_stays_there(tmp_path, above, left):
    pages = {**SPLIT, "a_001.html": f'{above}<h2 id="c2">Second</h2><p>Two begins.</p>'}

    texts, told = read(tmp_path, make_epub3(pages, SPLIT_CONTENTS, more={"EPUB/p.png": PNG}))

    assert body_of(texts["part-1-on-machines/01-first.en.md"]) == "One begins."
    assert left in texts["part-1-on-machines/02-second.en.md"] or "Chapter 2" in above
    assert told == [("EPUB/a_002.html", "page-continues")]


def test_words_above_the_first_chapter_stay_with_it(tmp_path):
    pages = {"preface.html": '<section epub:type="preface"><p>Said.</p></section>', "a_001.html": SPLIT["a_001.html"]}
    contents = '<li><a href="preface.html">Preface</a></li><li><a href="a_001.html#c2">Second</a></li>'

    texts, _told = read(tmp_path, make_epub3(pages, contents))

    assert body_of(texts["front-matter/01-preface.en.md"]) == "Said."
    assert body_of(texts["part-1-on-machines/01-second.en.md"]).startswith("One ends")


@pytest.mark.parametrize(
    ("first", "second", "place", "kept", "is_told"),
    [
        ("Part I: Start", "Chapter 1", "#a", "Chapter 1", True),
        ("Chapter 1", "First steps", "", "Chapter 1", True),
        ("Chapter 1", "Chapter 1", "#a", "Chapter 1", False),
    ],
)
def test_of_two_lines_of_the_contents_to_one_place_one_is_the_chapter(tmp_path, first, second, place, kept, is_told):
    contents = "".join(f'<li><a href="one.xhtml{place}">{title}</a></li>' for title in (first, second))
    pages = {"one.xhtml": '<h1 id="a">Part I: Start</h1><h2>Chapter 1</h2><p>x</p>'}

    texts, told = read(tmp_path, make_epub3(pages, contents))

    assert f"title: {kept}\n" in next(text for path, text in texts.items() if path.endswith(".md"))
    assert told == ([("EPUB/one.xhtml", "contents-repeated")] if is_told else [])


@pytest.mark.parametrize("place", ["", "#a"])
def test_a_part_and_its_first_chapter_may_lead_to_one_place(tmp_path, place):
    inside = f'<li><a href="one.xhtml{place}">Beginning</a></li><li><a href="two.xhtml">Two</a></li>'
    contents = f'<li><a href="one.xhtml{place}">Why</a><ol>{inside}</ol></li>'
    pages = {"one.xhtml": '<h1 id="a">Why</h1><h2>Beginning</h2><p>x</p>', "two.xhtml": "<h1>Two</h1><p>y</p>"}

    texts, told = read(tmp_path, make_epub3(pages, contents))

    assert [path for path in texts if path.endswith(".md")] == [
        "part-1-why/01-beginning.en.md",
        "part-1-why/02-two.en.md",
    ]
    assert told == []


@pytest.mark.parametrize(
    ("page", "contents"),
    [
        ("<h1>CHAPTER I<br/>The start</h1><p>x</p>", "<li></li>"),
        ("<h1><span>CHAPTER I</span><div>The start</div></h1><p>x</p>", "<li></li>"),
        ("<p>x</p>", '<li><a href="one.xhtml">CHAPTER I<br/>The start</a></li>'),
    ],
)
def test_lines_of_a_title_are_words_apart(tmp_path, page, contents):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": page}, contents))

    made = next(text for path, text in texts.items() if path.endswith(".md"))
    assert "title: CHAPTER I The start\n" in made
    assert body_of(made) == "x"


IN_ONE_PART = ["part-1-on-machines/01-one.en.md", "part-1-on-machines/02-two.en.md"]
ONE_AND_TWO = {"one.xhtml": "<p>First.</p>", "two.xhtml": "<p>Second.</p>"}


@pytest.mark.parametrize(
    ("above", "parts"),
    [
        (("<h2>Why</h2>", "<h2>How</h2>"), ["part-1-why/01-one.en.md", "part-2-how/01-two.en.md"]),
        (("<h2>Contents</h2>", ""), IN_ONE_PART),
        (("<h1>Contents</h1>", "<h2>More</h2>"), IN_ONE_PART),
    ],
)
def test_contents_of_several_lists_are_read_to_the_end(tmp_path, above, parts):
    lists = [f'<ol><li><a href="{name}.xhtml">{name.title()}</a></li></ol>' for name in ("one", "two")]
    contents = "".join(f"{heading}{listed}" for heading, listed in zip(above, lists, strict=True))
    more = {"EPUB/nav.xhtml": page_of(f'<nav epub:type="toc">{contents}</nav>')}

    texts, told = read(tmp_path, make_epub3(ONE_AND_TWO, more=more))

    assert [path for path in texts if path.endswith(".md")] == parts
    assert told == []


@pytest.mark.parametrize(
    ("spaces", "broken"), [('xmlns:st1="urn:schemas-microsoft-com:office:smarttags"', ""), ("", "<b>")]
)
def test_elements_of_other_programs_are_words_in_a_line(tmp_path, spaces, broken):
    body = f"<h1>One</h1><div {spaces}><p>She lives at <st1:address>12 Main St</st1:address>, here.{broken}</p></div>"

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == "She lives at 12 Main St, here."
