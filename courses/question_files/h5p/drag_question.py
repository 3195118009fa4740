"""H5P.DragQuestion: words and pictures that belong to places on a picture.

Source: https://github.com/h5p/h5p-drag-question (semantics.json, src/). Widths and heights are in em of 16 pixels at
the size that the settings name; x and y are percent.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from courses.activities.contents import OptionContents, QuestionContents, Texts
from courses.question_files.h5p.content import Content, number, words
from courses.question_files.h5p.desk import Desk
from courses.question_files.reading import QuestionRefused, part
from courses.states import OptionRole, QuestionKind

_TEXTS = {"H5P.AdvancedText", "H5P.Text"}
_EM = 16
_USUAL_SIZE = {"width": 620, "height": 310}


def read_drag_question(content: Content, desk: Desk) -> list[QuestionContents]:
    elements = content.objects("question", "task", "elements")
    zones = content.objects("question", "task", "dropZones")
    background = content.get("question", "settings", "background")
    picture = desk.picture(content, background, "") if isinstance(background, dict) else None
    places = [_place(number, zone, content, desk, on_picture=picture is not None) for number, zone in enumerate(zones)]
    items, fixed = _items(elements, zones, content, desk)
    belonging = [item for item in items if item.targets]
    if not belonging or not places:
        raise QuestionRefused("question-broken", _("Nothing here belongs to a place; the question was left out."))
    for item in belonging:
        item.share = part(len(belonging))
    if content.flag("behaviour", "applyPenalties"):
        desk.leave_out(content, "setting-left-out", _("Points are not taken away for what is placed wrongly."))
    is_all_or_nothing = content.setting("singlePoint")
    question = QuestionContents(
        key="",
        kind=QuestionKind.MATCH,
        texts=desk.joined(_title(content, desk), *fixed),
        options=[*items, *places],
        points=Decimal(1 if is_all_or_nothing else len(belonging)),
        is_all_or_nothing=is_all_or_nothing,
        # On a picture the order of the places says nothing; in lists it might.
        shuffles_options=picture is None,
        picture=picture,
    )
    return [question]


def _title(content: Content, desk: Desk) -> Texts:
    """The title is shown unless its author hid it."""
    settings = content.get("question", "settings")
    shows = content.flag(
        "behaviour", "showTitle", default=content.flag("question", "settings", "showTitle", default=False)
    )
    title = Content.text_of(settings, "questionTitle") or content.title
    return desk.texts(title) if shows else {}


def _place(at: int, zone: dict, content: Content, desk: Desk, *, on_picture: bool) -> OptionContents:
    """A label that H5P does not show often gives the answer away, so that nobody is told it."""
    return OptionContents(
        code=f"t{at + 1}",
        role=OptionRole.TARGET,
        texts=desk.texts(zone.get("label")) if zone.get("showLabel") is True else {},
        area=_area(zone, content) if on_picture else None,
    )


def _area(zone: dict, content: Content) -> tuple[float, float, float, float]:
    sides = []
    for side in ("width", "height"):
        size = content.number("question", "settings", "size", side) or Decimal(_USUAL_SIZE[side])
        ems = number(zone.get(side)) or Decimal(0)
        sides.append(min(max(ems * _EM * 100 / size if size > 0 else Decimal(0), Decimal(0)), Decimal(100)))
    starts = [min(max(number(zone.get(side)) or Decimal(0), Decimal(0)), Decimal(100)) for side in ("x", "y")]
    lengths = [min(side, 100 - start) for side, start in zip(sides, starts, strict=True)]
    x, y, width, height = (round(float(value), 3) for value in (*starts, *lengths))
    return x, y, width, height


def _items(elements: list[dict], zones: list[dict], content: Content, desk: Desk):
    """What can be dragged, and the texts of what only stands there."""
    items: list[OptionContents] = []
    fixed: list[Texts] = []
    for at, element in enumerate(elements):
        inner = content.inside(element.get("type"), f"question.task.elements[{at}]")
        if inner is None or inner.library not in _TEXTS | {"H5P.Image"}:
            name = inner.name if inner else ""
            desk.leave_out(
                inner or content,
                "question-part-left-out",
                _("An element of the kind %(name)s was left out.") % {"name": name or "?"},
            )
            continue
        allowed = set(words(element.get("dropZones")))
        targets = [
            f"t{place + 1}"
            for place, zone in enumerate(zones)
            if str(at) in words(zone.get("correctElements")) and str(place) in allowed
        ]
        if not allowed:
            fixed.append(
                desk.picture_in_text(inner, inner.params)
                if inner.library == "H5P.Image"
                else desk.texts(inner.text("text"))
            )
            continue
        if len(targets) > 1 and element.get("multiple") is True:
            desk.leave_out(
                inner,
                "scored-differently",
                _("This element can be placed once here, and each of its right places is right."),
            )
        texts = (
            desk.picture_with_words(inner, inner.params)
            if inner.library == "H5P.Image"
            else desk.texts(inner.text("text"))
        )
        if not texts:
            raise QuestionRefused("question-broken", _("An element to place is empty; the question was left out."))
        items.append(
            OptionContents(code=f"i{len(items) + 1}", texts=texts, targets=targets, **_said_of(targets, zones, desk))
        )
    return items, fixed


def _said_of(targets: list[str], zones: list[dict], desk: Desk) -> dict[str, Texts]:
    """Tip and feedback of a place are told with what belongs there."""
    zone = zones[int(targets[0][1:]) - 1] if len(targets) == 1 else {}
    said = zone.get("tipsAndFeedback") if isinstance(zone.get("tipsAndFeedback"), dict) else zone
    return {
        "tips": desk.texts(Content.text_of(said, "tip")),
        "feedback": desk.texts(Content.text_of(said, "feedbackOnCorrect")),
        "feedback_otherwise": desk.texts(Content.text_of(said, "feedbackOnIncorrect")),
    }
