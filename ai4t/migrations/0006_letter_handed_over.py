"""When a letter was handed to the mail server, and one letter per cause also where there is no person."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0005_school_search_words")]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="letter_once_per_cause"),
        migrations.RemoveConstraint(model_name="letter", name="letter_goes_to_somebody"),
        migrations.AddField(
            model_name="letter",
            name="handed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="handed to the mail server"),
        ),
        migrations.AddField(
            model_name="letter",
            name="times_abandoned",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="senders lost"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(condition=Q(handed_at__isnull=False), fields=["handed_at"], name="letter_handed_over"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                condition=Q(about_id__isnull=False) & (Q(recipient__isnull=False) | ~Q(address="")),
                fields=("recipient", "address", "kind", "about_type", "about_id", "version"),
                name="letter_once_per_cause",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=Q(recipient__isnull=False) | ~Q(address="") | Q(state__in=["sent", "cancelled"]),
                name="letter_goes_to_somebody",
            ),
        ),
        migrations.AlterField(
            model_name="mailswitch",
            name="paused",
            field=models.BooleanField(
                default=False,
                help_text="Holds every letter but codes, without which nobody could sign in.",
                verbose_name="paused",
            ),
        ),
    ]
