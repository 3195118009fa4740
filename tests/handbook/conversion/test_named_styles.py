"""What a book says of code, of lists of tasks and of verses by names of styles and by fields."""

import pytest

from tests.factories.ebooks import make_epub3
from tests.handbook.conversion.test_epub import body_of, read


def text_of(tmp_path, body: str) -> str:
    texts, _told = read(tmp_path, make_epub3({"one.xhtml": f"<h1>One</h1>{body}"}))
    return body_of(texts["part-1-on-machines/01-one.en.md"])


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ('<pre class="sourceCode python"><code class="sourceCode python">{}</code></pre>', "python"),
        ('<pre class="sourceCode numberSource python numberLines"><code class="sourceCode">{}</code></pre>', "python"),
        ('<pre data-code-language="c++">{}</pre>', "c++"),
        ('<pre data-lang="JavaScript"><code>{}</code></pre>', "javascript"),
        ('<div class="highlight highlight-source-shell"><pre>{}</pre></div>', "shell"),
        ('<pre><code class="language-c#">{}</code></pre>', "c#"),
        ('<div class="lang-en"><pre>{}</pre></div>', ""),
        ('<pre class="sourceCode">{}</pre>', ""),
        ('<pre data-lang="a b">{}</pre>', ""),
    ],
)
def test_language_of_code_is_kept_however_it_is_named(tmp_path, code, language):
    assert text_of(tmp_path, code.format("x = 1")) == f"```{language}\nx = 1\n```"


def test_tasks_stay_done_or_open(tmp_path):
    body = (
        '<ul class="task-list"><li><label><input type="checkbox" checked=""/>Done</label></li>'
        '<li><p><input type="checkbox" disabled="disabled"/> Open</p></li><li>None</li>'
        '<li><span role="img" aria-label="done">☑</span> Ours</li><li>☐ Typed</li>'
        '<li>A <input type="checkbox"/> field</li></ul>'
    )

    assert text_of(tmp_path, body) == (
        "-   [x] Done\n-   [ ] Open\n-   None\n-   [x] Ours\n-   ☐ Typed\n-   A field"
    )  # fmt: skip


def test_tasks_in_a_list_that_markdown_does_not_have_keep_their_signs(tmp_path):
    body = '<ul><li><input type="checkbox" checked=""/>Done<table><tr><td>1</td></tr></table></li></ul>'

    assert "\n☑ Done\n" in text_of(tmp_path, body)


def test_rules_that_stood_above_notes_go_with_them(tmp_path):
    note = '<hr/><div epub:type="footnote" id="{0}"><p>Said {0}.</p></div>'
    body = (
        '<hr/><p>A<a epub:type="noteref" href="#a">1</a> b<a epub:type="noteref" href="#b">2</a>.</p><hr/>'
        f"<p>More.</p>{note.format('a')}<hr/><p>Last.</p>{note.format('b')}<hr/>"
    )

    assert text_of(tmp_path, body) == (
        "***\n\nA[^1] b[^2].\n\n***\n\nMore.\n\n***\n\nLast.\n\n[^1]: Said a.\n\n[^2]: Said b."
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<div class="poem"><div class="stanza"><p>One</p>\n<p id="b" class="indent">two</p></div>'
         '<div class="stanza"><p>three<br/>four</p><p><i>five</i></p></div></div>',
         "One<br>\ntwo\n\nthree<br>\nfour<br>\n*five*"),
        ('<div class="poem"><p class="line">One</p><p class="line">two</p></div><p>Prose.</p>',
         "One<br>\ntwo\n\nProse."),
        ('<div class="poem">\n<span class="line">One</span>\n<span class="c8">two</span>\n</div>', "One<br>\ntwo"),
        ('<blockquote epub:type="z3998:verse"><p class="v">One</p><p class="v">two</p></blockquote>',
         "> One<br>\n> two"),
        ('<div class="poem"><p>First paragraph.</p><p>Second.</p></div>', "First paragraph.\n\nSecond."),
        ('<div class="stanza">Words <p>between</p><p>lines</p></div>', "Words\n\nbetween\n\nlines"),
        ('<div class="stanza"><p>One</p><ul><li>item</li></ul></div>', "One\n\n-   item"),
    ],
)  # fmt: skip
def test_lines_of_a_stanza_are_one_paragraph(tmp_path, body, text):
    assert text_of(tmp_path, body) == text
