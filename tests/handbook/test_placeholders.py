import pytest

from handbook.placeholders import placeholders_in


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Some lorem ipsum dolor.</p>", ["lorem ipsum"]),
        ("<p>tbd</p>", ["tbd"]),
        ("<li>todo …</li>", ["todo …"]),
        ("<p>TODO write this, FIXME: and this</p>", ["TODO", "FIXME"]),
        ("<p>See [insert picture] and (insert a table)</p>", ["[insert picture]", "(insert a table)"]),
        ("<p>Lorem ipsum sit amet</p><li>Lorem ipsum…</li>", ["Lorem ipsum", "Lorem ipsum…"]),
        ("<p>Hier Text einfügen</p><p>À compléter.</p>", ["Hier Text einfügen", "À compléter."]),
        ("<p>Poglavje (za dopolniti) <b>[da completare]</b></p>", ["(za dopolniti)", "[da completare]"]),
        ("<p>XXX: the number</p><p>XXX</p>", ["XXX:", "XXX"]),
        ("<p>One<br>TBD</p>", ["TBD"]),
    ],
)
def test_placeholders_are_found_in_every_language(html, found):
    assert list(placeholders_in(html)) == found


@pytest.mark.parametrize(
    "html",
    [
        "<p>Aprende todo sobre la IA. Todo o professor sabe.</p><h2>TODO LO QUE SABEMOS</h2>",
        "<p>Une phrase à compléter. Una frase da completare. Stavek za dopolniti.</p>",
        "<p>Siècle XXX, Super Bowl XXX</p>",
        "<p>A placeholder is a word. The text goes here and there…</p>",
        "<p>And so on...</p><pre><code># TODO later</code></pre><p>Todos los días. Complete.</p>",
        "<p>[1] (see there) […no]</p>",
        "<p>“We […] (...) saw [...] it.”</p><td>…</td><p>[…]</p><p>…</p>",
        "<h2>XXX</h2><h3 id='x'> XXX. The Battle</h3>",
        "<p>TODO lists help pupils. Eine TODO-Liste.</p><li>Insert text here and press Enter</li>",
        "<p>Designers fill a page with “lorem ipsum” or with <code>lorem ipsum dolor</code>.</p>",
    ],
)
def test_code_and_common_words_are_no_placeholders(html):
    assert list(placeholders_in(html)) == []
