"""What is found as HTML: ten times a page, where the nodes of a template would cost more than the search itself.

Whatever comes from a text or a title is escaped here.
"""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ai4t import languages
from ai4t.languages import Text
from ai4t.searching.asking import Found


def drawn(found: list[Found], *, page: str) -> SafeString:
    """The items of a list; ``page`` is the language that the words of the page are in."""
    return mark_safe("\n".join(_item(one, page) for one in found))


def _item(found: Found, page: str) -> str:
    heading = f'<a href="{escape(found.url)}"{_attributes(found.title.lang, page)}>{escape(found.title.value)}</a>'
    place = _place(str(found.kind), found.place, page)
    return f'<li><h2>{heading}</h2>\n<p class="tag">{place}</p>{_excerpt(found, page)}</li>'


# The modules of courses and the parts of books that are searched this week.
@lru_cache(maxsize=512)
def _place(kind: str, titles: tuple[Text, ...], page: str) -> str:
    said = (f"<bdi{_attributes(title.lang, page)}>{escape(title.value)}</bdi>" for title in titles)
    return " · ".join([escape(kind), *said])


def _excerpt(found: Found, page: str) -> str:
    if not found.excerpt:
        return ""
    said = (f"<mark>{escape(part.text)}</mark>" if part.is_marked else escape(part.text) for part in found.excerpt)
    before, after = "… " if found.begins_before else "", " …" if found.goes_on else ""
    return f"\n<p{_attributes(found.language, page)}>{before}{''.join(said)}{after}</p>"


def _attributes(lang: str, page: str) -> str:
    return "" if lang == page else f' lang="{escape(lang)}" dir="{languages.direction(lang)}"'
