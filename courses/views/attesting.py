"""Attestations: a learner takes hers, anybody with the code verifies one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ai4t import limits
from courses import outline
from courses.attesting import badge
from courses.attesting.evidence import gather
from courses.attesting.issuing import AttestationRefused, has_grown, issue, issue_anew, valid_of
from courses.attesting.pdf import pdf_of
from courses.attesting.verifying import as_code, verify
from courses.models import Attestation, AttestationRule
from courses.reading import course_url, enrolment_in

LOOKS_AN_HOUR = 300


@require_http_methods(["GET", "POST"])
def attestation(request, slug):
    """What is missing, or the learner's attestation in the language of the page; asking for it makes it."""
    enrolment = enrolment_in(slug, learner=request.user)
    rule = AttestationRule.objects.filter(course=enrolment.course_id).first() if enrolment else None
    if rule is None:
        raise Http404
    language = get_language()
    valid = valid_of(enrolment, language)
    if request.method == "POST":
        try:
            if valid and has_grown(valid, gather(enrolment, language)):
                issue_anew(valid, by=request.user)
            else:
                issue(enrolment, language=language)
        except AttestationRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("courses:attestation", slug)
    evidence = gather(enrolment, language)
    title = outline.of(enrolment.release, language).course_title
    return render(
        request,
        "courses/attestation.html",
        {
            "course": {"title": title.value, "lang": title.lang, "url": course_url(slug)},
            "attestation": _links(valid, slug) if valid else None,
            "missing": [] if valid else evidence.missing(rule),
            "name": request.user.name,
            "has_grown": valid is not None and has_grown(valid, evidence),
        },
    )


@require_safe
def pdf(request, slug, code):
    own = _own(request, slug, code)
    return _file(pdf_of(own), f"attestation-{own.code}.pdf", "application/pdf")


@require_safe
def credential(request, slug, code):
    """The attestation as a signed Open Badge."""
    if not badge.is_offered():
        raise Http404
    own = _own(request, slug, code)
    return _file(badge.signed(own).encode(), f"attestation-{own.code}.jwt", "application/vc+jwt")


@login_not_required
@require_safe
def verification(request, code=""):
    """Says whether the attestation of a code is valid, by its own address or after typing the code."""
    typed = request.GET.get("code", "")
    if typed:
        return redirect("attestation", as_code(typed) or "-")
    if code and not limits.takes_one_more(request, of="attestations", an_hour=LOOKS_AN_HOUR):
        sentence = _("Too many codes were asked for from your network. Please try again in an hour.")
        return render(
            request, "courses/verification.html", {"code": code, "found": None, "fault": sentence}, status=429
        )
    found = verify(code) if code else None
    fault = _("No attestation has this code. Please compare it with the printed one.") if code and not found else ""
    context = {"code": code, "found": found, "fault": fault}
    return render(request, "courses/verification.html", context, status=404 if fault else 200)


def _own(request, slug, code) -> Attestation:
    own = Attestation.objects.unscoped("a learner's own attestation").valid()
    found = own.filter(enrolment__learner=request.user, enrolment__course__slug=slug, code=code).first()
    if found is None:
        raise Http404
    return found


def _links(attestation: Attestation, slug: str) -> dict:
    names = [slug, attestation.code]
    return {
        "code": attestation.code,
        "name": attestation.name,
        "issued_at": attestation.issued_at,
        "pdf_url": reverse("courses:attestation-pdf", args=names),
        "badge_url": reverse("courses:attestation-badge", args=names) if badge.is_offered() else "",
        "verification_url": reverse("attestation", args=[attestation.code]),
    }


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response
