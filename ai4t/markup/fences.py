"""Where code stands in a source: fenced blocks and code spans, which no repair may touch."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

_OPENING = re.compile(r"[> ]*(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
_SPAN = re.compile(r"(?<![`\\])(`{1,3})(?!`)[^`\n]{1,400}(?<!`)\1(?!`)")


@dataclass(frozen=True)
class Fence:
    """A closed block of code, with its opening and closing line counted from 0."""

    first: int
    last: int
    info: str


def fences(lines: list[str]) -> list[Fence]:
    closings: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if (bare := line.strip("> ")) and bare[0] in "`~" and not bare.strip(bare[0]):
            closings[bare].append(number)
    found: list[Fence] = []
    for number, line in enumerate(lines):
        if found and number <= found[-1].last:
            continue
        if "```" not in line and "~~~" not in line:
            continue
        if opening := _OPENING.match(line):
            places = closings[opening["fence"]]
            place = bisect_right(places, number)
            if place < len(places):
                found.append(Fence(number, places[place], opening["info"].strip()))
    return found


def without_code(source: str) -> str:
    """The source with all code replaced by blanks: same length, same lines."""
    lines = source.split("\n")
    for fence in fences(lines):
        for number in range(fence.first, fence.last + 1):
            lines[number] = " " * len(lines[number])
    return _SPAN.sub(lambda span: " " * len(span[0]), "\n".join(lines))
