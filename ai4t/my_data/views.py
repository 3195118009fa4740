"""What a person may do with what we keep about her: take a copy, or have it erased. Both ask again who she is."""

import tempfile

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ai4t import auditing
from ai4t.erasing import ErasingRefused, ask_to_erase
from ai4t.my_data.copying import write_copy
from ai4t.my_data.forms import DeleteAccountForm

# Copies of most people stay in memory; a longer one is written to disk and leaves from there.
_IN_MEMORY = 1024**2


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def my_data(request):
    """GET explains, POST gives the file."""
    if request.method != "POST":
        return render(request, "my_data/my_data.html")
    auditing.record("person.copy_taken", by=request.user, about=request.user)
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  the response closes it
    write_copy(request.user, file)
    file.seek(0)
    name = f"ai4t-{timezone.now():%Y-%m-%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def delete_account(request):
    form = DeleteAccountForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            ask_to_erase(request.user, by=request.user)
        except ErasingRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            page = render(request, "my_data/deleted.html")
            # On a shared computer the way back shows nothing.
            page["Clear-Site-Data"] = '"cache"'
            return page
    return render(request, "my_data/delete_account.html", {"form": form})
