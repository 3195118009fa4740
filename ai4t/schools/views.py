"""A person finds her school: while typing (JSON), on a page of its own, or names one that is not listed."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ai4t.models import School
from ai4t.schools.directory import find_schools
from ai4t.schools.forms import ProposalForm
from ai4t.schools.proposing import take


@require_GET
@never_cache
def search(request):
    """``?q=`` what is typed, ``?country=`` where (her own country where it is not said): at most ten schools."""
    country = request.GET.get("country", request.user.country)
    found = find_schools(request.GET.get("q", ""), country=country)
    schools = [{"id": school.pk, "name": school.name, "place": school.town} for school in found]
    return JsonResponse({"schools": schools})


@require_GET
def choose(request):
    return _choosing(request, ProposalForm(person=request.user))


@require_POST
def take_one(request):
    school = get_object_or_404(School.objects.listed(), pk=_number(request.POST.get("school", "")))
    take(school, person=request.user)
    messages.success(request, _("Your school is now %(school)s.") % {"school": school})
    return redirect("profile")


@require_POST
def propose(request):
    form = ProposalForm(request.POST, person=request.user)
    if not form.is_valid():
        return _choosing(request, form)
    school = form.save()
    messages.success(request, _("Thank you. Your school is now %(school)s.") % {"school": school})
    return redirect("profile")


def _choosing(request, form):
    typed = request.GET.get("q", "").strip()
    context = {
        "typed": typed,
        "schools": find_schools(typed, country=request.user.country),
        "school": request.user.school,
        "form": form,
    }
    return render(request, "schools/choose.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
