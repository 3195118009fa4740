"""What is asked for without anybody asking: after a publication, an import, a decision of the staff, and once a day."""

import pytest
from django.urls import reverse

from handbook import publishing, tasks
from handbook.building import asking, making
from handbook.importing.running import import_handbook
from handbook.models import Build, ChapterFile
from handbook.states import Format
from tests.factories.book_files import chapter, small_book
from tests.factories.books import create_book, create_chapter_file, create_edition, publish
from tests.factories.people import create_staff, sign_in
from tests.factories.trees import write_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return create_book(slug="short", languages=("en", "sl")).editions.get()


@pytest.fixture
def rung_after(monkeypatch, django_capture_on_commit_callbacks):
    """A function that does something and commits it; the tasks that were rung for then."""

    def rung_after(act, *arguments, **options):
        tasks = []
        with monkeypatch.context() as bell:
            bell.setattr(asking.bell, "ring_task", lambda task, *about: tasks.append((task, *about)))
            with django_capture_on_commit_callbacks(execute=True):
                act(*arguments, **options)
        return tasks

    return rung_after


def asked_for() -> set[tuple[str, str]]:
    return {(build.language, build.format) for build in Build.objects.all()}


EVERYTHING = {(language, form) for language in ("en", "sl") for form in Format}


def test_after_publishing_a_worker_asks_for_every_format_in_every_language(rung_after):
    edition = create_edition(create_book(editions=0, languages=("en", "sl")), languages=("en", "sl"))
    rung = rung_after(publishing.publish, edition, by=create_staff("operator"))
    assert (rung, asked_for()) == ([("handbook.tasks.ask_for_files", edition.pk)], set())
    tasks.ask_for_files(edition.pk)
    assert asked_for() == EVERYTHING


def test_sweep_asks_where_no_bell_told_of_a_publication(edition, monkeypatch):
    monkeypatch.setattr(making, "ROUND_SECONDS", 0)
    create_edition(edition.book, number=2)
    tasks.sweep_builds()
    assert (asked_for(), {build.edition for build in Build.objects.all()}) == (EVERYTHING, {edition})
    Build.objects.exclude(language="sl", format=Format.PDF).delete()
    tasks.sweep_builds()
    assert Build.objects.count() == 1


def test_once_a_day_all_that_has_fallen_behind_is_asked_for(edition, monkeypatch):
    made = asking.ask_for(edition, "en", Format.HTML)
    making.make(made.pk)
    monkeypatch.setitem(asking._VERSIONS, Format.HTML, 1_000)
    tasks.ask_for_files_of_all()
    tasks.ask_for_files_of_all()
    assert (asked_for(), Build.objects.filter(language="en", format=Format.HTML).count()) == (EVERYTHING, 2)


def test_language_that_comes_to_a_published_edition_is_asked_for_and_a_draft_is_not(rung_after, tmp_path):
    def bring(files, number=1):
        write_tree(tmp_path, files)
        return import_handbook(tmp_path / "book", slug="small", number=number)

    assert rung_after(bring, small_book()) == []
    edition = publish(bring(small_book()).edition)
    learning = {"book/part-1-machines/2-learning.de.md": chapter("Lernen", "Maschinen lernen.")}
    assert rung_after(bring, learning) == [("handbook.tasks.ask_for_files", edition.pk)]
    assert rung_after(bring, learning) == []
    assert rung_after(bring, learning, number=2) == []
    tasks.ask_for_files(edition.pk)
    assert ("de", Format.PDF) in asked_for()


@pytest.mark.parametrize("what", ["edition", "file"])
def test_decision_of_the_staff_about_a_published_book_is_asked_for(client, edition, rung_after, what):
    create_chapter_file(edition.chapters.get(key="first"))
    create_edition(edition.book, number=2)
    sign_in(client, create_staff("operator"), second_factor=True)
    row, said = {
        "edition": (edition, {"doi": "10.5281/zenodo.1"}),
        "file": (ChapterFile.objects.get(), {"credit": "Ana Novak"}),
    }[what]
    address = reverse(f"admin:handbook_{row._meta.model_name}_change", args=[row.pk])
    form = client.get(address).context["adminform"].form
    values = {name: form[name].value() for name in form.fields}
    filled = {name: value for name, value in values.items() if value is not None and value is not False}
    assert rung_after(client.post, address, {**filled, **said}) == [("handbook.tasks.ask_for_files", edition.pk)]
