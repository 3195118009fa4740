import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("ai4t", "0011_who_is_looking")]

    operations = [
        migrations.AlterField(
            "mailchoice",
            "person",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                blank=True,
                related_name="mail_choices",
                verbose_name="person",
            ),
        ),
        migrations.AddField(
            "mailchoice", "address", models.EmailField(blank=True, default="", max_length=254, verbose_name="address"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "mailchoice",
            models.UniqueConstraint(
                fields=["address", "kind"], condition=~Q(address=""), name="mail_choice_once_per_address"
            ),
        ),
        migrations.AddConstraint(
            "mailchoice",
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | (Q(person=None) & ~Q(address="")),
                name="mail_choice_of_a_person_or_an_address",
            ),
        ),
        migrations.AddConstraint(
            "mailchoice",
            models.CheckConstraint(
                condition=Q(address=django.db.models.functions.text.Lower("address")),
                name="mail_choice_address_is_lower_case",
            ),
        ),
    ]
