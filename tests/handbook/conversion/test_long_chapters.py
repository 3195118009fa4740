"""Chapters too long for one page: divided so that every piece can be shown, and every word is there once."""

import re

import pytest
from lxml import html

from ai4t import markup
from ai4t.markup.refusing import MAX_PARAGRAPH
from tests.factories.ebooks import PNG, make_epub3, make_wxr, post
from tests.factories.markup import Files
from tests.handbook.conversion.test_epub import body_of, read

MANY = range(1_500)
MORE = "and more of it " * 5
ROWS = "".join(f"<tr><td><p>row{n} some words in a cell</p><p>more</p></td><td>v{n}</td></tr>" for n in MANY)
LINKS = "".join(f'<li>item{n} <a href="#p{n}">{n}</a>, <a href="#p{n}">again</a>, and <a href="#p{n}">so on</a></li>'
                for n in MANY)  # fmt: skip
NOTES = "".join(f'<aside epub:type="footnote" id="n{n}">note{n}</aside>' for n in MANY)
LONG = {
    "a list": f'<ul>{LINKS}</ul><p id="p0">x</p>' + "".join(f'<p id="p{n}">q</p>' for n in MANY[1:]),
    "a list with numbers": f"<ol>{''.join(f'<li>word{n} {MORE}</li>' for n in MANY)}</ol>",
    "a table": f"<table><tr><th>Name</th><th>Value</th></tr>{ROWS}</table>",
    "a table with a head": f"<table><thead><tr><th>Name</th><th>Value</th></tr></thead><tbody>{ROWS}</tbody></table>",
    "code": f"<pre><code>{''.join(f'line{n}{chr(10)}' for n in range(6_000))}</code></pre>",
    "a paragraph": f"<p>{' '.join(f'word{n}' + '.' * (n % 9 == 0) for n in range(20_000))}</p>",
    "text in no paragraph": " ".join(f"word{n}" for n in range(20_000)),
    "emphasis": f"<p><em>{' '.join(f'word{n}' for n in range(20_000))}</em></p>",
    "notes": "<p>" + " ".join(f'text{n}<a epub:type="noteref" href="#n{n}">{n}</a>' for n in MANY) + f"</p>{NOTES}",
    "short paragraphs": "".join(f"<p>par{n}</p>" for n in range(4_000)),
    "definitions": f"<dl>{''.join(f'<dt>term{n}</dt><dd>said{n} {MORE}</dd>' for n in MANY)}</dl>",
    "a quotation": f"<blockquote>{''.join(f'<p>said{n} {MORE}</p>' for n in MANY)}</blockquote>",
}


def pages_of(texts: dict[str, str]) -> list[str]:
    return [body_of(text) for path, text in texts.items() if path.endswith(".md")]


@pytest.mark.parametrize("what", LONG)
def test_every_page_can_be_shown_and_no_word_is_lost(tmp_path, what):
    texts, told = read(tmp_path, make_epub3({"one.xhtml": f"<h1>One</h1>{LONG[what]}"}))
    pages = pages_of(texts)
    known = re.compile(r"\b(?:item|word|row|line|text|note|par|term|said)\d+")

    assert len(pages) > 1
    assert ("EPUB/one.xhtml", "chapter-divided") in told
    assert max(map(len, pages)) <= 60_000
    for page in pages:
        assert markup.render(page, language="en", resolver=Files(), title="").html
    assert known.findall(" ".join(pages)) == known.findall(LONG[what]) or what == "notes"
    assert sorted(known.findall(" ".join(pages))) == sorted(known.findall(LONG[what]))


def test_head_of_a_table_is_said_again(tmp_path):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": LONG["a table"]}))

    assert all(page.count("Name") == 1 and page.count("row") > 1 for page in pages_of(texts))


def test_numbers_of_a_list_go_on(tmp_path):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": LONG["a list with numbers"]}))

    second = texts["part-1-on-machines/02-one-2.en.md"]
    assert re.search(r'<ol markdown start="(\d+)">\n<li markdown="block">\n\nword(\d+) ', second).groups() == (
        (number := re.search(r"word(\d+)", second)[1]) and str(int(number) + 1),
        number,
    )


def test_rows_that_a_cell_reaches_into_stay_with_it(tmp_path):
    pair = '<tr><td rowspan="2">a{0} {1}</td><td>b{0}</td></tr><tr><td>c{0}</td></tr>'
    rows = "".join(pair.format(n, MORE) for n in MANY)

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": f"<table>{rows}</table>"}))

    for page in pages_of(texts):
        assert re.findall(r">a(\d+) ", page) == re.findall(r">c(\d+)<", page)


def test_links_find_the_page_that_their_place_has_come_to(tmp_path):
    body = '<p><a href="#end">To the end</a></p>' + "".join(f"<p>{'Words. ' * 100}</p>" for _n in range(120))

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": f'{body}<p id="end">The end.</p>'}))

    last = max(path for path in texts if path.endswith(".md"))
    assert f"[To the end]({last.rpartition('/')[2]}#end)" in texts["part-1-on-machines/01-one.en.md"]
    assert '<span id="end"></span>The end.' in texts[last]


def test_a_long_chapter_of_an_export_is_divided(tmp_path):
    content = "".join(f"Text {n} here.[footnote]Note {n}.[/footnote]\n\n" for n in MANY)
    box = '<div class="textbox"><p class="textbox__title">Try</p>Now.</div>'

    texts, _told = read(
        tmp_path, make_wxr(post("part", "P", id=1), post("chapter", "One", box + content, id=2, parent=1))
    )

    assert sum(page.count("]: Note") for page in pages_of(texts)) == len(MANY)
    assert '<p class="admonition-title" markdown="span">Try</p>' in texts["part-1-p/01-one.en.md"]


IN_A_LINE = {
    "links": "".join(f'Dr. Smith number <a href="http://x.example/p{n}">word{n}</a>. ' for n in range(300)),
    "languages": "".join(f'<span lang="la">verbum word{n}</span> ' for n in range(500)),
    "pictures": "".join(f'<img src="p.png" alt="word{n} of it"/>, ' for n in range(400)),
    "formulas": "".join(f"word{n}: <math><mi>x</mi><mo>=</mo><mn>{n}</mn></math>. " for n in range(300)),
    "no spaces": "".join(f"<b>word{n}</b><i>;</i>" for n in range(700)),
    "one link": f'<a href="http://x.example/">{"".join(f"word{n} " for n in range(1_500))}</a>',
}


@pytest.mark.parametrize("what", IN_A_LINE)
def test_nothing_in_a_long_paragraph_is_cut_through(tmp_path, what):
    texts, told = read(tmp_path, make_epub3({"one.xhtml": f"<p>{IN_A_LINE[what]}</p>"}, more={"EPUB/p.png": PNG}))
    (text,) = pages_of(texts)
    page = markup.render(text, language="en", resolver=Files(), title="").html
    root = html.fragment_fromstring(page, create_parent="div")

    assert told == [("EPUB/one.xhtml", "paragraph-divided")]
    assert max(map(len, text.split("\n"))) <= MAX_PARAGRAPH
    assert re.findall(r"word\d+", root.text_content()) == re.findall(r"word\d+", IN_A_LINE[what])
    assert not re.search(r"\]\(|<|\\|\$", root.text_content())
    assert len(root.findall(".//a")) == (3 if what == "one link" else IN_A_LINE[what].count("<a "))


@pytest.mark.parametrize(
    ("around", "element"),
    [
        ("<h2>{}</h2>", "p"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>{}</td></tr></table>", "td/p"),
        ("<table><caption>{}</caption><tr><td>c</td><td>d</td></tr></table>", "td/p"),
        ("<figure><pre>code</pre><figcaption>{}</figcaption></figure>", "figcaption/p"),
        ("<dl><dt>{}</dt><dd>d</dd></dl>", "dt/p"),
        ("<details><summary>{}</summary><p>d</p></details>", "p"),
        ("<ul><li>{}</li><li>d</li></ul>", "li/p"),
    ],
)
def test_a_long_text_in_what_holds_a_line_is_shown(tmp_path, around, element):
    words = " ".join(f"word{n}." for n in range(1_200))
    texts, told = read(tmp_path, make_epub3({"one.xhtml": f"<p>Before.</p>{around.format(words)}<p>Behind.</p>"}))
    (text,) = pages_of(texts)
    page = markup.render(text, language="en", resolver=Files(), title="").html
    root = html.fragment_fromstring(page, create_parent="div")

    assert told == [("EPUB/one.xhtml", "paragraph-divided")]
    assert re.findall(r"word\d+", root.text_content()) == re.findall(r"word\d+", words)
    assert len([one for one in root.findall(f".//{element}") if "word" in one.text_content()]) == 2
    assert "Behind." in root.text_content()
