import time

import pytest

from ai4t.markup import MarkupRefused
from ai4t.markup.refusing import MAX_LINES, MAX_PARAGRAPH, check_time
from tests.factories.markup import html

MEGABYTE = 1_000_000


def repeated(piece: str, size: int = MEGABYTE) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize(
    "piece",
    ["*_*_", "[[[[", "![", "> > > ", "<table><tr><td>", "[a](https://b.example) ", "`a", "<div>", "- a\n", "\x00"],
)
def test_a_megabyte_is_refused(piece):
    with pytest.raises(MarkupRefused, match=r"The text has 1000000 characters\. At most 120000 can be shown"):
        html(repeated(piece))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("a\n" * (MAX_LINES + 1), "lines"),
        ("Fine.\n\n" + "> " * 21 + "a", r"nested too deeply on line 3\."),
        ("<div>" * 200, "nested too deeply"),
        ("<table><tr><td>" * 50, "nested too deeply"),
        ("<b>" * 30 + "x", "never closed"),
        ("a\n\n" + "<a " * 10_000, r"left open after line 1\."),
        ("[" * 5_000, r"Too many brackets are left open in the paragraph that starts with “\[\[\["),
        ("a " * MAX_PARAGRAPH, "paragraph that starts with “a a a"),
        (f"[a]\n\n[a]: https://example.org/{'a' * 3_000}", "address"),
        ("".join(" " * 4 * depth + "- a\n" for depth in range(150)), "nested too deeply"),
        ("".join(f"*[a{number}]: b\n" for number in range(200)), "abbreviations"),
        (f"*[A]: {'b' * 1_000}\n\nA\n", "abbreviations"),
        ("*[A]: b\n\n" + "A A A A\n\n" * 1_000, "abbreviations"),
        ("".join(f"[^{number}]: a\n\n" for number in range(1_200)), "more than 1000 notes"),
    ],
)
def test_what_would_keep_the_parser_busy_is_refused_with_a_reason(typed, reason):
    with pytest.raises(MarkupRefused, match=reason):
        html(typed)


def test_refused_text_leaves_the_parser_as_it_was():
    before = html("- a\n\n    b\n")
    with pytest.raises(MarkupRefused):
        html("- a\n\n" + "    [" * 3_000)
    assert html("- a\n\n    b\n") == before


def test_time_is_counted_from_the_start_of_a_text():
    check_time(time.thread_time())
    with pytest.raises(MarkupRefused, match="takes too long"):
        check_time(time.thread_time() - 60)


def test_long_ordinary_text_is_not_refused():
    paragraph = "A teacher reads [a page](unit.md) with **care** and `code`, then thinks about what it says. " * 10
    source = f"{paragraph}\n\n" * 40
    assert html(source).startswith('<p>A teacher reads <a href="../2.1/">a page</a>')
