"""The words of a school's name in an index that finds their beginnings."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0004_reference_rows")]

    operations = [
        migrations.AlterModelOptions(
            name="school",
            options={
                "ordering": ["sort_key", "town", "pk"],
                "verbose_name": "school",
                "verbose_name_plural": "schools",
            },
        ),
        # Before the generated column, which would hold its type fast.
        migrations.AlterField("school", "search_text", models.CharField(editable=False, max_length=800)),
        migrations.AddField(
            "school",
            "search_words",
            models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(models.F("search_text"), models.Value(" "), function="string_to_array"),
                    function="array_to_tsvector",
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex("school", models.Index(fields=["sort_key"], name="school_by_name")),
        migrations.AddIndex(
            "school", django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="school_by_words")
        ),
    ]
