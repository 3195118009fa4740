"""The addresses on other sites that the texts lead to, as rows, so that they can be looked at every week."""

import re
from html import unescape

from handbook.importing.rendering import ChapterPages
from handbook.models import OutsideLink

_ADDRESS = re.compile(r'<a [^>]*href="(https?://[^"]{1,2000})"')


def keep_outside_links(rendered: list[ChapterPages]) -> None:
    """What was found out about an address that is still there is kept."""
    wanted = {
        (one.row.pk, language, address)
        for one in rendered
        for language, page in one.pages.items()
        for address in map(unescape, _ADDRESS.findall(page.html))
    }
    rows = OutsideLink.objects.filter(chapter__in=[one.row.pk for one in rendered])
    existing = {(row.chapter_id, row.language, row.url): row.pk for row in rows}
    OutsideLink.objects.filter(pk__in=[pk for key, pk in existing.items() if key not in wanted]).delete()
    OutsideLink.objects.bulk_create(
        OutsideLink(chapter_id=chapter, language=language, url=url)
        for chapter, language, url in sorted(wanted - existing.keys())
    )
