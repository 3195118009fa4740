"""Pictures with places to click on."""

import pytest

from tests.factories.ebooks import PNG, make_epub3
from tests.handbook.conversion.test_epub import body_of, read

IMAGE = '<img src="c.png" alt="A map" usemap="#M"/>'
MAP = (
    '<map name="m"><area shape="rect" href="two.xhtml#b" alt="The *north*"/>'
    '<area shape="circle" coords="1,2,3" href="two.xhtml#b" alt="The *north*"/>'
    '<area href="https://example.org/" alt=""/><area alt="Sea"/><area shape="default" nohref="nohref"/></map>'
)
LIST = (
    "-   [The \\*north\\*](02-two.en.md#b)\n-   [https://example.org/](https://example.org/)\n-   Sea"
)  # fmt: skip
PICTURE = "![A map](../images/c.png)"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>{IMAGE}</p>{MAP}<p>After.</p>", f"{PICTURE}\n\n{LIST}\n\nAfter."),
        (f"<p>Before {IMAGE}{MAP} behind.</p><p>After.</p>", f"Before {PICTURE} behind.\n\n{LIST}\n\nAfter."),
        (f"{MAP}<div><figure>{IMAGE}<figcaption>Said.</figcaption></figure><p>After.</p></div>",
         f'<figure markdown>\n\n{PICTURE}\n\n<figcaption markdown="span">Said.</figcaption>\n\n</figure>\n\n'
         f"{LIST}\n\nAfter."),
        (f"<p>No picture.</p>{MAP}<p>After.</p>", f"No picture.\n\n{LIST}\n\nAfter."),
        ('<p>Before</p><map name="m"><p>Or <a href="https://example.org/">read</a></p></map>',
         "Before\n\nOr [read](https://example.org/)"),
    ],
)  # fmt: skip
def test_areas_of_a_map_become_a_list_of_links_below_the_picture(tmp_path, body, text):
    pages = {"one.xhtml": f"<h1>One</h1>{body}", "two.xhtml": '<h1>Two</h1><p>Words</p><p id="b">here.</p>'}
    items = '<item id="c" href="c.png" media-type="image/png"/>'

    texts, told = read(tmp_path, make_epub3(pages, items=items, more={"EPUB/c.png": PNG}))

    assert body_of(texts["part-1-on-machines/01-one.en.md"]) == text
    assert told == ([("EPUB/one.xhtml", "map-listed")] if "area" in body else [])
