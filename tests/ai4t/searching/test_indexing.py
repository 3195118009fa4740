from io import StringIO

import pytest
from django.core.management import call_command

from ai4t import searching
from ai4t.models import RenderedText, SearchEntry, SearchWord
from courses.models import Release, Unit
from courses.publishing import publish
from handbook.models import Chapter
from handbook.publishing import edition_published
from tests.factories.books import create_book, create_chapter, create_edition
from tests.factories.books import publish as publish_unchecked
from tests.factories.courses import create_course, create_unit
from tests.factories.people import create_staff

pytestmark = pytest.mark.django_db


def entries() -> list[tuple[str, str]]:
    return sorted(SearchEntry.objects.values_list("key", "language"))


def test_each_language_of_a_page_has_its_entry():
    release = create_course(units=1, languages=("en", "fr")).published_release()
    assert searching.keep_in_step(release) == 2
    assert entries() == [("U1", "en"), ("U1", "fr")]


def test_title_alone_is_found_too():
    release = create_course(units=1).published_release()
    RenderedText.objects.all().delete()
    searching.keep_in_step(release)
    assert entries() == [("U1", "en")]


def test_pages_that_have_not_changed_are_not_written():
    release = create_course(units=2).published_release()
    searching.keep_in_step(release)
    assert searching.keep_in_step(release) == 0
    RenderedText.objects.filter(target_id=Unit.objects.get(key="U2").pk).update(html="<p>New</p>")
    before = set(SearchEntry.objects.values_list("pk", flat=True))
    assert searching.keep_in_step(release) == 1
    assert len(before - set(SearchEntry.objects.values_list("pk", flat=True))) == 1


def test_new_title_of_the_course_stands_with_its_units():
    course = create_course(units=1)
    searching.keep_in_step(course.published_release())
    course.title_en = "Second steps"
    course.save()
    assert SearchEntry.objects.get().place[0] == ["Second steps", "en"]


def test_unit_that_is_gone_is_not_kept():
    release = create_course(units=2).published_release()
    searching.keep_in_step(release)
    Unit.objects.filter(key="U1").delete()
    searching.keep_in_step(release)
    assert entries() == [("U2", "en")]


def test_release_comes_into_the_search_when_it_is_published():
    course = create_course(units=1)
    draft = Release.objects.create(course=course, name="V2")
    section = draft.modules.create(key="M1", position=1).sections.create(key="S1", position=1)
    create_unit(section=section, key="later")
    searching.keep_in_step(draft)
    assert entries() == []
    publish(draft, by=create_staff())
    assert entries() == [("later", "en")]


def test_edition_takes_the_place_of_the_one_before():
    book = create_book()
    searching.keep_in_step(book.editions.get())
    assert entries() == [("first", "en"), ("second", "en")]
    second = create_edition(book, number=2)
    create_chapter(second, key="third")
    publish_unchecked(second)
    edition_published.send(type(second), edition=second)
    assert entries() == [("first", "en"), ("second", "en"), ("third", "en")]
    assert set(SearchEntry.objects.values_list("group_id", flat=True)) == {second.pk}


def test_rebuilding_makes_everything_anew_and_says_how_much():
    create_course(units=2)
    create_book()
    SearchWord.objects.create(language="en", word="gone", folded="gone", trigrams=["gon"])
    said = StringIO()
    call_command("rebuild_search", stdout=said)
    assert said.getvalue() == "4 pages can be found.\n"
    assert len(entries()) == 4
    assert not SearchWord.objects.filter(folded="gone").exists()


def test_very_long_text_is_kept():
    release = create_course(units=1).published_release()
    html = "<p>" + " ".join(f"word{number}" for number in range(40_000)) + "x" * 5_000 + "</p>"
    RenderedText.objects.update(html=html)
    assert searching.keep_in_step(release) == 1


def test_page_of_an_unregistered_model_is_none_of_the_search():
    assert searching.keep_in_step(Chapter()) == 0
