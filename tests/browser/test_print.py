"""A chapter printed from the browser: what paper needs is there, and nothing twice."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from handbook.importing.running import import_handbook
from tests.factories.book_files import chapter, small_book
from tests.factories.books import publish
from tests.factories.course_files import png
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db(transaction=True)
BODY = (
    "See <https://doi.org/10.1609/aimag> and [a site](https://example.org/page).\n\n"
    '<iframe src="https://www.youtube.com/embed/e2mm6fxiBzg" title="The mill"></iframe>\n\n'
    + "A paragraph that goes on.\n\n" * 400
    + "![The last plan](far.png)\n"
)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def printed(request, open_browser, tmp_path):
    """The pages on paper, without anybody having scrolled."""
    files = small_book(**{"book/part-1-machines/far.png": png(300, 200, "red")})
    files["book/part-1-machines/1-everywhere.en.md"] = chapter("Everywhere", BODY, id="everywhere")
    write_tree(tmp_path, files)
    edition = import_handbook(tmp_path / "book", slug="small", number=1).edition
    edition.book.is_open = True
    edition.book.save()
    publish(edition)
    page = open_browser(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    page.goto(reverse("handbook:chapter", args=["small", 1, "everywhere"]))
    return PdfReader(io.BytesIO(page.pdf())).pages


def test_addresses_stand_once_and_a_film_says_where_it_is(printed):
    text = " ".join(printed[0].extract_text().split())
    assert text.count("doi.org/10.1609/aimag") == 1
    assert "a site (https://example.org/page)" in text
    assert "Video on YouTube: The mill, https://youtu.be/e2mm6fxiBzg" in text
    assert text.count("The mill") == 1
    assert "press" not in text


def test_pictures_that_nobody_scrolled_to_are_printed(printed):
    assert [picture.image.size for page in printed for picture in page.images] == [(300, 200)]
