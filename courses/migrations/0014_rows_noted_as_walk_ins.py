from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0013_walk_in_once_per_form")]

    operations = [
        migrations.AlterField(
            model_name="meetingattendee",
            name="matched_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "not matched"),
                    ("address", "by the address"),
                    ("hand", "by hand"),
                    ("remembered", "remembered from last time"),
                    ("walk_in", "noted as a walk-in"),
                ],
                default="",
                max_length=10,
                verbose_name="matched",
            ),
        ),
    ]
