"""Lists: of points, of numbers that count as the page does, of words with what they mean."""

from lxml.html import HtmlElement

from ai4t.markup.html_names import BLOCKS

_NO_LINES = BLOCKS | {"img"}
_NUMBERINGS = {"a", "A", "i", "I"}


def points(converter, found: HtmlElement) -> str:
    return f"#list({', '.join(_items(converter, found))})" if len(found) else ""


def numbered(converter, found: HtmlElement) -> str:
    items = zip(numbers_of(found), _items(converter, found), strict=True)
    listed = ", ".join(f"enum.item({number}){item}" for number, item in items)
    return f'#enum(numbering: "{numbering_of(found)}.", {listed})' if listed else ""


def numbering_of(found: HtmlElement) -> str:
    return found.get("type") if found.get("type") in _NUMBERINGS else "1"


def _items(converter, found: HtmlElement) -> list[str]:
    items = ((item, converter.in_its_language(item, converter.flow(item))) for item in found.iterchildren("li"))
    return [f"[{converter.named(item, made)}]" for item, made in items]


def numbers_of(found: HtmlElement) -> list[int]:
    """Those that a browser shows; the typesetter knows none below zero."""
    items = found.findall("li")
    step = 1 if found.get("reversed") is None else -1
    number = _whole(found.get("start"), 1 if step == 1 else len(items)) - step
    numbers = []
    for item in items:
        number = _whole(item.get("value"), number + step)
        numbers.append(max(0, number))
    return numbers


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.lstrip("-").isdecimal() else otherwise


def words_with_meanings(converter, found: HtmlElement) -> str:
    """A word stands in one line with the beginning of what it means; one that is no line stands above it."""
    made, words, above = [], [], []
    for part in found.iterchildren("dt", "dd"):
        if part.tag == "dd":
            meaning = "\n\n".join([*above, converter.in_its_language(part, converter.flow(part))])
            made.append(f"terms.item([{', '.join(words)}], [{converter.named(part, meaning)}])")
            words, above = [], []
        elif _is_line(line := _only_paragraph(part)):
            said = converter.in_its_language(part, converter.in_its_language(line, converter.run(line).strip()))
            words.append(converter.named(part, said))
        else:
            above.append(converter.in_its_language(part, f"#strong[{converter.flow(part)}]"))
    return f"#terms({', '.join(made)})" if made else ""


def _only_paragraph(word: HtmlElement) -> HtmlElement:
    alone = len(word) == 1 and word[0].tag == "p" and not f"{word.text or ''}{word[0].tail or ''}".strip()
    return word[0] if alone else word


def _is_line(found: HtmlElement) -> bool:
    return not any(inner.tag in _NO_LINES for inner in found.iterdescendants())
