"""Pictures and figures: never wider than the column, never higher than a page, each with what it shows in words."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from ai4t.markup.tree import element, text_of
from handbook.building.book import FileOfChapter
from handbook.building.illustrations import Illustration
from handbook.building.pdf.escaping import quoted
from handbook.building.pdf.printable import is_drawable
from handbook.building.words import missing_picture, name_of_decoration

_COLUMN_MM = 160
_HIGHEST_MM = 170
_IN_A_LINE_PX = 48
_MM_A_PIXEL = 25.4 / 110
_WIDTHS = {"small": 0.4, "medium": 0.75}


@dataclass(frozen=True)
class PicturePrinted:
    """A picture at its place; ``caption`` says what it shows, in the words of its author, or that it only decorates."""

    file: FileOfChapter
    caption: str
    is_numbered: bool


def picture_label(place: int) -> str:
    """Of the picture that is the ``place``-th of the book, counted from 0."""
    return f"picture:{place}"


def figure(converter, found: HtmlElement) -> str:
    moves = _stands_in_the_open(found)
    caption = found.find("figcaption")
    caption_made = converter.in_its_language(caption, converter.run(caption).strip()) if caption is not None else ""
    said, about = (text_of(caption), "") if caption is not None else ("", "")
    if caption is not None:
        caption.drop_tree()
    pictures = list(found.iter("img"))
    if len(pictures) == 1 and not text_of(found):
        width = next((share for word, share in _WIDTHS.items() if word in found.get("class", "").split()), None)
        body = _shown(converter, pictures[0], share=width, caption=said)
    else:
        # The standard asks for words about what holds no picture of its own, too.
        about = f", alt: {quoted(said)}" if said else ""
        body = f"[{converter.flow(found)}]"
    if body is None:
        return f"{_missing(converter, pictures[0])}{caption_made}"
    made = f"figure(kind: image, {body}, caption: [{caption_made}]{about})" if said else f"plate({body})"
    converter.bound.figures += 1 if said else 0
    shown = _movable(converter, made) if moves else f"#{made}"
    return shown if said else f"{shown}\n\n{caption_made}"


def picture(converter, found: HtmlElement) -> str:
    """In a line of text where it is as small as a sign; else on lines of its own."""
    width = next((share for word, share in _WIDTHS.items() if word in found.get("class", "").split()), None)
    illustration = _illustration(converter, found)
    if illustration is None:
        return _missing(converter, found)
    alt = _alt(found)
    if illustration.height <= _IN_A_LINE_PX:
        return f"#box(image({quoted(illustration.name)}, height: 1.2em, alt: {alt}));"
    moves = _stands_in_the_open(found)
    made = f"plate({_shown(converter, found, share=width)})"
    return f"\n\n{_movable(converter, made) if moves else f'#{made}'}\n\n"


def poster(converter, player: HtmlElement, name: str) -> str:
    """The picture that a film shows before it plays, above what is said of it."""
    shown = _shown(converter, element("img", src=player.get("poster", "")), share=None, name=name)
    return f"#plate({shown})\n\n" if shown else ""


def played(player: HtmlElement) -> tuple[str, str]:
    """What a film or a sound recording is called, and its address."""
    address = player.get("src") or next((source.get("src", "") for source in player.iter("source")), "")
    return player.get("aria-label") or address.rpartition("/")[2], address


def _movable(converter, made: str) -> str:
    converter.bound.movables += 1
    return f"#movable({quoted(f'movable:{converter.bound.movables}')}, {made})"


def _stands_in_the_open(found: HtmlElement) -> bool:
    """Alone, and in no box, list or table: only there may it go to another page than what stands before it."""
    around = found.getparent()
    while around.tag == "p" or "original" in around.get("class", "").split():
        if len(around) > 1 or (around.text or "").strip() or (found.tail or "").strip():
            return False
        found, around = around, around.getparent()
    return around.getparent() is None


def _shown(converter, found: HtmlElement, *, share: float | None, caption: str = "", name: str = "") -> str | None:
    illustration = _illustration(converter, found)
    if illustration is None:
        return None
    widest = _COLUMN_MM * (share or 1)
    width = min(widest, illustration.width * _MM_A_PIXEL)
    width = min(width, _HIGHEST_MM * illustration.width / max(1, illustration.height))
    pictures = converter.bound.pictures
    words, chapter = converter.bound.words, converter.chapter
    named = caption or found.get("alt") or name or name_of_decoration(words, chapter)
    pictures.append(PicturePrinted(illustration.file, named, bool(caption)))
    label = quoted(picture_label(len(pictures) - 1))
    return f"marked({label}, fitting({quoted(illustration.name)}, {width:.1f}mm, {_alt(found)}))"


def _illustration(converter, found: HtmlElement) -> Illustration | None:
    if converter.chapter is None:
        return None
    made = converter.bound.illustrations.of(converter.chapter, found.get("src", ""))
    if made is None or made.media_type != "image/svg+xml":
        return made
    drawings = converter.bound.drawings
    if made.name not in drawings:
        drawings[made.name] = is_drawable(made.data)
    return made if drawings[made.name] else None


def _alt(found: HtmlElement) -> str:
    """A picture that says nothing has a dash: the standard asks for words about every one."""
    return quoted(found.get("alt") or "–")


def _missing(converter, found: HtmlElement) -> str:
    converter.bound.dropped.add("picture")
    return f"\n\n#notice[{converter.text(missing_picture(converter.bound.words, found.get('alt', '')))}]\n\n"
