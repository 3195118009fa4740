from django.utils.functional import Promise
from django.utils.translation import get_language, override

from ai4t.markup import RULES_VERSION, Problem, Rendered
from tests.factories.markup import html, render


def test_words_are_counted_as_readers_see_them():
    assert render("# Two words\n\nL'eau is *three* ([link](unit.md)).\n\n<script>no words</script>").words == 6


def test_problems_come_in_the_order_of_the_text_each_once():
    page = render("[a](javascript:x)\n\n![](gone.png) [b](gone.md)\n\n[a](javascript:x) [a](javascript:x)\n")
    assert [(problem.line, problem.kind) for problem in page.problems] == [
        (1, "link-refused"),
        (3, "link-broken"),
        (3, "picture-missing"),
        (5, "link-refused"),
    ]


def test_message_waits_for_its_reader():
    (problem,) = render("[b](gone.md)").problems
    assert problem == Problem(1, "link-broken", "The link leads to gone.md, and there is no such page or file.")
    assert isinstance(problem.message, Promise)


def test_long_addresses_are_shortened_in_messages():
    (problem,) = render(f"[b]({'a' * 1_000}.md)").problems
    assert len(problem.message) < 300


def test_sentences_are_english_where_the_interface_lacks_the_language():
    assert html("![](gone.png)", language="mk") == '<p class="note missing">A picture is not available here.</p>'


def test_language_of_the_caller_is_left_as_it_was():
    with override("de"):
        html("Text", language="fr")
        assert get_language() == "de"


def test_direction_is_inherited():
    assert html("مرحبا [بكم](unit.md)", language="ar") == '<p>مرحبا <a href="../2.1/">بكم</a></p>'


def test_empty_text_is_an_empty_page():
    assert render(" \n\n") == Rendered("", (), (), (), 0, False)


def test_page_is_safe_for_templates_and_the_rules_have_a_number():
    assert hasattr(render("Text").html, "__html__")
    assert RULES_VERSION >= 1
