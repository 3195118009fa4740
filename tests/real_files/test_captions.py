"""The real caption files, beside the units they were made for."""

import json
import shutil

import pytest
from django.core.management import call_command

from ai4t.captions import read_captions, webvtt
from ai4t.content.irregularities import Irregularities
from courses.models import CaptionTrack, Cue

pytestmark = pytest.mark.django_db

COUNTS = {
    "0-1-1-AI-in-Education_EN.srt": (100, ["caption-formatting"]),
    "0-1-1-IA-et-Education-FR.srt": (25, ["byte-order-mark"]),
    "1-1-1-Walk-through-AI-1-EN.srt": (73, []),
    "1-1-1-Walk-through-AI-1-SL.srt": (60, ["byte-order-mark"]),
    "1-1-1-Walk-through-AI1-DE.srt": (61, []),
    "1-1-1-Walk-through-AI1-FR-OK.srt": (65, ["byte-order-mark"]),
    "1-1-1-Walk-through-AI1-IT.srt": (74, ["byte-order-mark"]),
    "tuto1-activite1-vid1.srt": (17, ["byte-order-mark"]),
    "tuto1-activite1-vid1_EN.srt": (14, []),
    "tuto1-activite1-vid1_SL.srt": (14, []),
    "tuto1-activite1-vid2_IT.srt": (13, ["caption-formatting"]),
    "tuto3-video1-DE.srt": (18, ["not-utf8"]),
}


def test_every_file_is_read_wholly_and_its_oddities_are_named(materials):
    found = {}
    for path in (materials / "srt").rglob("*.srt"):
        faults, raw = Irregularities(), path.read_bytes()
        captions = read_captions(raw, path=path.name, language="de", faults=faults)
        assert len(captions.cues) == raw.count(b"-->")
        again = read_captions(webvtt(captions.cues), path="again.vtt", language="de", faults=Irregularities())
        assert again.cues == captions.cues
        found[path.name] = (len(captions.cues), [fault.kind for fault in faults])
    assert found == COUNTS


def test_captions_find_the_units_of_the_real_course_by_their_numbers(materials, tmp_path):
    shutil.copytree(materials / "ai4t-mooc", tmp_path / "mooc")
    shutil.copytree(materials / "srt", tmp_path / "mooc/docs/1-Mooc/Subtitles")
    report = tmp_path / "report.json"
    call_command("import_course", str(tmp_path / "mooc"), course="ai4t", report=str(report))
    told = json.loads(report.read_text())["irregularities"]

    tracks = CaptionTrack.objects.order_by("unit__key", "language").values_list("unit__key", "language")
    walk = "EU.AI4T.O1.M1.1.1v"
    assert list(tracks) == [(walk, code) for code in ("de", "en", "fr", "it", "sl")]
    assert Cue.objects.filter(track__unit__key=walk).count() == 73 + 60 + 61 + 65 + 74
    orphans = [fault["file"].rpartition("/")[2] for fault in told if fault["kind"] == "caption-orphan"]
    # Unit 0.1.1 shows two videos, and nothing says of which one these are.
    assert orphans == [name for name in COUNTS if not name.startswith("1-1-1")]
    joined = [fault["file"].rpartition("/")[2] for fault in told if fault["kind"] == "caption-joined"]
    assert joined == [name for name in COUNTS if name.startswith("1-1-1")]
