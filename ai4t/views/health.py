"""For the machine that watches: alive (the process answers) and ready (it can serve people)."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse


@login_not_required
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def ready(request):
    """200 when the database answers, else 503. The broker and the cache may be gone: pages are served without."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse({"database": "ok"})
