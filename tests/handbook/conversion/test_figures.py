"""Pictures with their captions as real programs write them."""

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import PNG, make_epub3

IMG = '<img src="p.png" alt="A mill"/>'
ITEM = '<item id="p" href="p.png" media-type="image/png"/>'
FIGURE = '<figure markdown>\n\n![A mill](../images/p.png)\n\n<figcaption markdown="span">{}</figcaption>\n\n</figure>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 6 8">'


def body(tmp_path, content: str) -> str:
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": content}, items=ITEM, more={"EPUB/p.png": PNG}))
    tree = tree_of(location, Irregularities())
    return tree["part-1-on-machines/01-one.en.md"].decode().partition("\n---\n")[2].strip()


@pytest.mark.parametrize(
    ("written", "caption"),
    [
        (f"<figure>{IMG}<figcaption aria-hidden='true'>In Bled</figcaption></figure>", "In Bled"),
        (f'<div class="figure">{IMG}<p class="caption">In Bled</p></div>', "In Bled"),
        (f'<div class="wp-caption"><a href="p.png">{IMG}</a><div class="wp-caption-text">A <b>b</b></div></div>', ""),
        (f'<p class="MsoNormal"><span>{IMG}</span></p>\n<p class="MsoCaption">Figure <span>1</span></p>', "Figure 1"),
        (
            f'<div class="_idGenObjectLayout-1"><div id="_idContainer001">{IMG}</div></div>'
            '<p class="Image-Caption ParaOverride-1"><span class="CharOverride-1">Figure 1</span> In Bled</p>',
            "Figure 1 In Bled",
        ),
    ],
    ids=["pandoc", "pandoc 1", "pressbooks", "word", "indesign"],
)
def test_picture_and_its_caption_are_a_figure(tmp_path, written, caption):
    text = body(tmp_path, f"<p>Before.</p>{written}<p>Behind.</p>")

    expected = FIGURE.format(caption)
    if not caption:
        expected = FIGURE.format("A **b**").replace(
            "![A mill](../images/p.png)", "[![A mill](../images/p.png)](../images/p.png)"
        )
    assert text == f"Before.\n\n{expected}\n\nBehind."


@pytest.mark.parametrize(
    ("written", "markdown"),
    [
        (f'<p>See {IMG}</p><p class="caption">Words</p>', "See ![A mill](../images/p.png)\n\nWords"),
        ('<p>See</p><p class="caption">Words</p>', "See\n\nWords"),
        (f'<p>{IMG}</p><p class="recaptioned">Words</p>', "![A mill](../images/p.png)\n\nWords"),
        (
            f'<p>{IMG}</p><p class="caption">Of a table</p><table><tr><th>a</th><th>b</th></tr></table>',
            "![A mill](../images/p.png)\n\nOf a table",
        ),
    ],
)
def test_what_is_no_caption_of_a_picture_stays_a_paragraph(tmp_path, written, markdown):
    assert body(tmp_path, written).partition("\n\n<table")[0] == markdown


@pytest.mark.parametrize(
    "written",
    [
        f'{SVG}<image width="6" height="8" xlink:href="p.png"/><title>A mill</title></svg>',
        '<picture><source srcset="q.webp" type="image/webp"/><img src="p.png" alt="A mill"/></picture>',
        '<img srcset="p.png 1x, q.png 2x" alt="A mill"/>',
        '<p class="calibre1"><img src="../EPUB/p.png" alt="A mill" class="calibre2"/></p>',
        '<object type="image/png" data="p.png">A mill</object>',
    ],
    ids=["cover of calibre", "picture", "srcset", "calibre", "object"],
)
def test_picture_however_it_is_shown(tmp_path, written):
    assert body(tmp_path, f"<p>Words.</p>{written}") == "Words.\n\n![A mill](../images/p.png)"


CAPTION = '<figcaption markdown="span">{}</figcaption>'
SHOWN = "![A mill](../images/p.png)"


def figure(*inside: str) -> str:
    return "\n\n".join(("<figure markdown>", *inside, "</figure>"))


@pytest.mark.parametrize(
    ("inside", "markdown"),
    [
        (f"<figcaption>Above</figcaption>{IMG}", figure(CAPTION.format("Above"), SHOWN)),
        (f'<a id="x"/><figcaption></figcaption>{IMG}', figure(SHOWN)),
        (
            f"{IMG}<figcaption>One</figcaption>{IMG}<figcaption>Two</figcaption>",
            figure(SHOWN, CAPTION.format("One")) + "\n\n" + figure(SHOWN, CAPTION.format("Two")),
        ),
        (
            f"<figcaption>One</figcaption>{IMG}<figcaption>Two</figcaption>{IMG}",
            figure(CAPTION.format("One"), SHOWN) + "\n\n" + figure(CAPTION.format("Two"), SHOWN),
        ),
        (
            f"{IMG}<figcaption>One</figcaption> <p>Taken by Ana.</p>",
            figure(SHOWN, CAPTION.format("One")) + "\n\nTaken by Ana.",
        ),
        ("<p>Before</p><figcaption>Words</figcaption><br/>", figure("Before", CAPTION.format("Words"))),
    ],
)
def test_captions_stay_where_they_stand(tmp_path, inside, markdown):
    assert body(tmp_path, f"<figure>{inside}</figure>") == markdown


def test_links_to_captions_and_to_places_in_figures_arrive(tmp_path):
    inside = f'<a id="x"></a><figcaption id="c">Above</figcaption>{IMG}'
    links = '<p>See <a href="#c">c</a>, <a href="#x">x</a>.</p>'

    assert body(tmp_path, f"{links}<figure>{inside}</figure>") == "See [c](#c), [x](#x).\n\n" + figure(
        CAPTION.format('<span id="c"></span>Above'), f'<span id="x"></span>{SHOWN}'
    )
