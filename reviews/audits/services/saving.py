"""How every change of an audit is stamped and written to the trail."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from reviews.audits.models import Audit
from safeguarding.lib.workflow import Overtaken


def locked(audit: Audit, version: int) -> Audit:
    """Return the stored audit, locked until the transaction ends; Overtaken when `version` is not the stored one."""
    stored = Audit.objects.select_for_update().get(pk=audit.pk)
    if stored.version != version:
        raise Overtaken("Somebody saved this page after you opened it.", code="overtaken")
    return stored


def stamped(audit: Audit, by: User | None) -> dict[str, Any]:
    """Return what every saved change sets: the next version, the moment and the person."""
    return {"version": audit.version + 1, "updated_at": timezone.now(), "updated_by": by}


def told(
    *, by: User | None, deed: str, audit: Audit, before: Mapping[str, Any] | None = None, after: Mapping[str, Any]
) -> None:
    """Write that something about the audit changed."""
    audit_record(by=by, action=deed, partnership=audit.partnership, about=audit, before=before, after=after)
