"""The page of a package, and what the package says while a learner has it before her."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ai4t.policies import content_security_policy
from courses import outline, visiting
from courses.models import Enrolment, Package, Release
from courses.packages import claiming, showing
from courses.packages.addresses import origin_of
from courses.packages.claiming import ClaimRefused, Opening, Said
from courses.packages.settling import settle_by_rule
from courses.permissions import may_view
from courses.reading import course_url, done_keys, enrolment_in, unit_address
from courses.states import SettlesAs
from courses.views.classroom import release_for


@require_safe
@login_not_required
def package(request, slug, key, package_key):
    enrolment = enrolment_in(slug, learner=request.user)
    release = release_for(slug, enrolment)
    found, line = _package(release, key, package_key), outline.of(release, get_language()).unit(key)
    if found is None or line is None:
        raise Http404
    if not may_view(request.user, release, key, enrolment=enrolment):
        return redirect(course_url(slug))
    claim, opening = None, None
    if enrolment:
        visiting.remember_place(enrolment, key)
        claim = claiming.open_package(enrolment, found)
        settle_by_rule(enrolment, found, language=get_language())
        claim.refresh_from_db()
        opening = Opening(enrolment.learner_id, enrolment.pk, found.pk, timezone.now())
    response = render(request, "courses/package.html", _shown(slug, line, found, enrolment, claim, opening))
    # The frame shows this package and nothing else, wherever its programs would lead it.
    frames = (origin_of(found),) if settings.CONTENT_URL else ()
    response["Content-Security-Policy"] = content_security_policy(frames)
    return response


@require_POST
def claim(request, slug, key, package_key):
    """A word of the package, brought by our page: ``opening`` (signed) and what the package said, all as a form."""
    enrolment, found = _place_of_claim(request, slug, key, package_key)
    try:
        heard = claiming.hear(enrolment, found, Said.read(request.POST), language=get_language())
    except ClaimRefused as refusal:
        return JsonResponse({"error": str(refusal)}, status=400)
    settle_by_rule(enrolment, found, language=get_language())
    heard.refresh_from_db()
    shown = showing.shown(found, slug=slug, claim=heard)
    return JsonResponse({"state": shown["state"], "score": shown["score"], "done": key in done_keys(enrolment)})


def _place_of_claim(request, slug, key, package_key) -> tuple[Enrolment, Package]:
    """Asked anew with every word: that she is the one who opened it, and that she may still see it."""
    try:
        opening = Opening.read(request.POST.get("opening", ""))
    except signing.BadSignature:
        raise Http404
    enrolment = enrolment_in(slug, learner=request.user)
    if enrolment is None or (opening.learner_id, opening.enrolment_id) != (request.user.pk, enrolment.pk):
        raise Http404
    found = _package(enrolment.release, key, package_key)
    if found is None or found.pk != opening.package_id:
        raise Http404
    if not may_view(request.user, enrolment.release, key, enrolment=enrolment):
        raise Http404
    return enrolment, found


def _package(release: Release, key: str, package_key: str) -> Package | None:
    rows = Package.objects.filter(release=release, key=package_key, unit__key=key, unit__archived_at=None)
    return rows.select_related("unit").first()


def _shown(slug, line, found, enrolment, claim, opening) -> dict:
    visit = visiting.Visit.opened(enrolment, line) if enrolment else None
    address = unit_address(slug)(line.key)
    done = done_keys(enrolment) if enrolment else set()
    # What our own page measures tells when the package's rule comes true.
    by_minutes = found.settles_as == SettlesAs.MINUTES
    return {
        "unit": {"title": line.title.value, "lang": line.title.lang, "url": address},
        "package": showing.shown(found, slug=slug, claim=claim),
        "frame": showing.frame(found, slug=slug, claim=claim, opening=opening),
        "rule_sentence": _rule_sentence(found),
        "is_enrolled": enrolment is not None,
        "is_unit_done": line.key in done,
        "done_sentence": _("You have done this unit."),
        "declare_url": f"{address}done/",
        "visit_url": f"{address}visit/" if enrolment else "",
        "visit_id": visit.signed() if visit else "",
        "read_seconds": found.settles_after * 60 if by_minutes else visit.read_seconds if visit else 0,
    }


def _rule_sentence(found: Package) -> str:
    if found.settles_as == SettlesAs.OPENED:
        return _("If the activity reports nothing, it counts as done once you have opened it.")
    if found.settles_as == SettlesAs.MINUTES:
        sentence = ngettext(
            "If the activity reports nothing, it counts as done after %(minutes)s minute of use.",
            "If the activity reports nothing, it counts as done after %(minutes)s minutes of use.",
            found.settles_after,
        )
        return sentence % {"minutes": found.settles_after}
    return _("If the activity reports nothing, you can say yourself that you have done it.")
