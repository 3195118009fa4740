"""Captions in a course's files: found, told about, brought into rows, shown, and left alone the second time."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage

from ai4t.models import ContentText, RenderedText, SyncRun, TranslationState
from courses.importing.running import import_course
from courses.models import CaptionTrack, Cue, Unit, UnitFile
from tests.factories.captions import srt
from tests.factories.course_files import small_course, text
from tests.factories.trees import places, write_tree

pytestmark = pytest.mark.django_db

FOLDER = "module-1-why/1-1-reasons/"
STEM = f"{FOLDER}1-1-1-first"
MP4 = b"\0\0\0\x18ftypmp42" + bytes(40)
FILM = '<video src="Videos/walk.mp4"></video>'
YOUTUBE = '<iframe src="https://www.youtube.com/embed/e2mm6fxiBzg" title="Walk"></iframe>'


def course(body: str, files: dict | None = None, *, languages=("en", "fr")) -> dict:
    """The small course with ``body`` in its unit 1.1.1, and ``files`` beside it."""
    texts = {f"{STEM}.{code}.md": text("1.1.1 First", body, key="EU.X.O1.M1.1.1t") for code in languages}
    beside = {FOLDER + name: content for name, content in (files or {}).items()}
    return {**small_course(languages), **texts, f"{FOLDER}Videos/walk.mp4": MP4, **beside}


def bring(folder: Path, files=None):
    """Write ``files`` and import the folder; returns the plan."""
    if files:
        write_tree(folder, files)
    return import_course(folder, slug="small").plan


def html(language="en") -> str:
    return RenderedText.objects.get(target_id=unit().pk, language=language).html


def unit() -> Unit:
    return Unit.objects.get(key="EU.X.O1.M1.1.1t")


def faults(plan) -> list[tuple[str, int, str]]:
    """Of the caption files alone: name, line, kind."""
    told = [(file.removeprefix(FOLDER), line, kind) for file, line, kind in places(plan.irregularities)]
    return [fault for fault in told if fault[0].endswith((".srt", ".vtt")) or fault[2].startswith("caption")]


def stored(name: str) -> str:
    with default_storage.open(UnitFile.objects.get(name=name).file.storage_name) as file:
        return file.read().decode()


def test_captions_beside_a_video_become_rows_tracks_and_a_transcript(tmp_path):
    captions = {"Subtitles/walk_EN.srt": srt("Hello", "World"), "Subtitles/walk-FR-OK.srt": srt("Bonjour à tous.")}
    plan = bring(tmp_path, course(FILM, captions))

    tracks = [(track.path.removeprefix(FOLDER), track.language, track.video) for track in CaptionTrack.objects.all()]
    video = f"{FOLDER}Videos/walk.mp4"
    assert tracks == [("Subtitles/walk-FR-OK.srt", "fr", video), ("Subtitles/walk_EN.srt", "en", video)]
    cues = Cue.objects.rewrite(False).filter(track__language="en").values_list("start", "end", "text_en", "text_fr")
    assert list(cues) == [(0, 2000, "Hello", None), (2000, 4000, "World", None)]
    assert stored("walk.fr.vtt") == "WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\nBonjour à tous.\n"
    assert stored("walk.en.txt") == "Hello World\n"
    assert 'srclang="en" label="English" default' in html("en")
    assert 'srclang="fr" label="Français" default' in html("fr")
    assert '<div class="spoken" lang="fr" dir="ltr"' in html("fr")
    assert '<span data-at="2000">World</span>' in html("en")
    assert faults(plan) == []


def test_a_second_import_changes_nothing(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("Hello")}))
    first = Cue.objects.rewrite(False).get().pk
    SyncRun.objects.update(tree_sha256="")
    plan = bring(tmp_path)

    assert (plan.added, plan.changed, plan.removed) == ([], [], [])
    assert Cue.objects.rewrite(False).get().pk == first


def test_files_are_kept_byte_for_byte_with_their_track(tmp_path):
    raw = b"\xef\xbb\xbf" + srt("Hello").replace("\n", "\r\n").encode()
    bring(tmp_path, course(FILM, {"walk.en.srt": raw}))
    kept = ContentText.objects.get(path=f"{FOLDER}walk.en.srt")
    assert (bytes(kept.raw), kept.language, kept.target) == (raw, "en", CaptionTrack.objects.get())


def test_oddities_are_told_with_file_and_line(tmp_path):
    captions = {"walk.en.srt": "1\n00:00:01.000 --> 00:00:02.000\n<font>Hello</font>\n", "walk.fr.srt": b"\0\1\2"}
    plan = bring(tmp_path, course(FILM, captions))
    assert faults(plan) == [
        ("walk.en.srt", 2, "caption-formatting"),
        ("walk.en.srt", 2, "caption-time-form"),
        ("walk.fr.srt", 0, "binary"),
    ]


def test_captions_without_a_language_are_those_of_the_source_where_it_has_none(tmp_path):
    plan = bring(tmp_path, course(FILM, {"walk.srt": srt("Hello")}))
    assert faults(plan) == [("walk.srt", 0, "caption-language-guessed")]
    assert CaptionTrack.objects.get().language == "en"


def test_captions_without_a_language_are_left_out_where_the_source_has_some(tmp_path):
    plan = bring(tmp_path, course(FILM, {"walk.srt": srt("Bonjour"), "walk_EN.srt": srt("Hello")}))
    assert faults(plan) == [("walk.srt", 0, "caption-language-unknown")]
    assert CaptionTrack.objects.get().language == "en"


def test_a_file_that_says_its_language_itself_is_believed(tmp_path):
    typed = "WEBVTT\nLanguage: fr\n\n00:01.000 --> 00:02.000\nBonjour\n"
    plan = bring(tmp_path, course(FILM, {"walk.vtt": typed}))
    assert (CaptionTrack.objects.get().language, faults(plan)) == ("fr", [])


def test_two_files_in_one_language_and_an_alias_are_told(tmp_path):
    plan = bring(tmp_path, course(FILM, {"walk-SI.srt": srt("A"), "Subtitles/walk.sl.srt": srt("B")}))
    assert faults(plan) == [("walk-SI.srt", 0, "language-alias"), ("walk-SI.srt", 0, "language-twice")]


def test_tracks_that_the_text_names_come_first(tmp_path):
    body = (
        '<video src="Videos/walk.mp4"><track kind="subtitles" src="words.srt" srclang="fr" label="x" default></video>'
    )
    plan = bring(tmp_path, course(body, {"words.srt": srt("Bonjour"), "walk.fr.srt": srt("Autre")}))
    assert stored("walk.fr.txt") == "Bonjour\n"
    assert faults(plan) == [("walk.fr.srt", 0, "language-twice")]


def test_tracks_that_are_not_there_or_hold_something_else_are_told(tmp_path):
    body = '<video src="Videos/walk.mp4"><track src="gone.srt"><track kind="chapters" src="x.vtt"></video>'
    plan = bring(tmp_path, course(body, languages=("en",)))
    told = [
        (line, kind)
        for _file, line, kind in places(plan.irregularities)
        if kind in {"caption-missing", "track-unknown"}
    ]
    assert sorted(told) == [(9, "caption-missing"), (9, "track-unknown")]


@pytest.mark.parametrize("name", ["1-1-1-first.fr.srt", "Subtitles/1-1-1-first-FR.srt", "Subtitles/FR/1-1-1-first.srt"])
def test_an_embedded_video_has_the_captions_that_are_called_like_its_unit(tmp_path, name):
    plan = bring(tmp_path, course(YOUTUBE, {name: srt("Bonjour à vous")}))
    assert "<track" not in html("fr")
    assert "<p><span>Bonjour à vous</span> </p>" in html("fr")
    assert '<summary>Transcript (Français)</summary><div class="spoken" lang="fr"' in html("en")
    assert UnitFile.objects.filter(name="1-1-1-first.fr.vtt").exists()
    assert faults(plan) == []


def test_an_embedded_video_has_the_captions_that_stand_behind_it(tmp_path):
    body = f'{YOUTUBE}<track src="words.srt" srclang="fr">\n\nText after.'
    bring(tmp_path, course(body, {"words.srt": srt("Bonjour")}))
    assert "<p><span>Bonjour</span> </p>" in html("fr")
    assert html("fr").endswith("<p>Text after.</p>")


def test_captions_that_bear_the_number_of_the_unit_are_joined_and_told(tmp_path):
    plan = bring(tmp_path, course(YOUTUBE, {"1-1-1-Promenade-FR.srt": srt("Bonjour")}))
    assert faults(plan) == [("1-1-1-Promenade-FR.srt", 0, "caption-joined")]
    assert "Bonjour" in html("fr")


def test_captions_called_like_a_unit_with_two_videos_are_left_out_and_told(tmp_path):
    plan = bring(tmp_path, course(f"{YOUTUBE}\n\n{FILM}", {"1-1-1-first.fr.srt": srt("Bonjour")}))
    assert faults(plan) == [("1-1-1-first.fr.srt", 0, "caption-orphan")]
    assert CaptionTrack.objects.count() == 0


def test_what_people_write_on_the_platform_stays_and_is_shown(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("Helo", "World")}))
    Cue.objects.rewrite(False).filter(position=1).update(text_en="Hello", text_sl="Živijo")
    Cue.objects.rewrite(False).filter(position=2).update(text_sl="svet")
    SyncRun.objects.update(tree_sha256="")
    plan = bring(tmp_path)
    assert stored("walk.en.txt") == "Hello World\n"
    assert stored("walk.sl.txt") == "Živijo svet\n"
    assert plan.changed == ["EU.X.O1.M1.1.1t"]

    plan = bring(tmp_path, {f"{FOLDER}walk.en.srt": srt("Hullo", "World")})
    assert faults(plan) == [("walk.en.srt", 0, "edited-here")]
    assert stored("walk.en.txt") == "Hello World\n"


def test_a_language_that_is_not_wholly_translated_is_not_offered(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("Hello", "World")}))
    Cue.objects.rewrite(False).filter(position=1).update(text_sl="Živijo")
    SyncRun.objects.update(tree_sha256="")
    bring(tmp_path)
    assert not UnitFile.objects.filter(name="walk.sl.vtt").exists()


def test_translations_stay_with_their_caption_when_times_move_or_cues_come(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("One", "Two")}))
    Cue.objects.rewrite(False).filter(text_en="Two").update(text_sl="Dva")
    bring(tmp_path, {f"{FOLDER}walk.en.srt": srt("One", "More", "Two", seconds=3)})
    cues = Cue.objects.rewrite(False).order_by("position").values_list("start", "text_en", "text_sl")
    assert list(cues) == [(0, "One", None), (3000, "More", None), (6000, "Two", "Dva")]


def test_a_translation_that_goes_with_its_caption_is_quoted(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("One", "Two")}))
    Cue.objects.rewrite(False).filter(text_en="Two").update(text_sl="Dva")
    plan = bring(tmp_path, {f"{FOLDER}walk.en.srt": srt("One")})
    assert [fault.message for fault in plan.irregularities if fault.kind == "caption-translation-lost"] == [
        "A caption is no longer in the file; its translation into “sl” went with it: “Dva”."
    ]


def test_a_file_that_goes_takes_its_rows_along_unless_people_translated_them(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("One"), "walk.fr.srt": srt("Un")}))
    Cue.objects.rewrite(False).filter(text_en="One").update(text_sl="Ena")
    for name in ("walk.en.srt", "walk.fr.srt"):
        (tmp_path / FOLDER / name).unlink()
    bring(tmp_path)
    assert [cue.text_sl for cue in Cue.objects.rewrite(False)] == ["Ena"]
    assert CaptionTrack.objects.get().path == f"{FOLDER}walk.en.srt"
    assert TranslationState.objects.filter(target_type=ContentType.objects.get_for_model(Cue)).count() == 1
    assert not UnitFile.objects.filter(role="captions").exists()
    assert "transcript" not in html("en")


def test_a_unit_that_goes_leaves_nothing_of_its_captions(tmp_path):
    bring(tmp_path, course(FILM, {"walk.en.srt": srt("One")}))
    for code in ("en", "fr"):
        (tmp_path / f"{STEM}.{code}.md").unlink()
    bring(tmp_path)
    assert (Cue.objects.count(), CaptionTrack.objects.count()) == (0, 0)
    types = ContentType.objects.get_for_models(Cue, CaptionTrack).values()
    assert TranslationState.objects.filter(target_type__in=types).count() == 0
    assert ContentText.objects.filter(target_type__in=types).count() == 0
