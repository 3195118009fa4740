import pytest

from tests.factories.markup import html, problems


def test_box_becomes_an_aside_with_a_name():
    assert html('!!! tip "Before you start"\n    Take a pen.\n') == (
        '<aside class="admonition tip" role="note" aria-label="Before you start">\n'
        '<p class="admonition-title">Before you start</p>\n<p>Take a pen.</p>\n</aside>'
    )


def test_folded_box_becomes_details_and_a_plus_leaves_it_open():
    assert html('??? info "More"\n    One\n\n???+ info "Open"\n    Two\n') == (
        '<details class="admonition info">\n<summary>More</summary>\n<p>One</p>\n</details>\n'
        '<details open="" class="admonition info">\n<summary>Open</summary>\n<p>Two</p>\n</details>'
    )


def test_folded_box_without_kind_keeps_its_title():
    assert html('??? "Council of Europe"\n    Text\n') == (
        '<details class="admonition note">\n<summary>Council of Europe</summary>\n<p>Text</p>\n</details>'
    )


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("!!! Anmerkung", "note", "Anmerkung"),
        ("!!! Opomba", "note", "Opomba"),
        ("!!! nota", "note", "Nota"),
        ("!!! Conseils", "tip", "Conseils"),
        ("!!! Tipps", "tip", "Tipps"),
        ("!!! Hinweis", "tip", "Hinweis"),
        ("!!! Présentation", "abstract", "Présentation"),
        ("!!! info", "info", "Information"),
        ("!!! warning", "warning", "Warning"),
        ("!!! something-new", "note", "Something-new"),
        ('!!! Esempio di "contenuto"', "example", "contenuto"),
    ],
)
def test_kind_of_a_box_is_understood_in_several_languages(typed, kind, title):
    assert html(f"{typed}\n    Text\n") == (
        f'<aside class="admonition {kind}" role="note" aria-label="{title}">\n'
        f'<p class="admonition-title">{title}</p>\n<p>Text</p>\n</aside>'
    )


@pytest.mark.parametrize("title", ['"Metadáta', "„Metadáta“", "„Metadáta”", "«Metadáta»", '„Metadáta"'])
def test_title_with_missing_or_other_quotes_is_mended_and_told(title):
    source = f"First.\n\n??? info {title}\n    Text\n"
    assert html(source) == (
        '<p>First.</p>\n<details class="admonition info">\n<summary>Metadáta</summary>\n<p>Text</p>\n</details>'
    )
    assert problems(source) == [(3, "box-quote")]


def test_line_that_only_looks_like_a_box_is_shown_as_typed_and_told():
    source = '!!! note "Title" and more\n'
    assert html(source) == '<p>!!! note "Title" and more</p>'
    assert problems(source) == [(1, "box-unread")]


def test_empty_title_leaves_a_box_without_one():
    assert html('!!! note ""\n    Text\n') == (
        '<aside class="admonition note" role="note" aria-label="Note">\n<p>Text</p>\n</aside>'
    )


def test_details_in_html_without_summary_get_one():
    assert html("<details>Text</details>") == '<details class="admonition note"><summary>More</summary>Text</details>'


def test_tabs_become_boxes_one_below_the_other():
    assert html('=== "First"\n    One\n\n=== "Second"\n    Two\n') == (
        '<aside class="admonition note" role="note" aria-label="First">\n'
        '<p class="admonition-title">First</p><p>One</p>\n</aside>\n'
        '<aside class="admonition note" role="note" aria-label="Second">\n'
        '<p class="admonition-title">Second</p><p>Two</p>\n</aside>'
    )
