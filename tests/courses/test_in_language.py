import pytest
from django.utils import translation

from courses.models import Course
from tests.factories.courses import create_course

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "source"), [("sl", "en"), ("en", "en"), ("en", "fr")])
def test_texts_in_two_languages_come_with_the_row_and_no_others(language, source, django_assert_num_queries):
    create_course(languages=("en", "sl", "fr"))
    with translation.override(language):
        course = Course.objects.in_language(language, source).get()
        with django_assert_num_queries(0):
            titles = {getattr(course, f"title_{code}") for code in (language, source)}
    assert titles == {f"First steps ({code})" for code in (language, source)}
    loaded = {name for name in vars(course) if name.startswith(("title", "description"))}
    assert loaded == {f"{field}_{code}" for field in ("title", "description") for code in (language, source)}
