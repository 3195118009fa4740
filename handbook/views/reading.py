"""The book as pages: its editions, their contents, a chapter."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from ai4t.public_pages import public_page
from handbook.contents import contents_of
from handbook.permissions import edition_for
from handbook.shelf import shelf
from handbook.showing import shown_chapter, shown_contents, shown_glossary


@public_page
def books(request):
    return render(request, "handbook/books.html", {"books": shelf(get_language())})


@public_page
def book(request, slug):
    """The newest edition, under the address that never changes."""
    return _contents(request, _edition_or_404(request, slug))


@public_page
def edition(request, slug, number):
    return _contents(request, _edition_or_404(request, slug, number))


@login_not_required
def latest(request, slug):
    return redirect("handbook:edition", slug, _edition_or_404(request, slug).number)


@login_not_required
def latest_chapter(request, slug, key):
    """The chapter in the newest edition; where it has gone, in the last one that had it."""
    newest = _edition_or_404(request, slug)
    holding = newest.book.editions.published().filter(chapters__key=key).order_by("-number").first()
    if holding is None:
        raise Http404
    return redirect("handbook:chapter", slug, holding.number, key)


@public_page
def chapter(request, slug, number, key):
    """With ``?places`` every paragraph shows its number; of a chapter of another edition, where that is."""
    edition, contents, line = _found(request, slug, number, key)
    if line is None:
        return _in_another_edition(request, edition, key)
    shown = shown_chapter(edition, contents, line, with_places="places" in request.GET)
    return render(request, "handbook/chapter.html", shown)


@public_page
def glossary(request, slug, number):
    edition = _edition_or_404(request, slug, number)
    return render(request, "handbook/glossary.html", shown_glossary(edition, get_language()))


def chapter_or_404(request, slug, number, key):
    """The edition, its contents in the language of the page, and the line of the chapter in them."""
    edition, contents, line = _found(request, slug, number, key)
    if line is None:
        raise Http404
    return edition, contents, line


def _found(request, slug, number, key):
    edition = _edition_or_404(request, slug, number)
    contents = contents_of(edition, get_language())
    return edition, contents, contents.chapter(key)


def _in_another_edition(request, edition, key):
    holding = edition.book.editions.published().filter(chapters__key=key).order_by("-number").first()
    if holding is None:
        raise Http404
    line = contents_of(holding, get_language()).chapter(key)
    shown = {"edition": edition, "holding": holding, "title": line.title, "url": holding.get_chapter_url(key)}
    return render(request, "handbook/in_another_edition.html", shown, status=404)


def _contents(request, edition):
    request.language_notes = _notes(contents_of(edition, get_language()))
    return render(request, "handbook/book.html", {"book": shown_contents(edition, get_language())})


def _notes(lines) -> dict[str, str]:
    return {code: f"{count}/{len(lines.chapters)}" for code, count in lines.translated.items()}


def _edition_or_404(request, slug, number=None):
    edition = edition_for(request.user, slug, number)
    if edition is None:
        raise Http404
    return edition
