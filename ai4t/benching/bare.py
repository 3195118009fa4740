"""The yardstick: a page with a session, a person, one SELECT and 30 kB, and nothing else."""

from django.http import HttpResponse
from django.urls import path

from ai4t.models import Language

BODY = "<!doctype html><title>Bare</title>" + "<p>A page of thirty kilobytes.</p>" * 900


def bare(request):
    request.session.get("language")
    language = Language.objects.get(pk=request.user.language)
    return HttpResponse(f"{BODY}<p>{request.user.email} {language.own_name}</p>")


urlpatterns = [path("bare/", bare)]
