"""From a package to an activity: its content type, or the content types inside it one after another."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from courses.activities.contents import ActivityContents, BandContents, QuestionContents
from courses.question_files.h5p.choices import (
    read_multi_choice,
    read_multi_media_choice,
    read_single_choice_set,
    read_summary,
    read_true_false,
)
from courses.question_files.h5p.content import Content, is_set
from courses.question_files.h5p.desk import Desk
from courses.question_files.h5p.drag_question import read_drag_question
from courses.question_files.h5p.gap_texts import read_blanks, read_drag_text
from courses.question_files.h5p.hotspots import read_image_hotspot_question
from courses.question_files.h5p.package import Package
from courses.question_files.h5p.sequences import read_essay, read_flashcards, read_sort_paragraphs
from courses.question_files.reading import FileRefused, Gathering, QuestionRefused, Reading

_READERS: dict[str, Callable[[Content, Desk], list[QuestionContents]]] = {
    "H5P.Blanks": read_blanks,
    "H5P.DragQuestion": read_drag_question,
    "H5P.DragText": read_drag_text,
    "H5P.Essay": read_essay,
    "H5P.Flashcards": read_flashcards,
    "H5P.ImageHotspotQuestion": read_image_hotspot_question,
    "H5P.MultiChoice": read_multi_choice,
    "H5P.MultiMediaChoice": read_multi_media_choice,
    "H5P.SingleChoiceSet": read_single_choice_set,
    "H5P.SortParagraphs": read_sort_paragraphs,
    "H5P.Summary": read_summary,
    "H5P.TrueFalse": read_true_false,
}
_SETS = {"H5P.QuestionSet", "H5P.Column"}
_TEXTS = {"H5P.AdvancedText", "H5P.Text"}
_DEEPEST = 5


def is_readable(package: Package) -> bool:
    return package.content.library in {*_READERS, *_SETS}


def read_h5p(package: Package, reading: Reading) -> ActivityContents:
    if not is_readable(package):
        raise FileRefused(
            _("The content type %(name)s is not supported as questions.") % {"name": package.content.name or "?"}
        )
    desk = Desk(reading, package)
    content = package.content
    activity = reading.activity(title=package.title or content.title)
    walk = _Walk(desk, Gathering(activity, reading))
    walk.read(content, 0)
    contents = walk.gathering.finish()
    _set_rules(contents, content, desk)
    return contents


class _Walk:
    def __init__(self, desk: Desk, gathering: Gathering):
        self._desk, self.gathering = desk, gathering

    def read(self, content: Content, depth: int) -> None:
        try:
            self._read(content, depth)
        except QuestionRefused as refusal:
            self._desk.leave_out(content, refusal.kind, str(refusal))

    def _read(self, content: Content, depth: int) -> None:
        if content.library == "H5P.QuestionSet":
            self._read_set(content, depth)
        elif content.library == "H5P.Column":
            for place, part in enumerate(content.objects("content")):
                self._read_inside(content, part.get("content"), f"content[{place}]", depth)
        elif content.library in _TEXTS:
            self._add(self._desk.texts(content.text("text")))
        elif content.library == "H5P.Image":
            self._add(self._desk.picture_in_text(content, content.params))
        elif reader := _READERS.get(content.library):
            questions = reader(content, self._desk)
            if depth:
                self._give_feedback(content, questions)
            for question in questions:
                self._add_question(content, question)
        elif content.params:
            raise QuestionRefused(
                "question-unsupported", _("%(name)s is not supported; it was left out.") % {"name": content.name}
            )

    def _read_set(self, content: Content, depth: int) -> None:
        if content.flag("introPage", "showIntroPage"):
            intro = self._desk.texts(content.text("introPage", "introduction"))
            title = self._desk.texts(content.text("introPage", "title"))
            self._add(self._desk.joined(title, intro))
        pool = content.number("poolSize")
        if pool and pool < len(content.items("questions")):
            self._desk.leave_out(content, "setting-left-out", _("All questions are asked, not some of them by chance."))
        for place, said in enumerate(content.items("questions")):
            self._read_inside(content, said, f"questions[{place}]", depth)

    def _read_inside(self, content: Content, said: object, place: str, depth: int) -> None:
        inner = content.inside(said, place)
        if inner is None or depth >= _DEEPEST:
            self._desk.leave_out(
                content, "question-broken", _("%(place)s cannot be read; it was left out.") % {"place": place}
            )
        else:
            self.read(inner, depth + 1)

    def _give_feedback(self, content: Content, questions: list[QuestionContents]) -> None:
        """A question among others has no bands; one feedback for whatever she answers explains it."""
        bands = self._desk.bands(content)
        if len(bands) == 1 and bands[0].from_percent == 0 and len(questions) == 1:
            question = questions[0]
            question.explanations = self._desk.joined(question.explanations, bands[0].texts)
        elif bands:
            self._desk.leave_out(
                content,
                "question-part-left-out",
                _("Feedback by points is kept for a whole activity only; that of this question was left out."),
            )

    def _add_question(self, content: Content, question: QuestionContents) -> None:
        """One question of a set that cannot be asked leaves the others alone."""
        try:
            self.gathering.add(question)
        except QuestionRefused as refusal:
            self._desk.leave_out(content, refusal.kind, str(refusal))

    def _add(self, texts: dict[str, str]) -> None:
        self.gathering.add_text(texts.get(self._desk.language, ""))


def _set_rules(activity: ActivityContents, content: Content, desk: Desk) -> None:
    if content.library == "H5P.QuestionSet":
        ends = ("endGame", "overallFeedback")
        activity.pass_percent = desk.percent(content.get("passPercentage"))
        activity.bands = desk.bands(content, *ends) or _bands_of_an_end(content, activity.pass_percent, desk)
        activity.shuffles_questions = content.flag("randomQuestions")
        retry = content.get("endGame", "showRetryButton")
        override = content.text("override", "retryButton")
        if override in {"on", "off"}:
            retry = override == "on"
        elif content.flag("override", "overrideButtons"):
            retry = content.flag("override", "overrideRetry")
    else:
        activity.bands = desk.bands(content)
        activity.pass_percent = desk.percent(content.get("behaviour", "passPercentage"))
        retry = content.setting("enableRetry", "enableTryAgain", "tryAgain", default=True)
    if retry is not None and not is_set(retry):
        activity.attempts_allowed = 1


def _bands_of_an_end(content: Content, pass_percent: int, desk: Desk) -> list[BandContents]:
    """Before there were bands: words for those who have passed, and for the others."""
    bands = []
    for percent, names in ((0, ("failGreeting", "failComment")), (pass_percent, ("successGreeting", "successComment"))):
        texts = desk.joined(*(desk.texts(content.text("endGame", name)) for name in names))
        if texts and percent not in [band.from_percent for band in bands]:
            bands.append(BandContents(percent, texts))
    return bands
