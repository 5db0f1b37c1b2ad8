"""Law as data: guidance editions, the clocks each prescribes, and corrections of the calendar."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned
from reviews.cases.models.kinds import Audience, EventKind, Kind
from reviews.cases.models.words import event_words


class Certainty(models.TextChoices):
    """How sure a fact of law is. Anything but PRIMARY is shown with its doubt and can be set apart locally."""

    PRIMARY = "P", "Seen in the primary text"
    SECONDARY = "S", "Quoted by a secondary source"
    MEMORY = "M", "Not verified"
    DISPUTED = "?", "Sources disagree"


class Unit(models.TextChoices):
    """What a clock counts."""

    WORKING_DAYS = "working_days", "working days"
    CALENDAR_DAYS = "calendar_days", "days"
    MONTHS = "months", "months"


class GuidanceEdition(models.Model):
    """One edition of statutory guidance, in force from `starts_on` until the day before the next one's.

    Editions belong to no partnership: they are shipped with the portal, see docs/how-to/add-a-guidance-edition.md.
    """

    slug = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=10, choices=Audience)
    starts_on = models.DateField()
    source = models.CharField(max_length=255)
    certainty = models.CharField(max_length=1, choices=Certainty)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["audience", "-starts_on"]
        constraints = [models.UniqueConstraint(fields=["audience", "starts_on"], name="cases_edition_one_per_day")]

    def __str__(self) -> str:
        return self.title


class Terms(models.Model):
    """What a clock counts: from one event to another, how long. A negative amount counts back from a planned day."""

    start_event = models.CharField(max_length=20, choices=EventKind)
    stop_event = models.CharField(max_length=20, choices=EventKind)
    amount = models.SmallIntegerField()
    unit = models.CharField(max_length=15, choices=Unit)

    class Meta:
        abstract = True

    @property
    def length(self) -> str:
        """Return "15 working days", or "7 working days before" where it counts back."""
        count = abs(self.amount)
        words = Unit(self.unit).label if count != 1 else Unit(self.unit).label.removesuffix("s")
        return f"{count} {words}{' before' if self.amount < 0 else ''}"

    @property
    def counts(self) -> str:
        """Return "15 working days from “National panel notified”"."""
        direction = "" if self.amount < 0 else " from"
        return f"{self.length}{direction} “{self.words_of(self.start_event)}”"

    @property
    def met_by_words(self) -> str:
        """Return what the event that meets it is called."""
        return self.words_of(self.stop_event)

    def words_of(self, event: str) -> str:
        """Return what an event is called by the kind of case these terms are for."""
        return EventKind(event).label


class ClockRule(Terms):
    """A deadline prescribed by an edition for one kind of case, with where it says so and how sure that is."""

    edition = models.ForeignKey(GuidanceEdition, on_delete=models.PROTECT, related_name="rules")
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=120)
    may_pause = models.BooleanField(default=False)
    pauses = models.CharField("what pauses it", max_length=255, blank=True)
    source = models.CharField(max_length=255)
    certainty = models.CharField(max_length=1, choices=Certainty)

    class Meta:
        ordering = ["edition", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "key"], name="cases_rule_key_unique"),
            models.CheckConstraint(condition=~Q(start_event=F("stop_event")), name="cases_rule_starts_and_stops_apart"),
        ]

    def __str__(self) -> str:
        return self.title

    def words_of(self, event: str) -> str:
        """Return what an event is called by this kind of case."""
        return event_words(self.kind, event)


class LocalRule(PartnershipOwned, Terms):
    """How one partnership reads a rule whose source leaves it open, with its reason.

    It holds for cases opened afterwards: a clock keeps the terms it began with.
    """

    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="local_rules")
    reason = models.TextField()
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "rule"], name="cases_localrule_one_per_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.length}"

    def words_of(self, event: str) -> str:
        """Return what an event is called by the kind of case the rule is for. Select `rule` with lists."""
        return event_words(self.rule.kind, event)


class HolidayCorrection(PartnershipOwned):
    """A bank holiday the calendar library does not know (proclaimed), or one that is worked after all (withdrawn).

    Recorded per partnership, because recording one recomputes the partnership's own deadlines.
    """

    class Change(models.TextChoices):
        """Which way the calendar is corrected."""

        PROCLAIMED = "proclaimed", "Extra bank holiday"
        WITHDRAWN = "withdrawn", "No longer a bank holiday"

    day = models.DateField()
    change = models.CharField(max_length=10, choices=Change)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=255)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["partnership", "day"], name="cases_holiday_one_per_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day:%-d %B %Y}"


class BasisChoice(PartnershipOwned):
    """The event by which one partnership counts a kind of case in a year, where it is not the kind's own, and why."""

    kind = models.CharField(max_length=20, choices=Kind)
    basis = models.CharField(max_length=20, choices=EventKind)
    reason = models.CharField(max_length=255)
    set_at = models.DateTimeField(default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind"], name="cases_basis_one_per_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="cases_basis_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_basis_display()}"
