"""Pictures and attachments of chapters; each request asks whether the reader may read the edition."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from ai4t.content.serving import serve
from ai4t.models import ContentFile, PictureVariant
from handbook.models import ChapterFile, Edition
from handbook.permissions import may_read


@login_not_required
def file(request, edition_id, key, name):
    return serve(request, _file_of_chapter(request, edition_id, key, name), name=name)


@login_not_required
def picture(request, edition_id, key, width, name):
    original = _file_of_chapter(request, edition_id, key, name)
    variant = get_object_or_404(PictureVariant.objects.select_related("file"), picture=original, width=width)
    return serve(request, variant.file, name=name)


def _file_of_chapter(request, edition_id, key, name) -> ContentFile:
    edition = Edition.objects.select_related("book").filter(pk=edition_id).first()
    if edition is None or not may_read(request.user, edition):
        raise Http404
    found = ChapterFile.objects.select_related("file").filter(chapter__edition=edition, chapter__key=key, name=name)
    return get_object_or_404(found).file
