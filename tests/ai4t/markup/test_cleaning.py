"""The allow-list by itself, and the whole way to it, with any text at all."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ai4t.markup import MarkupRefused
from ai4t.markup.cleaning import clean
from tests.factories.markup import html

OWN = re.compile(r"/(?![/\\])|\.\./|#")
VOID = {"br", "col", "hr", "img", "wbr"}
ACTIVE = {"script", "style", "iframe", "object", "embed", "form", "input", "base", "meta", "link", "svg"}
LOADING = {"src", "poster", "srcset", "background", "data", "action", "formaction", "ping", "style"}


class Reading(HTMLParser):
    """Reads a page as a stranger would and collects what is wrong with it."""

    def __init__(self, page: str):
        super().__init__()
        self.opened: list[str] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()
        self.faults += [f"<{tag}> is open" for tag in self.opened]

    def handle_starttag(self, tag, attrs):
        if tag in ACTIVE:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.opened.append(tag)
        for name, value in attrs:
            self._judge(tag, name, value or "")

    def _judge(self, tag, name, value):
        bare = re.sub(r"[\x00-\x20]", "", value).lower()
        if name.startswith("on") or name in {"name", "is", "slot"}:
            self.faults.append(f"{tag} {name}")
        elif name == "id" and not re.match(r"[tn]-", value):
            self.faults.append(f"id {value}")
        elif name == "href" and not (OWN.match(value) or re.match(r"(https?://|mailto:)[^/]", bare)):
            self.faults.append(f"href {value}")
        elif name == "data-src" and not value.startswith(
            ("https://www.youtube-nocookie.com/", "https://player.vimeo.com/")
        ):
            self.faults.append(f"data-src {value}")
        elif name in LOADING and not all(OWN.match(part.strip()) for part in value.split(",")):
            self.faults.append(f"{name} {value}")

    def handle_endtag(self, tag):
        if not self.opened or self.opened.pop() != tag:
            self.faults.append(f"</{tag}>")


PIECES = """
    <p> </p> <b> </b> <a <div <table> <tr> <td> </table> <svg> <math> <style> </style> <script> </script> <img
    <iframe <noscript> <details> <select> <form> <input <template> <textarea> <plaintext> <title> <!-- -->
    <![CDATA[ ]]> <mglyph> <mtext> <pre> href= src= srcset= style= onclick= onerror= id= name= class= data-src=
    target= title= "=" ' " > < / = ` &lt; &#x3c; &colon; javascript:alert(1) //evil.example https://evil.example
    data:text/html, https:/\\evil /c/x #x \\ {{ }} ${ $ $$ [ ]( ) ![ * ** _ ~~~ ``` ` [^1] [^1]: !!! ??? === > -
    <mi> <mtable> </mrow> $x_1$ 1. # | |- : {: } ++ == ^^ \\( \u202e \x00 é א 😀
"""
SPACES = [" ", "\n", "\n\n", "    ", "\t"]
TEXTS = st.lists(st.sampled_from([*PIECES.split(), *SPACES]) | st.text(max_size=4), max_size=40).map("".join)


@given(TEXTS)
@example('<noscript><p title="</noscript><img src=x onerror=alert(1)>">')
@example('<svg></p><style><a title="</style><img src onerror=alert(1)>">')
@example("<pre>\n\nx</pre>")
@example('<a href="https://a@b">x</a><a href="/\\evil">x</a><a href="/\t/evil">x</a>')
@example('<img src="//evil.example/x"><img srcset="/c/x 1w, https://evil.example 2w">')
@settings(max_examples=300, deadline=None)
def test_whatever_is_cleaned_is_harmless_and_balanced_and_clean_for_good(typed):
    page = clean(typed)
    assert Reading(page).faults == []
    assert clean(page) == page


@given(TEXTS)
@example("<img@\\#x<style>")
@example("&#1; &#xfffe; [&#2;](x)")
@settings(max_examples=300, deadline=None)
def test_whatever_is_rendered_is_harmless_and_balanced_and_clean(typed):
    try:
        page = html(typed)
    except MarkupRefused:
        return
    assert Reading(page).faults == []
    assert clean(page) == page


@pytest.mark.parametrize(
    "kept",
    [
        '<p class="note missing">x</p>',
        '<a href="../2.1/#t-x">x</a>',
        '<a href="/c/l\'eau.pdf" download="l\'eau.pdf">x</a>',
        '<a href="https://example.org/a?b=1&amp;c=@d" rel="noopener noreferrer">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<img src="/c/a.png" alt="x" srcset="/c/w360/a.png 360w, /c/w720/a.png 720w" sizes="92vw">',
        '<div class="embed" data-src="https://player.vimeo.com/video/1">x</div>',
        '<p dir="rtl" lang="ar-EG">x</p>',
        '<ol start="3" type="a"><li value="5">x</li></ol>',
        '<math display="block" alttext="\\frac{a}{b}"><mfrac linethickness="0"><mi>a</mi><mi>b</mi></mfrac></math>',
    ],
)
def test_our_own_html_passes(kept):
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("given_", "left"),
    [
        ('<p class="note evil">x</p>', '<p class="note">x</p>'),
        ('<a href="https://a@evil.example">x</a>', "<a>x</a>"),
        ('<a href="ftp://evil.example">x</a>', "<a>x</a>"),
        ('<a href="page.html">x</a>', "<a>x</a>"),
        ('<a target="_top">x</a>', "<a>x</a>"),
        ('<div class="embed" data-src="https://player.vimeo.com.evil/1">x</div>', '<div class="embed">x</div>'),
        ('<p id="csrftoken">x</p>', "<p>x</p>"),
        ('<div role="button" tabindex="5">x</div>', "<div>x</div>"),
        ('<img src="https://evil.example/x" width="1e9">', "<img>"),
        ("<h1>x</h1>", "x"),
        ('<math href="javascript:x" style="x"><mi mathvariant="url(x)">a</mi></math>', "<math><mi>a</mi></math>"),
        ("<math><maction>a</maction><annotation-xml>b</annotation-xml></math>", "<math>ab</math>"),
    ],
)
def test_anything_else_does_not(given_, left):
    assert clean(given_) == left
