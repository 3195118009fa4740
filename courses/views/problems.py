"""A problem on the page of a unit, reported into the queue of the desk together with where it was seen."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ai4t import desk
from ai4t.desk.forms import ProblemForm
from ai4t.desk.limits import takes_one_more
from ai4t.models import HelpRequest
from courses import outline
from courses.models import Course
from courses.permissions import may_view
from courses.reading import enrolment_in, unit_address


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def problem(request, slug, key):
    release, line = _place(request, slug, key)
    address = unit_address(slug)(key)
    form = ProblemForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if takes_one_more(request):
            desk.ask(
                kind=HelpRequest.Kind.PROBLEM,
                message=form.cleaned_data["message"],
                language=get_language(),
                sender=request.user if request.user.is_authenticated else None,
                page=address,
                object_key=key,
                release=str(release),
            )
            return redirect(f"{reverse('courses:problem', args=[slug, key])}?sent=yes")
        form.add_error(None, _("Too many messages came from your network. Please send yours again in an hour."))
    unit = {"title": line.title.value, "lang": line.title.lang, "url": address}
    shown = {"unit": unit, "form": form, "is_sent": "sent" in request.GET}
    return render(request, "courses/problem.html", shown)


def _place(request, slug, key):
    """The release and the line of the outline that the visitor read, if she may read it."""
    enrolment = enrolment_in(slug, learner=request.user)
    course = None if enrolment else Course.objects.open().filter(slug=slug).first()
    release = enrolment.release if enrolment else course and course.published_release()
    line = outline.of(release, get_language()).unit(key) if release else None
    if line is None or not may_view(request.user, release, key, enrolment=enrolment):
        raise Http404
    return release, line
