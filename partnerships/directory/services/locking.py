"""Saving what several people edit: who saves second is told, and nothing of the first is lost."""

from typing import Any

from django.db import models
from django.db.models import F

from partnerships.directory.models import Partnership
from safeguarding.lib.workflow import Overtaken


def save_if_unchanged(row: models.Model, *, version: int, **changes: Any) -> None:
    """Write `changes` and count the version up if the row still has the version the person began to edit.

    Raises Overtaken otherwise. The row in memory is brought up to date. Call inside the service's transaction.
    """
    rows = type(row)._base_manager.filter(pk=row.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Overtaken("Somebody else saved this after you opened it.", code="overtaken")
    row.refresh_from_db(fields=["version", *changes])


def queue_up(partnership: Partnership) -> None:
    """Wait until nobody else gives or ends a role or a seat in this partnership; until the transaction ends.

    So a double click, or two managers at once, meet the rules one after the other instead of a constraint.
    """
    Partnership.objects.select_for_update().get(pk=partnership.pk)
