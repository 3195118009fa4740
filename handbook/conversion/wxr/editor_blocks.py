"""The blocks of WordPress' editor, which comments tell (``<!-- wp:paragraph -->``), and its own footnotes."""

import json
import re
from itertools import pairwise

from lxml.html import HtmlElement

from ai4t.content.irregularities import Irregularities
from handbook.conversion.pages import read_fragment
from handbook.conversion.surroundings import Note

_COMMENT = re.compile(r"\s*(?P<closes>/?)wp:(?P<name>[a-z][\w/-]*)(?P<said>.*)", re.DOTALL)
# Blocks whose paragraphs are blank lines, as in the editor before.
_AS_BEFORE = {"freeform", "core/freeform", "shortcode", "core/shortcode"}


def in_elements(text: str) -> str:
    """Each outermost block in an ``x-block``: its HTML is whole, and blank lines mean nothing in it."""
    pieces = re.split(r"(<!--|-->)", text)
    opened: list[tuple[str, int]] = []
    for place, (before, comment) in enumerate(pairwise(pieces)):
        found = _COMMENT.fullmatch(comment) if before == "<!--" and pieces[place + 2 : place + 3] == ["-->"] else None
        if found is None or found["said"].rstrip().endswith("/"):
            continue
        if not found["closes"]:
            opened.append((found["name"], place))
        elif opened and opened[-1][0] == found["name"]:
            name, start = opened.pop()
            if not opened and name not in _AS_BEFORE:
                pieces[start] = f"<x-block>{pieces[start]}"
                pieces[place + 2] = f"{pieces[place + 2]}</x-block>"
    return "".join(pieces)


def drop_buttons(root: HtmlElement) -> None:
    """The button of a file (``wp:file``) leads where the name of the file before it leads."""
    for link in list(root.iter("a")):
        before = link.getprevious()
        is_button = "wp-block-file__button" in (link.get("class") or "").split()
        if is_button and before is not None and before.get("href") == link.get("href"):
            link.drop_tree()


def footnotes_of(written: str, root: HtmlElement, faults: Irregularities) -> dict[HtmlElement, Note]:
    """The notes that WordPress keeps beside a post, as JSON, by the links in ``root`` that lead to them.

    What no link leads to is put at the end of ``root``. ValueError where it is no such list.
    """
    notes: dict[str, Note] = {}
    for name, content in _read(written):
        notes[name] = Note((read_fragment(content, path="", faults=faults),))
    marks = {link: link.get("href")[1:] for link in root.iter("a") if (link.get("href") or "#")[1:] in notes}
    for name in sorted(notes.keys() - set(marks.values())):
        root.extend(notes[name].elements)
    return {link: notes[name] for link, name in marks.items()}


def _read(written: str) -> list[tuple[str, str]]:
    """The id and the HTML of each note."""
    try:
        return [(str(said["id"]), str(said["content"])) for said in json.loads(written or "[]")]
    except (TypeError, KeyError, RecursionError) as problem:
        raise ValueError("no list of notes") from problem
