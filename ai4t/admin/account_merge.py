"""Two accounts of one person made one, and apart again: what would happen is shown before it does."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t import merging
from ai4t.admin.workbench import ReadOnlyAdmin, prove_again, visible_rows
from ai4t.merging.finding import perhaps_the_same
from ai4t.merging.verbs import refusal_of
from ai4t.models import AccountMerge, User


class OtherAccountForm(forms.Form):
    address = forms.EmailField(
        label=gettext_lazy("E-mail of the other account"), help_text=gettext_lazy("For example ana.novak@example.org.")
    )


@admin.register(AccountMerge)
class AccountMergeAdmin(ReadOnlyAdmin):
    list_display = ["merged_at", "kept", "kept_address", "closed_address", "merged_by", "undone_at"]
    list_filter = [("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["kept", "closed", "merged_by"]
    search_fields = ["=kept__email", "=closed__email"]
    search_help_text = gettext_lazy("A whole e-mail address.")
    fields = ["kept", "kept_address", "closed_address", "merged_by", "merged_at", "undone_by", "undone_at"]

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("of/<int:person_id>/", view(self.choose_view), name="ai4t_accountmerge_choose"),
            path("of/<int:person_id>/<int:other_id>/", view(self.merge_view), name="ai4t_accountmerge_merge"),
            path("<int:merge_id>/undo/", view(self.undo_view), name="ai4t_accountmerge_undo"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("address that stays"))
    def kept_address(self, merge):
        return merge.kept.email

    @admin.display(description=gettext_lazy("address that was closed"))
    def closed_address(self, merge):
        return merge.closed.email

    def choose_view(self, request, person_id):
        """Which account is the other one: those that look alike, or any by its address."""
        person = self._person_or_404(request, person_id)
        form = OtherAccountForm(request.GET if "address" in request.GET else None)
        if form.is_bound and form.is_valid():
            other = visible_rows(User, request.user).filter(email=form.cleaned_data["address"].lower()).first()
            if other:
                return redirect("admin:ai4t_accountmerge_merge", person.pk, other.pk)
            form.add_error("address", _("Nobody has an account under this address."))
        alike = perhaps_the_same(person, visible_rows(User, request.user))
        return self._shown(request, "choose", _("Make two accounts one"), person=person, alike=alike, form=form)

    def merge_view(self, request, person_id, other_id):
        """The first account is kept, the other one is closed. GET shows what goes over, POST does it."""
        kept, closed = self._person_or_404(request, person_id), self._person_or_404(request, other_id)
        refusal = refusal_of(kept=kept, closed=closed)
        prove_again(request)
        if request.method == "POST":
            try:
                merging.merge(kept=kept, closed=closed, by=request.user)
            except merging.MergeRefused as refused:
                messages.error(request, str(refused))
                return redirect("admin:ai4t_accountmerge_choose", kept.pk)
            messages.success(request, _("The two accounts are one. Both addresses were written to."))
            return redirect("admin:ai4t_accountmerge_changelist")
        plan = None if refusal else merging.plan(kept=kept, closed=closed)
        title = _("Make two accounts one")
        return self._shown(request, "merge", title, person=kept, kept=kept, closed=closed, refusal=refusal, plan=plan)

    def undo_view(self, request, merge_id):
        self._refuse_unless_allowed(request)
        merge = self.row_or_404(request, str(merge_id))
        if merge.undone_at:
            messages.info(request, _("These two accounts were taken apart before."))
            return redirect("admin:ai4t_accountmerge_changelist")
        prove_again(request)
        if request.method == "POST":
            try:
                merging.undo(merge, by=request.user)
            except merging.MergeRefused as refused:
                messages.error(request, str(refused))
            else:
                messages.success(request, _("The two accounts are apart again. Both addresses were written to."))
            return redirect("admin:ai4t_accountmerge_changelist")
        remarks = merging.remarks_on(merge)
        title = _("Take two accounts apart")
        return self._shown(request, "undo", title, person=merge.kept, merge=merge, remarks=remarks)

    def _person_or_404(self, request, number) -> User:
        self._refuse_unless_allowed(request)
        person = visible_rows(User, request.user).filter(pk=number).first()
        if person is None:
            raise Http404
        return person

    def _refuse_unless_allowed(self, request):
        """Whoever may make accounts one may correct them, too."""
        if not (self.has_view_permission(request) and request.user.has_perm("ai4t.change_user")):
            raise PermissionDenied

    def _shown(self, request, page, title, **context):
        frame = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return TemplateResponse(request, f"admin/ai4t/accountmerge/{page}.html", {**frame, **context})
