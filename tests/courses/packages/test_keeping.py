"""Packages come in whole or not at all, and the same files change nothing."""

import pytest
from django.core.management import CommandError, call_command

from ai4t.content import applying
from ai4t.models import AuditEntry, ContentFile
from courses.models import Package, PackageFile, Release, Unit
from courses.packages.content import PackageRefused
from courses.packages.keeping import keep_package
from courses.packages.recognising import recognise
from tests.factories.archives import make_zip
from tests.factories.courses import create_course, create_enrolment
from tests.factories.packages import create_claim, create_package, html5, scorm12, scorm2004
from tests.factories.people import create_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    create_course()
    return Unit.objects.get(key="U1")


def keep(unit, files, **more):
    with applying.importing() as store:
        return keep_package(files, release=unit.release, unit=unit, key="quiz", store=store, **more)


def test_scorm_12_says_its_title_its_page_its_score_and_its_data():
    item = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>level=2</adlcp:datafromlms>"
    content = recognise(scorm12(item=item, parameters=' parameters="?mode=a"'))
    assert (content.kind, content.title, content.entry) == ("scorm12", "Sorting things", "start.html?mode=a")
    assert (content.mastery, content.launch_data, content.remarks) == (0.8, "level=2", [])


def test_scorm_2004_says_its_measure():
    item = """<adlcp:dataFromLMS>x</adlcp:dataFromLMS><imsss:sequencing><imsss:objectives><imsss:primaryObjective
        satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>
        </imsss:objectives></imsss:sequencing>"""
    content = recognise(scorm2004(item=item))
    assert (content.kind, content.mastery, content.launch_data) == ("scorm2004", 0.6, "x")


def test_parts_that_do_not_run_are_told():
    more = '<item identifier="J" identifierref="R"><title>Second</title></item>'
    assert recognise(scorm12(more=more)).remarks == ["The package has 2 parts; only the first runs."]


def test_folder_around_everything_is_looked_through():
    files = {f"My course/v2/{path}": content for path, content in scorm12().items()}
    content = recognise(files)
    assert (content.folder, content.entry) == ("My course/v2/", "start.html")


@pytest.mark.parametrize(
    ("files", "entry"),
    [
        ({"index.html": b"", "other.html": b""}, "index.html"),
        ({"Story.html": b"", "other.html": b""}, "Story.html"),
        ({"quiz.htm": b"", "js/a.js": b"", "pages/x.html": b""}, "quiz.htm"),
    ],
)
def test_first_page_of_html_is_found_by_custom(files, entry):
    assert (recognise(files).kind, recognise(files).entry) == ("html5", entry)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"a.txt": b""}, "There is no page to begin with"),
        ({"a.html": b"", "b.html": b""}, "It is not clear which page comes first (a.html, b.html)"),
        ({"imsmanifest.xml": b"<manifest/>"}, "imsmanifest.xml names no page to begin with."),
        ({"imsmanifest.xml": b"<!DOCTYPE a><manifest/>"}, "declares a document type"),
        ({**scorm12(), "start.html": None}, "begins with “start.html”, which is not in the package."),
        ({"h5p.json": b"[]"}, "does not say which library"),
        ({"h5p.json": b'{"mainLibrary": "H5P.X", "mainLibrary": "H5P.Y"}'}, "says “mainLibrary” twice"),
        ({"h5p.json": b'{"mainLibrary": "H5P.X"}'}, "holds no content/content.json"),
        (
            {"h5p.json": b'{"mainLibrary": "H5P.X"}', "content/content.json": b"{}"},
            "The library H5P.X is not in the package.",
        ),
        (
            {
                "h5p.json": b'{"mainLibrary": "H5P.X", "preloadedDependencies":'
                b' [{"machineName": "H5P.X", "majorVersion": 1, "minorVersion": 2}]}',
                "content/content.json": b"{}",
            },
            "The library H5P.X 1.2 is not in the package.",
        ),
    ],
)
def test_what_cannot_run_is_refused_with_the_reason(files, sentence):
    with pytest.raises(PackageRefused) as refused:
        recognise({path: content for path, content in files.items() if content is not None})
    assert sentence in str(refused.value)


def test_page_outside_the_package_is_refused():
    for href in ("../x.html", "https://elsewhere.example/x.html", "//x", "/etc/passwd"):
        files = scorm12()
        files["imsmanifest.xml"] = files["imsmanifest.xml"].replace(b'href="start.html"', f'href="{href}"'.encode())
        with pytest.raises(PackageRefused, match="not in the package"):
            recognise(files)


def test_files_are_kept_once_by_their_bytes(unit):
    kept = keep(unit, html5(**{"a.js": "1", "b/c.js": "1"}))
    assert kept.has_changed
    rows = PackageFile.objects.filter(package=kept.package)
    assert set(rows.values_list("path", flat=True)) == {"index.html", "a.js", "b/c.js"}
    assert rows.get(path="a.js").file == rows.get(path="b/c.js").file
    assert AuditEntry.objects.filter(action="package.kept").count() == 1


def test_same_files_change_nothing_and_others_take_their_place(unit):
    first = keep(unit, html5(), title="One").package
    version = Release.objects.get().content_version
    assert not keep(unit, html5(), title="One").has_changed
    assert Release.objects.get().content_version == version
    second = keep(unit, html5("<p>more</p>"), title="Two")
    assert (second.has_changed, second.package.pk, second.package.title) == (True, first.pk, "Two")
    assert Package.objects.get().sha256 != first.sha256
    assert Release.objects.get().content_version == version + 1


def test_what_learners_did_survives_a_new_file(unit):
    package = create_package(unit)
    enrolment = create_enrolment(learner=create_user(), course=unit.release.course)
    claim = create_claim(enrolment, package, state="completed")
    keep(unit, html5("<p>more</p>"))
    claim.refresh_from_db()
    assert claim.state == "completed"


@pytest.mark.parametrize("path", ["../x", "a\\b", ".ai4t/bridge.js", ".AI4T/x", "CON", "INDEX.html"])
def test_folder_with_odd_names_is_refused(unit, path):
    with pytest.raises(PackageRefused):
        keep(unit, {**html5(), path: b"x"})
    assert (Package.objects.count(), ContentFile.objects.count()) == (0, 0)


def test_folder_of_a_course_names_its_first_page(unit):
    kept = keep(unit, {"story.html": b"<p>", "other.html": b"<p>"}, entry="other.html?x=1")
    assert (kept.package.kind, kept.package.entry) == ("html5", "other.html?x=1")
    with pytest.raises(PackageRefused, match="not in the package"):
        keep(unit, html5(), entry="none.html")


def test_command_imports_says_so_and_repeats_nothing(unit, tmp_path, capsys):
    (tmp_path / "Sorting things.zip").write_bytes(make_zip(scorm12()))
    arguments = ["import_package", str(tmp_path / "Sorting things.zip"), "--course=first-steps", "--unit=U1"]
    call_command(*arguments, "--dry-run")
    assert capsys.readouterr().out == (
        "Sorting things (SCORM 1.2, 2 files): package sorting-things of unit U1.\nA dry run, nothing was written.\n"
    )
    assert (Package.objects.count(), ContentFile.objects.count()) == (0, 0)
    call_command(*arguments)
    call_command(*arguments)
    assert capsys.readouterr().out.endswith("Nothing has changed since the last import.\n")
    assert Package.objects.get().unit == unit


def test_command_refuses_with_one_sentence(unit, tmp_path):
    (tmp_path / "x.zip").write_bytes(make_zip({"../x": ""}))
    good = {"path": str(tmp_path / "x.zip"), "course": "first-steps", "unit": "U1"}
    for wrong, sentence in (
        ({}, "Nothing was imported. The name “../x” leads to another place"),
        ({"path": str(tmp_path / "y.zip")}, "Nothing was imported. The file .* cannot be read"),
        ({"course": "none"}, "There is no course “none”."),
        ({"unit": "U9"}, "There is no unit U9 in first-steps V1."),
        ({"release": "V9"}, "The course first-steps has no such release."),
    ):
        values = {**good, **wrong}
        with pytest.raises(CommandError, match=sentence):
            call_command("import_package", values.pop("path"), **values)
    assert Package.objects.count() == 0
