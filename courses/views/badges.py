"""What a verifier of badges asks for: who issues them, with which key, for what, and which hold no longer."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.attesting import badge
from courses.models import Course


def _offered(view):
    @login_not_required
    @require_safe
    def answer(request, *args, **kwargs):
        if not badge.is_offered():
            raise Http404
        return JsonResponse(view(*args, **kwargs))

    return answer


@_offered
def issuer():
    return {"@context": badge.CONTEXT, **badge.issuer()}


@_offered
def keys():
    return {"keys": [badge.public_key()]}


@_offered
def key(name):
    """The key by the address that a badge names; one that was changed is found no more."""
    if name != badge.thumbprint(badge.public_key()):
        raise Http404
    return badge.public_key()


@_offered
def revoked():
    return badge.revoked()


@_offered
def achievement(slug):
    course = get_object_or_404(Course.objects.filter(attestation_rule__isnull=False), slug=slug)
    return badge.achievement_of(course, course.source_language)
