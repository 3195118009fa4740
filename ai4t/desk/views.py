"""Help and contact: open to everybody, signed in or not.

Why an ordinary token here, when pages for everybody are otherwise kept whole and touch neither session nor CSRF: a
form that writes to our queue must come from our page, and of the ways to know this only the cookie with its token
works in every browser that people use (old ones send neither Sec-Fetch-Site nor, from a plain form, Origin). So this
one page is never kept, costs a template more than the others, and sets its cookie only for those who open it.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ai4t.desk.forms import ContactForm
from ai4t.desk.limits import TOO_MANY, takes_one_more
from ai4t.models import HelpRequest

_sent = signing.Signer(salt="ai4t.desk.sent")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    sender = request.user if request.user.is_authenticated else None
    if request.method == "POST":
        return _take(request, ContactForm(request.POST, sender=sender))
    if "sent" in request.GET:
        sent = {"is_sent": True, "reference": _reference(request.GET["sent"])}
        return render(request, "pages/contact.html", sent)
    kind = request.GET.get("kind", HelpRequest.Kind.QUESTION)
    form = ContactForm(initial={"kind": kind, "page": _page_before(request)}, sender=sender)
    return render(request, "pages/contact.html", {"form": form, "is_sent": False})


def _take(request, form):
    status = 200
    if form.is_valid():
        if form.is_from_a_program:
            return redirect(f"{reverse('contact')}?sent=")
        if takes_one_more(request):
            help_request = form.save()
            return redirect(f"{reverse('contact')}?sent={_sent.sign(help_request.pk)}")
        status = 429
        form.add_error(None, TOO_MANY)
    return render(request, "pages/contact.html", {"form": form, "is_sent": False}, status=status)


def _reference(signed: str) -> str:
    """The number of the request that was just sent, or nothing."""
    try:
        return _sent.unsign(signed)
    except signing.BadSignature:
        return ""


def _page_before(request) -> str:
    """The page of ours from which she came, so that nobody needs to describe it."""
    before = request.headers.get("Referer", "")
    return urlsplit(before).path if before.startswith(f"{settings.SITE_URL}/") else ""
