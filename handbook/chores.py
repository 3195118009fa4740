"""What waits for those who look after the handbook: mistakes that readers found, overdue reviews, dead links."""

from django.urls import reverse
from django.utils.translation import ngettext

from ai4t import to_do
from ai4t.to_do import Waiting
from handbook.models import Chapter, Erratum, OutsideLink
from handbook.states import ErratumState


def register():
    to_do.register("handbook.change_erratum", _errata)
    to_do.register("handbook.change_chapter", _overdue)
    to_do.register("handbook.view_outsidelink", _dead_links)


def _errata(user) -> Waiting:
    count = Erratum.objects.visible_to(user).filter(state=ErratumState.NEW).count()
    sentence = ngettext(
        "%(count)d reader’s report of a mistake waits.", "%(count)d readers’ reports of mistakes wait.", count
    )
    return Waiting(count, sentence % {"count": count}, reverse("admin:handbook_erratum_changelist"))


def _overdue(user) -> Waiting:
    count = Chapter.objects.overdue().of_owner(user).count()
    sentence = ngettext(
        "The review of %(count)d chapter is overdue.", "The review of %(count)d chapters is overdue.", count
    )
    address = f"{reverse('admin:handbook_chapter_changelist')}?review=mine"
    return Waiting(count, sentence % {"count": count}, address)


def _dead_links(user) -> Waiting:
    count = OutsideLink.objects.dead().count()
    sentence = ngettext("%(count)d link of the handbook is dead.", "%(count)d links of the handbook are dead.", count)
    address = f"{reverse('admin:handbook_outsidelink_changelist')}?which=dead"
    return Waiting(count, sentence % {"count": count}, address)
