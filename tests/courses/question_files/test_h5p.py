"""H5P content types in the shapes that their versions gave them."""

import base64
import json

import pytest

from courses.states import OptionRole, QuestionKind
from tests.factories.archives import make_zip
from tests.factories.course_files import png
from tests.factories.question_files import h5p, h5p_page, only, options_of, read, refusal


def answer(text: str, *, correct=False, tip="", chosen="", otherwise="") -> dict:
    said = {"tip": tip, "chosenFeedback": chosen, "notChosenFeedback": otherwise}
    return {"text": f"<div>{text}</div>\n", "correct": correct, "tipsAndFeedback": said}


def multi_choice(*answers, **params) -> dict:
    return {"question": "<p>Which&nbsp;ones?</p>\n", "answers": list(answers), **params}


def test_several_answers_with_tips_and_feedback():
    params = multi_choice(
        answer("2", correct=True, tip="<p>Think</p>", chosen="<div>Yes</div>", otherwise="Pity"),
        answer("4", chosen="No"),
        answer("5", correct=True),
        behaviour={"type": "auto", "singlePoint": False, "randomAnswers": True, "passPercentage": 80},
        overallFeedback=[
            {"from": 0, "to": 49, "feedback": "Again"},
            {"from": 50, "to": 100, "feedback": "<b>Good</b>"},
        ],
    )

    activity, faults = read(h5p("H5P.MultiChoice", params, title="Primes", defaultLanguage="fr"), "primes.h5p")

    (question,) = activity.questions
    assert faults == []
    assert (activity.key, activity.source_language, activity.titles) == ("primes", "fr", {"fr": "Primes"})
    assert question.kind == QuestionKind.MULTIPLE
    assert question.texts == {"fr": "Which\xa0ones?"}
    assert options_of(question, "fr") == {"a": ("2", 0.5), "b": ("4", -0.5), "c": ("5", 0.5)}
    first, second, _third = question.options
    assert (first.tips, first.feedback, first.feedback_otherwise) == ({"fr": "Think"}, {"fr": "Yes"}, {"fr": "Pity"})
    assert (second.feedback, second.feedback_otherwise) == ({"fr": "No"}, {})
    assert (question.points, question.is_all_or_nothing, question.shuffles_options) == (2, False, True)
    assert [(band.from_percent, band.texts) for band in activity.bands] == [
        (0, {"fr": "Again"}),
        (50, {"fr": "<b>Good</b>"}),
    ]
    assert (activity.pass_percent, activity.attempts_allowed) == (80, None)


def test_one_right_answer_is_a_single_choice_unless_the_author_says_otherwise():
    answers = [answer("a", correct=True), answer("b")]

    assert only(h5p("H5P.MultiChoice", multi_choice(*answers))).kind == QuestionKind.SINGLE
    several = only(h5p("H5P.MultiChoice", multi_choice(*answers, behaviour={"type": "multi"})))
    assert (several.kind, options_of(several)["b"]) == (QuestionKind.MULTIPLE, ("b", -1))
    single = only(
        h5p("H5P.MultiChoice", multi_choice(answers[0], answer("c", correct=True), behaviour={"type": "single"}))
    )
    assert (single.kind, options_of(single)["b"], single.points) == (QuestionKind.SINGLE, ("c", 1), 1)


def test_one_point_for_the_whole_and_no_second_try():
    params = multi_choice(
        answer("a", correct=True), answer("b", correct=True), behaviour={"singlePoint": True, "enableRetry": False}
    )

    activity, _faults = read(h5p("H5P.MultiChoice", params))

    assert activity.questions[0].is_all_or_nothing
    assert activity.questions[0].points == 1
    assert activity.attempts_allowed == 1


def test_a_choice_of_the_first_versions():
    """Before there were behaviours, tips and bands in their own places."""
    params = {
        "question": "Which?",
        "answers": [
            {"text": "a", "correct": True, "tip": "Think", "chosenFeedback": "Yes", "notChosenFeedback": "Pity"},
            {"text": "b", "correct": False},
        ],
        "singleAnswer": True,
        "randomAnswers": True,
        "tryAgain": False,
        "UI": {"correctText": "All right", "almostText": "Nearly", "wrongText": "No"},
    }

    activity, faults = read(h5p("H5P.MultiChoice", params, language="de", version="1.0"))

    (question,) = activity.questions
    assert faults == []
    assert (question.kind, question.shuffles_options, activity.attempts_allowed) == (QuestionKind.SINGLE, True, 1)
    assert question.options[0].tips == {"de": "Think"}
    assert question.options[0].feedback == {"de": "Yes"}
    assert question.options[0].feedback_otherwise == {"de": "Pity"}
    assert [(band.from_percent, band.texts["de"]) for band in activity.bands] == [
        (0, "No"),
        (1, "Nearly"),
        (100, "All right"),
    ]


def test_the_picture_above_a_question():
    image = {
        "library": "H5P.Image 1.1",
        "params": {"file": {"path": "images/one two.PNG", "mime": "image/png"}, "alt": "A &amp; B"},
    }
    params = multi_choice(answer("a", correct=True), answer("b"), media={"type": image, "disableImageZooming": False})

    activity, faults = read(h5p("H5P.MultiChoice", params, files={"images/one two.PNG": png()}))

    assert faults == []
    assert activity.files == {"one-two.png": png()}
    assert activity.questions[0].picture.name == "one-two.png"
    assert activity.questions[0].picture.alts == {"en": "A & B"}


def test_a_picture_that_is_not_there_and_a_video_are_named():
    image = {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/a.png"}, "alt": "A"}}
    video = {"library": "H5P.Video 1.5", "params": {"sources": [{"path": "https://x.example/a"}]}}
    answers = [answer("a", correct=True), answer("b")]

    assert read(h5p("H5P.MultiChoice", multi_choice(*answers, media={"type": image})))[1] == [(0, "file-missing-here")]
    assert read(h5p("H5P.MultiChoice", multi_choice(*answers, media={"type": video})))[1] == [(0, "media-left-out")]


def test_true_or_false():
    params = {
        "question": "<p>Snow is warm.</p>",
        "correct": "false",
        "behaviour": {"feedbackOnCorrect": "Yes", "feedbackOnWrong": "No"},
    }

    question = only(h5p("H5P.TrueFalse", params))

    assert (question.kind, options_of(question)) == (
        QuestionKind.TRUE_FALSE,
        {"true": ("", 0), "false": ("", 1)},
    )
    assert [option.feedback["en"] for option in question.options] == ["No", "Yes"]


def test_words_to_drag_with_tips_feedback_and_wrong_words():
    params = {
        "taskDescription": "<p>Fill in.</p>",
        "textField": "The *cat:It purrs\\+Right\\-Wrong* eats\na *mouse* &amp; **more**.",
        "distractors": "*dog* *horse*",
    }

    question = only(h5p("H5P.DragText", params, version="1.8"))

    assert question.texts == {"en": "Fill in.\n\nThe [[b1]] eats<br>\na [[b2]] & \\*more\\*."}
    assert options_of(question) == {
        "b1": ("cat", 0.5),
        "b2": ("mouse", 0.5),
        "w1": ("dog", 0),
        "w2": ("horse", 0),
    }
    first = question.options[0]
    assert (first.tips, first.feedback, first.feedback_otherwise) == (
        {"en": "It purrs"},
        {"en": "Right"},
        {"en": "Wrong"},
    )
    assert (question.points, question.chooses_from_list, question.shuffles_options) == (2, True, True)


def test_blanks_with_variants_and_tips():
    params = {
        "text": "<p>Fill in.</p>",
        "questions": ["<p>A *cat/puss:purrs* sleeps.</p>\n", "<p>It is *&lt;b&gt;*.</p>"],
        "behaviour": {"caseSensitive": False},
    }

    question = only(h5p("H5P.Blanks", params))

    assert question.texts == {"en": "Fill in.\n\nA [[b1]] sleeps.\n\nIt is [[b2]]."}
    assert [option.texts["en"] for option in question.options] == ["cat\npuss", "<b>"]
    assert question.options[0].tips == {"en": "purrs"}
    assert (question.is_case_sensitive, question.chooses_from_list) == (False, False)


def text_element(text: str, *zones: str, **more) -> dict:
    inner = {"library": "H5P.AdvancedText 1.1", "params": {"text": f"<p>{text}</p>"}}
    return {"x": 1, "y": 1, "width": 5, "height": 5, "dropZones": list(zones), "type": inner, **more}


def zone(label: str, *elements: str, **more) -> dict:
    place = {"x": 10, "y": 20, "width": 6.25, "height": 6.25, "label": f"<div>{label}</div>"}
    return {**place, "correctElements": list(elements), **more}


def drag_question(elements, zones, *, background=None, **params) -> dict:
    settings = {"size": {"width": 1000, "height": 500}}
    if background:
        settings["background"] = {"path": background, "mime": "image/png", "width": 40, "height": 30}
    return {"question": {"settings": settings, "task": {"elements": elements, "dropZones": zones}}, **params}


def test_elements_and_places_on_a_picture():
    params = drag_question(
        [text_element("cat", "0", "1"), text_element("car", "0", "1"), text_element("noise", "0", "1")],
        [
            zone("Animals", "0", showLabel=False, tipsAndFeedback={"tip": "", "feedbackOnCorrect": "Good"}),
            zone("Things", "1", showLabel=True),
        ],
        background="images/b.png",
        behaviour={"enableRetry": True, "singlePoint": False, "applyPenalties": False},
    )

    activity, faults = read(h5p("H5P.DragQuestion", params, files={"images/b.png": png()}))

    (question,) = activity.questions
    assert faults == [(0, "alt-missing")]
    assert question.kind == QuestionKind.MATCH
    items = [option for option in question.options if option.role == OptionRole.OPTION]
    places = [option for option in question.options if option.role == OptionRole.TARGET]
    assert [(item.texts["en"], item.targets) for item in items] == [("cat", ["t1"]), ("car", ["t2"]), ("noise", [])]
    # A hidden label is told to nobody.
    assert [place.texts for place in places] == [{}, {"en": "Things"}]
    assert places[0].area == (10.0, 20.0, 10.0, 20.0)
    assert items[0].feedback == {"en": "Good"}
    assert (question.picture.name, activity.files) == ("b.png", {"b.png": png()})
    assert question.points == 2


def test_pictures_to_drag_are_told_in_words_and_fixed_texts_stay():
    image = {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/c.png"}, "alt": "A cat"}}
    params = drag_question(
        [text_element("", "0", type=image), text_element("Only a caption")],
        [zone("Animals", "0", showLabel=True), zone("Things", showLabel=True)],
        behaviour={"singlePoint": True},
    )

    question = only(h5p("H5P.DragQuestion", params, files={"images/c.png": png()}))

    assert question.options[0].texts == {"en": '<img src="c.png" alt=""> A cat'}
    assert question.texts == {"en": "Only a caption"}
    assert question.is_all_or_nothing
    assert all(option.area is None for option in question.options)


def test_penalties_and_elements_for_several_places_are_named():
    params = drag_question(
        [text_element("cat", "0", "1", multiple=True)],
        [zone("Animals", "0", showLabel=True), zone("Pets", "0", showLabel=True)],
        behaviour={"applyPenalties": True},
    )

    activity, faults = read(h5p("H5P.DragQuestion", params))

    assert activity.questions[0].options[0].targets == ["t1", "t2"]
    assert faults == [(0, "scored-differently"), (0, "setting-left-out")]


def test_places_to_find_on_a_picture():
    spots = [
        {
            "userSettings": {"correct": True, "feedbackText": "Yes"},
            "computedSettings": {"x": 5, "y": 6, "width": 7, "height": 8},
        },
        {
            "userSettings": {"correct": False, "feedbackText": "No"},
            "computedSettings": {"x": 50, "y": 60, "width": 70, "height": 8},
        },
    ]
    params = {
        "imageHotspotQuestion": {
            "backgroundImageSettings": {"backgroundImage": {"path": "images/b.png"}, "questionTitle": "Where?"},
            "hotspotSettings": {"taskDescription": "<p>Find it.</p>", "hotspot": spots},
        }
    }

    activity, faults = read(h5p("H5P.ImageHotspotQuestion", params, files={"images/b.png": png()}))

    (question,) = activity.questions
    assert (question.kind, faults) == (QuestionKind.HOTSPOT, [(0, "alt-missing")])
    assert question.texts == {"en": "Find it."}
    assert [(option.texts["en"], float(option.share), option.area) for option in question.options] == [
        ("1", 1, (5.0, 6.0, 7.0, 8.0)),
        ("2", 0, (50.0, 60.0, 50.0, 8.0)),
    ]


def test_sets_of_single_choices_and_summaries_say_the_right_answer_first():
    choices = [{"question": "<p>So?</p>", "answers": ["<p>yes</p>", "<p>no</p>"]}]
    summaries = [{"summary": ["<p>right</p>", "wrong"], "tip": "Think"}]

    single = only(h5p("H5P.SingleChoiceSet", {"choices": choices}))
    summary = only(h5p("H5P.Summary", {"intro": "Choose.", "summaries": summaries}))

    assert options_of(single) == {"a": ("yes", 1), "b": ("no", 0)}
    assert single.shuffles_options
    assert (summary.texts, options_of(summary)) == ({"en": "Choose."}, {"a": ("right", 1), "b": ("wrong", 0)})


def test_paragraphs_essays_and_cards():
    order = only(h5p("H5P.SortParagraphs", {"taskDescription": "Sort", "paragraphs": ["<p>1</p>", "<p>2</p>"]}))
    essay = only(
        h5p("H5P.Essay", {"taskDescription": "Think", "solution": {"introduction": "So:", "sample": "<p>x</p>"}})
    )
    cards, faults = read(h5p("H5P.Flashcards", {"cards": [{"text": "1+1", "answer": "2/two"}, {"text": "?"}]}))

    assert (order.kind, options_of(order)) == (QuestionKind.ORDER, {"p1": ("1", 0), "p2": ("2", 0)})
    assert (essay.kind, essay.explanations) == (QuestionKind.REFLECTION, {"en": "So:\n\nx"})
    assert options_of(cards.questions[0]) == {"a": ("2\ntwo", 1)}
    assert faults == [(0, "question-broken")]


def content(library: str, params: dict) -> dict:
    return {"library": library, "params": params, "subContentId": "x", "metadata": {"title": "One"}}


def test_a_set_keeps_what_is_known_and_names_the_rest_with_its_place():
    params = {
        "introPage": {"showIntroPage": True, "title": "Welcome", "introduction": "<p>Begin.</p>"},
        "questions": [
            content(
                "H5P.TrueFalse 1.8",
                {"question": "So?", "correct": "true", "overallFeedback": [{"from": 0, "to": 100, "feedback": "Fine"}]},
            ),
            content("H5P.Crossword 0.5", {"words": []}),
            content("H5P.MultiChoice 1.16", multi_choice(answer("a", correct=True), answer("b"))),
        ],
        "passPercentage": 60,
        "randomQuestions": True,
        "endGame": {"showRetryButton": False, "overallFeedback": [{"from": 0, "to": 100, "feedback": "Done"}]},
    }

    activity, faults = read(h5p("H5P.QuestionSet", params, version="1.20"))

    assert [question.kind for question in activity.questions] == [QuestionKind.TRUE_FALSE, QuestionKind.SINGLE]
    assert activity.questions[0].explanations == {"en": "Fine"}
    assert activity.instructions == {"en": "Welcome\n\nBegin."}
    assert (activity.pass_percent, activity.shuffles_questions, activity.attempts_allowed) == (60, True, 1)
    assert [band.texts for band in activity.bands] == [{"en": "Done"}]
    assert faults == [(0, "question-unsupported")]


def test_the_place_of_what_is_left_out_is_told():
    from ai4t.content.irregularities import Irregularities
    from courses.question_files.recognising import read_question_file

    params = {"questions": [content("H5P.TrueFalse 1.8", {"question": "So?"}), content("H5P.Crossword 0.5", {"a": 1})]}
    faults = Irregularities()

    read_question_file(h5p("H5P.QuestionSet", params), path="a.h5p", faults=faults)

    assert [fault.message for fault in faults] == [
        "content/content.json: questions[1]: H5P.Crossword 0.5 is not supported; it was left out."
    ]


def test_a_column_puts_texts_before_their_questions():
    params = {
        "content": [
            {"content": content("H5P.AdvancedText 1.1", {"text": "<p>First.</p>"})},
            {"content": content("H5P.TrueFalse 1.8", {"question": "So?"})},
            {"content": content("H5P.AdvancedText 1.1", {"text": "<p>Then.</p>"})},
            {"content": content("H5P.TrueFalse 1.8", {"question": "And?"})},
        ]
    }

    activity, faults = read(h5p("H5P.Column", params))

    assert faults == []
    assert activity.instructions == {"en": "First."}
    assert [question.texts["en"] for question in activity.questions] == ["So?", "Then.\n\nAnd?"]


def test_a_page_with_its_own_player_and_a_picture_inside():
    address = "data:image/png;base64," + base64.b64encode(png()).decode()
    image = {"library": "H5P.Image 1.1", "params": {"file": {"path": address}, "alt": "A"}}
    params = multi_choice(answer("a", correct=True), answer("b"), media={"type": image})

    activity, faults = read(h5p_page("H5P.MultiChoice 1.16", params, defaultLanguage="it"), "a.html")

    assert faults == []
    assert (activity.source_language, activity.titles) == ("it", {"it": "A title"})
    assert activity.files == {"picture.png": png()}


def test_the_name_of_the_file_is_believed_before_what_h5p_says():
    params = multi_choice(answer("a", correct=True), answer("b"))

    activity, faults = read(h5p("H5P.MultiChoice", params, defaultLanguage="en"), "quiz-SL.h5p")

    assert (activity.source_language, faults) == ("sl", [(0, "language-disagrees")])
    assert read(h5p("H5P.MultiChoice", params), "quiz.h5p", language="hr")[0].source_language == "hr"
    assert read(h5p("H5P.MultiChoice", params), "quiz.h5p", usual_language="pl")[0].source_language == "pl"


def test_a_package_may_lie_in_the_one_folder_of_its_archive():
    files = {"h5p.json": '{"mainLibrary": "H5P.TrueFalse"}', "content/content.json": '{"question": "So?"}'}

    assert only(make_zip({f"quiz/{path}": raw for path, raw in files.items()}), "a.zip").texts == {"en": "So?"}
    assert refusal(make_zip({"a.txt": "x", **{f"quiz/{path}": raw for path, raw in files.items()}}), "a.zip")


@pytest.mark.parametrize(
    "raw",
    [
        h5p("H5P.Crossword", {}),
        h5p("H5P.MultiChoice", {"answers": "none"}),
        h5p("H5P.MultiChoice", {"question": ["?"], "answers": [1, None, {"text": 3}]}),
        h5p("H5P.DragQuestion", {"question": []}),
        h5p("H5P.QuestionSet", {"questions": [{"library": "H5P.QuestionSet 1.0", "params": []}]}),
        make_zip({"a.txt": "x"}),
        make_zip({"imsmanifest.xml": "<manifest/>"}),
        make_zip({"h5p.json": "[]", "content/content.json": "{}"}),
        make_zip({"h5p.json": '{"mainLibrary": "H5P.MultiChoice"}'}),
        make_zip({"h5p.json": '{"mainLibrary": "H5P.MultiChoice"}', "content/content.json": "{"}),
        b"PK\x03\x04 cut off",
        b"",
        b'<html><script>H5PIntegration = {"contents": 3}; jsonContent</script>',
        b"\x00\x01\x02",
        json.dumps({"a": 1}).encode(),
    ],
)
def test_what_holds_no_question_is_refused_with_a_sentence(raw):
    assert refusal(raw, "a.h5p").endswith(".")


def test_content_that_nests_without_end_is_refused():
    params: dict = {"question": "So?"}
    inner = content("H5P.TrueFalse 1.8", params)
    for _level in range(30):
        inner = content("H5P.Column 1.18", {"content": [{"content": inner}]})

    assert refusal(h5p("H5P.Column", inner["params"]))


def test_first_versions_of_other_content_types():
    """Settings beside everything else, a tip in a group of its own, one feedback for everybody, words at the end."""
    tip = {"question": "?", "answers": [{"text": "a", "correct": True, "tip": {"tip": "Think"}}, {"text": "b"}]}
    drag = {"textField": "A *cat*.", "enableTryAgain": False, "score": "Well done", "feedback": ""}
    blanks = {
        "text": "Fill in.",
        "questions": ["A *cat*."],
        "caseSensitive": False,
        "score": "You got @score of @total.",
    }
    quiz_end = {"failGreeting": "Oh", "failComment": "Again", "successGreeting": "Yes"}
    quiz = {"questions": [content("H5P.TrueFalse 1.0", {"question": "So?"})], "passPercentage": 50, "endGame": quiz_end}

    assert only(h5p("H5P.MultiChoice", tip)).options[0].tips == {"en": "Think"}
    dragged, _faults = read(h5p("H5P.DragText", drag))
    assert (dragged.attempts_allowed, [band.texts["en"] for band in dragged.bands]) == (1, ["Well done"])
    typed, faults = read(h5p("H5P.Blanks", blanks))
    assert (typed.questions[0].is_case_sensitive, typed.bands, faults) == (False, [], [(0, "scored-differently")])
    ended, _faults = read(h5p("H5P.QuestionSet", quiz))
    assert [(band.from_percent, band.texts["en"]) for band in ended.bands] == [(0, "Oh\n\nAgain"), (50, "Yes")]


def test_an_element_that_may_not_go_to_a_place_does_not_belong_there():
    params = drag_question(
        [text_element("cat", "0"), text_element("dog", "0"), text_element("fixed")],
        [zone("Animals", "0", showLabel=True), zone("Pets", "0", "1", "2", "7", showLabel=True)],
    )

    question = only(h5p("H5P.DragQuestion", params))

    assert [(option.texts.get("en"), option.targets) for option in question.options[:2]] == [
        ("cat", ["t1"]),
        ("dog", []),
    ]
    assert question.texts == {"en": "fixed"}
