"""The one audit trail: append-only, hash-chained per partnership."""

import hashlib
import json
from typing import ClassVar

from django.db import models

from partnerships.directory.models.scope import PartnershipQuerySet


class AuditChain(models.Model):
    """The head of one chain: the last hash and the number of events. Locked while an event is appended.

    `key` is the partnership's slug, or "portal" for events outside any partnership.
    """

    key = models.CharField(max_length=60, primary_key=True)
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return self.key


class AuditEvent(models.Model):
    """Who did what to which object, when and from where, with the state before and after.

    Objects and actors are kept as text as well as by id: the trail must stay readable, and never block a deletion,
    when they are gone. A database trigger refuses UPDATE and DELETE.
    """

    chain = models.ForeignKey(AuditChain, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveBigIntegerField()
    partnership = models.ForeignKey("directory.Partnership", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=160)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    object_label = models.CharField(max_length=255, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=36, blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects: ClassVar[models.Manager["AuditEvent"]] = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["partnership", "-id"], name="directory_audit_by_partner"),
            models.Index(fields=["object_type", "object_id"], name="directory_audit_by_object"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="directory_auditevent_number_unique_in_chain")
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.action} {self.object_label}"

    def digest(self) -> str:
        """Return the SHA-256 over everything the event says and the hash before it."""
        said = {
            "chain": self.chain_id,
            "number": self.number,
            "partnership": self.partnership_id,
            "at": self.at.isoformat(),
            "actor": [self.actor_id, self.actor_name],
            "action": self.action,
            "object": [self.object_type, self.object_id, self.object_label],
            "before": self.before,
            "after": self.after,
            "source": [self.address, self.request_id],
            "previous": self.previous_hash,
        }
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()
