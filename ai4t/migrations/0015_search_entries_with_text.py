"""Entries that are a title alone are told apart, and an index that is asked at once keeps no list of what is new."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0014_search_entries")]

    operations = [
        migrations.AddField(
            "searchentry",
            "has_text",
            models.BooleanField(default=True, help_text="Else it is a title that is translated alone."),
            preserve_default=False,
        ),
        migrations.RemoveIndex("searchentry", "search_entry_by_words"),
        migrations.RemoveIndex("searchword", "search_word_by_trigrams"),
        migrations.AddIndex(
            "searchentry",
            django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["words"], name="search_entry_by_words"),
        ),
        migrations.AddIndex(
            "searchword",
            django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["trigrams"], name="search_word_by_trigrams"
            ),
        ),
    ]
