"""Citations to write down, and small strict readers that take them apart again."""

import re
from datetime import date

from ai4t.languages import Text
from handbook.citing.citation import Citation
from handbook.citing.names import Name

_UNESCAPED = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    **{f"\\{character}": character for character in "#$%&_"},
}

ANA = (Name("Novak", "Ana"),)


def create_citation(*, title="Open book", book_title=None, authors=ANA, **fields) -> Citation:
    defaults = {
        "key": "open-book-2-en",
        "published": date(2026, 3, 5),
        "number": 2,
        "publisher": "AI4T",
        "doi": "",
        "isbn": "",
        "address": "https://ai4t.example/en/handbook/open-book/2/",
    }
    return Citation(
        title=Text(title, "en", False),
        book_title=book_title and Text(book_title, "en", False),
        authors=tuple(authors),
        **{**defaults, **fields},
    )


def read_bibtex(entry: str) -> dict[str, str]:
    """Its fields as they were before they were escaped, with ``type`` and ``key``; one entry, nothing beside it."""
    head = re.match(r"@(\w+)\{([A-Za-z0-9.:-]+),\n", entry)
    assert head, entry
    fields, at = {"type": head[1], "key": head[2]}, head.end()
    while not entry.startswith("}\n", at):
        name = re.compile(r"  (\w+) = \{").match(entry, at)
        assert name, entry[at:]
        end = _closing_brace(entry, name.end())
        assert name[1] not in fields
        fields[name[1]] = entry[name.end() : end]
        at = end + 1
        at += entry.startswith(",\n", at) * 2 or entry.startswith("\n", at)
    assert entry[at:] == "}\n"
    return fields


def unescaped(value: str) -> str:
    """What TeX prints for it; fails where a character stands that TeX would not take as one."""
    found = re.findall(r"\{\\text\w+\}|\\[#$%&_]|[^\\#$%&_{}~^]", value)
    assert "".join(found) == value, value
    return "".join(_UNESCAPED.get(part, part) for part in found)


def read_ris(record: str) -> list[tuple[str, str]]:
    lines = record.split("\r\n")
    assert lines.pop() == ""
    assert not re.search(r"[\n\r\x0b\x0c\x85\u2028\u2029]", "".join(lines))
    pairs = [(line[:2], line[6:]) for line in lines]
    assert [line[2:6] for line in lines] == ["  - "] * len(lines)
    assert (pairs[0][0], pairs[-1]) == ("TY", ("ER", ""))
    assert all(re.fullmatch("[A-Z][A-Z0-9]", tag) for tag, _value in pairs)
    return pairs


def _closing_brace(text: str, at: int) -> int:
    """BibTeX counts every brace, whatever stands before it."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at - 1
