"""ddimageortext and ddmarker: what is dragged onto a picture, as items and numbered places.

Places are given in pixels of the picture. Moodle makes a drop zone as large as the largest thing to drag; a usual size
serves here, because a place is shown as a number.
"""

import re
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml.etree import _Element

from ai4t.content.images import read_picture
from ai4t.content.refused_pictures import PictureRefused
from courses.activities.contents import OptionContents, PictureContents, QuestionContents
from courses.question_files.moodle_xml.question import Question, decimal_in, word_in
from courses.question_files.reading import QuestionRefused, part
from courses.states import OptionRole, QuestionKind

_USUAL_WIDTH, _USUAL_HEIGHT = 100, 30  # pixels
_PAIR = re.compile(r"\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*")


def read_dd_image(question: Question) -> QuestionContents:
    return _read(question, _corner)


def read_dd_marker(question: Question) -> QuestionContents:
    question.note("scored-differently", _("The places are shown as numbers on the picture; they need not be found."))
    return _read(question, _shape)


def _read(question: Question, area_of) -> QuestionContents:
    name = question.keep_picture(question.element)
    size = _size(question.reading.files.get(name or "", b""))
    if name is None or size is None:
        raise QuestionRefused("question-broken", _("The picture is missing; the question was left out."))
    question.note(
        "alt-missing", _("The picture %(name)s has no description for people who cannot see it.") % {"name": name}
    )
    drops = question.all("drop")
    places = [
        OptionContents(
            code=f"t{number}",
            role=OptionRole.TARGET,
            texts=question.texts(drop) if drop.find("shape") is None else {},
            area=_percent(area_of(drop), size),
        )
        for number, drop in enumerate(drops, start=1)
    ]
    items = []
    for number, drag in enumerate(question.all("drag"), start=1):
        wanted = word_in(drag, "no", str(number))
        targets = [f"t{at}" for at, drop in enumerate(drops, start=1) if word_in(drop, "choice") == wanted]
        texts = _words(question, drag)
        if not texts:
            raise QuestionRefused("question-broken", _("An element to place is empty; the question was left out."))
        if len(targets) > 1:
            message = _("This element can be placed once here, and each of its right places is right.")
            question.note("scored-differently", message)
        items.append(OptionContents(code=f"i{number}", texts=texts, targets=targets))
    belonging = [item for item in items if item.targets]
    if not belonging:
        raise QuestionRefused("question-broken", _("Nothing here belongs to a place; the question was left out."))
    for item in belonging:
        item.share = part(len(belonging))
    return QuestionContents(
        key="",
        kind=QuestionKind.MATCH,
        options=[*items, *places],
        points=question.points,
        picture=PictureContents(name),
    )


def _words(question: Question, drag: _Element):
    """A picture to drag is shown, and its words are read where no picture can stand."""
    words = question.reading.typed(question.characters(drag)).get(question.reading.language, "")
    if drag.find("file") is not None and (name := question.keep_picture(drag)):
        if not words:
            question.note("alt-missing", _("A picture to choose has no description; please give it one."))
        return question.reading.as_text(f'<img src="{name}" alt=""> {words}'.strip())
    return question.reading.as_text(words)


def _corner(drop: _Element) -> tuple[Decimal, ...]:
    x, y = (decimal_in(word_in(drop, side, "0")) or Decimal(0) for side in ("xleft", "ytop"))
    return x, y, Decimal(_USUAL_WIDTH), Decimal(_USUAL_HEIGHT)


def _shape(drop: _Element) -> tuple[Decimal, ...]:
    """The rectangle around a circle ``x,y;r``, a rectangle ``x,y;w,h`` or a polygon ``x,y;x,y;…``."""
    shape, coords = word_in(drop, "shape"), word_in(drop, "coords")
    first, _mark, rest = coords.partition(";")
    points = [(decimal_in(x), decimal_in(y)) for x, y in _PAIR.findall(coords)]
    start = _PAIR.fullmatch(first)
    if not start or any(None in point for point in points):
        raise QuestionRefused("question-broken", _("A place on the picture cannot be read; the question was left out."))
    if shape == "circle":
        radius = decimal_in(rest)
        if radius is not None:
            (x, y) = points[0]
            return x - radius, y - radius, 2 * radius, 2 * radius
    elif shape == "rectangle" and len(points) == 2:
        return (*points[0], *points[1])
    elif shape == "polygon" and len(points) > 2:
        across, down = zip(*points, strict=True)
        return min(across), min(down), max(across) - min(across), max(down) - min(down)
    raise QuestionRefused("question-broken", _("A place on the picture cannot be read; the question was left out."))


def _percent(area: tuple[Decimal, ...], size: tuple[int, int]) -> tuple[float, float, float, float]:
    x, y, width, height = area
    left, top = (
        min(max(start, Decimal(0)) * 100 / side, Decimal(100)) for start, side in zip((x, y), size, strict=True)
    )
    wide, high = (
        min(max(length, Decimal(0)) * 100 / side, 100 - start)
        for length, side, start in zip((width, height), size, (left, top), strict=True)
    )
    a, b, c, d = (round(float(value), 3) for value in (left, top, wide, high))
    return a, b, c, d


def _size(raw: bytes) -> tuple[int, int] | None:
    try:
        info = read_picture(raw)
    except PictureRefused:
        return None
    return (info.width, info.height) if info.width and info.height else None
