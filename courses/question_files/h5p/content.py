"""One piece of H5P content: a content type and its parameters, which may be of any shape whatever they are called."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

_LIBRARY = re.compile(r"(\S+)(?: (\d+(?:\.\d+)*))?")


@dataclass(frozen=True)
class Content:
    """``place`` is where it stands, such as ``content/content.json: questions[3]``."""

    library: str
    version: str
    params: dict
    place: str
    metadata: dict = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.library} {self.version}".strip()

    @property
    def title(self) -> str:
        return self.text_of(self.metadata, "title")

    def get(self, *path: str):
        """What stands at this path of names, None where nothing does."""
        value: object = self.params
        for name in path:
            value = value.get(name) if isinstance(value, dict) else None
        return value

    def text(self, *path: str) -> str:
        value = self.get(*path)
        return value if isinstance(value, str) else ""

    def flag(self, *path: str, default: bool = False) -> bool:
        return is_set(self.get(*path), default=default)

    def setting(self, *names: str, default: bool = False) -> bool:
        """The first of these that is said in the behaviour or, as in the first versions, beside everything else."""
        for name in names:
            for value in (self.get("behaviour", name), self.get(name)):
                if isinstance(value, bool | int) or value in ("true", "false"):
                    return is_set(value)
        return default

    def number(self, *path: str) -> Decimal | None:
        return number(self.get(*path))

    def items(self, *path: str) -> list:
        value = self.get(*path)
        return value if isinstance(value, list) else []

    def objects(self, *path: str) -> list[dict]:
        return [item if isinstance(item, dict) else {} for item in self.items(*path)]

    def inside(self, said: object, place: str) -> "Content | None":
        """The content that a parameter holds: ``{"library": "H5P.Image 1.1", "params": {…}}``."""
        if not isinstance(said, dict) or not isinstance(said.get("library"), str):
            return None
        library = _LIBRARY.fullmatch(said["library"].strip())
        params, metadata = said.get("params"), said.get("metadata")
        if library is None:
            return None
        return Content(
            library[1],
            library[2] or "",
            params if isinstance(params, dict) else {},
            f"{self.place}: {place}",
            metadata if isinstance(metadata, dict) else {},
        )

    @staticmethod
    def text_of(said: object, *names: str) -> str:
        """The first of these names that holds a text; older versions call the same thing otherwise."""
        for name in names:
            if isinstance(said, dict) and isinstance(said.get(name), str):
                return said[name]
        return ""


def is_set(value: object, *, default: bool = False) -> bool:
    if isinstance(value, str):
        return value.strip().casefold() in {"true", "1", "yes", "on"}
    return default if value is None else bool(value)


def number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = Decimal(str(value).strip().rstrip("%"))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < 10**9 else None


def words(value: object) -> Iterator[str]:
    """The ids in a list, which are texts or numbers."""
    for item in value if isinstance(value, list) else []:
        if isinstance(item, str | int):
            yield str(item)
