"""The block of metadata that the course repeats at the top of each body, folded and in the language of the text."""

import re
from dataclasses import dataclass

_START = re.compile(r"[?!]{3}\+?\s*[\w-]*\s*[\"„“«']?\s*(?P<title>\w*)")
_WORDS = re.compile(r"m[eé]ta|мета|μετα|מטא|بيانات", re.IGNORECASE)
_ENTRY = re.compile(r"\s+[-*+]\s")
_IDENTIFIER = re.compile(r"\s*[-*+]\s*id\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class MetadataBlock:
    """``text`` is what stands inside, without its indentation; ``line`` is that of the block's first line, from 1."""

    line: int
    text: str


def split_metadata_block(body: str) -> tuple[str, MetadataBlock | None]:
    """Take the block of metadata out of a body; only headings may stand above it.

    Its lines stay behind empty, so that every line number in the body still holds.
    """
    lines = body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), None)
    if first is None or not (start := _START.match(lines[first])):
        return body, None
    last = _last_line(lines, first)
    inside = lines[first + 1 : last + 1]
    if not _WORDS.match(start["title"]) and not any(_IDENTIFIER.match(line) for line in inside):
        return body, None
    text = "\n".join(_without_indentation(line) for line in inside).strip("\r\n")
    blank = ["\r" if line.endswith("\r") else "" for line in lines[first : last + 1]]
    return "\n".join([*lines[:first], *blank, *lines[last + 1 :]]), MetadataBlock(first + 1, text)


def _last_line(lines: list[str], first: int) -> int:
    last = first
    for number in range(first + 1, len(lines)):
        if lines[number].startswith(("    ", "\t")) or _ENTRY.match(lines[number]):
            last = number
        elif lines[number].strip():
            break
    return last


def _without_indentation(line: str) -> str:
    if line.startswith("\t"):
        return line[1:]
    return line[4:] if line.startswith("    ") else line.lstrip(" ")
