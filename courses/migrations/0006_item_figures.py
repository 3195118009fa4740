from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_attestations")]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(fields=["unit_key", "activity_key", "edition"], name="attempt_by_activity"),
        )
    ]
