"""Titles of editions and chapters in the reader's language, as columns of other rows: a list asks once for all."""

from django.conf import settings
from django.db.models import F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from handbook.models import Chapter, Edition


def edition_title(path: str = "") -> Coalesce:
    """Of the edition to which the look-up ``path`` leads; of the row itself without one."""
    return _title(path and f"{path}__")


def chapter_title(*, edition: str, key: str) -> Subquery:
    """Of the chapter that the columns ``edition`` and ``key`` name; None where the edition has no such chapter."""
    chapters = Chapter.objects.rewrite(False).filter(edition=OuterRef(edition), key=OuterRef(key))
    return Subquery(chapters.annotate(shown=_title()).values("shown")[:1])


def said_edition(title: str, number: int) -> str:
    return _("%(book)s, edition %(number)d") % {"book": title or "–", "number": number}


def _title(prefix: str = "") -> Coalesce:
    """Where there is none in the reader's language, in one in which books are written."""
    sources = Edition.objects.order_by("source_language").values_list("source_language", flat=True).distinct()
    codes = dict.fromkeys([get_language(), *filter(None, sources), settings.LANGUAGE_CODE])
    columns = [_said(prefix + build_localized_fieldname("title", code)) for code in codes]
    return Coalesce(*columns, Value(""), output_field=TextField())


def _said(column: str) -> NullIf:
    return NullIf(F(column), Value(""), output_field=TextField())
