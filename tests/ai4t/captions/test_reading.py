import pytest

from ai4t.captions import Cue
from ai4t.captions.reading import MOST_CUES
from tests.factories.captions import cues, read, srt

TWO = srt("Hello", "World")


def test_an_ordinary_file_is_read_without_a_word():
    captions, faults = read(srt("Hello,\nworld", "Again"))
    assert captions.cues == (Cue(0, 2000, "Hello,\nworld"), Cue(2000, 4000, "Again"))
    assert faults == []


def test_lines_may_end_in_any_way():
    assert cues(TWO.replace("\n", "\r\n")) == cues(TWO.replace("\n", "\r")) == cues(TWO)


@pytest.mark.parametrize(
    ("codec", "language", "text", "told"),
    [
        ("utf-8-sig", "sl", "Učni proces", [(1, "byte-order-mark")]),
        ("utf-16", "sl", "Učni proces", [(1, "not-utf8")]),
        ("utf-16-le", "sl", "Učni proces", [(1, "not-utf8")]),
        ("utf-16-be", "sl", "Učni proces", [(1, "not-utf8")]),
        ("cp1250", "sl", "Učenje in žoga", [(3, "not-utf8")]),
        ("iso8859-2", "sl", "Učenje in žoga", [(3, "not-utf8")]),
        ("iso8859-2", "pl", "Ćwiczenie ściśle", [(3, "not-utf8")]),
        ("cp1252", "de", "Für „alle“ Mühen", [(3, "not-utf8")]),
        ("cp1253", "el", "Καλημέρα", [(3, "not-utf8")]),
    ],
)
def test_old_encodings_are_read_by_the_language(codec, language, text, told):
    captions, faults = read(srt(text).encode(codec), language=language)
    assert ([cue.text for cue in captions.cues], faults) == ([text], told)


def test_points_short_fractions_and_missing_hours_are_times():
    typed = "1\n00:00:01.5 --> 00:00:02.250\nA\n\n2\n00:03 --> 1:04,5\nB\n\n3\n1:00:00,000-->1:00:01,000\nC\n"
    assert cues(typed) == [(1500, 2250, "A"), (3000, 64_500, "B"), (3_600_000, 3_601_000, "C")]
    assert read(typed)[1] == [(2, "caption-time-form")]


def test_numbers_that_are_missing_or_wrong_do_not_matter():
    typed = "00:00:01,000 --> 00:00:02,000\nA\n\n7\n00:00:02,000 --> 00:00:03,000\nB\n"
    assert cues(typed) == [(1000, 2000, "A"), (2000, 3000, "B")]
    assert read(typed)[1] == [(1, "caption-number")]


def test_a_number_without_a_blank_line_above_is_no_word_when_it_is_the_next():
    assert cues("1\n00:01 --> 00:02\nA\n2\n00:02 --> 00:03\nB") == [(1000, 2000, "A"), (2000, 3000, "B")]


def test_a_number_that_is_said_stays():
    assert [text for _start, _end, text in cues(srt("In the year\n1958", "42"))] == ["In the year\n1958", "42"]


def test_what_follows_a_blank_line_inside_a_cue_is_kept():
    typed = srt("A\n\nB", "C")
    assert [text for _start, _end, text in cues(typed)] == ["A\nB", "C"]
    assert read(typed)[1] == [(4, "caption-blank-line")]


def test_cues_out_of_order_are_put_in_order():
    typed = "1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n"
    assert cues(typed) == [(1000, 2000, "A"), (5000, 6000, "B")]
    assert read(typed)[1] == [(6, "caption-order")]


def test_a_cue_that_ends_before_it_begins_ends_with_the_next_at_the_latest():
    typed = "1\n00:00:05,000 --> 00:00:01,000\nAn example\n\n2\n00:00:05,500 --> 00:00:07,000\nB\n"
    assert cues(typed) == [(5000, 5500, "An example"), (5500, 7000, "B")]
    assert read(typed)[1] == [(2, "caption-backward")]


def test_a_fault_in_every_cue_is_told_twenty_times_and_then_counted():
    typed = "\n".join(f"{at}\n00:01:{60 - at:02},000 --> 00:02:00,000\nA\n" for at in range(1, 40))
    told = [fault for fault in read(typed)[1] if fault[1] == "caption-order"]
    assert (len(told), told[0], told[-1]) == (21, (6, "caption-order"), (86, "caption-order"))


def test_overlapping_cues_are_kept_and_told():
    typed = "1\n00:00:01,000 --> 00:00:05,000\nA\n\n2\n00:00:04,000 --> 00:00:06,000\nB\n"
    assert cues(typed) == [(1000, 5000, "A"), (4000, 6000, "B")]
    assert read(typed)[1] == [(6, "caption-overlap")]


def test_an_empty_cue_is_left_out_and_told():
    assert read(srt("A", "", "C"))[1] == [(6, "caption-empty")]
    assert [text for _start, _end, text in cues(srt("A", "<i> </i>", "C"))] == ["A", "C"]


def test_times_that_cannot_be_read_cost_no_words():
    typed = "1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:0x,000 --> 00:00:03,000\nB\n\n3\n00:09 --> 00:10\nC\n"
    assert cues(typed) == [(1000, 2000, "A"), (2000, 3000, "B"), (9000, 10_000, "C")]
    assert (6, "caption-time-unread") in read(typed)[1]


def test_an_arrow_among_words_is_a_word():
    assert cues(srt("input --> output 2")) == [(0, 2000, "input --> output 2")]


def test_words_behind_the_times_are_words():
    typed = "1\n00:00:01,000 --> 00:00:02,000 Hello there\nyou\n"
    assert cues(typed) == [(1000, 2000, "Hello there\nyou")]
    assert read(typed)[1] == [(2, "caption-after-time")]


def test_formatting_becomes_what_webvtt_has_or_is_taken_off():
    typed = srt('{\\an8}<font color="#fff">Look</font>', "<I>over</I> {\\b1}there{\\b0}", "<v Ana>Yes<br>no")
    captions, faults = read(typed)
    assert captions.cues == (
        Cue(0, 2000, "Look", "line:0"),
        Cue(2000, 4000, "<i>over</i> <b>there</b>"),
        Cue(4000, 6000, "Ana: Yes\nno"),
    )
    assert faults == [(2, "caption-formatting")]


def test_marks_that_a_program_escaped_are_marks():
    assert cues(srt("&lt;i&gt;So&lt;/i&gt; <b></b>it is</u>")) == [(0, 2000, "<i>So</i> it is")]


def test_hostile_marks_are_shown_as_typed():
    typed = srt("<script>alert(1)</script><img src=x onerror=alert(1)>", "x < y && <3 &lt;em&gt;\x07")
    assert [text for _start, _end, text in cues(typed)] == [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "x < y && <3 <em>",
    ]
    assert read(typed)[1] == [(2, "caption-tag"), (6, "caption-characters")]


def test_settings_are_kept_as_far_as_webvtt_has_them():
    typed = (
        "1\n00:00:01.000 --> 00:00:02.000 line:0 align:middle region:left size:900%\nA\n\n"
        "2\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20 Y1:30 Y2:40\nB\n"
    )
    captions, faults = read(typed)
    assert [cue.settings for cue in captions.cues] == ["line:0 align:center", ""]
    assert faults == [(2, "caption-time-form"), (2, "caption-settings")]


def test_webvtt_is_read_with_its_head_comments_and_names():
    typed = (
        "WEBVTT - a film\nKind: captions\nLanguage: fr\n\nSTYLE\n::cue { color: red }\n\nNOTE to all\nnothing\n\n"
        "intro\n00:01.000 --> 00:02.000 align:start\nA <c.loud>B</c>\n\n"
        "00:00:02.000 --> 00:00:03.000\n&amp; <00:02.500>C\n"
    )
    captions, faults = read(typed, path="film.vtt")
    assert captions.language == "fr"
    assert captions.cues == (Cue(1000, 2000, "A B", "align:start"), Cue(2000, 3000, "& C"))
    assert faults == [(5, "caption-comment"), (11, "caption-name"), (12, "caption-formatting")]


def test_a_file_is_read_as_what_it_is_and_not_as_what_it_is_called():
    assert read(srt("A"), path="film.vtt")[1] == [(1, "caption-form")]
    captions, faults = read("WEBVTT\n\n00:01.000 --> 00:02.000\nA", path="film.srt")
    assert (captions.cues, faults) == ((Cue(1000, 2000, "A"),), [(1, "caption-form")])


def test_words_before_the_first_cue_are_told():
    assert read("Translated by Ana\n\n" + TWO)[1] == [(1, "caption-stray")]


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"nothing of the kind", b"WEBVTT\n"])
def test_a_file_without_captions_is_left_out_with_a_sentence(raw):
    captions, faults = read(raw)
    assert (captions, faults[-1]) == (None, (0, "caption-none"))


def test_a_file_that_is_no_text_is_left_out_with_a_sentence():
    assert read(b"\0\1\2\xff" * 50) == (None, [(0, "binary")])


def test_a_file_with_far_too_many_cues_is_left_out_with_a_sentence():
    times = "00:00:01,000 --> 00:00:02,000"
    captions, faults = read("\n".join(f"{n}\n{times}\nA\n" for n in range(1, MOST_CUES + 2)))
    assert (captions, faults[-1]) == (None, (0, "caption-too-many"))
