"""Links to the places of a page, put into stored HTML when it is shown: headings always, paragraphs on demand."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_HEADING = re.compile(r'<(h[2-6])((?: class="[^"]*")?) id="(t-[\w-]+)"([^>]*)>(.*?)</\1>', re.DOTALL)
_PARAGRAPH = re.compile(r'<(p|ul|ol|dl|blockquote|pre|figure|div|aside|details)((?: class="[^"]*")?) id="(p-(\d+))"')


def with_heading_links(html: SafeString) -> SafeString:
    """``html`` is stored HTML; each heading ends with a link to itself."""

    def linked(found: re.Match) -> str:
        tag, classes, place, rest, words = found.groups()
        link = format_html('<a class="here" href="#{}" aria-label="{}">#</a>', place, _("Link to this heading"))
        return f'<{tag}{classes} id="{place}"{rest}>{words} {link}</{tag}>'

    return mark_safe(_HEADING.sub(linked, html))


def with_paragraph_links(html: SafeString, address: str) -> SafeString:
    """Before each numbered block stands its number, which leads to it, and a link to ``address`` with that place."""

    def linked(found: re.Match) -> str:
        place, number = found[3], found[4]
        links = format_html(
            '<p class="place"><a href="#{}">{}</a> <a href="{}">{}</a></p>',
            place,
            _("Paragraph %(number)s") % {"number": number},
            address.replace("PLACE", place),
            _("Report a mistake here"),
        )
        return f"{links}{found[0]}"

    return mark_safe(_PARAGRAPH.sub(linked, html))
