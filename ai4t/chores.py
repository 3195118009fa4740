"""What the common ground asks its staff to do."""

from django.urls import reverse
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.models import HelpRequest, Letter, MailSwitch, School
from ai4t.to_do import Waiting


def register():
    to_do.register("ai4t.change_helprequest", _requests)
    to_do.register("ai4t.change_letter", _letters)
    to_do.register("ai4t.change_mailswitch", _paused)
    to_do.register("ai4t.change_school", _proposals)


def _requests(user) -> Waiting:
    count = HelpRequest.objects.visible_to(user).waiting().count()
    sentence = ngettext("%(count)d request waits for an answer.", "%(count)d requests wait for an answer.", count)
    return Waiting(count, sentence % {"count": count}, reverse("admin:ai4t_helprequest_changelist"))


def _letters(user) -> Waiting:
    undecided = [Letter.State.FAILED, Letter.State.UNKNOWN]
    count = Letter.objects.visible_to(user).filter(state__in=undecided).count()
    sentence = ngettext(
        "%(count)d letter failed, or may not have arrived.",
        "%(count)d letters failed, or may not have arrived.",
        count,
    )
    address = reverse("admin:ai4t_letter_changelist") + f"?state__in={','.join(undecided)}"
    return Waiting(count, sentence % {"count": count}, address)


def _paused(user) -> Waiting:
    """A pause is told even when no letter waits yet, lest it be forgotten; codes leave all the same."""
    switch = MailSwitch.objects.get()
    count = Letter.objects.visible_to(user).held_back().count()
    sentence = ngettext("Letters are paused; %(count)d waits.", "Letters are paused; %(count)d wait.", count)
    address = reverse("admin:ai4t_mailswitch_change", args=[switch.pk])
    return Waiting(int(switch.paused), sentence % {"count": count}, address)


def _proposals(user) -> Waiting:
    count = School.objects.managed_by(user).proposed().count()
    sentence = ngettext("%(count)d school is proposed.", "%(count)d schools are proposed.", count)
    address = reverse("admin:ai4t_school_changelist") + f"?state__exact={School.State.PROPOSED}"
    return Waiting(count, sentence % {"count": count}, address)
