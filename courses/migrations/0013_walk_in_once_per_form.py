from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0012_guests_by_the_typed_address")]

    operations = [
        migrations.AddField(
            model_name="walkin",
            name="sent_as",
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="walkin",
            constraint=models.UniqueConstraint(fields=("session", "sent_as", "name"), name="walk_in_once_per_form"),
        ),
    ]
