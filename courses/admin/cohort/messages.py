"""The tab “Messages” of a cohort: what was written, writing, and the addresses that letters do not reach."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST

from ai4t import outbox
from courses.admin.cohort.message_form import MessageForm, initial_from, initial_of
from courses.admin.cohort.pages import page_of_cohort, shown
from courses.cohorts import addressing, message_log, unreached, writing
from courses.cohorts.writing import WritingRefused
from courses.models import Cohort, CohortMessage

_TEMPLATES = "admin/courses/cohort/"


def urls() -> list:
    return [
        page_of_cohort(log, name="messages", changes=True),
        page_of_cohort(write, name="message_write", route="messages/write/", changes=True),
        page_of_cohort(try_again, name="message_try_again", route="messages/try-again/", changes=True),
        page_of_cohort(message, name="message", route="messages/<int:message_id>/", changes=True),
        page_of_cohort(edit, name="message_edit", route="messages/<int:message_id>/edit/", changes=True),
    ]


def log(request, cohort: Cohort):
    now = timezone.now()
    rows = [_row(entry, now) for entry in message_log.entries(cohort, reader=request.user)]
    return _shown(
        request,
        cohort,
        "messages",
        pgettext("to a cohort", "Messages"),
        rows=rows,
        troubles=addressing.troubles_of(cohort),
    )


def write(request, cohort: Cohort):
    form = MessageForm(request.POST or None, cohort=cohort, initial=initial_from(request.GET))
    if request.method == "POST" and form.is_valid():
        return redirect(_address_of(writing.draft(cohort, author=request.user, **form.cleaned_data)))
    return _shown(request, cohort, "message_write", _("Write to the cohort"), form=form)


def edit(request, cohort: Cohort, message_id: int):
    message = _own_draft(request, cohort, message_id)
    form = MessageForm(request.POST or None, cohort=cohort, initial=initial_of(message))
    if request.method == "POST" and form.is_valid():
        return _done(request, message, lambda: writing.rewrite(message, **form.cleaned_data))
    return _shown(request, cohort, "message_write", _("Change the message"), form=form)


def message(request, cohort: Cohort, message_id: int):
    """A draft as it will look and to whom it goes, or what became of a message. POST does what its button says."""
    if request.POST.get("what") == "discard":
        return _discard(request, cohort, message_id)
    found = _message(request, cohort, message_id)
    if request.method == "POST":
        return _act(request, found)
    entry, now = message_log.entry_of(found), timezone.now()
    context = {"row": _row(entry, now), "message": found}
    if found.leaves_at is None:
        context |= {"addressees": addressing.addressees_of(found, now=now), "look": _look(found)}
    return _shown(request, cohort, "message", found.subject, **context)


@require_POST
def try_again(request, cohort: Cohort):
    trouble = request.POST.get("trouble", "")
    if trouble.isdecimal() and unreached.try_again(cohort, int(trouble[:18]), by=request.user):
        messages.success(request, _("Letters are sent to this address again."))
    else:
        messages.info(request, _("Nothing is in the way of this address any more."))
    return redirect("admin:courses_cohort_messages", cohort.pk)


def _act(request, found: CohortMessage):
    """Trying and sending are the author's; whoever looks after the cohort may call back."""
    what, by = request.POST.get("what"), request.user
    if what == "recall":
        return _done(
            request, found, lambda: writing.recall(found, by=by), _("The message is called back. Nobody gets it.")
        )
    if found.author_id != by.pk or what not in {"try", "send"}:
        raise Http404
    if what == "try":
        sentence = _("The message is on its way to %(address)s. Please read it there.") % {"address": by.email}
        return _done(request, found, lambda: writing.send_to_oneself(found, by=by), sentence)
    return _done(request, found, lambda: writing.send(found, by=by), _("The message leaves in five minutes."))


def _discard(request, cohort: Cohort, message_id: int):
    drafts = CohortMessage.objects.visible_to(request.user).filter(cohort=cohort, author=request.user)
    draft = drafts.filter(pk=message_id).first()
    if draft and writing.discard(draft):
        messages.success(request, _("The draft is discarded."))
    else:
        messages.info(request, _("There is no such draft of yours any more. Nothing was done."))
    return redirect("admin:courses_cohort_messages", cohort.pk)


def _done(request, found: CohortMessage, verb, sentence: str = ""):
    try:
        verb()
    except WritingRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if sentence:
            messages.success(request, sentence)
    return redirect(_address_of(found))


def _message(request, cohort: Cohort, message_id: int) -> CohortMessage:
    """A draft is its author's alone."""
    rows = CohortMessage.objects.visible_to(request.user).filter(cohort=cohort).select_related("author", "cohort")
    found = rows.filter(pk=message_id).first()
    if found is None or (found.leaves_at is None and found.author_id != request.user.pk):
        raise Http404
    return found


def _own_draft(request, cohort: Cohort, message_id: int) -> CohortMessage:
    found = _message(request, cohort, message_id)
    if found.leaves_at:
        raise Http404
    return found


def _look(found: CohortMessage) -> tuple[str, str]:
    """Subject and text as the author herself would get them."""
    return outbox.words_of(kind=addressing.KIND, recipient=found.author, about=found)


def _row(entry: message_log.Entry, now) -> dict:
    seconds = entry.seconds_left(now)
    minutes = -(-seconds // 60)
    time_left = ngettext(
        "It leaves in less than %(count)d minute.", "It leaves in less than %(count)d minutes.", minutes
    )
    return {
        "entry": entry,
        "message": entry.message,
        "to_whom": message_log.to_whom(entry.message),
        "address": _address_of(entry.message),
        "time_left": time_left % {"count": minutes} if seconds else "",
    }


def _address_of(found: CohortMessage) -> str:
    return reverse("admin:courses_cohort_message", args=[found.cohort_id, found.pk])


def _shown(request, cohort: Cohort, template: str, title: str, **context):
    return shown(request, cohort, f"{_TEMPLATES}{template}.html", tab="messages", title=title, **context)
