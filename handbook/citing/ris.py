"""A citation as RIS (Research Information Systems, the tags of 2011), in UTF-8; a line is a tag, "  - " and a value."""

import re

from handbook.citing.citation import Citation


def as_ris(citation: Citation) -> str:
    is_chapter = citation.book_title is not None
    lines = [
        ("TY", "CHAP" if is_chapter else "BOOK"),
        *(("AU", str(name)) for name in citation.authors),
        ("TI", citation.title.value),
        ("T2", citation.book_title.value if is_chapter else ""),
        ("ET", str(citation.number)),
        ("PB", citation.publisher),
        ("PY", str(citation.published.year)),
        ("DA", f"{citation.published:%Y/%m/%d}/"),
        ("DO", citation.doi),
        ("SN", citation.isbn),
        ("UR", citation.address),
        ("LA", citation.title.lang),
    ]
    told = [f"{tag}  - {value}" for tag, text in lines if (value := _on_one_line(text))]
    return "\r\n".join([*told, "ER  - ", ""])


def _on_one_line(text: str) -> str:
    """A break inside a value would begin a tag that nobody meant."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())
