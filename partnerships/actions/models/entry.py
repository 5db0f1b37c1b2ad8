"""The story of an action, line by line."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.actions.models.action import Action, Rag, Status


class EntryQuerySet(models.QuerySet["Entry"]):
    """Lines by who may read them."""

    def openly(self) -> Self:
        """Keep what was said where everybody may read it: not what an action's circle said before it was shared."""
        return self.filter(Q(action__shared_at__isnull=True) | Q(entered_at__gt=F("action__shared_at")))


class Entry(models.Model):
    """Something said or done about an action. Lines are only added.

    Lines that move the action keep where it stood afterwards (`status`, `due_on`): with them a report says how
    things stood on the last day of its year, whatever happened since. `on` is the day it is about, `entered_at` the
    moment it was written. `owner_before` is the person who owned the action until an owner line.
    """

    class Kind(models.TextChoices):
        """What the line is."""

        OPENED = "opened", "Opened"
        MOVED = "moved", "Status changed"
        DUE = "due", "Due date changed"
        OWNER = "owner", "Owner changed"
        NOTE = "note", "Update"
        IMPACT = "impact", "What difference it made"

    STATE_KINDS = (Kind.OPENED, Kind.MOVED, Kind.DUE)

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=6, choices=Kind)
    on = models.DateField()
    text = models.TextField(blank=True)
    rag = models.CharField(max_length=9, choices=Rag, blank=True)
    status = models.CharField(max_length=16, choices=Status, blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_before = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["action", "-on", "-id"], name="actions_entry_story")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["opened", "moved", "due"]) & ~Q(status="")
                | ~Q(kind__in=["opened", "moved", "due"]) & Q(status="", due_on__isnull=True),
                name="actions_entry_says_where_it_stood_when_it_moved",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["due", "note", "impact"]) | ~Q(text=""), name="actions_entry_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"
