from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """A page of ours in one language, as it is found. Made of the page and can be made anew at any time.

    ``kind`` is a name that an app has registered, ``group_id`` the release or edition that the page belongs to.
    """

    kind = models.CharField(_("kind"), max_length=20)
    group_id = models.PositiveBigIntegerField()
    key = models.CharField(_("key"), max_length=100)
    language = models.CharField(_("language"), max_length=12)
    is_source = models.BooleanField(help_text=_("In the language that stands in where a translation is missing."))
    has_text = models.BooleanField(help_text=_("Else it is a title that is translated alone."))
    address = models.CharField(_("address"), max_length=300, help_text=_("Behind the language."))
    title = models.CharField(_("title"), max_length=300)
    title_language = models.CharField(max_length=12)
    # What it stands in, from the whole to the part: pairs of a title and its language.
    place = models.JSONField(default=list)
    # The text in pieces of ``searching.indexing.PIECE`` words, so that an excerpt is a few of them.
    pieces = ArrayField(models.TextField(), default=list)
    words = SearchVectorField()
    # SHA-256 of all that the entry was made of.
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("page in the search")
        verbose_name_plural = _("pages in the search")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "group_id", "key", "language"], name="search_entry_once_per_page_and_language"
            )
        ]
        indexes = [GinIndex(fields=["words"], name="search_entry_by_words", fastupdate=False)]

    def __str__(self):
        return f"{self.kind} {self.key} {self.language}"


class SearchWord(models.Model):
    """A word that stands in a page, as somebody may have meant it who typed another one."""

    language = models.CharField(_("language"), max_length=12)
    word = models.CharField(_("word"), max_length=60)
    folded = models.CharField(max_length=60)
    # Its pieces of three letters, by which words alike are found.
    trigrams = ArrayField(models.CharField(max_length=3))

    class Meta:
        verbose_name = _("word in the search")
        verbose_name_plural = _("words in the search")
        constraints = [models.UniqueConstraint(fields=["language", "folded"], name="search_word_once_per_language")]
        indexes = [GinIndex(fields=["trigrams"], name="search_word_by_trigrams", fastupdate=False)]

    def __str__(self):
        return self.word
