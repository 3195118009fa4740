"""Pictures with places to click on (``map`` and ``area``), as lists of links below the picture."""

from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names

# What a picture stands in that holds no list.
_AROUND = names("p a span figure picture map em strong b i u small center font h1 h2 h3 h4 h5 h6 object")


def list_maps(root: HtmlElement) -> list[int]:
    """Write the areas of every map as a list; the line of each map that had some."""
    pictures = {
        _name(picture.get("usemap")): picture for picture in root.iter("img", "object") if picture.get("usemap")
    }
    lines = []
    for drawn in list(root.iter("map")):
        shown = pictures.get(_name(drawn.get("name") or drawn.get("id")))
        listed = _list_of(drawn)
        if len(listed):
            _put_below(listed, drawn if shown is None else shown)
            lines.append(drawn.sourceline or 0)
        for area in list(drawn.iter("area")):
            area.drop_tree()
        drawn.drop_tag()
    return lines


def _name(said: str | None) -> str:
    return (said or "").strip().removeprefix("#").casefold()


def _list_of(drawn: HtmlElement) -> HtmlElement:
    listed = _made("ul", drawn)
    for area in _each_once(list(drawn.iter("area"))):
        item, words = _made("li", area), _made("a" if area.get("href") else "span", area)
        words.text = _words_of(area)
        for name in ("href", "id", "lang", "dir"):
            if said := area.get(name):
                words.set(name, said)
        item.append(words)
        listed.append(item)
    return listed


def _each_once(areas: list[HtmlElement]) -> list[HtmlElement]:
    """The parts of one place, which have the same words and lead to the same address, are one."""
    found = {(area.get("href"), _words_of(area)): area for area in reversed(areas) if _words_of(area)}
    return list(reversed(found.values()))


def _words_of(area: HtmlElement) -> str:
    said = (area.get(name) for name in ("alt", "aria-label", "title", "href"))
    return next(filter(None, (" ".join((words or "").split()) for words in said)), "")


def _put_below(listed: HtmlElement, shown: HtmlElement) -> None:
    while (above := shown.getparent()) is not None and above.tag in _AROUND:
        shown = above
    listed.tail, shown.tail = shown.tail, None
    shown.addnext(listed)


def _made(tag: str, of: HtmlElement) -> HtmlElement:
    element = html.Element(tag)
    element.sourceline = of.sourceline or 0
    return element
