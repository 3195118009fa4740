"""The real course, read in place: three modules of five languages with everything that is odd about them."""

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command

from ai4t.models import ContentText, PictureVariant, RenderedText, TranslationState
from courses.models import Activity, Course, Module, Option, Section, Unit, UnitFile
from tests.flush import flush_as_owner

pytestmark = pytest.mark.django_db

LANGUAGES = ("de", "en", "fr", "it", "sl")
M = "docs/1-Mooc/"
M1 = f"{M}module-1-using-AI-and-Education/"
M2 = f"{M}module-2-what-is-meant-by-ai/"


def bring(folder, tmp_path, **options) -> dict:
    call_command("import_course", str(folder), course="ai4t", report=str(tmp_path / "report.json"), **options)
    return json.loads((tmp_path / "report.json").read_text())


@pytest.fixture(scope="module")
def report(materials, tmp_path_factory, django_db_setup, django_db_blocker):
    """The report of the first import; the course stays for all tests of this file, since it takes seconds to come."""
    with django_db_blocker.unblock():
        yield bring(materials / "ai4t-mooc", tmp_path_factory.mktemp("real"))
        flush_as_owner()


def faults(report, kind):
    return [(fault["file"], fault["line"]) for fault in report["irregularities"] if fault["kind"] == kind]


def test_everything_comes_in(report):
    assert report["counts"] == {
        "modules": 3,
        "sections": 12,
        "units": 24,
        "activities": 1,
        "files": 39,
        "texts": dict.fromkeys(LANGUAGES, 24),
    }
    assert report["changes"] == {"added": 24, "changed": 0, "removed": 0}
    # 24 units in five languages; the activity has one text and one file.
    assert RenderedText.objects.count() == 121
    assert ContentText.objects.count() == 121
    assert UnitFile.objects.filter(role="picture").count() >= 39


def test_the_exported_quiz_is_an_activity_in_the_page_of_every_language(report):
    activity = Activity.objects.get()
    unit_type = ContentType.objects.get_for_model(Unit)
    pages = RenderedText.objects.filter(target_type=unit_type, target_id=activity.unit_id)
    place = f'<div class="activity-here" data-activity="{activity.key}"></div>'

    assert (activity.unit.completion_rule, activity.key) == ("answered", "2-1-3-quiz-5-big-ideas-in-ai")
    assert sorted(page.language for page in pages if place in page.html) == list(LANGUAGES)
    assert [option.text_en for option in Option.objects.filter(question__activity=activity)] == [
        "Learning",
        "Representation and reasoning",
        "Perception",
        "natural interaction",
    ]


@pytest.mark.parametrize("folder", ["ai4t-mooc/docs", "ai4t-mooc/docs/1-Mooc"])
def test_it_is_the_same_course_from_any_folder_around_it(report, materials, tmp_path, folder):
    again = bring(materials / folder, tmp_path, dry_run=True)

    assert (again["counts"], again["changes"]) == (report["counts"], {"added": 0, "changed": 24, "removed": 0})


def test_a_second_run_changes_nothing(report, materials, tmp_path):
    assert bring(materials / "ai4t-mooc", tmp_path) == {
        **report,
        "changes": {"added": 0, "changed": 0, "removed": 0},
    }


def test_titles_and_order_are_those_of_the_authors(report):
    course = Course.objects.rewrite(False).get()
    assert (course.title_en, course.title_sl) == (
        "Artificial Intelligence for and by Teachers",
        "Umetna inteligenca za učitelje in za učitelje",
    )
    modules = Module.objects.rewrite(False).order_by("position")
    assert [(module.key, module.title_en, module.title_fr) for module in modules] == [
        ("M0", "General Presentation", "Présentation générale"),
        ("M1", "Using AI in education", "Utiliser l'IA dans l'éducation"),
        ("M2", "What is meant by AI?", "Qu'est-ce que l'IA ?"),
    ]
    sections = Section.objects.rewrite(False).filter(module__key="M1").order_by("position")
    assert [(section.key, section.title_de) for section in sections] == [
        ("1.0", "Einführung"),
        ("1.1", "Sind Lehrer wirklich von KI betroffen ?"),
        ("1.2", "Konzentrieren wir uns auf Ihre eigenen KI-Tools"),
        ("1.3", "KI-Herausforderungen und -Kompetenzen für die Bildung"),
    ]
    units = Unit.objects.in_course_order().values_list("key", flat=True)
    assert [key.removeprefix("EU.AI4T.O1.") for key in units] == [
        "M0.1.1v", "M0.1.2t", "M0.1.3t", "M0.1.4t", "M0.2.1t", "M0.3.1t", "M0.4.1t", "M1.0.1t", "M1.1.1v", "M1.1.2v",
        "M1.1.3v", "M1.2.1a", "M1.3.1t", "M1.3.2t", "M2.0.1t", "M2.1.1v", "M2.1.2t", "M2.1.3a", "M2.2.1v", "M2.2.2t",
        "M2.2.3a", "M2.2.4a", "M2.2.5t", "M2.3.1a",
    ]  # fmt: skip


def test_units_have_their_facts(report):
    units = {unit.key.removeprefix("EU.AI4T.O1."): unit for unit in Unit.objects.rewrite(False)}

    walk = units["M1.1.1v"]
    assert (walk.title_en, walk.kind, walk.licence, walk.minutes, walk.completion_rule) == (
        "Video: A Walk through AI - The Learning Process in Education",
        "video",
        "CC BY 4.0",
        5,
        "declared",
    )
    assert walk.contributors_de == (
        "Anne Boyer – Loria, Armelle Brun – Loria, Azim Roussanaly – Loria, Guilherme Medeiros-Machado – Loria"
    )
    assert units["M2.1.1v"].licence == "CC BY-SA 2.0"
    assert units["M2.1.1v"].contributors_it == 'Mooc "Intelligence Artificielle...avec Intelligence"'
    assert units["M2.2.2t"].title_fr == "Une brève histoire de l'IA"
    assert units["M1.1.3v"].title_sl == "Video: Sprehod skozi umetno inteligenco - učna analitika"
    assert units["M2.3.1a"].contributors_de == "Magic Makers, Inria, S24B, Class'Code"
    assert units["M0.1.4t"].description_fr == "Présentation du contenu & de l'organisation du Mooc"
    assert {key[-1]: unit.kind for key, unit in units.items()} == {"t": "text", "v": "video", "a": "activity"}
    assert {unit.completion_rule for unit in units.values() if unit.kind == "text"} == {"read"}


def test_every_irregularity_is_named_where_it_stands(report):
    assert faults(report, "sidecar-not-well-formed") == [
        (f"{M}general-presentation/0-1-what-does-this-training-offer-us/0-1-4-what-is-in-this-course.en.xml", 7)
    ]
    assert faults(report, "nav-missing") == [(f"{M}.pages", 6), (f"{M}.pages", 7), (f"{M}.pages", 8)]
    assert faults(report, "title-spaces") == [(f"{M1}1-3-AI-challenges-and-competencies-for-education/.pages", 1)]
    walk = f"{M1}1-1-are-teachers-really-concerned-by-Artificial-Intelligence/"
    assert faults(report, "title-number-wrong") == [(f"{walk}1-1-3-learning-analytics.sl.md", 2)]
    assert faults(report, "title-disagrees") == [
        (f"{walk}1-1-3-learning-analytics.sl.md", 12),
        (f"{walk}1-1-3-learning-analytics.sl.xml", 5),
    ]
    assert [file for file, _line in faults(report, "id-not-file-name")] == [
        f"{walk}1-1-1-the-learning-process-in-education.en.md",
        f"{walk}1-1-2-guiding-pupils.en.md",
        f"{walk}1-1-3-learning-analytics.en.md",
    ]
    assert faults(report, "field-misspelt") == [
        (f"{M2}2-1-how-to-define-ai/2-1-1v-who-is-afraid-of-ai.it.md", 4),
        (f"{M2}2-3-lets-test-our-first-program/2-3-1a-tutorial-lets-test-our-first-program.de.md", 4),
    ]
    assert len(faults(report, "title-empty")) == 4
    assert len(faults(report, "space-before-colon")) == 7
    assert len(faults(report, "people-run-together")) == 25
    assert len(faults(report, "not-composed")) == 10
    assert len(faults(report, "no-break-space")) == 9
    assert [file for file, _line in faults(report, "not-course-text")] == ["README.upstream.md"]
    assert [file for file, _line in faults(report, "unused-file")] == [
        "LICENCE-CC-BY-4-0",
        "LICENCE-CC-BY-NC-SA",
        "LICENCE-CC-BY-SA",
    ]
    missing = {
        kind
        for kind in ("activity-missing", "picture-missing", "link-broken", "video-shared")
        if not faults(report, kind)
    }
    assert missing == set()


def test_every_page_can_be_read_and_asks_nobody_else(report):
    for page in RenderedText.objects.all():
        assert page.words > 10
        for forbidden in ("<iframe", "<script", ' src="http', '<img src="Images'):
            assert forbidden not in page.html, (page.target_id, page.language)


def test_pictures_are_light_for_a_phone(report):
    narrow = PictureVariant.objects.filter(width__lte=360).select_related("file")

    assert len(narrow) > 20
    assert max(variant.file.size for variant in narrow) <= 80_000


def test_translations_know_the_source_they_come_from(report):
    unit = Unit.objects.get(key="EU.AI4T.O1.M0.1.2t")
    titles = TranslationState.objects.filter(target_type__model="unit", target_id=unit.pk, field="title")
    states = titles.order_by("language")

    assert [state.language for state in states] == list(LANGUAGES)
    assert len({state.source_fingerprint for state in states}) == 1
    assert {state.source_snapshot for state in states} == {"", "What is the Objective of this Training?"}
