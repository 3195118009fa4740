"""Translations whose file has a name of its own: found by their id or their number, and joined to the source text."""

from django.utils.translation import gettext as _

from ai4t.content.irregularities import Irregularities
from ai4t.content.manuscripts.manuscript import Page
from ai4t.content.manuscripts.numbers import number_of


def join_translations(pages: list[Page], source_language: str, faults: Irregularities) -> list[Page]:
    """The pages, each translation with a name of its own moved into the page that has the source text."""
    sources = [page for page in pages if source_language in page.manuscripts]
    joined = list(sources)
    for page in pages:
        if source_language in page.manuscripts:
            continue
        matching = [source for source in sources if _is_same_text(page, source)]
        if len(matching) != 1:
            joined.append(page)
            continue
        for code, manuscript in page.manuscripts.items():
            matching[0].manuscripts[code] = manuscript
            faults.note(
                manuscript.path,
                0,
                "translation-joined",
                _("This file has a name of its own; it was taken for the translation of “%(source)s”.")
                % {"source": matching[0].manuscripts[source_language].path},
            )
    return sorted(joined, key=lambda page: page.stem)


def _is_same_text(page: Page, source: Page) -> bool:
    if page.manuscripts.keys() & source.manuscripts.keys():
        return False
    own, other = number_of(page.label), number_of(source.label)
    if own and other and own.parts != other.parts:
        return False
    if own and own.parts == other.parts and page.folder == source.folder:
        return True
    if len(page.full_number.parts) > 1 and page.full_number.parts == source.full_number.parts:
        return True
    return bool(_ids(page) & _ids(source))


def _ids(page: Page) -> set[str]:
    return {said for manuscript in page.manuscripts.values() if (said := manuscript.said("id"))}
