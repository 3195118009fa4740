"""What an export of Pressbooks becomes: parts, chapters, shortcodes, paragraphs."""

import re
from time import thread_time

import pytest

from ai4t.content.irregularities import Irregularities
from ai4t.content.tree import TreeRefused
from handbook.conversion import tree_of
from handbook.conversion.wxr.shortcodes import expanded
from tests.factories.ebooks import make_wxr, meta, post


def read(tmp_path, raw: bytes) -> tuple[dict[str, str], list[tuple[int, str]]]:
    location = tmp_path / "export.xml"
    location.write_bytes(raw)
    faults = Irregularities()
    tree = tree_of(location, faults)
    return {path: tree[path].decode() for path in tree}, [(fault.line, fault.kind) for fault in faults.by_place()]


def body(tmp_path, content: str, *more: str) -> str:
    """The Markdown of a chapter with this content."""
    texts, _told = read(
        tmp_path, make_wxr(post("part", "Part", id=1), post("chapter", "One", content, id=2, parent=1), *more)
    )
    return texts["part-1-part/01-one.en.md"].partition("\n---\n")[2].strip()


def test_parts_and_chapters_stand_in_the_order_of_the_menu(tmp_path):
    texts, told = read(
        tmp_path,
        make_wxr(
            post("chapter", "Later", "B", id=5, parent=2, order=2),
            post("part", "Second", id=3, order=2),
            post("part", "First", "<p>Its own words.</p>", id=2, order=1),
            post("chapter", "Sooner", "A", id=4, parent=2, order=1, name="the-key"),
            post("chapter", "Other", "C", id=6, parent=3),
            post("front-matter", "Before", "D", id=7),
            post("back-matter", "After", "E", id=8),
            post("chapter", "Draft", "F", id=9, parent=3, status="draft"),
            post("chapter", "Secret", "G", id=10, parent=3, more="<wp:post_password>x</wp:post_password>"),
            post("page", "About", "H", id=11),
        ),
    )

    assert list(texts) == [
        "back-matter/01-after.en.md",
        "front-matter/01-before.en.md",
        "mkdocs.yml",
        "part-1-first/.pages",
        "part-1-first/01-first.en.md",
        "part-1-first/02-sooner.en.md",
        "part-1-first/03-later.en.md",
        "part-2-second/.pages",
        "part-2-second/01-other.en.md",
    ]
    assert texts["part-1-first/02-sooner.en.md"] == "---\ntitle: Sooner\nid: the-key\nlanguage: en\n---\n\nA\n"
    assert [kind for _line, kind in told] == ["post-not-published", "post-protected", "post-no-chapter"]


def test_facts_of_the_book_and_of_a_chapter(tmp_path):
    facts = (
        meta("pb_title", "A book")
        + meta("pb_language", "fr")
        + meta("pb_book_license", "cc-by")
        + meta("pb_authors", "ana")
    )
    own = meta("pb_section_license", "cc-by-sa") + meta("pb_authors", "bo")
    people = "".join(
        f"<wp:term><wp:term_taxonomy>contributor</wp:term_taxonomy><wp:term_slug>{slug}</wp:term_slug>"
        f"<wp:term_name>{name}</wp:term_name></wp:term>"
        for slug, name in (("ana", "Ana Novak"), ("bo", "Bo Li"))
    )

    texts, _told = read(
        tmp_path,
        make_wxr(
            post("metadata", "Info", id=1, more=facts),
            post("part", "Part", id=2),
            post("chapter", "One", "x", id=3, parent=2, more=own),
            post("chapter", "Two", "y", id=4, parent=2, order=2),
            channel=people,
        ),
    )

    assert texts["mkdocs.yml"].startswith("site_name: A book\n")
    assert "  - Bo Li\nlicence: CC BY-SA\nlanguage: fr\n" in texts["part-1-part/01-one.fr.md"]
    assert "  - Ana Novak\nlicence: CC BY\nlanguage: fr\n" in texts["part-1-part/02-two.fr.md"]


def people_of(tmp_path, of_book: str, of_chapter: str) -> tuple[list[str], list[str]]:
    """The contributors of a chapter, and the kinds of what was told."""
    raw = make_wxr(
        post("metadata", "Info", id=1, more=of_book),
        post("part", "Part", id=2),
        post("chapter", "One", "x", id=3, parent=2, more=of_chapter),
    )
    texts, told = read(tmp_path, raw)
    names = re.findall("^  - (.*)$", texts["part-1-part/01-one.en.md"], re.MULTILINE)
    return names, [kind for _line, kind in told]


def test_authors_as_pressbooks_4_names_them(tmp_path):
    of_book = meta("pb_author", "Ana Novak") + meta("pb_author_file_as", "Novak, Ana")

    assert people_of(tmp_path, of_book, "") == (["Ana Novak"], [])
    assert people_of(tmp_path, of_book, meta("pb_section_author", "Bo Li")) == (["Bo Li"], [])
    assert people_of(tmp_path, of_book + meta("pb_contributing_authors", "Bo Li"), "") == (["Ana Novak", "Bo Li"], [])


def test_people_who_are_no_authors_are_told(tmp_path):
    listed = "".join(
        f'<category domain="contributor" nicename="{short}">{name}</category>'
        for short, name in (("ana", "Ana Novak"), ("bo", "Bo Li"))
    )

    assert people_of(tmp_path, meta("pb_editors", "bo") + listed, "") == (["Ana Novak"], ["people-left-out"])


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("One\n\nTwo\nthree", "One\n\nTwo<br>\nthree"),
        ("<em>a</em>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>\nd", "*a*\n\n-   b\n-   c\n\nd"),
        ("<blockquote>One\n\n<em>Two</em></blockquote>", "> One\n>\n> *Two*"),
        ("<pre>a\n\nb</pre>", "```\na\n\nb\n```"),
        ("<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "a b"),
        (
            "One\n\n<!-- wp:heading {\"a\":1} -->\n<h2>H\nI</h2>\n<!-- /wp:heading -->\nTwo\nthree\n\nFour",
            "One\n\n## H I\n\nTwo<br>\nthree\n\nFour",
        ),
        ("<!-- wp:group --><!-- wp:freeform -->\n<p>a\nb</p>\n<!-- /wp:freeform --><!-- /wp:group -->", "a b"),
        ("<!-- wp:freeform -->\na\n\nb\n<!-- /wp:freeform --><!-- wp:more /-->\nc", "a\n\nb\n\nc"),
        ("<!-- wp:paragraph -->a\n\nb", "a\n\nb"),
        ("A[footnote]Said <em>so</em>.[/footnote] b.", "A[^1] b.\n\n[^1]: Said *so*."),
        ("E [latex]a_1 &lt; b[/latex] and $latex x^2$.", "E $a_1 < b$ and $x^2$."),
        ("A $latex \\frac{1}{2}&s=2&amp;bg=ffffff$ b [latex size=\"2\"]x&y[/latex].", "A $\\frac{1}{2}$ b $x&y$."),
        ("$latex=x$ is old", "$x$ is old"),
        ("[[footnote]] is typed", "[footnote\\] is typed"),
        (
            '[caption id="a" width="3"]<img src="https://books.example/p.png" alt="P" /> Words[/caption]',
            "<figure markdown>\n\n![P](https://books.example/p.png)\n\n"
            '<figcaption markdown="span">Words</figcaption>\n\n</figure>',
        ),
        ("https://youtu.be/Lqqsp8soXTo", '<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>'),
        ("[embed]https://a.example/b[/embed]", "[https://a.example/b](https://a.example/b)"),
        ('[video mp4="https://a.example/c.mp4"][/video]', "[https://a.example/c.mp4](https://a.example/c.mp4)"),
        ('x [h5p id="3"] y', 'x [h5p id="3"\\] y'),
        ('<a href="https://books.example/b/chapter/one/">me</a>', "[me](01-one.en.md)"),
        ('<a href="/b/chapter/one/#p">me</a> <b id="p">here</b>', '[me](#p) <span id="p"></span>**here**'),
        (
            '<div class="textbox textbox--examples"><header><p class="textbox__title">Try</p></header>\n'
            '<div class="textbox__content">\n\nNow.\n\n</div>\n</div>',
            '<div class="admonition example" markdown>\n<p class="admonition-title" markdown="span">Try</p>\n\n'
            "\nNow.\n\n</div>",
        ),
    ],
)  # fmt: skip
def test_content_as_markdown(tmp_path, content, markdown):
    assert body(tmp_path, content) == markdown


@pytest.mark.parametrize(
    ("content", "markdown"),
    [
        ("A [bold]b[/bold] [strong class='x']c[/strong] [em]d[/em] [italics]e[/italics].", "A **b** **c** *d* *e*."),
        ("Type [code]x = 1[/code].", "Type `x = 1`."),
        ("[heading]Head[/heading]\n[subheading]Below[/subheading]\nWords.", "# Head\n\n## Below\n\nWords."),
        ("[blockquote]\nOne\n\n[em]Two[/em]\n[/blockquote]\nThree", "> One\n>\n> *Two*\n\nThree"),
        ("[blockquote]a[blockquote]b[/blockquote]c[/blockquote]", "> a\n>\n> > b\n>\n> c"),
        (
            '[textbox class="textbox--examples"]Try.[/textbox]',
            '<div class="admonition example" markdown>\n\nTry.\n\n</div>',
        ),
        ("[columns count=2]\nOne\n\nTwo\n[/columns]", "One\n\nTwo"),
        (
            '[anchor id="The place"]Here. <a href="#the-place">There</a>.',
            '<span id="the-place"></span>Here. [There](#the-place).',
        ),
        (
            '[email]a@b.example[/email] [email address="c@d.example"]Write[/email]',
            "[a@b.example](mailto:a@b.example) [Write](mailto:c@d.example)",
        ),
        ('[media src="https://youtu.be/Lqqsp8soXTo"]', '<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>'),
        (
            '[media src="https://youtu.be/Lqqsp8soXTo" caption="A film"]',
            '<figure markdown>\n\n<iframe src="https://youtu.be/Lqqsp8soXTo"></iframe>\n\n'
            '<figcaption markdown="span">A film</figcaption>\n\n</figure>',
        ),
    ],
)
def test_shortcodes_that_write_elements_become_these(tmp_path, content, markdown):
    assert body(tmp_path, content) == markdown


def test_a_shortcode_without_meaning_is_told_once(tmp_path):
    content = "[todo a=1]x[todo a=2]y[/todo]\n[/todo] z\n[/todo] [em]never closed"

    texts, told = read(tmp_path, make_wxr(post("part", "P", id=1), post("chapter", "One", content, id=2, parent=1)))

    assert texts["part-1-p/01-one.en.md"].endswith(
        "\n[todo a=1]x[todo a=2]y[/todo\\]<br>\n[/todo\\] z<br>\n[/todo\\] [em]never closed\n"
    )
    first = told[0][0]
    assert told == [(first, "shortcode-unknown"), (first, "shortcode-unknown"), (first + 2, "shortcode-unknown")]


def test_words_of_the_glossary(tmp_path):
    term = post("glossary", "Neural network", "Many small sums.", id=40)

    raw = make_wxr(
        post("part", "Part", id=1),
        post(
            "chapter",
            "One",
            '[pb_glossary id="40"]networks[/pb_glossary] [pb_glossary id="9"]x[/pb_glossary]',
            id=2,
            parent=1,
        ),
        term,
    )
    texts, told = read(tmp_path, raw)

    assert texts["part-1-part/01-one.en.md"].endswith("\n[networks](glossary:neural-network) x\n")
    assert texts["glossary/neural-network.en.md"].endswith("---\n\nMany small sums.\n")
    assert [kind for _line, kind in told] == ["term-not-in-export"]


def test_what_is_not_in_the_export_is_told_with_its_line(tmp_path):
    raw = make_wxr(
        post("part", "Part", id=1), post("chapter", "One", 'a\n\n<img src="https://x.example/a.png" />', id=2, parent=1)
    )
    line = raw[: raw.index(b"<img")].count(b"\n") + 1

    _texts, told = read(tmp_path, raw)

    assert told == [(line, "picture-not-in-export")]


WHOLE = make_wxr(
    post("part", "Part", id=1),
    post("chapter", "One", "Words.", id=2, parent=1),
    post("chapter", "Two", "x", id=3, parent=1),
)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (WHOLE[: WHOLE.index(b"Two")], "export-damaged"),
        (WHOLE.replace(b"<channel>", b"<channel><a>"), "export-damaged"),
        (WHOLE.replace(b"Words.", b"Wor\x01ds."), "characters-removed"),
        (WHOLE.replace(b"Words.", b"W\xe9"), "not-utf8"),
        (WHOLE.replace(b' xmlns:wp="http://wordpress.org/export/1.2/"', b""), "export-damaged"),
        (WHOLE.replace(b"<language>en-US</language>", b""), "language-unknown"),
        (WHOLE.replace(b"<wp:post_parent>1<", b"<wp:post_parent>77<"), "part-missing"),
        (WHOLE.replace(b"</channel>", post("part", "None", id=9).encode() + b"</channel>"), "part-empty"),
        (WHOLE.replace(b"Words.", b'<div class="x"><p>Words.</div></b>[gallery ids="1"]'), "shortcode-unknown"),
    ],
)
def test_a_damaged_export_is_read_as_far_as_it_goes(tmp_path, raw, kind):
    texts, told = read(tmp_path, raw)

    assert any(path.endswith("one.en.md") or path.endswith("one.md") for path in texts)
    assert kind in {kind for _line, kind in told}


@pytest.mark.parametrize(
    "raw",
    [
        WHOLE[:300],
        make_wxr(),
        WHOLE.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1),
        make_wxr(post("page", "About", "x", id=1)),
    ],
)
def test_an_export_without_a_chapter_is_refused_with_a_sentence(tmp_path, raw):
    with pytest.raises(TreeRefused, match=r"\w+ \w+ .*[.:]"):
        read(tmp_path, raw)


def test_the_same_bytes_give_the_same_tree(tmp_path):
    assert read(tmp_path, WHOLE) == read(tmp_path, WHOLE)


@pytest.mark.parametrize(
    "hostile",
    [
        "[a b=" + " " * 50_000,
        "[[" + "a" * 50_000,
        "[embed]" + " " * 50_000,
        "[video " + "a" * 50_000 + "]",
        "[a " + "b" * 50_000,
        "[em]" * 20_000 + "[/bold]" * 20_000,
        "[anchor id=" * 20_000,
    ],
)
def test_instructions_that_never_end_take_no_time(hostile):
    started = thread_time()

    expanded(hostile, language="en", titles={}, tell=lambda line, kind, message: None)

    assert thread_time() - started < 3


def texts_with_notes(tmp_path, content: str, notes: str) -> tuple[str, list[str]]:
    """The Markdown of a chapter beside which WordPress keeps ``notes``, and the kinds of what was told."""
    chapter = post("chapter", "One", content, id=2, parent=1, more=meta("footnotes", notes))
    texts, told = read(tmp_path, make_wxr(post("part", "Part", id=1), chapter))
    return texts["part-1-part/01-one.en.md"].partition("\n---\n")[2].strip(), [kind for _line, kind in told]


def test_notes_that_wordpress_keeps_beside_a_post_stand_at_the_foot(tmp_path):
    mark = '<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup>'
    content = f"<!-- wp:paragraph --><p>A{mark} b{mark}</p><!-- /wp:paragraph --><!-- wp:footnotes /-->"
    notes = '[{"content":"Said <em>so<\\/em>.","id":"ab"},{"content":"Nowhere named.","id":"cd"}]'

    assert texts_with_notes(tmp_path, content, notes) == (
        "A[^1] b[^1]\n\nNowhere named.\n\n[^1]: Said *so*.", []
    )  # fmt: skip


@pytest.mark.parametrize("notes", ["[{", "7", '{"a":1}', '[{"id":"a"}]', "[" * 100_000])
def test_notes_that_cannot_be_read_are_told(tmp_path, notes):
    assert texts_with_notes(tmp_path, "A", notes) == ("A", ["notes-unread"])


@pytest.mark.parametrize(
    ("content", "beginning"), [("First words.", "[^1]First words."), ("<h2>Below</h2>", "[^1]\n\n## Below")]
)
def test_a_note_of_a_title_stands_at_the_beginning_of_the_text(tmp_path, content, beginning):
    part = post("part", "Why[footnote]Lost[/footnote]", id=1)
    chapter = post("chapter", "One[footnote]Said <em>so</em>.[/footnote]", content, id=2, parent=1)

    texts, told = read(tmp_path, make_wxr(part, chapter))

    assert texts["part-1-why/01-one.en.md"].partition("\n---\n")[2].strip() == f"{beginning}\n\n[^1]: Said *so*."
    assert [kind for _line, kind in told] == ["note-in-title", "note-in-title"]


def test_titles_come_without_marks_and_notes(tmp_path):
    raw = make_wxr(
        post("part", "The <i>first</i>", id=1),
        post("chapter", "Using <em>for</em> &amp; AT&T[footnote]said[/footnote]", "x", id=2, parent=1, name="one"),
    )

    texts, told = read(tmp_path, raw)

    assert texts["part-1-the-first/.pages"] == "title: The first\n"
    assert 'title: "Using for & AT&T"' in "".join(texts.values()) or "title: Using for & AT&T" in "".join(
        texts.values()
    )
    assert [kind for _line, kind in told] == ["note-in-title"]


def test_subtitle_and_excerpt_describe_the_chapter(tmp_path):
    raw = make_wxr(
        post("part", "Part", id=1), post("chapter", "One", "x", id=2, parent=1, more=meta("pb_subtitle", "A beginning"))
    ).replace(
        b"<excerpt:encoded></excerpt:encoded><wp:post_id>2<",
        b"<excerpt:encoded>In short</excerpt:encoded><wp:post_id>2<",
    )

    texts, _told = read(tmp_path, raw)

    assert '\ndescription: "A beginning – In short"\n' in texts["part-1-part/01-one.en.md"]


def test_a_document_type_inside_a_text_is_a_text(tmp_path):
    assert body(tmp_path, "Write <code>&lt;!DOCTYPE html></code> first.") == "Write `<!DOCTYPE html>` first."


def test_pictures_of_a_gallery_are_told_one_by_one(tmp_path):
    pictures = [
        post("attachment", name, id=number, more=f"<wp:attachment_url>https://x.example/{name}.png</wp:attachment_url>")
        for number, name in ((7, "a"), (8, "b"))
    ]
    chapter = post("chapter", "One", '[gallery columns="2" ids="7,8"]', id=2, parent=1)

    texts, told = read(tmp_path, make_wxr(post("part", "Part", id=1), chapter, *pictures))

    assert "![a](https://x.example/a.png) ![b](https://x.example/b.png)" in texts["part-1-part/01-one.en.md"]
    assert [kind for _line, kind in told] == ["picture-not-in-export"] * 2
