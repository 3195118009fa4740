import pytest

from tests.factories.markup import html, problems, render

OUTSIDE = 'rel="noopener noreferrer"'
ADDRESS = f'{OUTSIDE} class="address"'


@pytest.mark.parametrize(
    "typed",
    [
        "[site](https://example.org/a?b=1&c=2)",
        '[site](https://example.org/a?b=1&c=2){:target="_blank"}',
        '<a href="https://example.org/a?b=1&c=2" target=_blank>site</a>',
    ],
)
def test_link_to_another_site_opens_in_place_and_tells_it_nothing(typed):
    assert html(typed) == f'<p><a href="https://example.org/a?b=1&amp;c=2" {OUTSIDE}>site</a></p>'


@pytest.mark.parametrize(
    ("typed", "linked"),
    [
        ("See https://example.org/x.", f'See <a href="https://example.org/x" {ADDRESS}>https://example.org/x</a>.'),
        (
            "(https://example.org/a_(b))",
            f'(<a href="https://example.org/a_(b)" {ADDRESS}>https://example.org/a_(b)</a>)',
        ),
        ("<https://example.org>", f'<a href="https://example.org" {ADDRESS}>https://example.org</a>'),
        ("[example.org/a](https://example.org/a/)", f'<a href="https://example.org/a/" {ADDRESS}>example.org/a</a>'),
        ("`https://example.org`", "<code>https://example.org</code>"),
    ],
)
def test_address_without_marks_can_be_followed(typed, linked):
    assert html(typed) == f"<p>{linked}</p>"


def test_mail_address_can_be_followed():
    assert html("<help@example.org>") == '<p><a href="mailto:help@example.org">help@example.org</a></p>'


def test_link_to_a_unit_is_relative_and_keeps_its_place():
    assert html("[unit](unit.md) [part](unit.md#my-part)") == (
        '<p><a href="../2.1/">unit</a> <a href="../2.1/#t-my-part">part</a></p>'
    )


def test_link_to_this_site_by_its_host_becomes_relative_and_is_told():
    source = "[unit](https://course.example//unit.html)"
    assert html(source) == '<p><a href="../2.1/">unit</a></p>'
    assert problems(source) == [(1, "link-self")]


def test_link_to_a_file_says_its_kind_and_size():
    page = render("[Paper](paper.pdf) to read")
    assert page.html == (
        '<p><a href="/c/paper.pdf" download="paper.pdf">Paper</a> '
        '<small class="file">(PDF, 120.6&nbsp;KB)</small> to read</p>'
    )
    assert page.downloads == ("paper.pdf",)


def test_size_of_a_file_is_written_in_the_language_of_the_text():
    assert '<small class="file">(PDF, 120,6&nbsp;Kio)</small>' in html("[Article](paper.pdf)", language="fr")


def test_link_to_a_file_around_a_picture_says_kind_and_size_below_it():
    assert html('<a href="paper.pdf">\n<figure><img src="small.png" alt="Cover"></figure></a>').endswith(
        '</figure>\n<small class="file">(PDF, 120.6&nbsp;KB)</small></a>'
    )


def test_link_to_a_picture_opens_the_original():
    assert html("[see](big.png)") == '<p><a href="/c/big.png" class="original">see</a></p>'


def test_link_to_an_activity_is_announced():
    page = render("[Quiz](quiz/index.html)")
    assert page.html == (
        "<p>Quiz</p>"
        '<p class="note activity">The activity in this place cannot be shown here yet. '
        "You can declare this unit done yourself.</p>"
    )
    assert [(embed.kind, embed.target, embed.title, embed.playable) for embed in page.embeds] == [
        ("activity", "quiz/index.html", "Quiz", False)
    ]


def test_link_to_a_missing_file_keeps_its_words_and_says_so_behind_the_paragraph():
    source = "First.\n\nRead [this](gone.pdf) and [that](lost.pdf) now.\n\n- [item](no.pdf)\n"
    assert html(source) == (
        "<p>First.</p>\n<p>Read this and that now.</p>\n"
        '<p class="note missing">What “this” leads to is not available here.</p>'
        '<p class="note missing">What “that” leads to is not available here.</p>'
        '<ul>\n<li>item<p class="note missing">What “item” leads to is not available here.</p></li>\n</ul>'
    )
    assert problems(source) == [(3, "link-broken"), (3, "link-broken"), (5, "link-broken")]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVa&#x09;Script:alert(1)",
        "&#1;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,hello",
        "file:///etc/passwd",
        "tel:123",
        "unheard-of:x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:\\\\evil.example",
        "https://good.example@evil.example/",
        "https://evil.example\u202e/x",
        "http://",
        "mailto:",
    ],
)
def test_address_that_could_deceive_or_run_is_refused(target):
    source = f'<a href="{target}">words</a>'
    assert html(source) == "<p>words</p>"
    assert {kind for _line, kind in problems(source)} <= {"link-refused", "link-empty", "characters-removed"}
    assert problems(source) != []


def test_address_in_parentheses_is_mended_and_told():
    source = '<a href="(https://example.org/)">site</a>'
    assert html(source) == f'<p><a href="https://example.org/" {OUTSIDE}>site</a></p>'
    assert problems(source) == [(1, "link-parentheses")]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[https://bank.example](https://evil.example)", "https://bank.example (evil.example)"),
        ("[www.bank.example/pay](https://evil.example)", "www.bank.example/pay (evil.example)"),
        ("[bank.example](https://evil.example)", "bank.example (evil.example)"),
        ("[pay\u202emoc.knab](https://evil.example)", "paymoc.knab (evil.example)"),
        ("[shop](https://аррӏе.com)", "shop (xn--80ak6aa92e.com)"),
    ],
)
def test_link_that_could_hide_its_site_shows_it(typed, shown):
    assert f">{shown}</a>" in html(typed)
    assert [kind for _line, kind in problems(typed)] == ["link-disguised"]


@pytest.mark.parametrize(
    "typed",
    [
        "[https://www.example.org/a](https://example.org/a)",
        "[example.org](https://www.example.org)",
        "[v1.2](https://a.b)",
    ],
)
def test_link_whose_words_name_its_own_site_is_left_alone(typed):
    assert problems(typed) == []


def test_address_with_apostrophe_and_comma_survives():
    assert (
        html("[x](https://example.org/l'eau,1)") == f'<p><a href="https://example.org/l\'eau%2C1" {OUTSIDE}>x</a></p>'
    )


def test_empty_link_becomes_text_and_is_told():
    assert html("[words]()") == "<p>words</p>"
    assert problems("[words]()") == [(1, "link-empty")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%C4%8D%", "https://example.org/%C4%8D%25"),
        ("https://example.org/#a#b", "https://example.org/#a%23b"),
        ("https://example.org/{a}|b?c[]=^", "https://example.org/%7Ba%7D%7Cb?c%5B%5D=%5E"),
        ("mailto:help@example.org?subject=100%", "mailto:help@example.org?subject=100%25"),
    ],
)
def test_signs_that_no_address_may_hold_are_written_as_numbers(typed, meant):
    assert f'href="{meant}"' in html(f'<a href="{typed}">site</a>')
