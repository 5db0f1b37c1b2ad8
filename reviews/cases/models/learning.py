"""What a review found, what it recommends, what partners answer, how far it has come and what it changed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency
from reviews.cases.models.case import Case, Theme
from reviews.cases.models.dates import FuzzyDateField
from reviews.cases.models.withdrawing import STANDING, Withdrawable
from safeguarding.lib.calendar import FuzzyDate


class Finding(Withdrawable):
    """One numbered finding as the review words it. Reviews find good practice too."""

    class Tone(models.TextChoices):
        """Whether it is about something to mend."""

        LEARNING = "learning", "Learning"
        POSITIVE = "positive", "Good practice"
        NEUTRAL = "neutral", "Observation"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    tone = models.CharField(max_length=10, choices=Tone, default=Tone.LEARNING)
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Withdrawable.Meta):
        ordering = ["number"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(fields=["case", "number"], condition=STANDING, name="cases_finding_number_unique"),
        ]

    def __str__(self) -> str:
        return f"Finding {self.number}"


class Recommendation(Withdrawable):
    """One numbered recommendation. How far it has come is said by its dated progress, never by a stored status."""

    class Standing(models.TextChoices):
        """How far it has come, in the words of yearly reports.

        Care Act 2014 Sch 2 para 4(1)(g): a board gives its reasons for not implementing a finding.
        """

        OPEN = "open", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        DONE = "done", "Done"
        DONE_OTHERWISE = "done_otherwise", "Done by another way"
        NOT_IMPLEMENTING = "not_implementing", "Not implementing"
        DEFERRED = "deferred", "Deferred to the next report"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    themes = models.ManyToManyField(Theme, related_name="+", blank=True)
    findings = models.ManyToManyField(Finding, related_name="recommendations", blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Withdrawable.Meta):
        ordering = ["number"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "number"], condition=STANDING, name="cases_recommendation_number_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"Recommendation {self.number}"

    @property
    def standing(self) -> "Recommendation.Standing":
        """Return how far it has come. Prefetch `progress` with lists."""
        return self.standing_on(date.max)

    def standing_on(self, day: date) -> "Recommendation.Standing":
        """Return the standing of the latest note dated `day` or before."""
        notes = [note for note in self.progress.all() if note.noted_on <= day]
        return self.Standing(notes[-1].standing) if notes else self.Standing.OPEN


SETTLED = (
    Recommendation.Standing.DONE,
    Recommendation.Standing.DONE_OTHERWISE,
    Recommendation.Standing.NOT_IMPLEMENTING,
)


class Addressee(Withdrawable):
    """Somebody a recommendation is addressed to, and what they answer: an agency here, or a body named in words."""

    class Stance(models.TextChoices):
        """How they answer."""

        ACCEPTS = "accepts", "Accepts"
        IN_PART = "in_part", "Accepts in part"
        DECLINES = "declines", "Does not accept"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="addressees")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.CharField("body outside the partnership", max_length=160, blank=True)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    words = models.TextField("their response", blank=True)
    answered_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(Withdrawable.Meta):
        ordering = ["id"]
        constraints = [
            *Withdrawable.Meta.constraints,
            models.UniqueConstraint(
                fields=["recommendation", "agency"],
                condition=Q(agency__isnull=False) & STANDING,
                name="cases_addressee_agency_once",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) & ~Q(body="") | Q(agency__isnull=False, body=""),
                name="cases_addressee_is_an_agency_or_a_named_body",
            ),
            models.CheckConstraint(
                condition=Q(stance="", answered_on__isnull=True, words="")
                | ~Q(stance="") & Q(answered_on__isnull=False),
                name="cases_addressee_answer_has_stance_and_day",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=["", "accepts"]) | ~Q(words=""), name="cases_addressee_declines_with_reasons"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return who it is. Select `agency__organisation` with lists."""
        return self.agency.name if self.agency else self.body


class Progress(models.Model):
    """How far a recommendation has come on a day. Append-only: a later note says what changed."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="progress")
    noted_on = models.DateField()
    standing = models.CharField(max_length=20, choices=Recommendation.Standing)
    words = models.TextField()
    evidence = models.CharField(max_length=255, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["noted_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="cases_progress_says_something"),
            models.CheckConstraint(
                condition=~Q(standing__in=["done", "done_otherwise"]) | ~Q(evidence=""),
                name="cases_progress_done_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_standing_display()}, {self.noted_on:%-d %B %Y}"


class Impact(Withdrawable):
    """What changed because of the review, recorded whenever it shows: often years later, and not always for one
    recommendation."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="impacts")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="impacts"
    )
    title = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    happened = FuzzyDateField()
    evidence = models.CharField(max_length=255, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Withdrawable.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title or f"Impact recorded {self.recorded_at:%-d %B %Y}"

    @property
    def when(self) -> FuzzyDate:
        """Return when it showed, as exactly as it is known."""
        return FuzzyDate.parse(self.happened)


class Author(Withdrawable):
    """Who wrote the review, by role: reports defend a review's independence with it. Never a person's name."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="authors")
    role = models.CharField(max_length=120)
    organisation = models.CharField(max_length=160, blank=True)
    independent = models.BooleanField(default=False)

    class Meta(Withdrawable.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.role}, {self.organisation}" if self.organisation else self.role


class Briefing(Withdrawable):
    """How the learning was taken to people: a practice briefing, a seminar, a film. `reached` counts people."""

    class Sort(models.TextChoices):
        """What it is."""

        BRIEFING = "briefing", "Practice briefing"
        SEMINAR = "seminar", "Seminar"
        VIDEO = "video", "Video"
        GUIDANCE = "guidance", "Guidance"

    class Reader(models.TextChoices):
        """Whom it is for."""

        PRACTITIONERS = "practitioners", "Practitioners"
        MANAGERS = "managers", "Managers and leaders"
        SCHOOLS = "schools", "Schools and early years"
        HEALTH = "health", "Health professionals"
        POLICE = "police", "Police"
        FAMILIES = "families", "Parents and families"
        CHILDREN = "children", "Children and young people"
        COMMUNITY = "community", "Community and voluntary groups"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="briefings")
    sort = models.CharField(max_length=10, choices=Sort, default=Sort.BRIEFING)
    title = models.CharField(max_length=160)
    readers = models.JSONField(default=list)
    issued = FuzzyDateField()
    reached = models.PositiveIntegerField(null=True, blank=True)
    link = models.URLField(blank=True)

    class Meta(Withdrawable.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title

    @property
    def when(self) -> FuzzyDate:
        """Return when it was issued."""
        return FuzzyDate.parse(self.issued)

    @property
    def readers_said(self) -> list[str]:
        """Return the audiences in words, in the order of the list."""
        return [reader.label for reader in self.Reader if reader.value in self.readers]
