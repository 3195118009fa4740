from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ai4t.admin.public import OnPublicPages
from ai4t.admin.translated import TranslatedAdmin, in_opened_languages, languages_of_lists, shown_title
from ai4t.admin.workbench import ReadOnlyAdmin
from handbook import publishing
from handbook.building import asking
from handbook.checking import obstacles
from handbook.models import Book, Edition
from handbook.naming import said_edition


@admin.register(Book)
class BookAdmin(OnPublicPages, ReadOnlyAdmin):
    """What is in a book comes in by import, as an edition; whether it is open is decided here."""

    decided_here = ["is_open", "position"]
    list_display = ["slug", "title_here", "is_open", "position"]
    list_filter = ["is_open"]
    search_fields = ["slug"]
    fields = ["slug", "title_here", *decided_here, "created_at"]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("handbook.change_book")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in self.decided_here]

    def get_queryset(self, request):
        editions = Edition.objects.in_languages(languages_of_lists())
        return super().get_queryset(request).prefetch_related(Prefetch("editions", editions))

    def save_model(self, request, book, form, change):
        super().save_model(request, book, form, change)
        if "is_open" in form.changed_data:
            book.editions.note_described()

    @admin.display(description=gettext_lazy("title"))
    def title_here(self, book):
        """That of the newest edition, published or not."""
        newest = max(book.editions.all(), key=lambda edition: edition.number, default=None)
        return shown_title(newest) if newest else "–"


@admin.register(Edition)
class EditionAdmin(TranslatedAdmin):
    """Texts come in by import. Who is cited, and under which licence, can be decided until it is published."""

    decided_here = ["doi", "isbn"]
    decided_in_a_draft = ["authors", "publisher", "licence"]
    list_display = ["title_here", "book", "number", "state", "published_at"]
    list_display_links = ["title_here"]
    list_filter = ["state"]
    list_select_related = ["book"]
    search_fields = ["book__slug"]
    own_fields = [
        *["book", "number", "state", "published_at", "source_language"],
        *decided_in_a_draft,
        *decided_here,
    ]
    translated_fields = ["title", "description", "note"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.publish_view)
        return [path("<int:edition_id>/publish/", view, name="handbook_edition_publish"), *super().get_urls()]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("handbook.change_edition")

    def get_readonly_fields(self, request, obj=None):
        open_here = {*self.decided_here, *in_opened_languages("note")}
        if obj and not obj.is_published:
            open_here |= set(self.decided_in_a_draft)
        return [name for name in self.get_fields(request, obj) if name not in open_here]

    @admin.display(description=gettext_lazy("title"))
    def title_here(self, edition):
        return shown_title(edition)

    def save_model(self, request, edition, form, change):
        super().save_model(request, edition, form, change)
        Edition.objects.filter(pk=edition.pk).note_described()
        asking.ask_after_commit(edition)

    def publish_view(self, request, edition_id):
        """GET lists what is in the way, or asks; POST publishes."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        edition = Edition.objects.select_related("book").filter(pk=edition_id).first()
        if edition is None:
            raise Http404
        if edition.is_published:
            messages.info(request, _("This edition is published already."))
            return redirect("admin:handbook_edition_change", edition.pk)
        if request.method == "POST":
            try:
                publishing.publish(edition, by=request.user)
            except publishing.PublishingRefused as refusal:
                messages.error(request, str(refusal))
                return redirect("admin:handbook_edition_publish", edition.pk)
            messages.success(request, _("The edition is published. From now on it stays as it is."))
            if not edition.book.is_open:
                messages.warning(request, _("Nobody else can read it yet: the book is closed. Open it under “Books”."))
            return redirect("admin:handbook_edition_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish %(edition)s") % {"edition": said_edition(shown_title(edition), edition.number)},
            "opts": self.opts,
            "edition": edition,
            "obstacles": (found := obstacles(edition)),
            "lacks_licences": not all(obstacle.in_files for obstacle in found),
        }
        return TemplateResponse(request, "admin/handbook/edition/publish.html", context)
