"""Sitemaps (sitemaps.org, protocol 0.9), with the alternates of each page in other languages as Google reads them
(xhtml:link, "Localized versions of your pages"): each version names itself and all others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from ai4t.crawling import pages
from ai4t.crawling.pages import Page
from ai4t.language_prefix import in_language
from ai4t.languages import default_code, opened_codes

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
# A file may have 50,000 addresses and 52,428,800 bytes; the longest address of ours is under 1,500 bytes.
_MOST_ALTERNATES = 20_000


@dataclass(frozen=True)
class File:
    """One sitemap: a part of the pages of a kind. ``name`` is the last part of its address."""

    name: str
    pages: list[Page]


def files_of(kind: str) -> list[File]:
    found, size = pages.of_kind(kind), _pages_in_a_file()
    return [
        File(f"sitemap-{kind}-{number}.xml", found[at : at + size])
        for number, at in enumerate(range(0, len(found), size), start=1)
    ]


def written_index(files: Iterable[File]) -> str:
    entries = "".join(
        f"<sitemap><loc>{escape(f'{settings.SITE_URL}/{file.name}')}</loc>{_lastmod(_newest(file.pages))}</sitemap>\n"
        for file in files
    )
    return f"{_HEAD}<sitemapindex {_SITEMAP}>\n{entries}</sitemapindex>\n"


def written(file: File) -> str:
    entries = "".join(entry for page in file.pages for entry in _entries(page))
    return f"{_HEAD}<urlset {_SITEMAP} {_XHTML}>\n{entries}</urlset>\n"


def _entries(page: Page) -> list[str]:
    """One for each language; all of them name the same alternates."""
    addresses = {code: settings.SITE_URL + in_language(page.path, code) for code in opened_codes()}
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in [*addresses.items(), ("x-default", addresses[default_code()])]
    )
    about = f"{_lastmod(page.changed)}{'<priority>0.3</priority>' if page.superseded else ''}{alternates}"
    return [f"<url><loc>{escape(address)}</loc>{about}</url>\n" for address in addresses.values()]


def _lastmod(changed: datetime | None) -> str:
    return f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""


def _newest(found: list[Page]) -> datetime | None:
    return max((page.changed for page in found if page.changed), default=None)


def _pages_in_a_file() -> int:
    languages = len(opened_codes())
    return max(1, _MOST_ALTERNATES // (languages * (languages + 1)))
