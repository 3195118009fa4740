"""Headings in their order below the title of the page, and names of places that cannot meet the names on our page."""

import re
import unicodedata

from ai4t.markup.draft import Draft
from ai4t.markup.tree import text_of, words_of

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MADE_BY_THE_PARSER = re.compile(r"fn(ref\d*)?:|__tabbed_")
_NUMBER = re.compile(r"^[\d.\s]+[a-z]?\s+")
_LONGEST = 60


def set_headings(draft: Draft) -> None:
    """The page has its own h1, so ours begin with h2 and never skip a level."""
    headings = list(draft.root.iter(*_HEADINGS))
    if headings and headings[0].tag == "h1" and _same_title(words_of(headings[0]), draft.title):
        headings.pop(0).drop_tree()
    above: list[str] = []
    for heading in headings:
        while above and above[-1] >= heading.tag:
            above.pop()
        above.append(heading.tag)
        heading.tag = f"h{min(len(above) + 1, 6)}"


def _same_title(heading: str, title: str) -> bool:
    def bare(text: str) -> str:
        return _NUMBER.sub("", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))

    return bool(title) and bare(heading) == bare(title)


def name_places(draft: Draft) -> None:
    """Give headings and whatever the author named an id that starts with ``t-``."""
    taken: dict[str, int] = {}
    for element in list(draft.root.iter()):
        given = element.attrib.pop("id", "") or (element.attrib.pop("name", "") if element.tag == "a" else "")
        element.attrib.pop("name", None)
        if given and _MADE_BY_THE_PARSER.match(given):
            element.set("id", given)
            continue
        is_heading = element.tag in _HEADINGS
        if given or is_heading:
            name = _free(slug(given or words_of(element)) or "part", taken)
            element.set("id", f"t-{name}")
            for alias in (given, name, _ascii_slug(given or words_of(element))):
                draft.anchors.setdefault(alias, f"t-{name}")
        if element.tag == "a" and element.get("href") is None:
            element.tag = "span"
            if not given:
                draft.report("link-empty", near=text_of(element))
                element.drop_tag()


def _free(name: str, taken: dict[str, int]) -> str:
    """The name itself the first time, then with a number; no loop over all that went before."""
    while True:
        taken[name] = taken.get(name, 0) + 1
        if taken[name] == 1:
            return name
        name = f"{name}-{taken[name]}"


def slug(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    words = re.sub(r"[^\w\s-]", "", text)
    return re.sub(r"[\s_-]+", "-", words).strip("-")[:_LONGEST].rstrip("-")


def _ascii_slug(text: str) -> str:
    """The name that the tool behind the course gives to a heading; links in the course use it."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())
