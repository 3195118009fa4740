"""Books that several tests of the handbook read."""

import pytest

from handbook.importing.running import import_handbook
from tests.factories.book_files import chapter as chapter_file
from tests.factories.book_files import small_book
from tests.factories.books import publish
from tests.factories.trees import write_tree


@pytest.fixture
def two_editions(tmp_path):
    """Of the small book; in the second, one chapter reads otherwise and one is new."""
    write_tree(tmp_path / "1", small_book())
    first = import_handbook(tmp_path / "1" / "book", slug="small", number=1).edition
    first.book.is_open = True
    first.book.save()
    publish(first)
    files = {
        "book/part-1-machines/2-learning.en.md": chapter_file("Learning", "Machines learn from examples.\n\nMore."),
        "book/part-2-classroom/4-new.en.md": chapter_file("New", "## A heading\n\nNew here."),
    }
    write_tree(tmp_path / "2", small_book(**files))
    return first, publish(import_handbook(tmp_path / "2" / "book", slug="small", number=2).edition)
