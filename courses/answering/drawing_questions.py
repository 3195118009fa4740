"""A question for the page: its inputs, or what was answered, whether it is right, and the right answer."""

from dataclasses import replace
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ai4t.collation import sort_key
from courses.activities.shown import Picture, ShownOption, ShownQuestion
from courses.answering.drawn import Choice, DrawnQuestion, Field, Place
from courses.answering.given import as_kept, field_name
from courses.answering.marking import Mark, mark
from courses.states import OptionRole, QuestionKind

_NOTHING = SafeString("")
# Of the circle around the number of a place, as a share of the picture's width: read on a phone, too.
_RADIUS = 0.036
# Kinds that are drawn alike share a template.
_TEMPLATE = {
    QuestionKind.SINGLE: "choices",
    QuestionKind.MULTIPLE: "choices",
    QuestionKind.TRUE_FALSE: "choices",
    QuestionKind.NUMBER: "text",
    QuestionKind.SHORT_TEXT: "text",
}


def draw_question(
    question: ShownQuestion,
    *,
    number: int,
    kept: object,
    order: list[str] | None,
    is_result: bool,
    tells_solution: bool,
    fault: str = "",
) -> DrawnQuestion:
    """``kept`` is the stored answer, ``order`` the codes of the options as this attempt shuffled them."""
    given = as_kept(question, kept)
    options = by_order(question.options, order, key=lambda option: option.code)
    found = mark(question, given) if is_result else None
    drawn = DrawnQuestion(
        id=_id(question),
        number=number,
        key=question.key,
        name=field_name(question.key),
        kind=question.kind,
        template=_TEMPLATE.get(question.kind, question.kind),
        text=question.text,
        picture=question.picture,
        label_id=f"{_id(question)}-text" if question.text else f"activity-{question.activity_key}-title",
        takes_several=question.takes_several,
        fault=fault,
        **_DRAWERS[question.kind](question, options, given, found),
    )
    if found is None:
        return drawn
    drawn = replace(drawn, explanation=question.explanation)
    if not question.is_marked:
        return drawn
    solutions = _solutions(question, drawn) if tells_solution and not found.is_full else ()
    points = f"{figure(found.points)}/{figure(found.possible)}"
    return replace(drawn, word=_word(found), points=points, solutions=solutions)


def _id(question: ShownQuestion) -> str:
    """Unique on a page, where several activities may number their questions alike."""
    return f"q-{question.activity_key}-{question.key}"


def _solutions(question: ShownQuestion, drawn: DrawnQuestion) -> tuple[tuple[SafeString | str, SafeString | str], ...]:
    if drawn.fields:
        return tuple((field.label, field.solution) for field in drawn.fields if field.solution)
    if drawn.choices:
        right = {option.code for option in question.items if option.share > 0}
        return tuple(("", choice.text) for choice in drawn.choices if choice.value in right)
    best = max(question.items, key=lambda option: option.share, default=None)
    if best is None:
        return ()
    return (("", figure(best.number) if best.number is not None else next(iter(best.variants), "")),)


def _draw_choices(question, options, given, found) -> dict:
    choices = tuple(_choice(question, option, option.code in given, found) for option in options)
    return {"choices": choices}


def _choice(question: ShownQuestion, option: ShownOption, is_chosen: bool, found: Mark | None) -> Choice:
    text = option.text or option.plain
    if question.kind == QuestionKind.TRUE_FALSE:
        text = text or {"true": _("True"), "false": _("False")}.get(option.code, option.code)
    word, feedback = "", _NOTHING
    if found is not None:
        feedback = option.feedback if is_chosen else option.feedback_otherwise
        if is_chosen:
            word = "correct" if option.share > 0 else "wrong"
    return Choice(
        id=f"{_id(question)}-{option.code}",
        value=option.code,
        text=text,
        is_chosen=is_chosen,
        word=word,
        feedback=feedback,
        tip=option.tip,
        area=option.area,
    )


def _draw_text(question, options, given, found) -> dict:
    fitting = next(iter(found.right), None) if found else None
    return {"given": given, "feedback": question.option(fitting).feedback if fitting else _NOTHING}


def _draw_reflection(question, options, given, found) -> dict:
    return {"given": given}


def _draw_blanks(question, options, given, found) -> dict:
    words = _words(question) if question.chooses_from_list else ()
    fields, before = [], _NOTHING
    for text, code in question.parts:
        option = question.option(code) if code else None
        if option is None:
            before += text
            continue
        value = given.get(code, "")
        fields.append(
            _field(
                question,
                option,
                len(fields) + 1,
                found,
                label=_("Blank %(number)s") % {"number": len(fields) + 1},
                value=value,
                choices=words,
                before=before + text,
                shown_value=dict(words).get(value, value),
                solution=next(iter(option.variants), ""),
            )
        )
        before = _NOTHING
    return {"fields": tuple(fields), "after": before}


def _words(question: ShownQuestion) -> tuple[tuple[str, str], ...]:
    """The words to fill in, each once, by the alphabet, so that their order gives nothing away."""
    words = {}
    for option in question.items:
        words.setdefault(next(iter(option.variants), ""), option.code)
    return tuple((code, word) for word, code in sorted(words.items(), key=lambda pair: sort_key(pair[0])))


def _draw_match(question, options, given, found) -> dict:
    targets = [option for option in options if option.role == OptionRole.TARGET]
    numbers = {target.code: number for number, target in enumerate(targets, 1)}
    names = {target.code: _name_of_place(target, numbers[target.code]) for target in targets}
    fields = []
    for item in options:
        if item.role == OptionRole.TARGET:
            continue
        value = given.get(item.code, "")
        wanted = ", ".join(names[code] for code in item.targets if code in names)
        fields.append(
            _field(
                question,
                item,
                len(fields) + 1,
                found,
                label=item.text or item.plain,
                value=value,
                choices=tuple(names.items()),
                shown_value=names.get(value, ""),
                solution=wanted,
            )
        )
    places = tuple(
        _place(target, numbers[target.code], question.picture) for target in targets if target.area and question.picture
    )
    return {"fields": tuple(fields), "places": places}


def _place(target: ShownOption, number: int, picture: Picture) -> Place:
    x, y, width, height = target.area
    return Place(
        number,
        round(picture.width * (x + width / 2) / 100),
        round(picture.height * (y + height / 2) / 100),
        round(picture.width * _RADIUS),
    )


def _name_of_place(target: ShownOption, number: int) -> str:
    if not target.plain:
        return _("Place %(number)s") % {"number": number}
    return f"{number} – {target.plain}" if target.area else target.plain


def _draw_order(question, options, given, found) -> dict:
    numbers = tuple((str(number), str(number)) for number in range(1, len(options) + 1))
    right = {option.code: str(number) for number, option in enumerate(question.items, 1)}
    placed = sorted(options, key=lambda option: int(given.get(option.code) or 0) if found else 0)
    fields = tuple(
        _field(
            question,
            option,
            number,
            found,
            label=option.text or option.plain,
            value=given.get(option.code, ""),
            choices=numbers,
            shown_value=given.get(option.code, ""),
            solution=right[option.code],
        )
        for number, option in enumerate(placed, 1)
    )
    return {"fields": fields}


def _field(question: ShownQuestion, option: ShownOption, number: int, found: Mark | None, **drawn) -> Field:
    """``drawn`` holds the right answer as ``solution``; it is left out where nothing is wrong."""
    is_right = found.right[option.code] if found else None
    if is_right is None:
        word, feedback = "", _NOTHING
    elif is_right:
        word, feedback = "correct", option.feedback
    else:
        word, feedback = "wrong", option.feedback_otherwise
    if is_right is not False:
        drawn["solution"] = ""
    return Field(
        id=f"{_id(question)}-{option.code}",
        name=field_name(question.key, option.code),
        number=number,
        word=word,
        feedback=feedback,
        tip=option.tip,
        **drawn,
    )


def by_order(rows, order: list[str] | None, *, key) -> list:
    """In the stored order; what has come since stands at the end."""
    if not order:
        return list(rows)
    places = {name: place for place, name in enumerate(order)}
    return sorted(rows, key=lambda row: places.get(key(row), len(places)))


def _word(found: Mark) -> str:
    if found.is_full:
        return "correct"
    return "partly" if found.points > 0 else "wrong"


def figure(number: Decimal) -> str:
    """As people write it: without zeros at the end, with the decimal sign of their language."""
    plain = number.normalize()
    return number_format(plain if plain.as_tuple().exponent <= 0 else plain.quantize(Decimal(1)))


_DRAWERS = {
    QuestionKind.SINGLE: _draw_choices,
    QuestionKind.MULTIPLE: _draw_choices,
    QuestionKind.TRUE_FALSE: _draw_choices,
    QuestionKind.HOTSPOT: _draw_choices,
    QuestionKind.NUMBER: _draw_text,
    QuestionKind.SHORT_TEXT: _draw_text,
    QuestionKind.BLANKS: _draw_blanks,
    QuestionKind.MATCH: _draw_match,
    QuestionKind.ORDER: _draw_order,
    QuestionKind.REFLECTION: _draw_reflection,
}
