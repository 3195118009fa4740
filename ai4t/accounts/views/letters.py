"""Which letters somebody wants: ticks on her profile, and the way out that each such letter carries."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ai4t.outbox import declining, kinds
from ai4t.outbox.declining import Reader


@require_POST
def choose(request):
    """``wanted`` names the kinds that are ticked; only what changes is noted."""
    reader, wanted = Reader(request.user), request.POST.getlist("wanted")
    declined = declining.declined_by(reader)
    for kind in kinds.declinable_kinds():
        if (kind.name in wanted) == (kind.name in declined):
            declining.choose(reader, kind, is_wanted=kind.name in wanted)
    messages.success(request, _("We write to you as you have chosen."))
    return redirect(reverse("profile") + "#letters")


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def way_out(request, key):
    """GET asks, because programs follow links too; POST declines, also one of a mail program without any cookie.

    The key alone gives the right, so that there is no session that another site could borrow.
    """
    way = declining.read(key)
    if way is None:
        return render(request, "account/letters.html", {"way": None, "is_wanted": True}, status=404)
    if request.method == "POST":
        declining.choose(way.reader, way.kind, is_wanted=request.POST.get("wanted") == "yes")
    is_wanted = way.kind.name not in declining.declined_by(way.reader)
    return render(request, "account/letters.html", {"way": way, "is_wanted": is_wanted})
