"""Whatever comes, a reader answers with questions or with a sentence; and what it gives can be kept."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai4t.content.irregularities import Irregularities
from ai4t.markup.html_names import names
from courses.question_files.h5p.reading import _READERS
from courses.question_files.reading import FileRefused
from courses.question_files.recognising import holds_questions, read_question_file
from courses.question_files.telling import tell
from tests.factories.archives import make_zip
from tests.factories.question_files import h5p, h5p_page, moodle, moodle_answer, moodle_question, read, refusal

GIFT = "// [id:a]\n$CATEGORY: b\n\n::T::[html]<p>So \\{1\\}?</p> {=%50%a#b ~c -> d #3:2 #1..5 T####e} more\n\nText\n"
AIKEN = "What?\nA. a\nB) b\nANSWER: B\n"
XML = moodle(
    moodle_question("multichoice", "Which?", moodle_answer("a", "100", "b") + moodle_answer("c", "-33.3")),
    moodle_question("cloze", r"A {1:SHORTANSWER:=a\}b~%50%c#d} {2:MC:=e~f} {3:NM:=4:1}"),
    moodle_question("numerical", "Pi?", '<answer fraction="100"><text>3.1</text><tolerance>1</tolerance></answer>'),
    moodle_question("ddwtos", "A [[1]] b [[2]]", "<dragbox><text>c</text></dragbox>" * 2),
    moodle_question("matching", "Sort", "<subquestion><text>a</text><answer><text>b</text></answer></subquestion>" * 2),
)
PAGE = h5p_page("H5P.MultiChoice 1.16", {"question": "Which?", "answers": [{"text": "a", "correct": True}] * 2})
SEEDS = [GIFT.encode(), AIKEN.encode(), XML.encode(), PAGE.encode(), h5p("H5P.TrueFalse", {"question": "So?"})]
_SIGNS = [sign.encode() for sign in names("{ } = ~ % # \\ -> :: & < > ]]> *")] + [b"\n\n", b"\0", b"\xff"]
_WORDS = names(
    """question answers text correct tipsAndFeedback tip chosenFeedback behaviour type singlePoint randomAnswers from to
    passPercentage media library params file path alt textField distractors taskDescription questions overallFeedback
    feedback settings task elements dropZones correctElements showLabel label x y width height size background choices
    summaries summary paragraphs cards answer imageHotspotQuestion hotspotSettings hotspot userSettings multiple options
    computedSettings backgroundImageSettings content introPage showIntroPage endGame solution sample"""
)
_TELLING = ["*a/b:c*", "<p>*x*</p>", "H5P.MultiChoice 1.16", "H5P.Image 1.1", "data:image/png;base64,AAAA", "1", "0"]
_VALUES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet="ab*:/\\+-[]<>&;\n\0\ud7ff\ue000\ue001", max_size=20)
    | st.sampled_from(_TELLING)
)
_PARAMETERS = st.recursive(
    _VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(sorted(_WORDS)), inner, max_size=6),
    max_leaves=40,
)


@st.composite
def mutated(draw) -> bytes:
    raw = bytearray(draw(st.sampled_from(SEEDS)))
    for _change in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(raw)))
        until = min(len(raw), at + draw(st.integers(0, 12)))
        raw[at:until] = draw(st.sampled_from(_SIGNS) | st.binary(max_size=4))
    return bytes(raw)


def check_keepable(raw: bytes) -> None:
    try:
        activity = read_question_file(raw, path="a.b", faults=Irregularities())
    except FileRefused:
        return
    assert activity.questions
    assert len({question.key for question in activity.questions}) == len(activity.questions)
    for question in activity.questions:
        assert 0 <= question.points < 10_000
        assert len(question.key) <= 60
        codes = [option.code for option in question.options]
        assert len(set(codes)) == len(codes)
        for option in question.options:
            assert -1 <= option.share <= 1
            assert option.share == round(Decimal(option.share), 5)
            assert option.number is None or abs(option.number) < 10**14
            assert option.area is None or all(0 <= side <= 100 for side in option.area)
            for text in option.texts.values():
                assert not {"\0", "\ue000", "\ue001"} & set(text)
    assert list(tell(activity))


@settings(max_examples=400, deadline=None)
@given(mutated())
def test_changed_bytes_never_break_a_reader(raw):
    holds_questions(raw)
    check_keepable(raw)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([*_READERS, "H5P.QuestionSet", "H5P.Column"]), _PARAMETERS)
def test_parameters_of_any_shape_never_break_a_content_type(library, params):
    params = params if isinstance(params, dict) else {"questions": params, "answers": params, "content": params}
    check_keepable(h5p(library, params))
    check_keepable(h5p_page(f"{library} 1.0", params).encode("utf-8", "surrogatepass"))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="{}=~%#\\->.:TF1*[]html/\n \"'&<é", max_size=80))
def test_any_signs_in_a_question_of_gift(signs):
    check_keepable(f"::Q:: So? {{{signs}}}".encode())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="{}=~%#\\:SAMCN1*&;<>/ ab.", max_size=60))
def test_any_signs_in_a_gap_of_moodle(signs):
    check_keepable(moodle(moodle_question("cloze", f"A {{1:SA:=b}} {{{signs}".replace("]]>", ""))).encode())


@pytest.mark.parametrize(
    "raw",
    [
        make_zip({"h5p.json": "{}", "content/content.json": "[" * 100_000}),
        make_zip({"h5p.json": '{"a": 1, "a": 2}', "content/content.json": "{}"}),
        make_zip({"h5p.json": "{}", "inner.zip": make_zip({"a": "b"})}),
        make_zip({"h5p.json": "{}", "zeros": b"\0" * 20_000_000}),
        make_zip({"../../etc/passwd": "x", "h5p.json": "{}"}),
        ("<script>H5PIntegration = " + "[" * 100_000 + " jsonContent").encode(),
        ("<script>H5PIntegration = {" * 20_000 + " jsonContent").encode(),
        b'<quiz><!ENTITY a "b">',
        b"\xef\xbb\xbf" * 1000,
        ("{" * 50_000).encode(),
        ("So? {" + "=a ~" * 50_000 + "}").encode(),
    ],
)
def test_bombs_are_refused_with_a_sentence(raw):
    assert refusal(raw).endswith(".")


def test_programs_in_a_text_do_not_reach_a_page():
    params = {"question": "<p>So?<script>alert(1)</script><img src=x onerror=alert(1)></p>"}

    activity, _faults = read(h5p("H5P.TrueFalse", params))

    assert activity.questions[0].texts == {"en": "So?"}


def test_a_picture_outside_the_package_is_never_read():
    image = {"library": "H5P.Image 1.1", "params": {"file": {"path": "../../../../etc/passwd"}, "alt": "A"}}
    params = {"question": "So?", "media": {"type": image}}

    activity, faults = read(h5p("H5P.TrueFalse", params))

    assert (activity.files, faults) == ({}, [(0, "file-missing-here")])
