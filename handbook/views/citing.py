"""Citations to take away, for programs that keep references."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from handbook.citing.bibtex import as_bibtex
from handbook.citing.citation import (
    Citation,
    can_be_cited,
    citation_of_book,
    citation_of_chapter,
    row_of_chapter,
)
from handbook.citing.ris import as_ris
from handbook.contents import contents_of
from handbook.models import Edition
from handbook.permissions import edition_for

_FORMS = {"bib": (as_bibtex, "application/x-bibtex"), "ris": (as_ris, "application/x-research-info-systems")}


@login_not_required
@require_safe
def edition(request, slug, number, form):
    cited = _edition_or_404(request, slug, number)
    return _file(citation_of_book(cited, contents_of(cited, get_language())), form)


@login_not_required
@require_safe
def chapter(request, slug, number, key, form):
    cited = _edition_or_404(request, slug, number)
    lines = contents_of(cited, get_language())
    line = lines.chapter(key)
    if line is None:
        raise Http404
    return _file(citation_of_chapter(cited, lines, row_of_chapter(line, lines)), form)


def _edition_or_404(request, slug, number) -> Edition:
    cited = edition_for(request.user, slug, number)
    if cited is None or not can_be_cited(cited):
        raise Http404
    return cited


def _file(citation: Citation, form: str) -> HttpResponse:
    written, media_type = _FORMS[form]
    response = HttpResponse(written(citation), content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{citation.key}.{form}")
    return response
