"""Pages kept for visitors without an account are made anew when a course changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ai4t.models import Language
from courses import permissions
from courses.importing.running import import_course
from courses.models import Course, Unit
from tests.factories.activities import create_activity, single
from tests.factories.course_files import small_course
from tests.factories.courses import create_course, create_enrolment
from tests.factories.people import create_user
from tests.factories.trees import write_tree

UNIT = "/en/courses/first-steps/U1/"


@pytest.fixture
def open_course(db):
    return create_course(slug="first-steps", languages=("en", "fr"), reads_without_enrolment=True)


@pytest.mark.django_db
def test_a_course_that_is_closed_leaves_the_home_page_at_once(client, django_capture_on_commit_callbacks):
    create_course(slug="first-steps")
    assert b"/en/courses/first-steps/" in client.get("/en/").content
    with django_capture_on_commit_callbacks(execute=True):
        course = Course.objects.get()
        course.is_open = False
        course.save()
    assert b"/en/courses/first-steps/" not in client.get("/en/").content


@pytest.mark.django_db
def test_an_import_that_renames_a_unit_shows_at_once(client, tmp_path, django_capture_on_commit_callbacks):
    files = small_course()
    write_tree(tmp_path, files)
    with django_capture_on_commit_callbacks(execute=True):
        import_course(tmp_path, slug="small")
    before = client.get("/en/courses/small/").content.decode()
    path, old = next((path, text) for path, text in files.items() if "1-1-1" in path and path.endswith(".en.md"))
    write_tree(tmp_path, {path: old.replace("1.1.1 First", "1.1.1 Quite another title", 1)})
    with django_capture_on_commit_callbacks(execute=True):
        import_course(tmp_path, slug="small")
    after = client.get("/en/courses/small/").content.decode()
    assert ("Quite another title" in before, "Quite another title" in after) == (False, True)


def test_a_unit_that_is_open_to_all_is_kept_in_each_language(client, open_course, django_assert_num_queries):
    texts = {"en": b"<p>Text of U1 in en</p>", "fr": b"<p>Text of U1 in fr</p>"}
    for language, text in texts.items():
        address = f"/{language}/courses/first-steps/U1/"
        assert text in client.get(address).content
        with django_assert_num_queries(0):
            assert text in client.get(address).content


@pytest.mark.parametrize("change", [{"is_open": False}, {"reads_without_enrolment": False}], ids=str)
def test_a_kept_unit_closes_at_once_with_its_course(client, open_course, change, django_capture_on_commit_callbacks):
    assert client.get(UNIT).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        for field, value in change.items():
            setattr(open_course, field, value)
        open_course.save()
    assert client.get(UNIT).status_code != 200


def test_a_unit_that_anything_may_close_is_asked_for_each_time(client, open_course, monkeypatch):
    now = {"closed": False}
    monkeypatch.setattr(permissions, "_closures", [lambda user, release, unit_key: now["closed"]])
    assert client.get(UNIT).status_code == 200
    now["closed"] = True
    assert client.get(UNIT).status_code == 302


def test_a_learner_is_given_her_own_page_of_a_kept_unit(client, open_course):
    client.get(UNIT)
    client.force_login(create_enrolment(learner=create_user(), course=open_course).learner)
    assert b"data-visit-url" in client.get(UNIT).content


def test_a_unit_with_an_activity_is_drawn_anew(client, open_course):
    create_activity(Unit.objects.get(key="U1"), single())
    client.get(UNIT)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(UNIT).status_code == 200
    assert len(asked) > 0


@pytest.mark.django_db
def test_a_language_that_is_named_anew_shows_at_once(client, django_capture_on_commit_callbacks):
    assert "Français" in client.get("/en/legal/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        Language(code="fr", own_name="Le français", opened=True).save()
    assert "Le français" in client.get("/en/legal/").content.decode()
