"""How every change of a record people edit together is written: lock, compare, stamp, audit."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.training.models.course import Stamped
from safeguarding.lib.workflow import Overtaken

Row = TypeVar("Row", bound=Stamped)


def locked(row: Row, version: int) -> Row:
    """Return the stored row, locked until the transaction ends; Overtaken when `version` is not the stored one."""
    stored: Row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if stored.version != version:
        raise Overtaken("Somebody saved this page after you opened it.", code="overtaken")
    return stored


def stamp(row: Stamped, by: User | None) -> dict[str, Any]:
    """Return what every saved change sets: the next version, the moment and the person."""
    return {"version": row.version + 1, "updated_at": timezone.now(), "updated_by": by}


def changed(
    *, by: User | None, action: str, row: Row, version: int, fields: Mapping[str, Any], partnership: Any
) -> Row:
    """Write the fields that differ and record them. Saving the same again changes nothing, at any version."""
    current: Row = type(row)._base_manager.get(pk=row.pk)
    if all(getattr(current, name) == value for name, value in fields.items()):
        return current
    stored = locked(row, version)
    differing = {name: value for name, value in fields.items() if getattr(stored, name) != value}
    before = {name: plain(getattr(stored, name)) for name in differing}
    for name, value in {**differing, **stamp(stored, by)}.items():
        setattr(stored, name, value)
    stored.save(update_fields=[*differing, "version", "updated_at", "updated_by"])
    after = {name: plain(value) for name, value in differing.items()}
    audit_record(by=by, action=action, partnership=partnership, about=stored, before=before, after=after)
    return stored


def plain(value: Any) -> Any:
    """Return a value as the audit trail keeps it: rows by their name."""
    return str(value) if isinstance(value, Model) else value
