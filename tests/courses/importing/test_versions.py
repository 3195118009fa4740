"""What processes keep of a release is out of date after whatever changes a page of it."""

import pytest

from ai4t.models import ContentFile, RenderedText, SyncRun
from courses import outline
from courses.importing.running import import_course
from courses.models import Course, Release, Unit, UnitFile
from tests.factories.course_files import png, small_course, text
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


def bring(folder, files=None, **options):
    """As if the rules had changed since the last time: the shortcut for known files is not taken."""
    SyncRun.objects.all().delete()
    write_tree(folder, files or {})
    return import_course(folder, slug="small", **options).plan


def versions() -> dict[str, int]:
    return dict(Release.objects.values_list("name", "content_version"))


@pytest.fixture
def two_releases(tmp_path):
    bring(tmp_path, {"mkdocs.yml": "site_name: Small course\n", **small_course()})
    bring(tmp_path, release_name="V2")
    return tmp_path


def raised(before: dict[str, int]) -> dict[str, int]:
    return {name: version - before[name] for name, version in versions().items()}


def test_a_new_title_of_the_course_stands_in_every_release(two_releases):
    before = versions()
    assert outline.of(Release.objects.get(name="V1"), "en").course_title.value == "Small course"

    plan = bring(
        two_releases, {".pages": "title: Great course\n", "mkdocs.yml": "site_name: Great course\n"}, release_name="V2"
    )

    assert (plan.changed, raised(before)) == (["small"], {"V1": 1, "V2": 1})
    assert outline.of(Release.objects.get(name="V1"), "en").course_title.value == "Great course"


def test_another_source_language_alone_stands_in_every_release(two_releases):
    before = versions()

    plan = bring(two_releases, release_name="V2", source_language="fr")

    assert Course.objects.get().source_language == "fr"
    assert "small" in plan.changed
    assert raised(before) == {"V1": 1, "V2": 1}
    assert outline.of(Release.objects.get(name="V1"), "de").source_language == "fr"


def test_a_changed_unit_is_a_matter_of_its_release(two_releases):
    before = versions()

    bring(two_releases, {"module-1-why/1-0-introduction/1-0-1-welcome.en.md": text("1.0.1 Hello")}, release_name="V2")

    assert raised(before) == {"V1": 0, "V2": 1}


def test_a_page_that_could_not_be_made_before_is_a_change(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": text("A"), "m/s/b.en.md": text("B")})
    RenderedText.objects.filter(target_id=Unit.objects.get(key="a").pk).delete()

    plan = bring(tmp_path)

    assert (plan.changed, versions()) == (["a"], {"V1": 3})


def test_a_page_that_can_be_made_no_more_is_a_change(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": text("A"), "m/s/b.en.md": text("B")})
    row = RenderedText.objects.get(target_id=Unit.objects.get(key="a").pk)
    row.pk, row.language = None, "de"
    row.save()

    plan = bring(tmp_path)

    assert (plan.changed, versions()) == (["a"], {"V1": 3})
    assert not RenderedText.objects.filter(language="de").exists()


def test_a_file_that_no_page_names_any_more_is_a_change(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png(), "m/s/b.en.md": text("B")})
    UnitFile.objects.create(
        unit=Unit.objects.get(key="b"), name="x.png", path="x.png", role="picture", file=ContentFile.objects.first()
    )

    plan = bring(tmp_path)

    assert (plan.changed, versions()) == (["b"], {"V1": 3})
    assert list(UnitFile.objects.values_list("name", flat=True)) == ["p.png"]
