"""Elements that works of every kind have, in all the languages that readers can choose."""

from collections.abc import Iterable

from django.db.models import Model
from modeltranslation.utils import build_localized_fieldname

from ai4t import languages
from ai4t.language_prefix import in_language
from ai4t.licence_addresses import address_of
from ai4t.lrmi import absolute
from ai4t.oai.items import Element


def in_each_language(name: str, row: Model, field: str) -> list[Element]:
    """The published texts of ``row.field``, each in its language."""
    texts = ((code, getattr(row, build_localized_fieldname(field, code))) for code in languages.opened_codes())
    return [Element(name, text, code) for code, text in texts if text]


def languages_told(codes: Iterable[str]) -> list[Element]:
    return [Element("language", code) for code in sorted(set(codes) & languages.opened_codes().keys())]


def addressed(path: str, *, source: str) -> Element:
    """In the language that the work was written in, where that is opened."""
    code = source if source in languages.opened_codes() else languages.default_code()
    return Element("identifier", absolute(in_language(path, code)))


def rights(licences: Iterable[str]) -> list[Element]:
    """Each licence by its name, and by its address where it has one."""
    told = [one for licence in dict.fromkeys(licences) for one in (licence, address_of(licence))]
    return [Element("rights", text) for text in told if text]
