"""H5P.ImageHotspotQuestion: right and wrong places to find on a picture."""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents
from courses.question_files.h5p.content import Content, number
from courses.question_files.h5p.desk import Desk
from courses.question_files.reading import QuestionRefused, need_a_right_answer
from courses.states import QuestionKind


def read_image_hotspot_question(content: Content, desk: Desk) -> list[QuestionContents]:
    """A click on any right place is right. H5P gives places no names; in the list they are numbers."""
    at = ("imageHotspotQuestion",)
    settings = content.get(*at, "backgroundImageSettings") or {}
    image = settings.get("backgroundImage") if isinstance(settings, dict) else None
    picture = desk.picture(content, image or settings, "")
    if picture is None:
        raise QuestionRefused("question-broken", _("The picture is missing; the question was left out."))
    options = []
    for place, spot in enumerate(content.objects(*at, "hotspotSettings", "hotspot"), start=1):
        chosen = spot.get("userSettings") if isinstance(spot.get("userSettings"), dict) else {}
        computed = spot.get("computedSettings") if isinstance(spot.get("computedSettings"), dict) else {}
        options.append(
            OptionContents(
                code=f"h{place}",
                texts={desk.language: str(place)},
                share=Decimal(int(chosen.get("correct") is True)),
                feedback=desk.texts(Content.text_of(chosen, "feedbackText")),
                area=_area(computed),
            )
        )
    need_a_right_answer(options)
    task = desk.texts(content.text(*at, "hotspotSettings", "taskDescription"))
    title = desk.texts(Content.text_of(settings, "questionTitle"))
    if not title and not task:
        title = desk.texts(content.title)
    if desk.texts(content.text(*at, "hotspotSettings", "noneSelectedFeedback")):
        desk.leave_out(content, "question-part-left-out", _("A feedback for no place at all is not kept."))
    question = QuestionContents(
        key="",
        kind=QuestionKind.HOTSPOT,
        texts=task or title,
        options=options,
        picture=picture,
    )
    return [question]


def _area(computed: dict) -> tuple[float, float, float, float]:
    x, y, width, height = (
        min(max(number(computed.get(side)) or Decimal(0), Decimal(0)), Decimal(100))
        for side in ("x", "y", "width", "height")
    )
    corners = (x, y, min(width, 100 - x), min(height, 100 - y))
    left, top, wide, high = (round(float(value), 3) for value in corners)
    return left, top, wide, high
