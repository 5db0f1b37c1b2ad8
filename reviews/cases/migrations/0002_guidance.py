"""Load the guidance editions and themes the portal ships with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reviews.cases.guidance import guidance_load


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guidance_load(apps)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
