"""What the figures of a question suggest to its author, in plain sentences."""

from django.utils.translation import gettext as _

from courses.answering.figures import OptionFigures, QuestionFigures

# Before so many learners, figures jump with every further one, and nothing is advised.
FEWEST_TO_ADVISE = 20
# Bounds of discrimination after Ebel and Frisbie, Essentials of Educational Measurement (1991).
_TOO_HARD, _TOO_EASY = 0.30, 0.95
_POOR = 0.20
_RARELY = 0.05


def advice(question: QuestionFigures) -> list[str]:
    """Nothing for a question that does its work."""
    overall = question.overall
    if overall is None or overall.learners < FEWEST_TO_ADVISE:
        return []
    return [*_of_difficulty(overall.difficulty), *_of_discrimination(overall), *_of_options(question)]


def _of_difficulty(difficulty: float) -> list[str]:
    if difficulty < _TOO_HARD:
        return [_("Very hard. Check that the answer marked as right is right, and that the unit prepares for it.")]
    if difficulty > _TOO_EASY:
        return [_("Almost everybody is right. As a warm-up that is fine; it tells nothing about who has understood.")]
    return []


def _of_discrimination(overall) -> list[str]:
    found = overall.discrimination
    if found is None:
        return []
    if found < 0:
        return [
            _(
                "Those who are good at the other questions are more often wrong here. "
                "Look for a wrong key, or for words that mislead."
            )
        ]
    if found < _POOR and overall.difficulty <= _TOO_EASY:
        return [_("It hardly tells those who have understood from the others. Read it for two meanings.")]
    return []


def _of_options(question: QuestionFigures) -> list[str]:
    wrong = [option for option in question.options if not option.is_right]
    said = [
        _("“%(option)s” is chosen by those who are good at the other questions. Perhaps it can be read as right.")
        % {"option": _short(option)}
        for option in wrong
        if option.chosen >= _RARELY and (option.discrimination or 0) > _POOR
    ]
    idle = [_short(option) for option in wrong if option.chosen < _RARELY]
    if idle and len(question.options) > 2:
        sentence = _("Hardly anybody chooses: %(options)s. Another wrong answer may tell more.")
        said.append(sentence % {"options": "; ".join(idle)})
    return said


def _short(option: OptionFigures) -> str:
    return option.text if len(option.text) <= 60 else f"{option.text[:59]}…"
