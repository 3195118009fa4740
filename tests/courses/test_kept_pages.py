"""Pages kept for visitors without an account are made anew when a course changes."""

import pytest

from courses.importing.running import import_course
from courses.models import Course
from tests.factories.course_files import small_course
from tests.factories.courses import create_course
from tests.factories.trees import write_tree


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
