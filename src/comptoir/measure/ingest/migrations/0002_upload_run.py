import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("measure_ingest", "0001_initial"),)

    operations = (
        migrations.AddField(
            model_name="upload",
            name="run",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="measure_ingest.importrun",
            ),
        ),
    )
