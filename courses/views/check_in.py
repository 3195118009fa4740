"""Checking in to a session by the code in the room. Opening the page records nothing: she presses the button."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from courses.attendance.check_in_code import as_code
from courses.attendance.checking_in import Answer, Receipt, check_in, opens_at, session_of_code, settled
from courses.models import Session
from courses.sessions import zones
from courses.sessions.people import sessions_of


@require_http_methods(["GET", "POST"])
def by_session(request, session_id):
    """The page that the picture on the wall leads to. A stranger to the session is told nothing about it."""
    if request.method == "POST":
        session = Session.objects.unscoped("whose code was typed").select_related("cohort").filter(pk=session_id)
        return _answered(request, session.first())
    own = sessions_of(request.user).select_related("cohort").filter(pk=session_id).first()
    return _page(request, own, settled(own, request.user) if own else None)


@require_http_methods(["GET", "POST"])
def by_code(request):
    """For who types the code alone."""
    if request.method == "POST":
        return _answered(request, session_of_code(request.POST.get("code", ""), request.user))
    return _page(request, None)


def _answered(request, session: Session | None):
    receipt = check_in(session, request.user, request.POST.get("code", ""))
    status = 429 if receipt.answer == Answer.TOO_MANY else 200
    return _page(request, receipt.session, receipt, status=status)


def _page(request, session: Session | None, receipt: Receipt | None = None, *, status=200):
    asks = receipt is None or receipt.answer in (Answer.WRONG_CODE, Answer.OLD_CODE)
    typed = as_code((request.POST if request.method == "POST" else request.GET).get("code", ""))
    return render(
        request,
        "courses/sessions/check_in.html",
        {
            "session": session,
            "when": zones.span(session, request.user.time_zone) if session else "",
            "knows_it": session is not None and (receipt is None or receipt.answer != Answer.WRONG_GROUP),
            "receipt": receipt,
            "sentence": _sentence(receipt, request.user) if receipt else "",
            "ticked": _ticked(receipt) if receipt else "",
            "asks": asks,
            "typed": typed if receipt is None else "",
        },
        status=status,
    )


def _sentence(receipt: Receipt, person) -> str:
    said = {}
    zone = zones.zone_named(person.time_zone)
    if receipt.session:
        said["cohort"] = receipt.session.cohort
        said["begins"] = zones.hour(receipt.session.starts_at, zone)
        said["opens"] = zones.hour(opens_at(receipt.session), zone)
        said["opens_on"] = zones.day(opens_at(receipt.session), zone)
    if receipt.at:
        said["time"] = zones.hour(receipt.at, zone)
        said["day"] = zones.day(receipt.at, zone)
    if receipt.answer == Answer.ALREADY and timezone.now() < receipt.session.starts_at:
        return _("You checked in at %(time)s on %(day)s. It is kept and counts when the session begins.") % said
    return _SENTENCES[receipt.answer]() % said


def _ticked(receipt: Receipt) -> str:
    """What a trainer has noted otherwise holds, and she should know."""
    if receipt.ticked is None or receipt.ticked.presence == "present":
        return ""
    return _("Your trainer has noted “%(presence)s”, and that counts. Please talk to her if it is wrong.") % {
        "presence": receipt.ticked.get_presence_display()
    }


_SENTENCES = {
    Answer.RECORDED: lambda: _("You are checked in. Recorded at %(time)s on %(day)s."),
    Answer.EARLY: lambda: _(
        "You are early: the session begins at %(begins)s. Your check-in of %(time)s on %(day)s is kept and counts when "
        "it begins."
    ),
    Answer.TOO_EARLY: lambda: _(
        "Nothing was recorded: it is too early. You can check in from %(opens)s on %(opens_on)s."
    ),
    Answer.ALREADY: lambda: _("You are checked in already. Recorded at %(time)s on %(day)s."),
    Answer.OVER: lambda: _(
        "Nothing was recorded: the session is over, and checking in has ended. If you were there, please ask your "
        "trainer to note it."
    ),
    Answer.CANCELLED: lambda: _("Nothing was recorded: this session is cancelled."),
    Answer.WRONG_CODE: lambda: _(
        "Nothing was recorded: this is not the code of a session that is on now. Please compare it with the one on the "
        "wall."
    ),
    Answer.OLD_CODE: lambda: _(
        "Nothing was recorded: this code has run out. It changes each minute; please type the one that is on the wall "
        "now."
    ),
    Answer.WRONG_GROUP: lambda: _(
        "Nothing was recorded: this session is for the cohort “%(cohort)s”, and you are not in it. Please ask the "
        "trainer to add you as a guest, and check in again."
    ),
    Answer.TOO_MANY: lambda: _(
        "Nothing was recorded: too many wrong codes were typed. Please wait ten minutes, or ask your trainer "
        "to tick you."
    ),
}
