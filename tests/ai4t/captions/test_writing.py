from ai4t.captions import Cue, paragraphs, plain_text, webvtt

CUES = (
    Cue(500, 3_661_250, "a < b & <i>so\n\non", "line:0 align:start"),
    Cue(3_662_000, 3_663_000, "--> č"),
)


def test_webvtt_is_escaped_numbered_and_timed_with_hours():
    assert webvtt(CUES).decode() == (
        "WEBVTT\n\n1\n00:00:00.500 --> 01:01:01.250 line:0 align:start\na &lt; b &amp; <i>so\non</i>\n\n"
        "2\n01:01:02.000 --> 01:01:03.000\n--&gt; č\n"
    )


def test_a_transcript_has_sentences_together_and_a_paragraph_after_a_pause():
    cues = [Cue(0, 1000, "First <i>half</i>"), Cue(1000, 2000, "of it."), Cue(9000, 9500, "After\na pause.")]
    assert plain_text(cues).decode() == "First half of it.\n\nAfter a pause.\n"


def test_a_paragraph_ends_with_a_sentence_once_it_is_long_enough():
    cues = [Cue(at * 1000, at * 1000 + 1000, text) for at, text in enumerate(["x" * 200, "end.”", "Next", "more"])]
    assert [[cue.text for cue in group] for group in paragraphs(cues)] == [["x" * 200, "end.”"], ["Next", "more"]]
