from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ai4t.admin.public import OnPublicPages
from ai4t.admin.translated import TranslatedAdmin, shown_title
from ai4t.admin.workbench import WorkbenchAdmin
from ai4t.models import User
from handbook.building import asking
from handbook.models import Chapter, ChapterFile, Edition, Part
from handbook.naming import chapter_title, edition_title, said_edition


@admin.register(Part)
class PartAdmin(TranslatedAdmin):
    list_display = ["key", "title_here", "position", "edition"]
    list_select_related = ["edition__book"]
    search_fields = ["key", "edition__book__slug"]
    own_fields = ["key", "edition", "position"]

    @admin.display(description=_("title"))
    def title_here(self, part):
        return shown_title(part)


class OverdueFilter(admin.SimpleListFilter):
    title = _("review")
    parameter_name = "review"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue")), ("mine", _("overdue, yours or nobody’s"))]

    def queryset(self, request, chapters):
        if self.value() == "mine":
            return chapters.overdue().of_owner(request.user)
        return chapters.overdue() if self.value() == "overdue" else chapters


@admin.register(Chapter)
class ChapterAdmin(TranslatedAdmin):
    """Text comes in by import; who looks after it, and until when it is good, is decided here."""

    decided_here = ["owner", "review_on"]
    list_display = ["key", "title_here", "edition", "owner", "review_on"]
    list_filter = [OverdueFilter, "place"]
    list_select_related = ["edition__book", "owner"]
    search_fields = ["key", "edition__book__slug"]
    search_help_text = _("The key of a chapter, or the short name of a book.")
    own_fields = ["key", "edition", "part", "place", "position", "licence", *decided_here]
    translated_fields = ["title", "description", "contributors", "change_note"]

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("handbook.change_chapter")

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.get_fields(request, obj) if name not in self.decided_here]

    def formfield_for_foreignkey(self, field, request, **kwargs):
        """Whoever works on content."""
        if field.name == "owner":
            kwargs["queryset"] = User.objects.with_staff_role().filter(has_staff_role=True)
        return super().formfield_for_foreignkey(field, request, **kwargs)

    @admin.display(description=_("title"))
    def title_here(self, chapter):
        return shown_title(chapter)


class EditionFilter(admin.SimpleListFilter):
    """By title; every edition that has files."""

    title = _("edition")
    parameter_name = "edition"

    def lookups(self, request, model_admin):
        with_files = (
            Edition.objects.filter(chapters__files__isnull=False).rewrite(False).order_by("book__slug", "-number")
        )
        named = with_files.distinct().annotate(shown=edition_title()).values_list("pk", "shown", "number")
        return [(str(pk), said_edition(title, number)) for pk, title, number in named]

    def queryset(self, request, files):
        return files.filter(chapter__edition=self.value()) if (self.value() or "").isdecimal() else files


@admin.register(ChapterFile)
class ChapterFileAdmin(OnPublicPages, WorkbenchAdmin):
    """Whose a picture is, and under which licence; of a published edition only what was left open can be said."""

    list_display = ["name", "chapter_here", "edition_here", "role", "licence", "credit"]
    list_filter = ["role", ("licence", admin.EmptyFieldListFilter), EditionFilter]
    search_fields = ["name", "=chapter__key", "=chapter__edition__book__slug"]
    search_help_text = _("The name of a file, the key of a chapter, or the short name of a book.")
    fields = ["name", "chapter_here", "edition_here", "path", "role", "licence", "credit"]

    def get_queryset(self, request):
        """With everything that is named, so that a list asks once."""
        return (
            super()
            .get_queryset(request)
            .select_related("chapter__edition")
            .annotate(
                chapter_title=chapter_title(edition="chapter__edition", key="chapter__key"),
                edition_title=edition_title("chapter__edition"),
                edition_number=F("chapter__edition__number"),
            )
        )

    @admin.display(description=_("chapter"), ordering="chapter_title")
    def chapter_here(self, file):
        return file.chapter_title or file.chapter.key

    @admin.display(description=_("edition"), ordering="edition_title")
    def edition_here(self, file):
        return said_edition(file.edition_title, file.edition_number)

    def has_add_permission(self, request):
        return False

    def save_model(self, request, file, form, change):
        super().save_model(request, file, form, change)
        asking.ask_after_commit(file.chapter.edition)

    def get_readonly_fields(self, request, obj=None):
        fixed = [name for name in self.fields if name not in {"licence", "credit"}]
        if obj and obj.chapter.edition.is_published:
            fixed += [name for name in ("licence", "credit") if getattr(obj, name)]
        return fixed
