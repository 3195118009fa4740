import pytest

from tests.factories.markup import html, problems


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("<center>x</center>", '<div class="center">x</div>'),
        ('<p align="right">x</p>', '<p class="end">x</p>'),
        ('<p style="text-align: center">x</p>', '<p class="center">x</p>'),
        ('<div class="center">x</div>', '<div class="center">x</div>'),
        ('<p dir="rtl" lang="ar">مرحبا</p>', '<p dir="rtl" lang="ar">مرحبا</p>'),
    ],
)
def test_place_of_an_element_is_kept_as_a_class(typed, shown):
    assert html(typed) == shown
    assert problems(typed) == []


def test_button_of_the_old_site_stays_a_quiet_button():
    assert html('<a class="md-button" href="https://example.org">Go</a>') == (
        '<p><a href="https://example.org" class="button quiet" rel="noopener noreferrer">Go</a></p>'
    )


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ('<p style="position:fixed;background:url(//evil.example)">x</p>', "style-removed"),
        ('<p class="embed">x</p>', "class-removed"),
        ('<p class="note missing">x</p>', "class-removed"),
        ('<p data-src="https://evil.example">x</p>', "attribute-removed"),
        ('<p aria-label="y">x</p>', "attribute-removed"),
        ('<p role="alert">x</p>', "attribute-removed"),
        ('<p hidden="">x</p>', "attribute-removed"),
        ('<p onclick="x()">x</p>', "script-removed"),
    ],
)
def test_anything_else_about_an_element_is_left_out_and_told(typed, kind):
    assert html(f"Text\n\n{typed}") == "<p>Text</p>\n<p>x</p>"
    assert set(problems(f"Text\n\n{typed}")) == {(3, kind)}


@pytest.mark.parametrize(
    "typed",
    ['<p style="border: none; vertical-align: middle;">x</p>', '<p align="justify" target="_blank" width="3">x</p>'],
)
def test_what_says_nothing_is_left_out_without_a_word(typed):
    assert html(typed) == "<p>x</p>"
    assert problems(typed) == []


@pytest.mark.parametrize("value", ["9 onclick=x", "e", '"><script>', "en_US; x"])
def test_value_that_is_not_of_its_kind_is_left_out(value):
    assert html(f"<p lang='{value}' dir='{value}'>x</p>") == "<p>x</p>"
