from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_cohorts_behind_a_wall")]

    operations = [
        migrations.AddField(
            model_name="meetingattendee",
            name="spans",
            field=models.JSONField(blank=True, default=list, verbose_name="connections by time"),
        ),
        migrations.AddField(
            model_name="meetingattendee",
            name="loose_seconds",
            field=models.PositiveIntegerField(default=0, verbose_name="seconds of an unknown hour"),
        ),
        migrations.AddField(
            model_name="meetingattendee",
            name="likely_nobody",
            field=models.CharField(blank=True, max_length=10, verbose_name="perhaps nobody"),
        ),
    ]
