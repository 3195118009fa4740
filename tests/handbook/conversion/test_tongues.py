"""The language and direction of what a book says: told where they change, and nowhere else."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from ai4t import markup
from ai4t.content.irregularities import Irregularities
from handbook.conversion.elements import children
from handbook.conversion.markdown import markdown_of
from handbook.conversion.pages import read_page
from handbook.conversion.tongues import drop_what_is_known
from tests.factories.ebooks import archive, files_of_epub3, make_epub3, make_wxr, page, post
from tests.factories.markup import Files
from tests.handbook.conversion.test_epub import body_of, read
from tests.handbook.conversion.test_words import AnyBook

CHAPTER = "part-1-on-machines/01-one.en.md"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p lang="fr">Un <b>mot</b>.</p><p>One.</p>', 'Un **mot**.\n{: lang="fr"}\n\nOne.'),
        ('<p xml:lang="ar" dir="rtl">نص</p>', 'نص\n{: lang="ar" dir="rtl"}'),
        ('<h1>One</h1><h2 lang="fr">Un</h2>', '## Un {lang="fr"}'),
        ('<a href="#x">a</a><h2 id="x" lang="fr">Un</h2>', '[a](#x)\n\n## Un {#x lang="fr"}'),
        ('<div lang="fr"><p>Un.</p><p lang="en">Two.</p></div>', 'Un.\n{: lang="fr"}\n\nTwo.'),
        (
            '<blockquote lang="fr"><p>Un.</p></blockquote><blockquote><p lang="fr">Deux.</p></blockquote>',
            '<blockquote markdown lang="fr">\n\nUn.\n\n</blockquote>\n\n<!-- -->\n\n> Deux.\n> {: lang="fr"}',
        ),
        (
            '<ul><li lang="fr">un</li><li><p lang="de">zwei</p></li><li>three</li></ul>',
            '-   un\n    {: lang="fr"}\n-   zwei\n    {: lang="de"}\n-   three',
        ),
        (
            '<ol><li lang="fr">un<ul><li>a</li></ul></li></ol>',
            '<ol markdown>\n<li markdown="block" lang="fr">\n\nun\n\n-   a\n\n</li>\n</ol>',
        ),
        ('<ul lang="fr"><li>un</li></ul>', '<div markdown lang="fr">\n\n-   un\n\n</div>'),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td lang='fr'>un</td><td><p lang='de'>zwei</p></td></tr></table>",
            '| a | b |\n| --- | --- |\n| <span lang="fr">un</span> | <span lang="de">zwei</span> |',
        ),
        (
            '<table lang="fr"><caption lang="en">c</caption><tr lang="de"><td>a</td><td lang="it">b</td></tr></table>',
            '<table markdown lang="fr">\n<caption markdown="span" lang="en">c</caption>\n<tr markdown lang="de">\n'
            '<td markdown="span">a</td>\n<td markdown="span" lang="it">b</td>\n</tr>\n</table>',
        ),
        (
            '<figure lang="fr"><p>un</p><figcaption lang="en">one</figcaption></figure>',
            '<figure markdown lang="fr">\n\nun\n\n<figcaption markdown="span" lang="en">one</figcaption>\n\n</figure>',
        ),
        (
            '<dl><dt lang="fr">mot</dt><dd lang="fr">sens</dd></dl>',
            '<span lang="fr">mot</span>\n:   sens\n    {: lang="fr"}',
        ),
        ('<aside lang="fr"><p>un</p></aside>', '<aside markdown lang="fr">\n\nun\n\n</aside>'),
        (
            '<details lang="fr"><summary>un</summary><p>deux</p></details>',
            '<details markdown lang="fr">\n<summary markdown="span">un</summary>\n\ndeux\n\n</details>',
        ),
        ('<pre lang="fr">un</pre>', '<div markdown lang="fr">\n\n```\nun\n```\n\n</div>'),
        ('<p><i lang="la">et al.</i> <a lang="fr" href="https://x.example/">un</a></p>',
         '<span lang="la"><em>et al.</em></span> <span lang="fr">[un](https://x.example/)</span>'),
    ],
)  # fmt: skip
def test_a_block_keeps_its_language(tmp_path, body, expected):
    texts, told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert (body_of(texts[CHAPTER]), told) == (expected, [])


@pytest.mark.parametrize(
    "said", ['lang="en"', 'lang="en-US"', 'lang="EN"', 'dir="ltr"', 'lang=""', 'lang="?"', 'dir="up"']
)
def test_what_is_the_same_as_around_it_or_nothing_at_all_is_not_said(tmp_path, said):
    body = f"<div {said}><p {said}>One <i {'' if 'dir' in said else said}>two</i></p><ul {said}><li>a</li></ul></div>"

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts[CHAPTER]) == "One *two*\n\n-   a"


def test_another_script_of_the_same_language_is_said(tmp_path):
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": '<p lang="en-Dsrt">𐐔</p>'}))

    assert body_of(texts[CHAPTER]) == '𐐔\n{: lang="en-Dsrt"}'


@pytest.mark.parametrize("place", ["html", "body"])
def test_a_page_in_another_language_than_the_book_says_so(tmp_path, place):
    files = files_of_epub3({"one.xhtml": '<h1>Un</h1><p>Deux.</p><p lang="en">Three.</p>'})
    if place == "html":
        files["EPUB/one.xhtml"] = files["EPUB/one.xhtml"].replace('xml:lang="en"', 'xml:lang="fr"')
    else:
        files["EPUB/one.xhtml"] = files["EPUB/one.xhtml"].replace("<body", '<body lang="fr"')

    texts, _told = read(tmp_path, archive(files))

    assert body_of(texts[CHAPTER]) == '# Un {lang="fr"}\n\nDeux.\n{: lang="fr"}\n\nThree.'


def test_a_book_from_right_to_left_says_nothing_and_its_english_does(tmp_path):
    files = files_of_epub3({"one.xhtml": '<p dir="rtl">نص</p><p lang="en" dir="ltr">Text.</p>'})
    files["EPUB/package.opf"] = files["EPUB/package.opf"].replace("language>en", "language>ar")
    files["EPUB/one.xhtml"] = files["EPUB/one.xhtml"].replace('xml:lang="en"', 'xml:lang="ar" dir="rtl"')

    texts, _told = read(tmp_path, archive(files))

    assert body_of(texts["part-1-on-machines/01-one.ar.md"]) == 'نص\n\nText.\n{: lang="en" dir="ltr"}'


def test_a_note_keeps_the_language_of_its_place(tmp_path):
    body = (
        '<p>See<a epub:type="noteref" href="#a">1</a><a epub:type="noteref" href="#b">2</a></p>'
        '<aside epub:type="footnote" id="a" lang="fr"><p>Un.</p></aside>'
        '<div lang="de"><aside epub:type="footnote" id="b"><p>Zwei.</p><p lang="en">Two.</p></aside></div>'
    )

    texts, _told = read(tmp_path, make_epub3({"one.xhtml": body}))

    assert body_of(texts[CHAPTER]) == (
        'See[^1][^2]\n\n[^1]:\n    <span lang="fr">Un.</span>\n\n[^2]:\n    <span lang="de">Zwei.</span>\n\n    Two.'
    )


def test_an_export_keeps_the_language_of_its_blocks(tmp_path):
    content = '<blockquote lang="fr">Un.</blockquote>\n\nOne.\n\n<p dir="rtl" lang="ar">نص</p>'

    texts, _told = read(tmp_path, make_wxr(post("part", "Why", id=1), post("chapter", "One", content, id=2, parent=1)))

    assert body_of(texts["part-1-why/01-one.en.md"]) == (
        '<blockquote markdown lang="fr">\n\nUn.\n\n</blockquote>\n\nOne.\n\nنص\n{: lang="ar" dir="rtl"}'
    )


SAID = st.sampled_from(["", "", "", ' lang="fr"', ' lang="de"', ' lang="en"', ' lang="ar" dir="rtl"', ' dir="ltr"'])


def _in(tags: list[str], inside):
    return st.builds(lambda tag, said, content: f"<{tag}{said}>{content}</{tag}>", st.sampled_from(tags), SAID, inside)


WORDS = st.just("word ") | _in(["span", "i", "b", "q", "code"], st.just("word "))
LINE = st.lists(WORDS, min_size=1, max_size=3).map("".join)
ROW = st.lists(_in(["td"], LINE | _in(["p"], LINE)), min_size=2, max_size=2).map("".join)
HEAD = st.lists(_in(["th"], LINE), min_size=2, max_size=2).map("".join)


def _all(inside, **sizes):
    return st.lists(inside, **sizes).map("".join)


BLOCK = st.recursive(
    _in(["p", "h2", "div"], LINE) | _in(["pre"], st.just("word ")) | LINE,
    lambda inner: st.one_of(
        _in(["div", "section", "blockquote", "aside", "figure", "details"], _all(inner, max_size=3)),
        _in(["ul", "ol"], _all(_in(["li"], LINE | _all(inner, max_size=2)), min_size=1, max_size=3)),
        _in(["table"], st.builds(lambda head, row: f"<tr>{head}</tr><tr>{row}</tr>", HEAD, ROW)),
        _in(["table"], _all(_in(["tr"], _all(_in(["td"], LINE | inner), min_size=1, max_size=2)), min_size=1,
                            max_size=2)),
        _in(["dl"], st.builds(lambda term, said: term + said, _in(["dt"], LINE), _in(["dd"], LINE | inner))),
    ),
    max_leaves=8,
)  # fmt: skip


def spoken(element, language="en", direction="ltr"):
    """Each word with its language and direction."""
    if not isinstance(element.tag, str):
        return
    language, direction = element.get("lang") or language, element.get("dir") or direction
    yield from ((word, language, direction) for word in (element.text or "").split())
    for child in element:
        yield from spoken(child, language, direction)
        yield from ((word, language, direction) for word in (child.tail or "").split())


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(_all(BLOCK, max_size=4))
def test_every_word_is_in_its_language(body):
    numbers = count(1)
    parts = body.split("word ")
    numbered = parts[0] + "".join(f"word{next(numbers)} {part}" for part in parts[1:])
    root = read_page(page(numbered).encode(), path="page.xhtml", faults=Irregularities())
    wanted = list(spoken(root))
    drop_what_is_known(children(root), "en")
    markdown = markdown_of(children(root), AnyBook())
    shown = markup.render(markdown, language="en", resolver=Files())
    found = list(spoken(html.fragment_fromstring(str(shown.html), create_parent="div")))

    assert [one for one in found if one[0].startswith("word")] == wanted, markdown
    assert [problem.kind for problem in shown.problems] == [], markdown


def test_a_language_that_all_pages_name_and_the_book_does_not_is_that_of_a_template(tmp_path):
    pages = {"one.xhtml": "<h1>One</h1><p>Words.</p>", "two.xhtml": "<h1>Two</h1><p>More.</p>"}
    files = files_of_epub3(pages)
    for name in pages:
        files[f"EPUB/{name}"] = files[f"EPUB/{name}"].replace('xml:lang="en"', 'xml:lang="de"')

    texts, told = read(tmp_path, archive(files))

    assert body_of(texts[CHAPTER]) == "Words."
    assert told == [("EPUB/one.xhtml", "language-doubtful")]

    files["EPUB/two.xhtml"] = page(pages["two.xhtml"])
    texts, told = read(tmp_path, archive(files))

    assert (body_of(texts[CHAPTER]), told) == ('Words.\n{: lang="de"}', [])
