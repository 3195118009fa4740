"""Whatever somebody uploads: reading never raises, what is written can be read again, and no word gets lost."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ai4t.captions import paragraphs, plain_text, webvtt
from ai4t.captions.cue_text import as_markup, without_marks
from tests.factories.captions import read

PIECES = st.sampled_from(
    ["1", "2", "", "WEBVTT", "NOTE x", "00:00:01,000 --> 00:00:02,000", "00:01.000 --> 99:99.9 line:0", "--> 3", "-->",
     "<i>a", "</b>", "<v Ana>", "{\\an8}", "&lt;", "&#0;", "č š ž", "\ufeff", "\x00", "<script>", "5:4:3 -> 1:1",
     "\u2028"]
)  # fmt: skip
LINES = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=25)
NAMES = st.sampled_from(["film.srt", "film.vtt"])
# Words without anything that a caption file could mean by them.
WORDS = st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=6)
MARKED = st.text(alphabet="ab<>/iu&; \n")


@settings(max_examples=300)
@given(st.one_of(st.binary(max_size=300), LINES.map("\n".join).map(lambda text: text.encode("utf-8", "ignore"))), NAMES)
def test_reading_never_raises_and_what_is_written_is_read_again_as_the_same(raw, path):
    captions, faults = read(raw, path=path)
    if captions is None:
        assert faults
        return
    assert all(0 <= cue.start < cue.end and cue.text.strip() for cue in captions.cues)
    again, _faults = read(webvtt(captions.cues), path="again.vtt")
    plain = [(cue.start, cue.end, without_marks(cue.text), cue.settings) for cue in captions.cues]
    assert [(cue.start, cue.end, without_marks(cue.text), cue.settings) for cue in again.cues] == plain


@given(
    st.lists(TEXTS, min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["{0}\n00:00:{0:02},000 --> 00:00:{1:02},000\n{2}\n", "00:{0:02}.000 --> 00:{1:02}.5\n{2}\n",
                     "{0}\n00:00:{0:02},000 --> 00:00:{1:02},000 X1:3\n\n<i>{2}</i>\n\n"]),
)  # fmt: skip
def test_no_word_is_lost_and_none_comes_twice(texts, line_end, form):
    typed = "\n".join(form.format(at, at + 1, "\n".join(words)) for at, words in enumerate(texts, start=1))
    captions, _faults = read(typed.replace("\n", line_end))
    words = [word for cue in captions.cues for word in without_marks(cue.text).split()]
    assert words == [word for text in texts for word in text]
    assert plain_text(captions.cues).decode().split() == words
    assert [cue for group in paragraphs(captions.cues) for cue in group] == list(captions.cues)


@given(MARKED)
def test_marks_come_out_in_pairs_and_nothing_else_is_a_tag(text):
    markup = as_markup(text)
    opened = []
    for close, name in re.findall(r"<(/?)([^>]*)>", markup):
        if close:
            assert opened.pop() == name
        else:
            assert name in {"i", "b", "u"}
            opened.append(name)
    assert opened == []
