"""Pictures and attachments of units; each request asks whether the reader may see the unit."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404

from ai4t import permissions
from ai4t.content.serving import serve
from ai4t.models import PictureVariant
from courses.models import Activity, Release, UnitFile
from courses.permissions import may_view

_OF_ACTIVITY = ["unit__key", "unit__release__state", "unit__release__course_id"]


@login_not_required
def file(request, release_id, key, name):
    return serve(request, _file_of_unit(request, release_id, key, name), name=name)


@login_not_required
def picture(request, release_id, key, width, name):
    original = _file_of_unit(request, release_id, key, name)
    variant = get_object_or_404(PictureVariant.objects.select_related("file"), picture=original, width=width)
    return serve(request, variant.file, name=name)


@login_not_required
def activity_file(request, activity_id, name):
    """A file of an activity; one that no unit has yet is shown to those who work on content."""
    activity = get_object_or_404(Activity.objects.select_related("unit__release").only(*_OF_ACTIVITY), pk=activity_id)
    unit = activity.unit
    may = may_view(request.user, unit.release, unit.key) if unit else permissions.works_on_content(request.user)
    if not may:
        raise Http404
    found = get_object_or_404(activity.files.select_related("file"), name=name)
    return serve(request, found.file, name=name)


def _file_of_unit(request, release_id, key, name):
    release = Release.objects.filter(pk=release_id).first()
    if release is None or not may_view(request.user, release, key):
        raise Http404
    found = UnitFile.objects.select_related("file").filter(unit__release=release_id, unit__key=key, name=name)
    return get_object_or_404(found).file
