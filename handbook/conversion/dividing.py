"""One document divided into several chapters, each with the wrappers its content stands in."""

from lxml import html
from lxml.html import HtmlElement

from handbook.conversion.elements import BLOCKS, HEADINGS, children

# Characters of text that make a page of comfortable length, and the most that one should have.
COMFORTABLE, LONGEST = 30_000, 60_000
_WHOLE = {"table", "ul", "ol", "dl", "pre", "figure", "svg", "math", "details"}


def divide(body: HtmlElement, starts: list[HtmlElement]) -> list[list[HtmlElement | str]]:
    """What stands before the first of ``starts``, and then what each begins, in the order of the document.

    Elements are moved and not copied; only the wrappers around a start are made anew, without the words in them.
    """
    dividing = _Dividing(body, starts)
    dividing.walk(body, [])
    return [children(piece) for piece in dividing.pieces]


def start_at(element: HtmlElement, body: HtmlElement) -> HtmlElement:
    """Where a chapter begins that begins at ``element``: the widest block that starts with it."""
    start = element
    for above in element.iterancestors():
        if above is body:
            break
        if above.tag in _WHOLE or above.tag in HEADINGS or start.tag not in BLOCKS or _is_first_in(start, above):
            start = above
    return start


def comfortable_starts(body: HtmlElement) -> list[HtmlElement]:
    """Where a long document is best divided: at headings, or at any block where headings are too far apart."""
    starts: list[HtmlElement] = []
    length = 0
    for element in body.iter():
        if not isinstance(element.tag, str) or element is body:
            continue
        can_start = element.tag in BLOCKS and not any(
            above.tag in _WHOLE | HEADINGS for above in element.iterancestors()
        )
        if can_start and (length > LONGEST or (length > COMFORTABLE and element.tag in HEADINGS)):
            starts.append(start_at(element, body) if element.tag in HEADINGS else element)
            length = 0
        length += len(element.text or "") + len(element.tail or "")
    return list(dict.fromkeys(starts))


def length_of(parts: list[HtmlElement | str]) -> int:
    return sum(len(part) if isinstance(part, str) else len(part.text_content()) for part in parts)


def _is_first_in(element: HtmlElement, above: HtmlElement) -> bool:
    """Whether nothing that can be read stands in ``above`` before ``element``."""
    if (above.text or "").strip():
        return False
    for child in above:
        if child is element:
            return True
        if isinstance(child.tag, str) and (child.text_content().strip() or child.tag in {"img", "hr", "svg"}):
            return False
        if (child.tail or "").strip():
            return False
    return False


class _Dividing:
    def __init__(self, body: HtmlElement, starts: list[HtmlElement]):
        self.pieces = [html.Element("div")]
        self._starts = set(starts)
        self._around_starts = {above for start in starts for above in start.iterancestors()}
        self._shells = [self.pieces[0]]

    def walk(self, element: HtmlElement, above: list[HtmlElement]) -> None:
        above = [*above, element]
        self._add_text(element.text)
        for child in list(element):
            if child in self._starts:
                self._begin(above)
            tail, child.tail = child.tail, None
            if child in self._around_starts:
                shell = _shell_of(child)
                self._shells[-1].append(shell)
                self._shells.append(shell)
                self.walk(child, above)
                self._shells.pop()
            else:
                self._shells[-1].append(child)
            self._add_text(tail)

    def _begin(self, above: list[HtmlElement]) -> None:
        piece = html.Element("div")
        self.pieces.append(piece)
        self._shells = [piece]
        for element in above[1:]:
            shell = _shell_of(element)
            shell.attrib.pop("id", None)
            self._shells[-1].append(shell)
            self._shells.append(shell)

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        shell = self._shells[-1]
        if len(shell):
            shell[-1].tail = (shell[-1].tail or "") + text
        else:
            shell.text = (shell.text or "") + text


def _shell_of(element: HtmlElement) -> HtmlElement:
    shell = html.Element(element.tag)
    for name, value in element.attrib.items():
        shell.set(name, value)
    shell.sourceline = element.sourceline or 0
    return shell
