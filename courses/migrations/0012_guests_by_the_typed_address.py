from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0011_what_people_were_promised")]

    operations = [
        migrations.AddField(
            model_name="sessionguest",
            name="address",
            field=models.EmailField(blank=True, max_length=254, verbose_name="e-mail"),
        ),
    ]
