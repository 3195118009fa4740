"""The languages we teach in: which are open, and how a text is read where it is not translated."""

import time
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import get_language, get_language_info
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

from ai4t.models import Language

SCHEMA_CODES = frozenset(code for code, _name in settings.LANGUAGES)
RIGHT_TO_LEFT = {code for code, _name in settings.LANGUAGES if get_language_info(code)["bidi"]}


_opened: tuple[float, dict[str, str]] = (0.0, {})
_OPENED_SECONDS = 10


def opened_codes() -> dict[str, str]:
    """The opened languages, code to own name, sorted by code; other processes learn of a change within ten seconds."""
    global _opened
    read_at, codes = _opened
    if not codes or time.monotonic() - read_at > _OPENED_SECONDS:
        codes = dict(Language.objects.opened().order_by("code").values_list("code", "own_name"))
        _opened = (time.monotonic(), codes)
    return codes


def default_code() -> str:
    """For whom no language is known: English, or the first opened one where it is closed."""
    opened = opened_codes()
    return settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in opened else next(iter(opened), settings.LANGUAGE_CODE)


def forget_opened():
    global _opened
    _opened = (0.0, {})


def note_change(**_signal):
    """A language was saved: what is open is read anew."""
    forget_opened()
    # Another thread may have read the old rows meanwhile.
    transaction.on_commit(forget_opened)


@cache
def interface_language(code: str) -> str:
    """The language in which the interface answers: ``code`` where it has a catalogue of ours, else English."""
    catalogue = settings.BASE_DIR / "locale" / code / "LC_MESSAGES" / "django.po"
    has_words = catalogue.exists() and catalogue.read_text(encoding="utf-8").count("msgid ") > 1
    return code if has_words else settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Text:
    """A text together with the language it is really in; ``lang`` is what the page writes into its attribute."""

    value: str
    lang: str
    is_fallback: bool

    def __str__(self):
        return self.value

    @property
    def dir(self) -> str:
        return direction(self.lang)


# Where names of languages begin with a capital also inside a sentence.
_CAPITALISING = {"en", "de", "nl", "ga", "mt", "lb"}


def name_in_sentence(code: str) -> str:
    """Of the language ``code``, in the reader's language, as it stands inside a sentence."""
    name = get_language_info(code)["name_translated"]
    return name if get_language() in _CAPITALISING else name[:1].lower() + name[1:]


def direction(code: str) -> str:
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def text(row: models.Model, field: str, *, language: str, source: str) -> Text:
    """The published text of ``row.field`` in ``language``, or else in the content's own ``source`` language."""
    value = getattr(row, build_localized_fieldname(field, language))
    if value or language == source:
        return Text(value or "", language, False)
    return Text(getattr(row, build_localized_fieldname(field, source)) or "", source, True)


class TranslatedQuerySet(models.QuerySet):
    """Querysets of models with translated columns: forty languages stand in a row, a page wants two."""

    def in_language(self, language: str, source: str):
        """Load only the columns of ``language`` and ``source``; reading another one would cost a query a row."""
        return self.in_languages({language, source})

    def in_languages(self, codes):
        """The same with the columns of all these languages."""
        columns = _columns_of_other_languages(self.model, frozenset(codes))
        # Not modeltranslation's own: it takes the plain name of a field for all its columns, those wanted included.
        return models.QuerySet.defer(self.rewrite(False), *columns)


@cache
def _columns_of_other_languages(model, wanted) -> tuple[str, ...]:
    fields = translator.get_options_for_model(model).all_fields
    others = [code for code, _name in settings.LANGUAGES if code not in wanted]
    return (*fields, *(build_localized_fieldname(field, code) for field in fields for code in others))
