"""A text file taken apart: its fields, its body, and every byte kept so that export gives the same file back."""

import hashlib
from dataclasses import dataclass

from ai4t.content.decoding import decode
from ai4t.content.front_matter import FrontMatter, read_front_matter
from ai4t.content.irregularities import Irregularities


@dataclass(frozen=True)
class Document:
    """``body`` has ``\\n`` as its only line end and begins on line ``body_line`` of the file."""

    path: str
    language: str
    raw: bytes
    front_matter: bytes
    front: FrontMatter
    body: str
    body_line: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()

    def field(self, name: str) -> str:
        """The field as one line of text; empty when the author gave none."""
        value = self.front.fields.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        return " ".join(value.split()) if isinstance(value, str) else ""

    def line_of(self, name: str) -> int:
        return getattr(self.front.fields.get(name), "line", 1)


def read_document(raw: bytes, *, path: str, language: str, faults: Irregularities) -> Document | None:
    """The document in ``raw``, or None when it is no text; what was odd is noted in ``faults``."""
    decoded = decode(raw, path=path, language=language, faults=faults)
    if decoded is None:
        return None
    front = read_front_matter(decoded.text, path=path, faults=faults)
    head, body = decoded.text[: front.end], decoded.text[front.end :]
    return Document(
        path=path,
        language=language,
        raw=raw,
        front_matter=decoded.mark + decoded.encode(head) if head else b"",
        front=front,
        body=_one_line_end(body),
        body_line=_one_line_end(head).count("\n") + 1,
    )


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
