from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("handbook", "0002_published_is_frozen")]

    operations = [
        migrations.AddField(
            model_name="build",
            name="times_abandoned",
            field=models.PositiveSmallIntegerField(default=0, editable=False),
        ),
    ]
