"""Books that several tests of the handbook read."""

import pytest
from django.test import Client
from django.urls import reverse

from handbook.importing.running import import_handbook
from tests.factories.book_files import chapter as chapter_file
from tests.factories.book_files import small_book
from tests.factories.books import create_book, create_chapter_file, publish
from tests.factories.people import create_staff, sign_in
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


@pytest.fixture
def decide(client, django_capture_on_commit_callbacks):
    """A function that changes fields of a row on its page in the administration, as somebody else's browser would."""
    book = create_book()
    create_chapter_file(book.editions.get().chapters.get(key="first"))
    staff = Client()
    sign_in(staff, create_staff("operator"), second_factor=True)

    def decide(row, **fields):
        address = reverse(f"admin:handbook_{row._meta.model_name}_change", args=[row.pk])
        form = staff.get(address).context["adminform"].form
        values = {name: form[name].value() for name in form.fields}
        known = {name: value for name, value in values.items() if value is not None and value is not False}
        with django_capture_on_commit_callbacks(execute=True):
            answer = staff.post(address, {**known, **fields})
        assert answer.status_code == 302

    return decide
