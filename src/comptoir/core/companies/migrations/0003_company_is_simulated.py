from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("core_companies", "0002_credentials"),)

    operations = (
        migrations.AddField(
            model_name="company",
            name="is_simulated",
            field=models.BooleanField(default=False, verbose_name="simulated"),
        ),
    )
