"""Imports into the database: what is written, and that nothing is written twice."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ai4t.models import ContentFile, ContentText, RenderedText, SyncRun, TranslationState
from courses.importing.running import import_course
from courses.models import Completion, Course, Module, Release, Section, Unit, UnitFile
from tests.factories.course_files import png, small_course, text
from tests.factories.courses import create_enrolment
from tests.factories.people import create_user
from tests.factories.pictures import picture
from tests.factories.trees import places, write_tree

pytestmark = pytest.mark.django_db


def bring(folder: Path, files=None, **options):
    """Write ``files`` and import the folder; returns the plan."""
    if files is not None:
        write_tree(folder, files)
    return import_course(folder, slug="small", **options).plan


def changes(plan):
    return {"added": plan.added, "changed": plan.changed, "removed": plan.removed}


NO_CHANGES = {"added": [], "changed": [], "removed": []}
KEYS = ["EU.X.O1.M1.0.1t", "EU.X.O1.M1.1.1t", "EU.X.O1.M1.1.2t", "EU.X.O1.M2.1.1a"]


def unit(key: str) -> Unit:
    return Unit.objects.get(key=key)


def html(key: str, language="en") -> str:
    return RenderedText.objects.get(target_id=unit(key).pk, language=language).html


def snapshot() -> dict:
    """Every row that an import may write, with the version that PostgreSQL gives each write."""
    tables = [
        Course,
        Release,
        Module,
        Section,
        Unit,
        UnitFile,
        ContentFile,
        ContentText,
        RenderedText,
        SyncRun,
        TranslationState,
    ]
    with connection.cursor() as cursor:
        found = {}
        for model in tables:
            cursor.execute(f"SELECT id, xmin::text FROM {model._meta.db_table} ORDER BY id")
            found[model.__name__] = cursor.fetchall()
        return found


def test_a_course_comes_in_whole(tmp_path):
    plan = bring(tmp_path, small_course())

    assert changes(plan) == {"added": KEYS, "changed": [], "removed": []}
    assert plan.counts == {
        "modules": 2,
        "sections": 3,
        "units": 4,
        "activities": 0,
        "files": 0,
        "texts": {"en": 4, "fr": 4},
    }
    release = Release.objects.get(course__slug="small")
    assert (release.name, release.state, release.course.is_open, release.course.source_language) == (
        "V1",
        "published",
        True,
        "en",
    )
    first = unit(KEYS[1])
    assert (first.section.key, first.section.module.key, first.position, first.kind) == ("1.1", "M1", 1, "text")
    assert (first.title_en, first.title_fr, first.contributors_en) == ("First", "First fr", "AI4T")
    assert first.completion_rule == "read"
    assert unit(KEYS[3]).completion_rule == "declared"
    assert "Words about 1.1.1 First in fr." in html(KEYS[1], "fr")


def test_the_source_of_every_text_is_kept_byte_for_byte(tmp_path):
    raw = "\ufeff---\r\ntitle: 1.1.1 A\r\n---\r\nne\u0301\r\n".encode()

    bring(tmp_path, {"m/s/1-1-1-a.en.md": raw})

    kept = ContentText.objects.get()
    assert (bytes(kept.raw), kept.path, kept.language) == (raw, "m/s/1-1-1-a.en.md", "en")
    assert bytes(kept.front_matter) == "\ufeff---\r\ntitle: 1.1.1 A\r\n---\r\n".encode()
    assert kept.target == unit("M1.1.1t")


def test_a_text_in_a_language_outside_the_list_is_kept_and_nowhere_shown(tmp_path):
    plan = bring(tmp_path, {"m/s/a.en.md": text("A"), "m/s/a.pt-br.md": text("B")})

    assert plan.counts["texts"] == {"en": 1, "pt-br": 1}
    assert set(ContentText.objects.values_list("language", flat=True)) == {"en", "pt-br"}
    assert [row.language for row in RenderedText.objects.all()] == ["en"]


def test_a_second_run_writes_nothing_at_all(tmp_path):
    bring(tmp_path, {**small_course(), "module-1-why/1-0-introduction/x.png": png()})
    before = snapshot()

    plan = bring(tmp_path)

    assert changes(plan) == NO_CHANGES
    assert snapshot() == before


def test_a_second_run_without_its_shortcut_writes_no_content_either(tmp_path):
    files = {**small_course(), "m/s/pic.png": png(), "m/s/p.en.md": text("P", "![x](pic.png)")}
    first = bring(tmp_path, files)
    SyncRun.objects.all().delete()
    before = snapshot()

    plan = bring(tmp_path)

    assert changes(plan) == NO_CHANGES
    assert plan.report()["irregularities"] == first.report()["irregularities"]
    assert {**snapshot(), "SyncRun": []} == before


def test_the_report_of_a_run_without_changes_is_that_of_the_last(tmp_path):
    first = bring(tmp_path, small_course()).report()

    second = bring(tmp_path).report()

    assert second == {**first, "changes": {"added": 0, "changed": 0, "removed": 0}}


def test_only_what_differs_is_changed(tmp_path):
    bring(tmp_path, small_course())
    release = Release.objects.get()
    before = release.content_version

    path = "module-1-why/1-1-reasons/1-1-2-second.fr.md"
    plan = bring(tmp_path, {path: text("1.1.2 Autre", "D'autres mots.", key=KEYS[2])})

    assert changes(plan) == {"added": [], "changed": [KEYS[2]], "removed": []}
    assert (unit(KEYS[2]).title_fr, unit(KEYS[2]).title_en) == ("Autre", "Second")
    release.refresh_from_db()
    assert release.content_version == before + 1


def test_a_title_of_a_section_is_a_change_and_nothing_else_is(tmp_path):
    bring(tmp_path, small_course())

    plan = bring(tmp_path, {"module-1-why/1-1-reasons/.pages": "title: 1.1 Grounds\n"})

    assert changes(plan) == {"added": [], "changed": ["M1 1.1"], "removed": []}
    assert unit(KEYS[1]).section.title_en == "Grounds"


def test_a_new_order_is_a_change_of_what_moved(tmp_path):
    bring(tmp_path, small_course())

    plan = bring(
        tmp_path, {"module-1-why/1-1-reasons/.pages": "title: 1.1 Reasons\nnav:\n  - 1-1-2-second.md\n  - ...\n"}
    )

    assert changes(plan) == {"added": [], "changed": [KEYS[2], KEYS[1]], "removed": []}
    assert (unit(KEYS[2]).position, unit(KEYS[1]).position) == (1, 2)


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    files = {**small_course(), "m/s/pic.png": png(), "m/s/p.en.md": text("P", "![x](pic.png)")}
    stored = set(default_storage.listdir("")[0]) if default_storage.exists("") else set()

    dry = bring(tmp_path, files, is_dry=True)

    assert (Course.objects.count(), ContentFile.objects.count(), SyncRun.objects.count()) == (0, 0, 0)
    assert (set(default_storage.listdir("")[0]) if default_storage.exists("") else set()) == stored
    wet = bring(tmp_path)
    assert json.dumps(dry.report()) == json.dumps(wet.report())


def test_a_named_release_of_a_published_course_starts_as_a_draft(tmp_path):
    bring(tmp_path, small_course())

    plan = bring(tmp_path, release_name="V2")

    assert changes(plan)["added"] == KEYS
    assert list(Release.objects.order_by("pk").values_list("name", "state")) == [("V1", "published"), ("V2", "draft")]
    assert changes(bring(tmp_path)) == NO_CHANGES


def test_a_unit_has_the_same_key_in_every_release(tmp_path):
    body = text("A title of its own", "Words that only this unit has. " * 20)
    bring(tmp_path, {"m/s/old.en.md": body, "m/s/other.en.md": text("Other")})
    (tmp_path / "m/s/old.en.md").unlink()

    bring(tmp_path, {"m/s/new.en.md": body}, release_name="V2")

    assert set(Unit.objects.values_list("release__name", "key")) == {
        ("V1", "old"),
        ("V1", "other"),
        ("V2", "old"),
        ("V2", "other"),
    }


def test_values_that_no_database_keeps_come_in_without_the_odd_part(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": '---\ntitle: "a\\0b"\n---\nx', "m/s/b.en.md": text("x" * 5000, licence="y" * 500)})

    assert unit("a").title_en == "ab"
    assert (len(unit("b").title_en), len(unit("b").licence)) == (300, 60)


def test_a_renamed_and_moved_file_is_the_same_unit_and_progress_stays(tmp_path):
    bring(tmp_path, small_course())
    enrolment = create_enrolment(learner=create_user(), course=Course.objects.get())
    Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key=KEYS[1], basis="declared")
    old = unit(KEYS[1])

    (tmp_path / "module-2-how/2-1-ways/2-1-7-renamed.en.md").write_bytes(
        (tmp_path / "module-1-why/1-1-reasons/1-1-1-first.en.md").read_bytes()
    )
    for language in ("en", "fr"):
        (tmp_path / f"module-1-why/1-1-reasons/1-1-1-first.{language}.md").unlink()
    plan = bring(tmp_path)

    assert changes(plan) == {"added": [], "changed": [KEYS[1]], "removed": []}
    assert (unit(KEYS[1]).pk, unit(KEYS[1]).section.key) == (old.pk, "2.1")
    assert unit(KEYS[1]).title_fr in {"", None}
    assert Completion.objects.unscoped("test").get().unit_key == KEYS[1]


def test_a_unit_whose_id_changes_keeps_the_old_one(tmp_path):
    bring(tmp_path, small_course())
    old = unit(KEYS[1])

    path = "module-1-why/1-1-reasons/1-1-1-first"
    other = text("1.1.1 Something else", "Not a word is as it was.", key="EU.X.O1.M7.7.7t")
    plan = bring(tmp_path, {f"{path}.en.md": other, f"{path}.fr.md": other})

    assert unit(KEYS[1]).pk == old.pk
    assert changes(plan) == {"added": [], "changed": [KEYS[1]], "removed": []}
    assert (f"{path}.en.md", 0, "key-changed") in places(plan.irregularities)


@pytest.mark.parametrize("edit", [lambda body: body, lambda body: body + "\nOne more sentence.\n"])
def test_a_file_without_id_is_recognised_after_a_renaming(tmp_path, edit):
    body = text("The only title of its kind", "A sentence that is rather long. " * 20)
    bring(tmp_path, {"m/s/old-name.en.md": body, "m/s/other.en.md": text("Other")})
    old = unit("old-name")

    (tmp_path / "m/s/old-name.en.md").unlink()
    plan = bring(tmp_path, {"n/t/new-name.en.md": edit(body)})

    assert changes(plan) == {"added": [], "changed": ["old-name"], "removed": []}
    assert unit("old-name").pk == old.pk


def test_renumbered_files_without_ids_keep_their_units_apart(tmp_path):
    bring(
        tmp_path,
        {
            f"m/s/1-1-{n}-{name}.en.md": text(f"1.1.{n} {name}", f"About {name}. " * 30)
            for n, name in ((1, "apples"), (2, "pears"))
        },
    )
    apples = unit("M1.1.1t").pk

    for path in (tmp_path / "m/s").glob("*.md"):
        path.unlink()
    names = ((1, "quinces"), (2, "apples"), (3, "pears"))
    bring(tmp_path, {f"m/s/1-1-{n}-{name}.en.md": text(f"1.1.{n} {name}", f"About {name}. " * 30) for n, name in names})

    assert {row.title_en: row.key for row in Unit.objects.all()} == {
        "apples": "M1.1.1t",
        "pears": "M1.1.2t",
        "quinces": "M1.1.1t-2",
    }
    assert unit("M1.1.1t").pk == apples


def test_a_removed_unit_is_deleted_or_archived_when_somebody_has_done_it(tmp_path):
    bring(tmp_path, small_course())
    enrolment = create_enrolment(learner=create_user(), course=Course.objects.get())
    Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key=KEYS[1], basis="declared")
    gone = unit(KEYS[2])

    for path in (tmp_path / "module-1-why/1-1-reasons").iterdir():
        path.unlink()
    plan = bring(tmp_path)

    assert changes(plan) == {"added": [], "changed": [], "removed": KEYS[1:3]}
    assert not Unit.objects.filter(key=KEYS[2]).exists()
    unit_type = ContentType.objects.get_for_model(Unit)
    assert not TranslationState.objects.filter(target_type=unit_type, target_id=gone.pk).exists()
    assert not RenderedText.objects.filter(target_type=unit_type, target_id=gone.pk).exists()
    archived = unit(KEYS[1])
    assert (archived.archived_at is not None, archived.section) == (True, None)
    assert not Section.objects.filter(key="1.1").exists()


def test_an_archived_unit_comes_back(tmp_path):
    files = small_course()
    bring(tmp_path, files)
    enrolment = create_enrolment(learner=create_user(), course=Course.objects.get())
    Completion.objects.unscoped("test").create(enrolment=enrolment, unit_key=KEYS[1], basis="declared")
    pk = unit(KEYS[1]).pk
    paths = [path for path in files if "1-1-1-first" in path]
    for path in paths:
        (tmp_path / path).unlink()
    bring(tmp_path)

    plan = bring(tmp_path, {path: files[path] for path in paths})

    assert changes(plan) == {"added": [], "changed": [KEYS[1]], "removed": []}
    assert (unit(KEYS[1]).pk, unit(KEYS[1]).archived_at) == (pk, None)


def test_a_repeated_key_makes_two_units_and_is_named(tmp_path):
    plan = bring(
        tmp_path,
        {
            "m/s/3-3-2-a.en.md": text("3.3.2 A", key="X.M3.3.2t"),
            "m/s/3-3-3-b.en.md": text("3.3.3 B", key="X.M3.3.2t"),
        },
    )

    assert changes(plan)["added"] == ["X.M3.3.2t", "X.M3.3.3t"]
    assert ("m/s/3-3-3-b.en.md", 5, "key-repeated") in places(plan.irregularities)
    assert changes(bring(tmp_path)) == NO_CHANGES


def test_a_file_that_is_not_what_its_name_says_is_told_once_and_only_saved(tmp_path):
    body = "[Worksheet](sheet.pdf) and [again](sheet.pdf)\n"
    files = {"m/s/1-1-1-a.en.md": text("1.1.1 A", body), "m/s/1-1-1-a.fr.md": text("1.1.1 A", body)}
    plan = bring(tmp_path, {**files, "m/s/sheet.pdf": b"<html><script>"})

    told = [(path, line) for path, line, kind in places(plan.irregularities) if kind == "file-not-what-it-says"]
    assert told == [("m/s/sheet.pdf", 0)]
    assert UnitFile.objects.get().file.media_type == "application/octet-stream"


def test_a_picture_that_may_tell_where_it_was_taken_is_told(tmp_path):
    names = ["phone.heic", "scan.tif", "scan", "still.avif", "film.mp4"]
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    film = b"\0\0\0\x18ftypisom\0\0\0\0isommp42"
    scan = picture(8, 8, format="TIFF")
    body = " ".join(f"[{name}]({name})" for name in names)
    files = dict(zip(names, [heic, scan, scan, picture(8, 8, format="AVIF"), film], strict=True))
    plan = bring(tmp_path, {"m/s/a.en.md": text("A", body), **{f"m/s/{name}": raw for name, raw in files.items()}})

    told = [path for path, _line, kind in places(plan.irregularities) if kind == "picture-may-tell-more"]
    assert told == ["m/s/phone.heic", "m/s/scan", "m/s/scan.tif", "m/s/still.avif"]
    assert UnitFile.objects.count() == len(names)


def test_pictures_and_files_come_along_under_their_names(tmp_path):
    body = "![A field](Images/field.png)\n\n[Worksheet](sheet.pdf)\n\n![Field again](images/FIELD.png)\n"
    plan = bring(
        tmp_path,
        {
            "m/s/1-1-1-a.en.md": text("1.1.1 A", body),
            "m/s/1-1-1-a.fr.md": text("1.1.1 A", body),
            "m/s/Images/field.png": png(1000, 500),
            "m/s/sheet.pdf": b"%PDF-1.7 x",
            "m/s/spare.png": png(5, 5),
            "m/s/broken.png": b"no picture",
        },
    )

    assert sorted(UnitFile.objects.values_list("name", "path", "role", "file__media_type")) == [
        ("field.png", "m/s/Images/field.png", "picture", "image/png"),
        ("sheet.pdf", "m/s/sheet.pdf", "attachment", "application/pdf"),
    ]
    picture = ContentFile.objects.get(media_type="image/png")
    assert (picture.width, picture.height) == (1000, 500)
    assert [variant.width for variant in picture.variants.all()] == [360, 720, 1000]
    release = Release.objects.get().pk
    assert f"/content/{release}/M1.1.1t/w360/field.png" in html("M1.1.1t")
    assert f"/content/{release}/M1.1.1t/sheet.pdf" in html("M1.1.1t")
    for file in ContentFile.objects.all():
        assert default_storage.size(file.storage_name) == file.size
    assert plan.counts["files"] == 2
    assert [place for place in places(plan.irregularities) if place[2] in {"name-differs", "unused-file"}] == [
        ("m/s/1-1-1-a.en.md", 8, "name-differs"),
        ("m/s/1-1-1-a.fr.md", 8, "name-differs"),
        ("m/s/broken.png", 0, "unused-file"),
        ("m/s/spare.png", 0, "unused-file"),
    ]


@pytest.mark.parametrize("name", ["plain.png", "with space.png", "šola.png", "50%25.png", "a#b.png", "it's.png"])
def test_addresses_in_a_page_lead_to_its_files(tmp_path, client, name):
    bring(tmp_path, {"m/s/a.en.md": text("A", f"![x](<{quote(name)}>)"), f"m/s/{name}": png(800, 600)})
    learner = create_user()
    create_enrolment(learner=learner, course=Course.objects.get())
    client.force_login(learner)

    addresses = re.findall(r'(?:src|href)="(/content/[^"]+)"', html("a"))

    assert len(addresses) == 2
    responses = [client.get(address.replace("&amp;", "&").replace("&#x27;", "'")) for address in addresses]
    assert {response.status_code for response in responses} == {200}
    assert {response["Content-Type"] for response in responses} == {"image/png", "image/webp"}
    assert all(b"".join(response.streaming_content) for response in responses)


def test_two_files_of_one_name_in_one_unit_are_told_apart(tmp_path):
    bring(
        tmp_path,
        {
            "m/s/a.en.md": text("A", "![x](en/p.png) ![y](fr/p.png)"),
            "m/s/en/p.png": png(colour="red"),
            "m/s/fr/p.png": png(colour="blue"),
        },
    )

    assert list(UnitFile.objects.order_by("name").values_list("name", "path")) == [
        ("p-2.png", "m/s/fr/p.png"),
        ("p.png", "m/s/en/p.png"),
    ]


def test_a_picture_that_is_none_is_reported_at_its_file(tmp_path):
    plan = bring(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": b"<script>alert(1)</script>"})

    found = [place for place in places(plan.irregularities) if place[2].startswith("picture")]
    assert found == [("m/s/a.en.md", 4, "picture-missing"), ("m/s/p.png", 0, "picture-refused")]


def test_the_report_is_in_the_language_of_its_reader_whatever_the_language_of_the_text(tmp_path):
    plan = bring(
        tmp_path, {"m/s/a.sl.md": text("A", "![x](P.png) ![y](broken.png)"), "m/s/p.png": png(), "m/s/broken.png": "x"}
    )

    messages = {fault.kind: fault.message for fault in plan.irregularities}
    assert messages["name-differs"] == "“P.png” is written differently in the folder: “m/s/p.png”."
    assert messages["picture-refused"].endswith("It was left out.")
    assert messages["picture-missing"] == "The picture broken.png is not among the files."


def test_a_picture_that_changes_changes_its_unit(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png(colour="red"), "m/s/b.en.md": text("B")})

    plan = bring(tmp_path, {"m/s/p.png": png(colour="blue")})

    assert changes(plan) == {"added": [], "changed": ["a"], "removed": []}


def test_links_between_units_are_relative_and_survive_a_renaming(tmp_path):
    files = {
        "module-1/1-1-a/1-1-1-x.en.md": text(
            "1.1.1 X",
            "[md](../1-2-b/1-2-1-y.en.md) [html](../1-2-b/1-2-1-y.html#part) "
            "[site](https://example.org//fr/module-1/1-2-b/1-2-1-y.html) [gone](../1-2-b/none.md)",
            key="A.M1.1.1t",
        ),
        "module-1/1-2-b/1-2-1-y.en.md": text("1.2.1 Y", key="A.M1.2.1t"),
    }

    plan = bring(tmp_path, files)

    page = html("A.M1.1.1t")
    assert page.count('href="../A.M1.2.1t/"') == 2
    assert 'href="../A.M1.2.1t/#t-part"' in page
    assert [place[2] for place in places(plan.irregularities) if place[2].startswith("link")] == [
        "link-broken",
        "link-self",
    ]


def test_translations_share_the_pictures_of_the_source_text(tmp_path):
    bring(
        tmp_path,
        {
            "en/m/s/a.md": text("A", "![x](Images/p.png)"),
            "sl/m/s/a.md": text("A", "![x](Images/p.png)"),
            "en/m/s/Images/p.png": png(),
        },
    )

    assert "p.png" in html("a", "sl")


@pytest.mark.parametrize(
    ("kind", "body", "files", "rule"),
    [
        ("text", "words", {}, "read"),
        ("video", '<video src="v.mp4"></video>', {"v.mp4": b"\0\0\0 ftypisom"}, "played"),
        ("video", '<iframe src="https://www.youtube.com/embed/e2mm6fxiBzg"></iframe>', {}, "declared"),
        ("video", "no video at all", {}, "declared"),
        ("activity", "words", {}, "declared"),
        ("download", "[sheet](s.pdf)", {"s.pdf": b"%PDF-1.4"}, "downloaded"),
        ("text", "Take the [sheet](s.pdf).", {"s.pdf": b"%PDF-1.4"}, "downloaded"),
        ("text", "[sheet](s.pdf) " + "word " * 200, {"s.pdf": b"%PDF-1.4"}, "read"),
        ("download", "[sheet](gone.pdf)", {}, "read"),
        ("text", "", {}, "declared"),
    ],
)
def test_the_rule_of_completion_is_one_that_can_be_fulfilled(tmp_path, kind, body, files, rule):
    bring(tmp_path, {"m/s/a.en.md": text("A", body, type=kind), **{f"m/s/{name}": raw for name, raw in files.items()}})

    assert unit("a").completion_rule == rule


def test_hostile_text_comes_in_as_harmless_html(tmp_path):
    body = "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[x](javascript:alert(1))\n\n{{ 7*7 }}\n"

    bring(tmp_path, {"m/s/a.en.md": text("<b>Title</b>", body)})

    page = html("a")
    assert "<script" not in page
    assert "onerror" not in page
    assert "javascript:" not in page
    assert "{{ 7*7 }}" in page


def test_a_text_that_is_too_much_for_a_page_does_not_stop_the_others(tmp_path):
    plan = bring(tmp_path, {"m/s/a.en.md": text("A", "> " * 5000 + "deep"), "m/s/b.en.md": text("B")})

    assert plan.counts["units"] == 2
    assert "Some words" in html("b")
    assert [place for place in places(plan.irregularities) if place[2] == "text-refused"] in (
        [],
        [("m/s/a.en.md", 0, "text-refused")],
    )


def test_a_text_that_is_refused_does_not_count_its_minutes(tmp_path):
    refused = "Watch the video (90')\n\n" + "> " * 30 + "deep"
    files = {
        "m/s/a.en.md": text("A", refused, minutes="40"),
        "m/s/a.fr.md": text("A", "Regardez (2'30\")"),
        "m/s/b.en.md": text("B", refused),
        "m/s/c.en.md": text("C", minutes="7"),
    }
    plan = bring(tmp_path, files)

    assert list(Unit.objects.in_course_order().values_list("minutes", flat=True)) == [3, 1, 7]
    assert plan.remarks[-1].startswith("Minutes of units: 1 given by authors, 1 from stated lengths, 1 estimated")

    plan = bring(tmp_path, {**files, "m/s/c.en.md": text("C", "Other words.", minutes="7")})

    assert plan.changed == ["c"]


def test_a_person_who_edited_a_text_keeps_it_and_conflicts_are_named(tmp_path):
    bring(tmp_path, small_course())
    mine = unit(KEYS[1])
    mine.title_fr = "Corrigé ici"
    mine.title_en = "Corrected here"
    mine.save(update_fields=["title_fr", "title_en"])

    path = "module-1-why/1-1-reasons/1-1-1-first"
    plan = bring(tmp_path, {f"{path}.en.md": text("1.1.1 Changed", "Words about 1.1.1 First in en.", key=KEYS[1])})

    assert (unit(KEYS[1]).title_fr, unit(KEYS[1]).title_en) == ("Corrigé ici", "Corrected here")
    assert [fault.kind for fault in plan.conflicts] == ["edited-here"]


def test_a_translation_is_out_of_date_when_only_the_source_changed(tmp_path):
    bring(tmp_path, small_course())
    title = TranslationState.objects.filter(target_type__model="unit", target_id=unit(KEYS[1]).pk, field="title")
    before = title.get(language="fr").source_fingerprint

    path = "module-1-why/1-1-reasons/1-1-1-first"
    bring(tmp_path, {f"{path}.en.md": text("1.1.1 Primary", key=KEYS[1])})

    assert title.get(language="fr").source_fingerprint == before != title.get(language="en").source_fingerprint
    assert title.get(language="fr").source_snapshot == "First"
    bring(tmp_path, {f"{path}.fr.md": text("1.1.1 Primaire", key=KEYS[1])})
    assert title.get(language="fr").source_fingerprint == title.get(language="en").source_fingerprint


def test_a_translation_that_is_gone_leaves_no_trace(tmp_path):
    bring(tmp_path, small_course())
    pk = unit(KEYS[1]).pk

    (tmp_path / "module-1-why/1-1-reasons/1-1-1-first.fr.md").unlink()
    plan = bring(tmp_path)

    assert changes(plan) == {"added": [], "changed": [KEYS[1]], "removed": []}
    assert (unit(KEYS[1]).title_fr or "", unit(KEYS[1]).body_fr or "") == ("", "")
    assert not RenderedText.objects.filter(target_id=pk, language="fr").exists()
    assert not TranslationState.objects.filter(target_type__model="unit", target_id=pk, language="fr").exists()


def test_bytes_that_vanished_from_the_store_come_back(tmp_path):
    bring(tmp_path, {"m/s/a.en.md": text("A", "![x](p.png)"), "m/s/p.png": png(500, 400)})
    names = [file.storage_name for file in ContentFile.objects.all()]
    for name in names:
        default_storage.delete(name)

    plan = bring(tmp_path)

    assert changes(plan) == NO_CHANGES
    assert [default_storage.exists(name) for name in names] == [True] * len(names)


@pytest.mark.parametrize("units", [2, 8])
def test_a_run_without_changes_costs_the_same_for_any_course(tmp_path, units):
    bring(tmp_path, {f"m/s/1-1-{n}-x.en.md": text(f"1.1.{n} X{n}") for n in range(units)})

    with CaptureQueriesContext(connection) as queries:
        bring(tmp_path)

    assert len(queries) <= 12
