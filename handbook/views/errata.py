"""A reader tells us of a mistake; the form comes from our page (see ``ai4t.desk.views``) and needs no account."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ai4t.desk.limits import TOO_MANY, takes_one_more
from handbook import errata
from handbook.forms import ErratumForm
from handbook.views.reading import chapter_or_404


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erratum(request, slug, number, key):
    edition, _contents, line = chapter_or_404(request, slug, number, key)
    place = request.POST.get("at", "") or request.GET.get("at", "")
    form = ErratumForm(request.POST if request.method == "POST" else None, initial={"at": place})
    status = 200
    if form.is_bound and form.is_valid():
        if form.is_from_a_program or _taken(request, edition, key, form):
            return redirect(f"{reverse('handbook:errata', args=[slug, number, key])}?sent")
        status = 429
        form.add_error(None, TOO_MANY)
    context = {
        "chapter": line,
        "chapter_url": edition.get_chapter_url(key),
        "form": form,
        "quoted": errata.quoted(edition, key, place, language=get_language()),
        "is_sent": "sent" in request.GET,
    }
    return render(request, "handbook/erratum.html", context, status=status)


def _taken(request, edition, key, form: ErratumForm) -> bool:
    if not takes_one_more(request):
        return False
    errata.report(
        edition=edition,
        chapter_key=key,
        language=get_language(),
        paragraph=form.cleaned_data["at"],
        message=form.cleaned_data["message"],
        sender=request.user if request.user.is_authenticated else None,
    )
    return True
