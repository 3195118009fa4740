import pytest

from ai4t.content.manuscripts.numbers import number_of
from courses.importing.caption_files import CaptionFiles, comparable


def found(paths, *, names=("walk",), folders=("m/s",)):
    """Path -> code of the language."""
    files = CaptionFiles(paths).called(names, folders)
    return {path: tag.code if tag else "" for path, tag in files}


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("m/s/walk.fr.srt", "fr"),
        ("m/s/walk_EN.srt", "en"),
        ("m/s/walk-SL.vtt", "sl"),
        ("m/s/walk-SI.srt", "sl"),
        ("m/s/Walk DE.SRT", "de"),
        ("m/s/walk (it).srt", "it"),
        ("m/s/walk-FR-OK.srt", "fr"),
        ("m/s/walk.fr.v2.srt", "fr"),
        ("m/s/walk.en-GB.srt", "en"),
        ("m/s/walk.srt", ""),
        ("m/s/Subtitles/walk.de.srt", "de"),
        ("m/s/Subtitles/FR/walk.srt", "fr"),
        ("m/s/Captions-FR/walk.srt", "fr"),
        ("m/s/sous-titres/français/walk.srt", "fr"),
        ("m/s/Videos/walk.fr.srt", "fr"),
        ("m/s/fr/walk.srt", "fr"),
        ("m/Subtitles/any/where/walk.fr.srt", "fr"),
        ("Subtitles/walk.fr.srt", "fr"),
    ],
)
def test_language_is_read_from_the_name_or_the_folder(path, code):
    assert found([path]) == {path: code}


@pytest.mark.parametrize(
    "path", ["m/other/walk.srt", "walk.fr.srt", "m/s/deeper/walk.srt", "m/s/walking.srt", "n/Subtitles/walk.srt"]
)
def test_captions_of_other_folders_or_names_are_not_taken(path):
    assert found([path]) == {}


def test_a_video_in_a_folder_of_videos_has_its_captions_beside_that_folder():
    assert found(["m/s/Subtitles/walk.fr.srt"], folders=["m/s/Videos"]) == {"m/s/Subtitles/walk.fr.srt": "fr"}


def test_names_differ_in_signs_and_case():
    assert comparable("1-1-1-Walk-through-AI-1") == comparable("1-1-1 walk_through AI1")


def test_a_language_at_the_end_of_the_videos_own_name_is_that_of_its_captions():
    assert found(["m/s/walk-FR.srt", "m/s/walk-FR.en.srt"], names=["walk-FR"]) == {
        "m/s/walk-FR.srt": "fr",
        "m/s/walk-FR.en.srt": "en",
    }


def test_a_small_word_at_the_end_of_the_videos_own_name_is_no_language():
    assert found(["m/s/what-ai-is.srt", "m/s/what-ai-is.it.srt"], names=["what-ai-is"]) == {
        "m/s/what-ai-is.srt": "",
        "m/s/what-ai-is.it.srt": "it",
    }


def test_captions_bear_the_number_of_a_unit():
    files = CaptionFiles(["m/s/1-1-2-Walk_EN.srt", "m/s/1-1-1-Walk_EN.srt", "m/s/1-1-1-Promenade-FR.srt"])
    numbered = files.numbered(number_of("1-1-1v-the-process"), ["m/s"])
    assert [(path, tag.code) for path, tag in numbered] == [
        ("m/s/1-1-1-Walk_EN.srt", "en"),
        ("m/s/1-1-1-Promenade-FR.srt", "fr"),
    ]
    assert files.numbered(number_of("1-intro"), ["m/s"]) == []
