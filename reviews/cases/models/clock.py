"""Clocks of a case: when something is due, what holds it up, and every time the date moved."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from reviews.cases.models.case import Case, CaseEvent
from reviews.cases.models.guidance import ClockRule, Terms
from reviews.cases.models.words import event_words


class Clock(Terms):
    """A deadline of one case, with the terms it began under.

    `due_on` is stored, not computed on reading: it is what people were told, and every move of it is a ClockMove.
    `started_by` and `met_by` are the events, with their evidence. `expected_on` is when the coordinator expects it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(CaseEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    met_by = models.ForeignKey(CaseEvent, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    expected_because = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["case", "id"]
        indexes = [models.Index(fields=["due_on"], name="cases_clock_running", condition=Q(met_on__isnull=True))]
        constraints = [
            models.UniqueConstraint(fields=["case", "rule"], name="cases_clock_one_per_rule"),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True, met_by__isnull=True) | Q(met_on__isnull=False, met_by__isnull=False),
                name="cases_clock_both_met_on_and_met_by_set",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(started_by__isnull=False),
                name="cases_clock_due_only_once_started",
            ),
        ]

    def __str__(self) -> str:
        return self.rule.title

    @property
    def applies(self) -> bool:
        """Return True while the guidance of the case sets this deadline. Select `case` and `rule` with lists."""
        return self.rule.edition_id == self.case.edition_id

    @property
    def is_met_on_time(self) -> bool:
        """Return True when the thing was done by the day it was due."""
        return self.met_on is not None and self.due_on is not None and self.met_on <= self.due_on

    @property
    def is_paused(self) -> bool:
        """Return True while a pause is open. Prefetch `pauses` with lists."""
        return any(pause.resumed_on is None for pause in self.pauses.all())

    def words_of(self, event: str) -> str:
        """Return what an event is called by the kind of its case. Select `case` with lists."""
        return event_words(self.case.kind, event)


class ClockPause(models.Model):
    """Days that do not count: from `paused_on` up to the day before `resumed_on`, with who decided and why."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="pauses")
    paused_on = models.DateField()
    resumed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=255)
    decided_by = models.CharField(max_length=160)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["paused_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"], condition=Q(resumed_on__isnull=True), name="cases_pause_one_open"
            ),
            models.CheckConstraint(
                condition=Q(resumed_on__isnull=True) | Q(resumed_on__gt=F("paused_on")),
                name="cases_pause_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class ClockMove(models.Model):
    """A due date that changed: from, to, why. Append-only, shown on the case's page."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="moves")
    before = models.DateField(null=True)
    after = models.DateField(null=True)
    because = models.CharField(max_length=255)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.because
