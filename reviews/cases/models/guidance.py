"""Law as data: guidance editions, the clocks each prescribes, and corrections of the calendar."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import Partnership, PartnershipOwned
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


class EditionQuerySet(models.QuerySet["GuidanceEdition"]):
    """Editions by whose they are and whether they are in force."""

    def known_to(self, partnership: Partnership) -> "EditionQuerySet":
        """Return those shipped with the portal and the partnership's own, drafts included."""
        return self.filter(Q(partnership=None) | Q(partnership=partnership))

    def in_force(self) -> "EditionQuerySet":
        """Return those a case can stand on, from their first day."""
        return self.filter(Q(partnership=None) | Q(in_force_at__isnull=False))

    def of(self, partnership: Partnership) -> "EditionQuerySet":
        """Return the partnership's own, drafts included."""
        return self.filter(partnership=partnership)


class GuidanceEdition(models.Model):
    """One edition of statutory guidance, in force from `starts_on` until the day before the next one's.

    Without a `partnership` it was shipped with the portal. A partnership's own is a draft until somebody puts it in
    force; from then on the database refuses any change of it (frozen.py), because cases may stand on it.
    `criteria` are what a decision considers, one a line.
    """

    slug = models.SlugField(unique=True, max_length=60)
    partnership = models.ForeignKey(Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    audience = models.CharField(max_length=10, choices=Audience)
    starts_on = models.DateField()
    source = models.CharField(max_length=255)
    certainty = models.CharField(max_length=1, choices=Certainty)
    note = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    criteria_source = models.CharField(max_length=255, blank=True)
    criteria_certainty = models.CharField(max_length=1, choices=Certainty, blank=True)
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["audience", "-starts_on", F("in_force_at").desc(nulls_last=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "starts_on"],
                condition=Q(partnership__isnull=True),
                name="cases_edition_one_per_day",
            ),
            models.CheckConstraint(
                condition=Q(in_force_at__isnull=True, in_force_by__isnull=True)
                | Q(in_force_at__isnull=False, in_force_by__isnull=False),
                name="cases_edition_both_in_force_at_and_by_set",
            ),
            models.CheckConstraint(
                condition=Q(criteria="") | (~Q(criteria_source="") & ~Q(criteria_certainty="")),
                name="cases_edition_criteria_have_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """Return True while a partnership still writes it."""
        return self.partnership_id is not None and self.in_force_at is None

    @property
    def criteria_listed(self) -> tuple[str, ...]:
        """Return what a decision considers, one by one."""
        return tuple(line.strip() for line in self.criteria.splitlines() if line.strip())


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
            models.CheckConstraint(condition=~Q(amount=0), name="cases_rule_counts_something"),
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


class SourceCheck(PartnershipOwned):
    """Somebody of the partnership has read a rule in the primary text and found it as the edition says.

    Kept beside the rule, which never changes: what was verified here binds nobody elsewhere.
    """

    rule = models.ForeignKey(ClockRule, on_delete=models.PROTECT, related_name="checks")
    place = models.CharField(max_length=255)
    checked_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "rule"], name="cases_check_one_per_rule")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.place}"


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
