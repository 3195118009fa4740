"""What people read, collected from code and templates into the catalogues, with nothing but Python and polib.

``./run manage collect_messages`` adds what is new to each catalogue and drops what is gone; translations stay.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from ai4t.local.places import ROOT

FOLDERS = ["ai4t", "courses", "handbook", "pilots"]
# The position of each argument that is a text: singular, plural, context.
_SHAPES = {
    "gettext": (0, None, None),
    "ngettext": (0, 1, None),
    "pgettext": (1, None, 0),
    "npgettext": (1, 2, 0),
}
_STRING = r"""u?(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)")


@dataclass(frozen=True, order=True)
class Message:
    """A text to translate; ``plural`` and ``context`` are "" where there is none."""

    singular: str
    plural: str
    context: str


def collect(root: Path = ROOT) -> dict[Message, list[str]]:
    """Every message with the files that say it, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for path, messages in _read(root):
        for message in messages:
            places = found.setdefault(message, [])
            if path not in places:
                places.append(path)
    return found


def merge(catalogue: polib.POFile, messages: dict[Message, list[str]]) -> None:
    """Make the entries of ``catalogue`` those of ``messages``; translations of messages that stay are kept."""
    known = {Message(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in catalogue}
    forms = int(re.search(r"nplurals=(\d)", catalogue.metadata["Plural-Forms"])[1])
    catalogue.clear()
    for message, places in sorted(messages.items(), key=lambda item: (item[1][0], item[0])):
        entry = known.get(message) or _entry(message, forms)
        entry.occurrences = [(place, "") for place in places]
        catalogue.append(entry)


def _entry(message: Message, forms: int) -> polib.POEntry:
    texts = {"msgid": message.singular, "msgctxt": message.context or None}
    if message.plural:
        return polib.POEntry(**texts, msgid_plural=message.plural, msgstr_plural={form: "" for form in range(forms)})
    return polib.POEntry(**texts)


def _read(root: Path) -> Iterator[tuple[str, list[Message]]]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            yield path.relative_to(root).as_posix(), list(_in_python(path.read_text(encoding="utf-8")))
    for path in sorted((root / "templates").rglob("*")):
        if path.is_file():
            yield path.relative_to(root).as_posix(), list(_in_template(path.read_text(encoding="utf-8")))


def _in_python(source: str) -> Iterator[Message]:
    tree = ast.parse(source)
    names = dict(_imported_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            texts = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            yield _message(names[node.func.id], texts)


def _imported_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """What the file calls Django's functions: ``gettext_lazy as _`` gives ``_`` the shape of ``gettext``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                shape = re.sub(r"_(lazy|noop)$", "", alias.name)
                if shape in _SHAPES:
                    yield alias.asname or alias.name, shape


def _in_template(source: str) -> Iterator[Message]:
    for name, arguments in _CALL.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in re.findall(_STRING, arguments)]
        yield _message("gettext" if name == "_" else name, texts)


def _message(shape: str, texts: list[str | None]) -> Message:
    singular, plural, context = _SHAPES[shape]
    picked = [texts[place] if place is not None else "" for place in (singular, plural, context)]
    assert None not in picked, f"{shape} is given something else than a plain text: {texts}"
    return Message(*picked)
