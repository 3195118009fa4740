"""What an author may say about the look of an element: where it stands and how wide it is. The rest is left out."""

import re

from lxml.html import HtmlElement

from ai4t.markup.cleaning import ALLOWED_TAGS
from ai4t.markup.draft import Draft

# Classes that the parser writes. Later steps read the first and put ours in their place; the second say nothing to us.
_FROM_THE_PARSER = re.compile(
    r"admonition(-title)?|arithmatex|footnote(-ref|-backref)?|tabbed-(set|content)|task-list-item"
)
_UNUSED = re.compile(r"highlight|keys|key-[\w-]+|language-[\w-]+|task-list")
_CLASSES = {"md-button": "button quiet", "md-button--primary": "button quiet", "center": "center", "centered": "center"}
_ALIGNED = {"center": "center", "middle": "center", "right": "end", "end": "end", "left": "start", "start": "start"}
_FLOATING = {"left": "float-start", "right": "float-end"}
_STYLE_ALIGNED = re.compile(r"(?:text-align|float)\s*:\s*(center|right|left|start|end)", re.IGNORECASE)
_STYLE_WIDTH = re.compile(r"(?:^|[;\s])(?:max-)?width\s*:\s*([\d.]+\s*(?:%|px)?)", re.IGNORECASE)
_WIDTH = re.compile(r"([\d.]{1,6})\s*(%|px)?$")

_ANYWHERE = {"class", "id", "lang", "dir", "title"}
_KEPT = {
    "a": {"href", "name"},
    "img": {"src", "alt"},
    "iframe": {"src"},
    "frame": {"src"},
    "embed": {"src"},
    "object": {"data"},
    "video": {"src", "poster", "loop", "width", "height"},
    "audio": {"src", "loop"},
    "source": {"src"},
    "track": {"src", "srclang", "kind"},
    "input": {"type", "checked"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
    "q": set(),
}
# Left out without a word: they say nothing that the page does not say by itself.
_QUIET = re.compile(
    r"align|allow|allowfullscreen|alt|autoplay|border|bgcolor|cellpadding|cellspacing|cite|controls|crossorigin|data-tabs"
    r"|decoding|disabled|download|fetchpriority|for|frameborder|height|loading|markdown|markdown-block|markdown-span"
    r"|marginheight|marginwidth|mozallowfullscreen|muted|playsinline|preload|referrerpolicy|rel|sandbox|scrolling|sizes"
    r"|default|label|srcset|tabindex|target|type|valign|webkitallowfullscreen|width|xmlns"
)


def tidy_attributes(draft: Draft) -> None:
    for element in draft.root.iter():
        if element is not draft.root:
            _tidy(element, draft)
    for centre in list(draft.root.iter("center")):
        centre.tag = "div"
        centre.set("class", "center")


def _tidy(element: HtmlElement, draft: Draft) -> None:
    kept = _KEPT.get(element.tag, frozenset())
    placed = _placement(element)
    for name, value in element.items():
        if name == "style":
            del element.attrib[name]
            if not _says_nothing(value, placed):
                draft.report("style-removed", near=value, value=value)
        elif name not in _ANYWHERE and name not in kept:
            del element.attrib[name]
            if name.startswith("on"):
                draft.report("script-removed", near=name)
            elif element.tag in ALLOWED_TAGS and not _QUIET.fullmatch(name):
                draft.report("attribute-removed", near=f"{name}=", name=name, tag=element.tag)
    if element.get("reversed"):
        element.set("reversed", "")
    _tidy_classes(element, placed, draft)


def _tidy_classes(element: HtmlElement, placed: list[str], draft: Draft) -> None:
    words = element.attrib.pop("class", "").split()
    made_by_the_parser = any(_FROM_THE_PARSER.fullmatch(word) for word in words) or element.tag == "details"
    classes = []
    for word in words:
        if made_by_the_parser:
            classes.append(word)
        elif _UNUSED.fullmatch(word):
            continue
        elif word in _CLASSES:
            classes.append(_CLASSES[word])
        else:
            draft.report("class-removed", near=word, name=word)
    if classes or placed:
        element.set("class", " ".join([*classes, *placed]))


def _placement(element: HtmlElement) -> list[str]:
    style = element.get("style", "")
    align = element.get("align", "").lower() or _found(_STYLE_ALIGNED, style).lower()
    names = _FLOATING if element.tag in {"img", "figure", "table"} and align in _FLOATING else _ALIGNED
    placed = [names[align]] if align in names else []
    if element.tag in {"img", "figure"} and (size := _size(element.get("width") or _found(_STYLE_WIDTH, style))):
        placed.append(size)
    return placed


def _size(width: str) -> str:
    """Three widths are enough: a mark, a half, the whole column (about 640 pixels)."""
    if not (number := _WIDTH.match(width.strip().lower())):
        return ""
    try:
        share = float(number[1]) / (100 if number[2] == "%" else 640)
    except ValueError:
        return ""
    return "small" if share <= 0.4 else "medium" if share <= 0.75 else ""


def _says_nothing(style: str, placed: list[str]) -> bool:
    """Whether every declaration was understood, or only takes away a border."""
    declarations = [part.strip() for part in style.split(";") if part.strip()]
    return all(
        (bool(placed) and re.match(r"(text-align|float|(max-)?width)\b", part))
        or re.match(r"(border|vertical-align|text-align|height)\b", part)
        for part in declarations
    )


def _found(pattern: re.Pattern, text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
