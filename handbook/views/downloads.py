"""The book to take away: which files there are, the files, and how often they were taken."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ai4t import permissions
from ai4t.content.serving import serve
from ai4t.public_pages import may_be_kept
from ai4t.spreadsheets import csv_response
from handbook import downloads
from handbook.building.asking import ask_for, ask_for_all
from handbook.building.book import languages_of
from handbook.contents import contents_of
from handbook.lasting_files import newest_for
from handbook.models import Book
from handbook.other_editions import newest_beyond
from handbook.permissions import edition_for, may_export_downloads
from handbook.states import Format

# A proxy may keep a file and asks us each time whether it still holds: that is how the count knows of it.
_SHARED = "public, no-cache"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def files(request, slug, number):
    """Everybody sees what is done; who works on content asks for what is not."""
    edition = _edition_or_404(request, slug, number)
    may_ask = permissions.works_on_content(request.user)
    if request.method == "POST":
        if not may_ask:
            raise Http404
        return _ask(request, edition)
    context = {
        "edition": edition,
        "newest": newest_beyond(edition),
        "book": contents_of(edition, get_language()),
        "rows": downloads.offers_of(edition, for_staff=may_ask),
        "formats": list(Format),
        "may_ask": may_ask,
    }
    return may_be_kept(render(request, "handbook/downloads.html", context))


def _ask(request, edition):
    """One file, or all of them where none is named."""
    language, form = request.POST.get("language"), request.POST.get("format")
    if language is None:
        ask_for_all(edition)
    elif language in languages_of(edition) and form in Format.values:
        ask_for(edition, language, Format(form))
    else:
        raise Http404
    messages.success(request, _("What is missing is being made. Please reload this page in a minute."))
    return redirect("handbook:downloads", edition.book.slug, edition.number)


@login_not_required
@require_safe
def file(request, slug, number, name):
    edition = _edition_or_404(request, slug, number)
    build = downloads.build_called(edition, name)
    if build is None:
        return _to_the_newest(edition, name)
    is_open = edition.is_published and edition.book.is_open
    response = serve(request, build.file, name=name, **({"cache_control": _SHARED} if is_open else {}))
    if is_open and response.status_code < 400 and downloads.is_a_download(request):
        downloads.count(build)
    return response


def _to_the_newest(edition, name):
    newest = newest_for(edition, name)
    if newest is None:
        raise Http404
    return redirect("handbook:download", edition.book.slug, edition.number, newest.file_name)


@login_not_required
@require_safe
def figures(request, slug):
    """How often the book was taken so far, for everybody; drawn anew each time, because a count outdates no page."""
    edition = _edition_or_404(request, slug)
    context = {
        "book": contents_of(edition, get_language()),
        "slug": slug,
        "figures": downloads.figures_of(edition.book),
        "formats": list(Format),
        "may_export": may_export_downloads(request.user),
    }
    return render(request, "handbook/download_figures.html", context)


@login_not_required
@require_safe
def counts(request, slug):
    """The same by month, as a file for a spreadsheet program."""
    if not may_export_downloads(request.user):
        raise Http404
    book = get_object_or_404(Book, slug=slug)
    head = [
        *(_("Month"), _("Book"), _("Edition"), _("Code of the language"), _("Language")),
        *(_("Code of the format"), _("Format"), _("Downloads")),
    ]
    return csv_response([head, *downloads.table_of(book)], name=f"downloads-{slug}")


def _edition_or_404(request, slug, number=None):
    edition = edition_for(request.user, slug, number)
    if edition is None:
        raise Http404
    return edition
