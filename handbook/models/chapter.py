from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ai4t.languages import TranslatedQuerySet
from ai4t.models import ContentFile, FileRole
from handbook.models.edition import Edition
from handbook.states import Place


class Part(models.Model):
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="parts", verbose_name=_("edition"))
    key = models.CharField(_("key"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)

    objects = TranslatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["edition", "position"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="part_once_per_key")]

    def __str__(self):
        return self.key


class ChapterQuerySet(TranslatedQuerySet):
    def in_book_order(self):
        """Front matter, the parts with their chapters, back matter."""
        rank = models.Case(
            *(models.When(place=place, then=number) for number, place in enumerate(Place)),
            output_field=models.SmallIntegerField(),
        )
        return self.order_by(rank, "part__position", "position", "pk")

    def overdue(self):
        """Whose review is due, of the newest editions: those before them stay as they are."""
        return self.filter(review_on__lt=timezone.localdate(), edition__in=Edition.objects.newest())

    def of_owner(self, user):
        """Those that ``user`` looks after, and those that nobody does."""
        return self.filter(Q(owner=user) | Q(owner=None))


class Chapter(models.Model):
    """Its key means the same chapter in every edition and language, so that a printed address keeps working."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="chapters", verbose_name=_("edition"))
    part = models.ForeignKey(
        Part, models.CASCADE, null=True, blank=True, related_name="chapters", verbose_name=_("part")
    )
    place = models.CharField(_("place in the book"), max_length=5, choices=Place, default=Place.BODY)
    key = models.CharField(_("key"), max_length=100, help_text=_("For example ai-is-everywhere."))
    position = models.PositiveSmallIntegerField(_("position"))
    licence = models.CharField(_("licence"), max_length=60, blank=True)
    title = models.CharField(_("title"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    contributors = models.TextField(_("contributors"), blank=True)
    body = models.TextField(_("text"), blank=True)
    change_note = models.TextField(
        _("what changed"), blank=True, help_text=_("Since the edition before, in one sentence by the author.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
        help_text=_("Who looks after the chapter."),
    )
    review_on = models.DateField(
        _("review by"), null=True, blank=True, help_text=_("After this day readers are told. For example 1 March 2028.")
    )

    objects = ChapterQuerySet.as_manager()

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="chapter_once_per_key"),
            models.CheckConstraint(
                condition=Q(place=Place.BODY, part__isnull=False) | (~Q(place=Place.BODY) & Q(part=None)),
                name="chapter_of_the_body_stands_in_a_part",
            ),
        ]

    def __str__(self):
        return self.key


class ChapterFile(models.Model):
    """A file that the text of a chapter names; of a picture, whose it is and under which licence."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="files", verbose_name=_("chapter"))
    name = models.CharField(_("name"), max_length=255, help_text=_("The last part of its address."))
    path = models.CharField(_("path in the source"), max_length=1000)
    role = models.CharField(_("role"), max_length=10, choices=FileRole)
    file = models.ForeignKey(ContentFile, models.PROTECT, related_name="+")
    licence = models.CharField(_("licence"), max_length=60, blank=True, help_text=_("For example CC BY 4.0."))
    credit = models.CharField(_("credit"), max_length=300, blank=True, help_text=_("For example Ana Novak, 2026."))

    class Meta:
        verbose_name = _("file of a chapter")
        verbose_name_plural = _("files of chapters")
        ordering = ["chapter", "name"]
        constraints = [models.UniqueConstraint(fields=["chapter", "name"], name="chapter_file_once_per_name")]

    def __str__(self):
        return self.name
