"""A problem on the page of a unit, told where it is seen."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from ai4t import desk
from ai4t.desk.forms import ProblemForm
from ai4t.desk.limits import TOO_MANY, takes_one_more
from ai4t.models import HelpRequest
from courses import outline
from courses.reading import enrolment_in, unit_address


@require_http_methods(["GET", "POST"])
def problem(request, slug, key):
    enrolment = enrolment_in(slug, learner=request.user)
    unit = outline.of(enrolment.release, get_language()).unit(key) if enrolment else None
    if unit is None:
        raise Http404
    form = ProblemForm(request.POST or None)
    here = reverse("courses:problem", args=[slug, key])
    status = 400 if form.is_bound else 200
    if form.is_valid() and not takes_one_more(request):
        form.add_error(None, TOO_MANY)
        status = 429
    if form.is_valid():
        desk.ask(
            kind=HelpRequest.Kind.PROBLEM,
            message=form.cleaned_data["message"],
            language=get_language(),
            sender=request.user,
            page=unit_address(slug)(key),
            object_key=key,
            release=enrolment.release.name,
        )
        return redirect(f"{here}?sent")
    shown = {"title": unit.title.value, "lang": unit.title.lang, "url": unit_address(slug)(key)}
    context = {"unit": shown, "form": form, "is_sent": "sent" in request.GET}
    return render(request, "courses/problem.html", context, status=status)
