"""Checking the hash chains of the audit trail, and reading it."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q, QuerySet

from partnerships.directory.models import AuditChain, AuditEvent, Partnership, User


@dataclass(frozen=True)
class ChainVerdict:
    """What checking one chain found; `fault` is empty when every hash follows from the one before."""

    key: str
    events: int
    fault: str


def audit_events(partnership: Partnership) -> QuerySet[AuditEvent]:
    """Return the partnership's events, newest first."""
    return AuditEvent.objects.of(partnership).order_by("-id")


def audit_chains_verified() -> list[ChainVerdict]:
    """Recompute every chain from its first event. Streams, so length does not matter for memory."""
    return [_verify(chain) for chain in AuditChain.objects.order_by("key")]


def _verify(chain: AuditChain) -> ChainVerdict:
    previous, count = "0" * 64, 0
    for event in chain.events.order_by("number").iterator(chunk_size=1000):
        count += 1
        if event.number != count:
            return ChainVerdict(chain.key, count, f"event {count} is missing")
        if event.previous_hash != previous or event.digest() != event.hash:
            return ChainVerdict(chain.key, count, f"event {count} was changed after it was written")
        previous = event.hash
    if count != chain.length or previous != chain.head:
        return ChainVerdict(chain.key, count, f"events after number {count} are missing")
    return ChainVerdict(chain.key, count, "")


def last_change_of(row: models.Model) -> AuditEvent:
    """Return the last event about a row; every service that saves records one."""
    events = AuditEvent.objects.filter(object_type=row._meta.label_lower, object_id=str(row.pk))
    return events.order_by("-id")[0]


def account_activity(user: User, limit: int = 10) -> list[AuditEvent]:
    """Return what last happened to a person's own account, newest first."""
    own = Q(actor_id=user.pk) | Q(object_type=user._meta.label_lower, object_id=str(user.pk))
    return list(AuditEvent.objects.filter(own, partnership=None, chain_id="portal").order_by("-id")[:limit])
