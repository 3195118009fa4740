"""Pictures and attachments of units; each request asks whether the reader may see the unit."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from ai4t.content.serving import serve
from ai4t.models import PictureVariant
from courses.models import Release, UnitFile
from courses.permissions import may_view


@login_not_required
def file(request, release_id, key, name):
    return serve(request, _file_of_unit(request, release_id, key, name), name=name)


@login_not_required
def picture(request, release_id, key, width, name):
    original = _file_of_unit(request, release_id, key, name)
    variant = get_object_or_404(PictureVariant.objects.select_related("file"), picture=original, width=width)
    return serve(request, variant.file, name=name)


def _file_of_unit(request, release_id, key, name):
    release = Release.objects.filter(pk=release_id).first()
    if release is None or not may_view(request.user, release, key):
        raise Http404
    found = UnitFile.objects.select_related("file").filter(unit__release=release_id, unit__key=key, name=name)
    return get_object_or_404(found).file
