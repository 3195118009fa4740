"""A chapter as it changed since the edition before."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language

from ai4t.markup.comparing import compare, is_same
from ai4t.public_pages import public_page
from handbook.bodies import body_of
from handbook.comparing import text_before
from handbook.other_editions import edition_before
from handbook.showing import shown_chapter
from handbook.views.reading import chapter_or_404


@public_page
def changes(request, slug, number, key):
    edition, contents, line = chapter_or_404(request, slug, number, key)
    new = body_of(edition, line.pk, language=get_language(), source=contents.source_language)
    before = edition_before(edition, key, language=new.language if new else get_language())
    if before is None:
        raise Http404
    old = new and text_before(edition, before, key, new)
    pieces = compare(old, new.html) if old else []
    shown = {
        **shown_chapter(edition, contents, line),
        "before": before,
        "before_url": before.get_chapter_url(key),
        "pieces": pieces,
        "is_same": bool(pieces) and is_same(pieces),
        "body": new,
    }
    return render(request, "handbook/changes.html", shown)
