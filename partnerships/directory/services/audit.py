"""Appending to the audit trail. Other services call this inside their own transaction."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from partnerships.directory.middleware import current_request
from partnerships.directory.models import AuditChain, AuditEvent, Partnership, User

PORTAL_CHAIN = "portal"


@transaction.atomic
def audit_record(
    *,
    by: User | None,
    action: str,
    partnership: Partnership | None,
    about: models.Model | None = None,
    label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    ledger: str = "",
) -> AuditEvent:
    """Append one event. `by` None means the portal itself; `before` and `after` hold only what the action touched.

    A room whose records are need-to-know names a `ledger` of its own: its events form a chain apart and belong to no
    partnership, so no page, count, filter or export of the partnership's trail can give away that they exist.
    The chain's head is locked until the caller's transaction ends, so numbers have no gaps and no forks.
    """
    key = ledger or (partnership.slug if partnership else PORTAL_CHAIN)
    AuditChain.objects.get_or_create(key=key)
    chain = AuditChain.objects.select_for_update().get(key=key)
    source = current_request.get()
    event = AuditEvent(
        chain=chain,
        number=chain.length + 1,
        partnership=None if ledger else partnership,
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=str(by) if by else "The portal",
        action=action,
        object_type=about._meta.label_lower if about else "",
        object_id=str(about.pk) if about else "",
        object_label=(label or (str(about) if about else ""))[:255],
        before=_plain(before),
        after=_plain(after),
        address=source.address,
        request_id=source.request_id,
        previous_hash=chain.head,
    )
    event.hash = event.digest()
    event.save(force_insert=True)
    AuditChain.objects.filter(key=key).update(length=event.number, head=event.hash)
    return event


def _plain(data: Mapping[str, Any] | None) -> dict[str, Any]:
    # Through JSON and back, so that the hash covers exactly what the database will give back.
    plain: dict[str, Any] = json.loads(json.dumps(dict(data or {}), cls=DjangoJSONEncoder))
    return plain
