"""A chapter leads to a unit and a unit to a chapter, whichever of the two comes first; each page tells of the other."""

import pytest
from django.urls import reverse

from ai4t import links
from ai4t.models import ContentLink, RenderedText
from courses.importing.running import import_course
from courses.models import Course, Release, Unit
from courses.publishing import publish, retire
from handbook.importing.running import import_handbook
from handbook.linking import units_about
from handbook.models import Book, Chapter, Edition
from handbook.publishing import edition_published
from tests.factories import books
from tests.factories.book_files import chapter, small_book
from tests.factories.course_files import small_course, text
from tests.factories.courses import create_course
from tests.factories.people import create_staff, create_user
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db

UNIT = "EU.X.O1.M1.1.1t"
LEARNING = "book/part-1-machines/2-learning.en.md"
FIRST = "module-1-why/1-1-reasons/1-1-1-first"


def bring_course(folder, **files):
    write_tree(folder / "course", {**small_course(), **files})
    return import_course(folder / "course", slug="small").plan


def bring_book(folder, body="", *, number=1, **files):
    said = {LEARNING: chapter("Learning", body)} if body else {}
    write_tree(folder, {**small_book(), **said, **files})
    return import_handbook(folder / "book", slug="open-book", number=number)


def open_all():
    """Publish and open what was imported."""
    for release in Release.objects.filter(state="draft"):
        publish(release, by=create_staff())
    for edition in Edition.objects.filter(state="draft"):
        books.publish(edition)
        edition_published.send(Edition, edition=edition)
    for work in (*Course.objects.all(), *Book.objects.all()):
        work.is_open = True
        work.save()
    Course.objects.update(reads_without_enrolment=True)


def html(model, key: str, language="en") -> str:
    row = model.objects.get(key=key)
    return RenderedText.objects.get(target_id=row.pk, target_type__model=model._meta.model_name, language=language).html


def faults(plan) -> list[tuple[str, int]]:
    return [(fault.file, fault.line) for fault in plan.irregularities.by_place() if fault.kind == "target-unknown"]


def units(key="learning", language="en") -> list[tuple[str, str]]:
    edition = Edition.objects.filter(state="published").order_by("-number").first()
    row = Chapter.objects.filter(edition=edition, key=key).first()
    return [(str(one.title), one.url) for one in units_about(edition, key, row.pk, language)]


def test_chapter_leads_to_the_unit_in_its_own_language(tmp_path):
    bring_course(tmp_path)
    words = f"See [the first unit](unit:small/{UNIT})."
    bring_book(tmp_path, words, **{"book/part-1-machines/2-learning.fr.md": chapter("Apprendre", words)})
    assert f'<a href="/en/courses/small/{UNIT}/">the first unit</a>' in html(Chapter, "learning")
    assert f'<a href="/fr/courses/small/{UNIT}/">the first unit</a>' in html(Chapter, "learning", "fr")


def test_unit_leads_to_the_newest_edition_of_the_chapter_and_to_a_place_in_it(tmp_path):
    bring_book(tmp_path)
    words = "See [a chapter](handbook:open-book/learning) and [a place](handbook:open-book/learning#how-so)."
    bring_course(tmp_path, **{f"{FIRST}.fr.md": text("1.1.1 Premier", words, key=UNIT)})
    page = html(Unit, UNIT, "fr")
    assert '<a href="/fr/handbook/open-book/latest/learning/">a chapter</a>' in page
    assert '<a href="/fr/handbook/open-book/latest/learning/#t-how-so">a place</a>' in page
    assert links.address_of("handbook:open-book/learning") == reverse(
        "handbook:latest-chapter", args=["open-book", "learning"]
    )


@pytest.mark.parametrize(
    "target", [f"unit:other/{UNIT}", "unit:small/none", "unit:small", "unit:", "handbook:open-book/none", "unit:/x%00"]
)
def test_unknown_target_is_told_with_its_line_and_shown_as_words(tmp_path, target):
    bring_course(tmp_path)
    arrival = bring_book(tmp_path, f"Words.\n\nSee [this page]({target}).")
    assert faults(arrival.plan) == [(LEARNING.removeprefix("book/"), 6)]
    assert "<p>See this page.</p>" in html(Chapter, "learning").replace(' id="p-2"', "")
    assert not ContentLink.objects.exists()


def test_same_files_find_a_target_that_has_come_since(tmp_path):
    body = f"See [the first unit](unit:small/{UNIT})."
    assert faults(bring_book(tmp_path, body).plan) != []
    bring_course(tmp_path)
    arrival = bring_book(tmp_path, body)
    assert (faults(arrival.plan), arrival.plan.changed) == ([], ["learning"])
    assert bring_book(tmp_path, body).plan.changes_nothing


def test_each_side_tells_of_the_other(tmp_path, client):
    bring_course(tmp_path)
    bring_book(tmp_path, f"See [a unit](unit:small/{UNIT}) and [it again](unit:small/{UNIT}).")
    open_all()
    assert units() == [("First", f"/en/courses/small/{UNIT}/")]
    assert units(language="fr") == [("First fr", f"/en/courses/small/{UNIT}/")]
    page = client.get(f"/en/courses/small/{UNIT}/").content.decode()
    assert (
        '<nav class="across"><h2>In the handbook</h2>\n<ul>\n<li><a href="/en/handbook/open-book/1/learning/">'
        "Learning</a></li>\n</ul></nav>" in page
    )


def test_unit_that_leads_to_a_chapter_is_told_there_too(tmp_path):
    bring_book(tmp_path)
    words = "See [a chapter](handbook:open-book/learning)."
    bring_course(tmp_path, **{f"{FIRST}.fr.md": text("1.1.1 Premier", words, key=UNIT)})
    open_all()
    assert units() == [("First", f"/en/courses/small/{UNIT}/")]
    (row,) = ContentLink.objects.all()
    assert [str(one.title) for one in links.across(row.from_target, row.from_id, language="en")] == ["Learning"]


def test_link_that_is_gone_from_the_text_is_told_no_more(tmp_path, client):
    client.force_login(create_user())
    bring_course(tmp_path)
    bring_book(tmp_path, f"See [a unit](unit:small/{UNIT}).")
    open_all()
    address = f"/en/courses/small/{UNIT}/"
    assert "In the handbook" in client.get(address).content.decode()
    bring_book(tmp_path, "Words alone.", number=2)
    assert "In the handbook" in client.get(address).content.decode()
    open_all()
    assert "In the handbook" not in client.get(address).content.decode()


def test_what_is_not_open_is_not_told(tmp_path, client):
    client.force_login(create_user())
    bring_course(tmp_path)
    bring_book(tmp_path, f"See [a unit](unit:small/{UNIT}).")
    open_all()
    address = f"/en/courses/small/{UNIT}/"
    assert "In the handbook" in client.get(address).content.decode()
    book = Book.objects.get()
    book.is_open = False
    book.save()
    assert "In the handbook" not in client.get(address).content.decode()
    assert units() != []
    retire(Release.objects.get(), by=create_staff())
    assert units() == []


def test_link_of_a_draft_is_not_told(tmp_path):
    book = books.create_book(slug="open-book")
    course = create_course(slug="small", units=1)
    draft = books.create_edition(book, number=2)
    row = draft.chapters.get(key="first")
    links.keep(Chapter, {row.pk}, {(row.pk, "en"): ["unit:small/U1"]})
    unit = course.published_release().units.get()
    assert links.across("unit:small/U1", unit.pk, language="en") == []
    books.publish(draft)
    assert [one.url for one in links.across("unit:small/U1", unit.pk, language="en")] == [
        "/en/handbook/open-book/2/first/"
    ]


def test_page_that_nothing_leads_to_costs_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert links.across("handbook:open-book/first", 1, language="en") == []
