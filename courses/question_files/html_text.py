"""HTML of other programs as Markdown: paragraphs, lists and marks are kept, wrappers, empty lines and looks are not."""

import re
from collections.abc import Callable

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ai4t.markup.html_names import names
from ai4t.markup.tree import read
from courses.question_files.plain_text import escaped, guarded, printable

_MARKS = names("strong em b i u s del ins sub sup code kbd samp var mark small abbr q cite dfn bdi bdo")
_PARAGRAPHS = names(
    "p div section article header footer main figure figcaption center address form fieldset aside body"
)
_HEADINGS = names("h1 h2 h3 h4 h5 h6")
# Kept as HTML, which ``ai4t.markup`` judges.
_WHOLE = names("table pre blockquote dl details iframe object embed video audio math svg ul ol")
_SILENT = names("script style head title meta link noscript template")
_KEPT = {"a": ("href", "title"), "abbr": ("title",), "bdo": ("dir",)}
_KEPT_WHOLE = names("href src alt title colspan rowspan scope headers start reversed value type open data lang dir")
_EVERYWHERE = ("lang", "dir")
_TAG = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_APART = names("br img li td th tr ul ol") | _PARAGRAPHS | _HEADINGS
_SPACES = re.compile(r"[ \t\n\f]+")
_EDGES = " \t\n\f\xa0\u200b\ufeff"
_DEEPEST = 60

# The address of a picture in the HTML -> its name among the files of the activity, or None when it is not there.
Pictures = Callable[[str], str | None]


def no_pictures(_address: str) -> str | None:
    return None


def looks_like_html(text: str) -> bool:
    return bool(_TAG.search(text))


def from_html(source: str, pictures: Pictures = no_pictures) -> str:
    """Markdown that shows what ``source`` shows; empty where nothing is left of it."""
    source = printable(source)
    if not source.strip(_EDGES):
        return ""
    return _Writer(pictures).blocks(read(source))


def plain(source: str) -> str:
    """The bare characters of HTML on one line: for variants to type, titles and descriptions of pictures."""
    source = printable(source)
    text = "".join(_texts(read(source))) if looks_like_html(source) else source
    return " ".join(text.split())


def _texts(root: HtmlElement):
    for event, found in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if found.tag in _APART:
                yield f" {found.get('alt', '')} "
            if found.text and found.tag not in _SILENT:
                yield found.text
        else:
            if found.tag in _APART:
                yield " "
            if found is not root and found.tail:
                yield found.tail


class _Writer:
    def __init__(self, pictures: Pictures):
        self._pictures = pictures

    def blocks(self, root: HtmlElement) -> str:
        paragraphs: list[str] = []
        self._walk(root, paragraphs, 0)
        return "\n\n".join(block for block in paragraphs if block)

    def _walk(self, root: HtmlElement, done: list[str], depth: int) -> None:
        line: list[str] = [self._text(root.text)]

        def end_line() -> None:
            done.append(_paragraph("".join(line)))
            line.clear()

        for child in root:
            if not isinstance(child.tag, str) or child.tag in _SILENT:
                pass
            elif child.tag in _PARAGRAPHS and depth < _DEEPEST:
                end_line()
                self._walk(child, done, depth + 1)
            elif child.tag in _HEADINGS:
                end_line()
                words = _paragraph(self.inline(child))
                is_strong = len(child) == 1 and child[0].tag in {"strong", "b"} and not (child.text or "").strip()
                done.append(words if not words or is_strong else f"<strong>{words}</strong>")
            elif child.tag in {"ul", "ol"} and _is_simple(child):
                end_line()
                done.append(self._list(child, 0))
            elif child.tag in _WHOLE:
                end_line()
                done.append(self._whole(child))
            elif child.tag == "hr":
                end_line()
            elif child.tag not in {"span", "font"} or not _holds_blocks(child):
                line.append(self._inline_element(child, depth))
            else:
                end_line()
                self._walk(child, done, depth + 1)
            line.append(self._text(child.tail))
        end_line()

    def inline(self, found: HtmlElement, depth: int = 0) -> str:
        parts = [self._text(found.text)]
        for child in found:
            if isinstance(child.tag, str) and child.tag not in _SILENT:
                parts.append(self._inline_element(child, depth + 1))
            parts.append(self._text(child.tail))
        return "".join(parts)

    def _inline_element(self, found: HtmlElement, depth: int) -> str:
        if found.tag == "br":
            return "\0"
        if found.tag == "img":
            return self._picture(found)
        if depth > _DEEPEST:
            return self._text(found.text_content())
        words = self.inline(found, depth + 1)
        if found.tag in _MARKS or (found.tag == "a" and found.get("href")):
            return _marked(found, words)
        if found.tag == "span" and (found.get("lang") or found.get("dir")):
            return _marked(found, words)
        return words

    def _picture(self, image: HtmlElement) -> str:
        alt = " ".join((image.get("alt") or "").split())
        name = self._pictures((image.get("src") or "").strip())
        if name is None:
            return escaped(alt)
        return f'<img src="{in_quotes(name)}" alt="{in_quotes(alt)}">'

    def _list(self, found: HtmlElement, level: int) -> str:
        lines = []
        for number, item in enumerate(child for child in found if child.tag == "li"):
            mark = f"{number + 1}." if found.tag == "ol" else "-"
            nested = [child for child in item if child.tag in {"ul", "ol"}]
            words = [self._text(item.text)]
            for child in item:
                if child.tag not in {"ul", "ol"} and isinstance(child.tag, str):
                    words.append(self._inline_element(child, 0))
                words.append(self._text(child.tail))
            lines.append(f"{'    ' * level}{mark:<4}{_paragraph(''.join(words)).replace(chr(10), ' ')}")
            lines += [self._list(child, level + 1) for child in nested]
        return "\n".join(lines)

    def _whole(self, found: HtmlElement) -> str:
        for inner in list(found.iter(etree.Element)):
            for name in set(inner.attrib) - _KEPT_WHOLE:
                del inner.attrib[name]
            if inner.tag == "img":
                self._place_picture(inner)
        tail, found.tail = found.tail, None
        written = lxml_html.tostring(found, encoding="unicode").strip()
        found.tail = tail
        return re.sub(r"\n\s*\n", "\n", written)

    def _place_picture(self, image: HtmlElement) -> None:
        name = self._pictures((image.get("src") or "").strip())
        if name is None:
            words = lxml_html.Element("span")
            words.text, words.tail = image.get("alt", ""), image.tail
            image.getparent().replace(image, words)
        else:
            image.set("src", name)

    def _text(self, text: str | None) -> str:
        return escaped(_SPACES.sub(" ", text or ""))


def _paragraph(line: str) -> str:
    """One paragraph, trimmed, its line breaks (``\\0`` so far) written as such."""
    lines = [re.sub(r"[ \xa0]{2,}", " ", part).strip(_EDGES) for part in line.split("\0")]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return guarded("<br>\n".join(lines))


def _marked(found: HtmlElement, words: str) -> str:
    """The words between tags, the spaces around them outside."""
    bare = words.strip(_EDGES + "\0")
    if not bare:
        return words
    before, _bare, after = words.partition(bare)
    return f"{before}{_opening(found)}{bare}</{found.tag}>{after}"


def _opening(found: HtmlElement) -> str:
    kept = [name for name in (*_KEPT.get(found.tag, ()), *_EVERYWHERE) if found.get(name)]
    attributes = [f' {name}="{in_quotes(found.get(name))}"' for name in kept]
    return f"<{found.tag}{''.join(attributes)}>"


def in_quotes(value: str) -> str:
    """The value of an attribute, without a sign that Markdown would read before it reads the tag."""
    value = " ".join(value.split()).replace("&", "&amp;")
    return re.sub(r"[<>\"`\\\[\]$]", lambda sign: f"&#{ord(sign[0])};", value)


def _is_simple(found: HtmlElement, level: int = 0) -> bool:
    """A list that Markdown can say: items of one paragraph each, lists inside at their end."""
    if level > 3:
        return False
    for item in found:
        if item.tag != "li":
            return False
        for child in item:
            is_list = child.tag in {"ul", "ol"}
            if is_list and not _is_simple(child, level + 1):
                return False
            if not is_list and (child.tag in _WHOLE | _PARAGRAPHS | _HEADINGS or _holds_blocks(child)):
                return False
    return True


def _holds_blocks(found: HtmlElement) -> bool:
    return any(isinstance(inner.tag, str) and inner.tag in _PARAGRAPHS | _HEADINGS | _WHOLE for inner in found.iter())
