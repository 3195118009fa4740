from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0010_merges_are_of_the_platform")]

    operations = [
        migrations.AddField(
            model_name="sessionguest",
            name="address",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
        ),
    ]
