"""One ``<question>`` as readers of its type ask for it: texts in their format, pictures, answers, settings."""

import base64
import binascii
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from urllib.parse import unquote

from django.utils.translation import gettext as _
from lxml.etree import _Element

from courses.activities.contents import Texts
from courses.question_files.html_text import from_html, plain
from courses.question_files.reading import Reading

_PLUGIN_FILE = re.compile(r"@@PLUGINFILE@@/?([^\"'\s<>)]*)")
_YES = {"1", "true", "yes"}


@dataclass
class Question:
    element: _Element
    reading: Reading

    @property
    def kind(self) -> str:
        return (self.element.get("type") or "").strip().casefold()

    @property
    def line(self) -> int:
        return self.element.sourceline or 0

    @property
    def points(self) -> Decimal:
        points = decimal_in(self.word("defaultgrade", "1"))
        return (
            min(max(points, Decimal(0)), Decimal(1000)).quantize(Decimal("0.01")) if points is not None else Decimal(1)
        )

    def all(self, name: str) -> list[_Element]:
        return [child for child in self.element if child.tag == name]

    def first(self, name: str) -> _Element | None:
        return next(iter(self.all(name)), None)

    def word(self, name: str, usual: str = "") -> str:
        return word_in(self.element, name, usual)

    def flag(self, name: str, *, usual: bool = False) -> bool:
        said = self.word(name).casefold()
        return said in _YES if said else usual

    def texts(self, found: _Element | str | None) -> Texts:
        """The Markdown of an element with ``<text>`` and ``format``, its pictures kept."""
        element = self.first(found) if isinstance(found, str) else found
        return self.reading.as_text(self.markdown(element)) if element is not None else {}

    def markdown(self, element: _Element, source: str | None = None) -> str:
        source = source if source is not None else source_of(element)
        if not source.strip():
            return ""
        files = self.files(element)
        source = _PLUGIN_FILE.sub(lambda found: self._named(found, files), source)
        form = (element.get("format") or "html").casefold()
        if form == "markdown":
            return source.strip()
        if form == "plain_text":
            return next(iter(self.reading.typed(source).values()), "")
        if form == "moodle_auto_format" and "<p" not in source:
            source = source.replace("\r\n", "\n").replace("\n\n", "<p></p>").replace("\n", "<br>")
        return from_html(source, self._address)

    def characters(self, element: _Element) -> str:
        """The bare characters: for answers that are typed."""
        source = source_of(element)
        return source if element.get("format") == "plain_text" else plain(source)

    def files(self, element: _Element) -> dict[str, tuple[str, bytes]]:
        """Names in the XML -> name to keep and bytes; what is named is kept when a text or picture asks for it."""
        found = {}
        for file in element.findall("file"):
            name = (file.get("path") or "/").strip("/") + "/" + (file.get("name") or "")
            raw = _decoded(file)
            if raw is None:
                self.note("file-missing-here", _("The file %(name)s cannot be read; it was left out.") % {"name": name})
            else:
                found[name.strip("/")] = (file.get("name") or "file", raw)
        return found

    def keep_picture(self, element: _Element) -> str | None:
        for name, raw in self.files(element).values():
            return self.reading.keep_file(name, raw)
        return None

    def old_picture(self) -> str | None:
        """The picture of a question from before Moodle 2, which stands beside its text."""
        raw = _decoded(self.first("image_base64")) if self.first("image_base64") is not None else None
        return self.reading.keep_file(self.word("image", "picture.png"), raw) if raw else None

    def note(self, kind: str, message: str) -> None:
        self.reading.note(kind, message, line=self.line)

    def _named(self, found: re.Match, files: dict[str, tuple[str, bytes]]) -> str:
        wanted = unquote(found[1].partition("?")[0]).strip("/")
        if wanted in files:
            return self.reading.keep_file(*files[wanted])
        self.note(
            "file-missing-here", _("The file %(name)s is not in this file; it was left out.") % {"name": wanted[:80]}
        )
        return ""

    def _address(self, address: str) -> str | None:
        """Pictures of other sites stay addresses, which ``ai4t.markup`` shows as links."""
        return address or None


def source_of(element: _Element) -> str:
    text = element.find("text")
    if text is not None:
        return "".join(text.itertext())
    return (element.text or "") if len(element) == 0 else ""


def word_in(element: _Element, name: str, usual: str = "") -> str:
    found = element.find(name)
    if found is None:
        return usual
    return " ".join((source_of(found) or "".join(found.itertext())).split()) or usual


def decimal_in(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**12 else None


def fraction(element: _Element) -> Decimal:
    """The percentage of an answer, which some programs write as a share."""
    return decimal_in(element.get("fraction") or "0") or Decimal(0)


def _decoded(file: _Element) -> bytes | None:
    if (file.get("encoding") or "base64") != "base64":
        return None
    try:
        return base64.b64decode("".join((file.text or "").split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None
