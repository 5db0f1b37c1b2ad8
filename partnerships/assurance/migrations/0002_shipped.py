"""Load the inspection frameworks the portal ships with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from partnerships.assurance.frameworks import frameworks_load


def load(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    frameworks_load(apps)


class Migration(migrations.Migration):
    dependencies = [("assurance", "0001_initial")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
