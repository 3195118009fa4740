from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from ai4t.unprintable import without_unprintable
from handbook.models.book import Book
from handbook.models.identifiers import clean_doi, clean_isbn
from handbook.states import EditionState


class EditionQuerySet(TranslatedQuerySet):
    def published(self):
        return self.filter(state=EditionState.PUBLISHED)

    def note_described(self) -> None:
        self.update(described_at=timezone.now())

    def newest(self):
        """The published edition of each book with the highest number."""
        numbered = self.model.objects.published().order_by("book_id", "-number").distinct("book_id")
        return self.filter(pk__in=numbered.values("pk"))


class Edition(models.Model):
    """A state of the book with a number and a date, and all that is cited of it. The database keeps a published one
    from being changed; what was empty may be filled."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="editions", verbose_name=_("book"))
    number = models.PositiveSmallIntegerField(_("edition"))
    state = models.CharField(_("state"), max_length=10, choices=EditionState, default=EditionState.DRAFT)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    source_language = models.CharField(
        _("source language"), max_length=12, blank=True, help_text=_("Shown where a translation is missing.")
    )
    title = models.CharField(_("title"), max_length=200, default="")
    description = models.TextField(_("description"), blank=True)
    authors = models.TextField(
        _("authors"),
        blank=True,
        help_text=_(
            "As they are cited, one a line. For example Novak, Ana. A body whose name holds a comma stands in "
            "quotation marks."
        ),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    licence = models.CharField(
        _("licence"), max_length=60, blank=True, help_text=_("Of every chapter that names none. For example CC BY 4.0.")
    )
    note = models.TextField(_("what is new"), blank=True, help_text=_("One or two sentences for readers."))
    doi = models.CharField("DOI", max_length=100, blank=True, help_text=_("For example 10.5281/zenodo.1234567."))
    isbn = models.CharField("ISBN", max_length=20, blank=True, help_text=_("For example 978-3-16-148410-0."))
    # When somebody last changed what is said of it, or opened its book: whoever harvests it asks again.
    described_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Raised in the transaction of every change of text or order: what is cached carries it in its key.
    content_version = models.PositiveIntegerField(default=1, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="edition_once_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="edition_is_numbered"),
            models.CheckConstraint(
                condition=Q(state=EditionState.DRAFT) | Q(published_at__isnull=False), name="edition_published_is_dated"
            ),
        ]

    def __str__(self):
        return f"{self.book} {self.number}"

    def get_absolute_url(self):
        return reverse("handbook:edition", args=[self.book.slug, self.number])

    def get_chapter_url(self, key: str) -> str:
        return reverse("handbook:chapter", args=[self.book.slug, self.number, key])

    def clean(self):
        for name, value in list(vars(self).items()):
            if isinstance(value, str):
                setattr(self, name, without_unprintable(value))
        faults = {}
        for name, cleaned in (("doi", clean_doi), ("isbn", clean_isbn)):
            try:
                setattr(self, name, cleaned(getattr(self, name)))
            except ValidationError as fault:
                faults[name] = fault
        if faults:
            raise ValidationError(faults)

    @property
    def is_published(self) -> bool:
        return self.state == EditionState.PUBLISHED

    def before(self) -> "Edition | None":
        """The edition with the number before this one, published or not."""
        return Edition.objects.filter(book=self.book_id, number__lt=self.number).order_by("-number").first()

    @property
    def author_list(self) -> list[str]:
        return [line.strip() for line in self.authors.splitlines() if line.strip()]
