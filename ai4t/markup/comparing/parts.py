"""A stored page as what can be compared: blocks, blocks in them, and runs of words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString
from lxml import html
from lxml.html import HtmlElement

from ai4t.markup.comparing.words import Token, opening, tokens_of
from ai4t.markup.html_names import BLOCKS, PARTS_OF_BLOCKS, names
from ai4t.markup.tree import set_void

_BLOCKS = BLOCKS | PARTS_OF_BLOCKS
_WHOLE = names("audio hr pre video col")
_DEEPEST = 30
_NOTE = re.compile(r'<sup class="note-mark">\d+</sup>')


@dataclass(frozen=True)
class Part:
    """A run of words, which has no ``tag``, and whose ``content`` is text and elements in turn; or a block, which has
    ``parts``. Two parts of one ``key`` say the same.
    """

    key: str
    tag: str = ""
    content: tuple[HtmlElement | str, ...] = ()
    parts: tuple["Part", ...] = ()
    element: HtmlElement | None = None
    is_whole: bool = False

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(tokens_of(self.content))

    @property
    def html(self) -> str:
        return _written(self.content) if self.element is None else _written((self.element,))

    @property
    def start(self) -> str:
        return opening(self.element)

    @property
    def end(self) -> str:
        return f"</{self.tag}>"

    @property
    def is_one_run(self) -> bool:
        return len(self.parts) == 1 and not self.parts[0].tag

    @cached_property
    def words(self) -> Counter:
        """How often it says what."""
        if self.is_whole:
            return Counter([self.key])
        return sum((part.words for part in self.parts), Counter(token.key for token in self.tokens))


def parts_of(page: SafeString) -> tuple[Part, ...]:
    root = html.fragment_fromstring(page, create_parent="div")
    set_void(root)
    _prepare(root)
    return tuple(_parts(root, 0))


def _prepare(root: HtmlElement) -> None:
    """Places would stand there twice, as would regions of one name; what the author struck is not what went."""
    for found in list(root.iter("*")):
        found.attrib.pop("id", None)
        if found.tag in {"div", "section"}:
            found.tag = "div"
            for name in ("role", "aria-label"):
                found.attrib.pop(name, None)
        elif found.tag in {"ins", "del"}:
            found.tag = {"ins": "u", "del": "s"}[found.tag]
        elif found.tag == "details":
            found.set("open", "open")
        elif found.get("role") == "doc-backlink":
            found.drop_tree()
        elif found.get("role") == "doc-noteref" and found.getparent().tag == "sup":
            found.getparent().set("class", "note-mark")
            found.drop_tag()
    for listed in root.iter("ol"):
        _number(listed)


def _number(listed: HtmlElement) -> None:
    """Items keep their numbers where others stand between them."""
    if listed.get("reversed") is not None:
        return
    number = _whole_number(listed.get("start"), 1)
    for item in listed.findall("li"):
        number = _whole_number(item.get("value"), number)
        item.set("value", str(number))
        number += 1


def _whole_number(said: str | None, otherwise: int) -> int:
    try:
        return int(said or "")
    except ValueError:
        return otherwise


def _parts(parent: HtmlElement, depth: int) -> Iterator[Part]:
    run: list[HtmlElement | str] = [parent.text or ""]
    for child in parent:
        if isinstance(child.tag, str) and _holds_blocks(child):
            yield from _run(run)
            yield _block(child, depth)
            run = []
        else:
            run.append(child)
        run.append(child.tail or "")
    yield from _run(run)


def _holds_blocks(found: HtmlElement) -> bool:
    return found.tag in _BLOCKS or next(found.iterdescendants(*_BLOCKS), None) is not None


def _run(content: list[HtmlElement | str]) -> Iterator[Part]:
    """Spaces do not count, nor the numbers of notes, which move when a note is put before them."""
    if key := " ".join(_NOTE.sub("<note>", _written(content)).split()):
        yield Part(key, content=tuple(content))


def _written(content: Iterable[HtmlElement | str]) -> str:
    return "".join(
        escape(one) if isinstance(one, str) else html.tostring(one, encoding="unicode", with_tail=False)
        for one in content
    ).strip()


def _block(found: HtmlElement, depth: int) -> Part:
    if found.tag in _WHOLE or depth > _DEEPEST or {"embed", "formula"} & set(found.get("class", "").split()):
        return Part(_written([found]), found.tag, element=found, is_whole=True)
    parts = tuple(_parts(found, depth + 1))
    key = f"{opening(found, but='value')}{' '.join(part.key for part in parts)}</{found.tag}>"
    return Part(key, found.tag, parts=parts, element=found)
