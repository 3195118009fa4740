import pytest

from courses.importing.running import import_course
from courses.models import Course
from courses.showing import show_content

pytestmark = pytest.mark.django_db


def test_course_takes_its_description_from_the_site_file_in_each_language():
    course = show_content()
    assert course.description_en.startswith("What these tools do")
    assert course.description_sl.startswith("Kaj ta orodja počnejo")


def test_description_written_by_hand_stays_where_the_files_have_none(tmp_path):
    (tmp_path / "why.en.md").write_text("---\ntitle: Why\n---\nBecause it helps.\n")
    import_course(tmp_path, slug="short")
    Course.objects.filter(slug="short").update(description_en="By hand")
    (tmp_path / "why.en.md").write_text("---\ntitle: Why\n---\nBecause it helps a lot.\n")
    import_course(tmp_path, slug="short")
    assert Course.objects.get(slug="short").description_en == "By hand"
