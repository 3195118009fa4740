import pytest

from tests.factories.markup import html, problems


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 7*7 }}",
        "{{ a_b_c }} and {{ d_e_f }}",
        "{% load static %}",
        "{# comment #}",
        "${7*7}",
        '--8<-- "secret.md"',
        "{{ config['SECRET_KEY'] }}",
    ],
)
def test_commands_of_other_programs_are_shown_as_typed(typed):
    shown = typed.replace("<", "&lt;")
    assert html(f"Text {typed} text") == f"<p>Text {shown} text</p>"
    assert html(typed) == f"<p>{shown}</p>"
    assert html(f"## {typed}").endswith(f">{shown}</h2>")
    assert html(f"`{typed}`") == f"<p><code>{shown}</code></p>"
    assert html(f"```\n{typed}\n```") == f"<pre><code>{shown}</code></pre>"
    assert problems(f"Text {typed} text") == []


def test_command_in_an_address_leads_nowhere():
    assert html("[words]({{ url }})") == (
        '<p>words</p><p class="note missing">What “words” leads to is not available here.</p>'
    )


def test_marks_of_our_own_in_the_source_are_left_out():
    assert html("a\ufdd00\ufdd1b {{ x }}") == "<p>a0b {{ x }}</p>"
    assert html("a&#xfdd0;9&#xfdd1;b {{ x }}") == "<p>ab {{ x }}</p>"
