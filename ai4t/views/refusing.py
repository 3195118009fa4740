"""What is answered to a request that cannot be taken as it was sent."""

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)
