"""The outbox as people see it: what waits, what failed, and what only a person can decide."""

from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ai4t import outbox
from ai4t.admin.workbench import ReadOnlyAdmin, WorkbenchAdmin
from ai4t.models import Letter, MailSwitch


class KindFilter(admin.AllValuesFieldListFilter):
    """Each kind under the name that people have for it."""

    def choices(self, changelist):
        every, *kinds = super().choices(changelist)
        yield every
        for name, choice in zip(self.lookup_choices, kinds, strict=False):
            yield {**choice, "display": choice["display"].replace(name, outbox.label_of(name), 1)}


@admin.register(Letter)
class LetterAdmin(ReadOnlyAdmin):
    list_display = [
        "number",
        "what",
        "receiver",
        "language",
        "state",
        "attempts",
        "next_attempt_at",
        "sent_at",
        "trouble",
    ]
    list_filter = ["state", "priority", ("kind", KindFilter), "language"]
    list_select_related = ["recipient"]
    show_facets = admin.ShowFacets.ALWAYS
    search_fields = ["=recipient__email", "=address", "=message_id"]
    search_help_text = gettext_lazy("A whole e-mail address, or a Message-ID.")
    date_hierarchy = "created_at"
    fields = [
        *["what", "receiver", "language", "priority", "state", "trouble", "attempts", "times_abandoned"],
        *["created_at", "next_attempt_at", "claimed_until", "handed_at", "sent_at", "message_id"],
    ]
    readonly_fields = fields
    actions = ["send_again", "mark_arrived", "cancel"]

    def has_decide_permission(self, request):
        return request.user.has_perm("ai4t.change_letter")

    def changelist_view(self, request, extra_context=None):
        switch = MailSwitch.objects.get()
        if switch.paused and request.method == "GET":
            sentence = _("Letters are paused, except codes. The reason given: %(reason)s")
            messages.warning(request, sentence % {"reason": switch.reason or "–"})
        return super().changelist_view(request, extra_context)

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, letter):
        return letter.pk

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, letter):
        return outbox.label_of(letter.kind)

    @admin.display(description=gettext_lazy("to"))
    def receiver(self, letter):
        return letter.address or letter.recipient

    @admin.display(description=gettext_lazy("what went wrong"))
    def trouble(self, letter):
        return letter.trouble

    @admin.action(description=gettext_lazy("Send the selected letters again"), permissions=["decide"])
    def send_again(self, request, letters):
        self._decide(request, letters, outbox.send_again)

    @admin.action(description=gettext_lazy("The selected letters have arrived"), permissions=["decide"])
    def mark_arrived(self, request, letters):
        self._decide(request, letters, outbox.mark_arrived)

    @admin.action(description=gettext_lazy("Cancel the selected letters"), permissions=["decide"])
    def cancel(self, request, letters):
        self._decide(request, letters, outbox.cancel)

    def _decide(self, request, letters, verb):
        decided = 0
        for letter in letters:
            try:
                verb(letter, by=request.user)
                decided += 1
            except outbox.Undecidable as refusal:
                messages.error(request, str(refusal))
        if decided:
            sentence = ngettext("One letter is decided.", "%(count)s letters are decided.", decided)
            messages.success(request, sentence % {"count": decided})


@admin.register(MailSwitch)
class MailSwitchAdmin(WorkbenchAdmin):
    is_noted_by_verbs = True
    list_display = ["__str__", "reason", "decider", "changed_at"]
    fields = ["paused", "reason", "decider", "changed_at"]
    readonly_fields = ["decider", "changed_at"]
    list_select_related = ["changed_by"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=gettext_lazy("changed by"))
    def decider(self, switch):
        return switch.changed_by

    def save_model(self, request, switch, form, change):
        if switch.paused:
            outbox.pause(by=request.user, reason=switch.reason)
        else:
            outbox.resume(by=request.user)
