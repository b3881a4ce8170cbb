from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measure_warehouse', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='snapshot',
            name='changed',
            field=models.JSONField(default=list),
        ),
    ]
