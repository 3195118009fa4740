from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t.admin.translated import TranslatedAdmin, in_opened_languages
from handbook import publishing
from handbook.building import asking
from handbook.checking import obstacles
from handbook.models import Book, Edition


@admin.register(Book)
class BookAdmin(TranslatedAdmin):
    """Title and text come in by import; who wrote it, and whether it is open, is decided here."""

    decided_here = ["is_open", "authors", "publisher", "licence", "position"]
    list_display = ["slug", "title_here", "source_language", "is_open", "position"]
    list_filter = ["is_open"]
    search_fields = ["slug"]
    own_fields = ["slug", "source_language", *decided_here, "created_at"]
    translated_fields = ["title", "description"]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("handbook.change_book")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name not in self.decided_here]

    def save_model(self, request, book, form, change):
        super().save_model(request, book, form, change)
        for edition in book.editions.published():
            asking.ask_after_commit(edition)

    @admin.display(description=gettext_lazy("title"))
    def title_here(self, book):
        return self.shown_title(book)


@admin.register(Edition)
class EditionAdmin(TranslatedAdmin):
    list_display = ["book", "number", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["book"]
    search_fields = ["book__slug"]
    own_fields = ["book", "number", "state", "published_at", "doi", "isbn"]
    translated_fields = ["note"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<int:edition_id>/publish/", view, name="handbook_edition_publish"), *super().get_urls()]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("handbook.change_edition")

    def get_readonly_fields(self, request, obj=None):
        return ["book", "number", "state", "published_at"]

    def get_fields(self, request, obj=None):
        return [*self.own_fields, *in_opened_languages("note")]

    def save_model(self, request, edition, form, change):
        super().save_model(request, edition, form, change)
        asking.ask_after_commit(edition)

    def publish_view(self, request, edition_id):
        """GET lists what is in the way, or asks; POST publishes."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        edition = Edition.objects.select_related("book").filter(pk=edition_id).first()
        if edition is None or edition.is_published:
            raise Http404
        if request.method == "POST":
            try:
                publishing.publish(edition, by=request.user)
            except publishing.PublishingRefused as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:handbook_edition_publish", edition.pk)
            messages.success(request, _("The edition is published. From now on it stays as it is."))
            return redirect("admin:handbook_edition_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish %(edition)s") % {"edition": edition},
            "opts": self.opts,
            "edition": edition,
            "obstacles": obstacles(edition),
        }
        return TemplateResponse(request, "admin/handbook/edition/publish.html", context)
