"""The register: one table for every kind of case, without any field for a name."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from partnerships.directory.models import Area, PartnershipOwned, PartnershipQuerySet, User
from reviews.cases.models.access import CaseAccess
from reviews.cases.models.dates import FuzzyDateField
from reviews.cases.models.guidance import GuidanceEdition
from reviews.cases.models.kinds import EventKind, Kind
from reviews.cases.models.withdrawing import STANDING, Withdrawable
from reviews.cases.models.words import event_words
from safeguarding.lib.calendar import FuzzyDate


class Theme(models.Model):
    """A word of the controlled list: what a case was about (theme) or what made the person vulnerable."""

    class Sort(models.TextChoices):
        """Which list the word is on."""

        THEME = "theme", "Theme"
        VULNERABILITY = "vulnerability", "Vulnerability"

    slug = models.SlugField(unique=True, max_length=60)
    title = models.CharField(max_length=120)
    sort = models.CharField(max_length=15, choices=Sort)
    retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort", "title"]

    def __str__(self) -> str:
        return self.title


class CaseQuerySet(PartnershipQuerySet["Case"]):
    """Cases, need-to-know: being a member of the partnership is not enough."""

    def visible_to(self, user: User) -> Self:
        """Keep the cases on whose list the person is today, or which they opened in an emergency a short time ago."""
        listed = CaseAccess.objects.in_force().filter(case=OuterRef("pk"), user=user)
        return super().visible_to(user).filter(Exists(listed))

    def coordinated_by(self, user: User) -> Self:
        """Keep the cases the person keeps: only they write. Emergency access never writes."""
        keeps = CaseAccess.objects.in_force().filter(case=OuterRef("pk"), user=user, coordinates=True)
        return super().visible_to(user).filter(Exists(keeps))

    def live(self) -> Self:
        """Keep cases that are not closed."""
        return self.exclude(status=Case.Status.CLOSED)


class Case(PartnershipOwned):
    """One incident or review of any kind. `pseudonym` is a letter, a code or a chosen name; real names have no field.

    `reference` is random: a running number would tell somebody on the list of one case how many others there are.
    `counted_on` overrides, with a reason, the day that puts the case in a year. `stated_findings` and
    `stated_recommendations` are how many the report says it has; empty where it does not say.
    """

    class Status(models.TextChoices):
        """Where the case stands."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    reference = models.CharField(max_length=12)
    kind = models.CharField(max_length=20, choices=Kind)
    pseudonym = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    edition = models.ForeignKey(GuidanceEdition, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    incident = FuzzyDateField(blank=True)
    summary = models.TextField(blank=True)
    public_summary = models.TextField(blank=True)
    public_decision = models.TextField("what was decided and why, for the public", blank=True)
    stated_findings = models.PositiveSmallIntegerField(null=True, blank=True)
    stated_recommendations = models.PositiveSmallIntegerField(null=True, blank=True)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    lead_board = models.CharField("partnership that leads", max_length=160, blank=True)
    other_boards = models.TextField("other partnerships involved", blank=True)
    counted_on = models.DateField(null=True, blank=True)
    counted_because = models.CharField(max_length=255, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_because = models.CharField("why it was closed with deadlines not met", max_length=255, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["partnership", "status", "-opened_at"], name="cases_case_register"),
            models.Index(fields=["partnership", "-opened_at", "-id"], name="cases_case_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "reference"], name="cases_case_reference_unique"),
            models.CheckConstraint(
                condition=Q(counted_on__isnull=True, counted_because="")
                | Q(counted_on__isnull=False) & ~Q(counted_because=""),
                name="cases_case_counted_on_needs_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, status="open")
                | Q(closed_at__isnull=False, closed_by__isnull=False, status="closed"),
                name="cases_case_both_closed_at_and_closed_by_set",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def incident_on(self) -> FuzzyDate | None:
        """Return when the incident was, as exactly as it is known."""
        return FuzzyDate.parse(self.incident) if self.incident else None

    @property
    def led_here(self) -> bool:
        """Return True when this partnership leads: one review of several partnerships is counted once, by its lead."""
        return not self.lead_board


class Subject(Withdrawable):
    """A child or adult a case is about. The exact age is restricted; reports print the band."""

    class AgeBand(models.TextChoices):
        """The bands of the national panel's reports, and adults."""

        UNBORN = "unborn", "Unborn"
        UNDER_1 = "under_1", "Under 1"
        FROM_1 = "1_5", "1 to 5"
        FROM_6 = "6_10", "6 to 10"
        FROM_11 = "11_15", "11 to 15"
        FROM_16 = "16_17", "16 to 17"
        FROM_18 = "18_24", "18 to 24"
        FROM_25 = "25_64", "25 to 64"
        FROM_65 = "65_84", "65 to 84"
        FROM_85 = "85_up", "85 and over"
        UNKNOWN = "unknown", "Not known"

    class Sex(models.TextChoices):
        """As recorded by the agencies."""

        FEMALE = "female", "Female"
        MALE = "male", "Male"
        OTHER = "other", "Another"
        UNKNOWN = "unknown", "Not known"

    class Ethnicity(models.TextChoices):
        """The five groups of the census for England, 2021."""

        ASIAN = "asian", "Asian or Asian British"
        BLACK = "black", "Black, Black British, Caribbean or African"
        MIXED = "mixed", "Mixed or multiple ethnic groups"
        WHITE = "white", "White"
        OTHER = "other", "Other ethnic group"
        UNKNOWN = "unknown", "Not known"

    class Disability(models.TextChoices):
        """Whether the person was disabled (Equality Act 2010 s.6)."""

        YES = "yes", "Disabled"
        NO = "no", "Not disabled"
        UNKNOWN = "unknown", "Not known"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="subjects")
    pseudonym = models.CharField(max_length=60)
    age_band = models.CharField(max_length=10, choices=AgeBand, default=AgeBand.UNKNOWN)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=10, choices=Ethnicity, default=Ethnicity.UNKNOWN)
    disability = models.CharField(max_length=10, choices=Disability, default=Disability.UNKNOWN)
    exact_age = models.CharField(max_length=40, blank=True)
    characteristics = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "pseudonym"], condition=STANDING, name="cases_subject_pseudonym_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class SubjectName(models.Model):
    """A real name, kept only because somebody entitled to agreed to it being published, and only here."""

    subject = models.OneToOneField(Subject, on_delete=models.PROTECT, related_name="real_name")
    name = models.CharField(max_length=160)
    consent_by = models.CharField(max_length=160)
    consent_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(consent_by=""), name="cases_subjectname_needs_recorded_consent")
        ]

    def __str__(self) -> str:
        return "A name kept with consent"


class Relation(Withdrawable):
    """How two cases belong together: `source` led to, follows up, covers or shares an incident with `target`."""

    class Sort(models.TextChoices):
        """The relation, read from source to target."""

        LED_TO = "led_to", "led to"
        UPDATED_BY = "updated_by", "is updated by"
        PART_OF = "part_of", "is part of the overarching review"
        SAME_INCIDENT = "same_incident", "is about the same incident as"

    source = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relations_out")
    target = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relations_in")
    sort = models.CharField(max_length=15, choices=Sort)
    scrutiny = models.TextField("areas of agreed scrutiny", blank=True)

    class Meta(Withdrawable.Meta):
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["source", "target", "sort"], condition=STANDING, name="cases_relation_once"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="cases_relation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_sort_display()} {self.target}"


class CaseEvent(models.Model):
    """Something that happened to a case, when, and what shows it. A wrong one is withdrawn, never overwritten.

    `first_day` and `last_day` bound a date known roughly, so that years can be counted in the database.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=EventKind)
    happened = FuzzyDateField()
    first_day = models.DateField(null=True)
    last_day = models.DateField()
    evidence = models.CharField(max_length=255)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering = ["last_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(withdrawn_at__isnull=True), name="cases_event_one_standing"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="cases_event_both_withdrawn_at_and_withdrawn_by_set",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}, {self.when.label}"

    @property
    def what(self) -> str:
        """Return what happened, in the words of the kind of its case. Select `case` with lists."""
        return event_words(self.case.kind, self.kind)

    @property
    def when(self) -> FuzzyDate:
        """Return the date as exactly as it is known."""
        return FuzzyDate.parse(self.happened)
