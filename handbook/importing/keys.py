"""The key of a chapter: what its author says, or else its file name; it stands in addresses that are printed."""

import re

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import number_of
from ai4t.content.manuscripts.slugs import LONGEST, free, shape

# Words that stand where a chapter's key stands in an address.
RESERVED = frozenset({"latest", "downloads", "glossary", "changes", "errata", "cite.bib", "cite.ris"})
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_NUMBER = re.compile(r"^[\d.\-_\s]+")


def keys_of(pages: list[Page], source_language: str, faults: Irregularities) -> dict[str, str]:
    """The key of each page by its stem; a stated key that another page has taken is not given twice."""
    keys: dict[str, str] = {}
    taken = {word for word in RESERVED}
    for page in sorted(pages, key=lambda page: (not _stated(page, source_language), page.stem.encode())):
        stated = _stated(page, source_language)
        wanted = stated if stated and _is_usable(stated) else shape(_bare(page.label))
        key = free(wanted, taken)
        if stated and key != stated:
            faults.note(
                page.main(source_language).path,
                0,
                "key-not-given",
                _("The id “%(id)s” cannot be used or belongs to another chapter; the key of this one is %(key)s.")
                % {"id": stated, "key": key},
            )
        taken.add(key.casefold())
        keys[page.stem] = key
    return keys


def _stated(page: Page, source_language: str) -> str:
    said = (manuscript.said("id") for manuscript in page.source_first(source_language))
    return next(filter(None, said), "")


def _bare(label: str) -> str:
    """``3-ai-is-everywhere`` without its number, which changes when a chapter is put before it."""
    return _NUMBER.sub("", label) or label if number_of(label) else label


def _is_usable(key: str) -> bool:
    return bool(_WELL_FORMED.fullmatch(key)) and len(key) <= LONGEST
