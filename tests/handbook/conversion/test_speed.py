"""Pages of many elements: what takes twice as many takes twice as long, and no page keeps an import busy."""

from time import thread_time

import pytest

from ai4t.content.irregularities import Irregularities
from handbook.conversion import tree_of
from tests.factories.ebooks import make_epub3

_SECONDS = 10  # of the processor; each takes about two


def words(number: int) -> str:
    """Other ones for each number, as an archive that could be packed too well is refused."""
    return f"w{number * 2654435761 % 2**32:x}"


def marks(count: int) -> str:
    return "".join(f'{words(number)}<sup><a href="#n{number}" id="r{number}">1</a></sup> ' for number in range(count))


PAGES = {
    "elements in elements without words": "<div>" * 80
    + "<span></span>" * 30_000
    + "</div>" * 80
    + "<h1>One</h1><p>x</p>",
    "notes": f"<p>{marks(10_000)}</p>"
    + "".join(f'<aside epub:type="footnote" id="n{one}"><a href="#r{one}">1</a> x</aside>' for one in range(10_000)),
    "notes without words": f"<p>{marks(10_000)}</p><p>"
    + "".join(f'<a id="n{one}" href="#r{one}"></a>' for one in range(10_000))
    + "</p>",
    "spans": f"<p>{''.join(f'<span>{words(one)}</span> ' for one in range(50_000))}</p>",
    "languages in lists": "<ul><li>x" * 30
    + "".join(f'<p lang="fr">{words(one)}</p>' for one in range(3_000))
    + "</li></ul>" * 30,
}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_many_elements_is_read_in_a_few_seconds(tmp_path, page):
    location = tmp_path / "book.epub"
    location.write_bytes(make_epub3({"one.xhtml": PAGES[page]}))
    started = thread_time()

    tree = tree_of(location, Irregularities())

    assert any(path.endswith(".md") for path in tree)
    assert thread_time() - started < _SECONDS
