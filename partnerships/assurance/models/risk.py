"""Risks to the partnership's work, how they were scored over time and where they were escalated."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.assurance.models.base import Kept, Noted
from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet


@dataclass(frozen=True)
class Level:
    """One step of a scale: its number, its word and what it means. For a band, the lowest score it holds for."""

    value: int
    label: str
    meaning: str = ""


class RiskScale(PartnershipOwned):
    """How a partnership scores its risks. Append-only: a changed scale is a new number, reviews keep theirs.

    `likelihood` and `impact` hold steps from 1 up, `bands` the lowest score of each band, each as
    {"value", "label", "meaning"}. A score is likelihood times impact.
    """

    number = models.PositiveIntegerField()
    likelihood = models.JSONField()
    impact = models.JSONField()
    bands = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="assurance_riskscale_number_unique")
        ]

    def __str__(self) -> str:
        return f"Risk scale {self.number}"

    @property
    def likelihoods(self) -> tuple[Level, ...]:
        """Return the steps of likelihood, lowest first."""
        return tuple(Level(**step) for step in self.likelihood)

    @property
    def impacts(self) -> tuple[Level, ...]:
        """Return the steps of impact, lowest first."""
        return tuple(Level(**step) for step in self.impact)

    def band_of(self, score: int) -> Level:
        """Return the band a score lies in."""
        held = [Level(**band) for band in self.bands if band["value"] <= score]
        return held[-1] if held else Level(**self.bands[0])

    def rank_of(self, score: int) -> int:
        """Return how many bands from the top the score's band is: 0 is the highest."""
        return len(self.bands) - 1 - [band["label"] for band in self.bands].index(self.band_of(score).label)


class RiskQuerySet(PartnershipQuerySet["Risk"]):
    """Risks by who may read them."""

    def owned_by(self, agencies: frozenset[int]) -> "RiskQuerySet":
        """Keep risks these agencies own."""
        return self.filter(agency__in=agencies)


class Risk(Kept):
    """Something that could stop children from being safeguarded, or the partnership from doing its work.

    Owned by an agency or by a named post of the partnership. Score, band, movement and whether a review is overdue
    are worked out from its reviews. `in_reports` must be set before a report may name it: a register is for the board.
    """

    class Status(models.TextChoices):
        """Whether it is still watched."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    cause = models.TextField(blank=True)
    mitigation = models.TextField(blank=True)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_post = models.CharField(max_length=160, blank=True)
    opened_on = models.DateField()
    review_due_on = models.DateField(null=True, blank=True)
    target_likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    target_impact = models.PositiveSmallIntegerField(null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    in_reports = models.BooleanField(default=False)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.TextField(blank=True)

    objects = RiskQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "number"], name="assurance_risk_number_unique"),
            models.CheckConstraint(
                condition=Q(agency__isnull=False) | ~Q(owner_post=""), name="assurance_risk_has_an_owner"
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True) | Q(status="closed", closed_on__isnull=False),
                name="assurance_risk_closed_and_closed_on_go_together",
            ),
            models.CheckConstraint(
                condition=Q(target_likelihood__isnull=True, target_impact__isnull=True)
                | Q(target_likelihood__isnull=False, target_impact__isnull=False),
                name="assurance_risk_target_has_likelihood_and_impact",
            ),
        ]

    def __str__(self) -> str:
        return f"Risk {self.number}: {self.title}"

    @property
    def owner(self) -> str:
        """Return the agency and the post, whichever are named. Select the agency's organisation with lists."""
        return ", ".join(filter(None, (self.agency.name if self.agency else "", self.owner_post)))

    @property
    def target(self) -> int | None:
        """Return the score aimed at."""
        return None if self.target_impact is None else (self.target_likelihood or 0) * self.target_impact

    @property
    def latest(self) -> "RiskReview | None":
        """Return the newest review. Prefetch `reviews` with lists."""
        return self.review_on(date.max)

    def review_on(self, day: date) -> "RiskReview | None":
        """Return the review that held on a day: the newest dated that day or before."""
        return next((review for review in self.reviews.all() if review.reviewed_on <= day), None)

    def open_on(self, day: date) -> bool:
        """Return True when it was being watched at the end of a day."""
        return self.opened_on <= day and (self.closed_on is None or self.closed_on > day)

    @property
    def waiting(self) -> "RiskEscalation | None":
        """Return the escalation nobody has answered yet. Prefetch `escalations` with lists."""
        return next((one for one in self.escalations.all() if one.answered_on is None), None)


class RiskReview(Noted):
    """How a risk was scored on a day, on the scale of that day. Append-only: the history of the score."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="reviews")
    scale = models.ForeignKey(RiskScale, on_delete=models.PROTECT, related_name="+")
    reviewed_on = models.DateField()
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    meeting = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-reviewed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__gte=1, impact__gte=1), name="assurance_riskreview_scores_begin_at_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.score} on {self.reviewed_on}"

    @property
    def score(self) -> int:
        """Return likelihood times impact."""
        return self.likelihood * self.impact

    @property
    def band(self) -> Level:
        """Return the band of the score on the scale of the day."""
        return self.scale.band_of(self.score)

    @property
    def words(self) -> str:
        """Return "12 (High)"."""
        return f"{self.score} ({self.band.label})"


class RiskEscalation(Noted):
    """A risk taken to somebody who can do more about it, and what they answered."""

    class Target(models.TextChoices):
        """Where it went."""

        EXECUTIVE = "executive", "The executive"
        BOARD = "board", "Another board"
        OUTSIDE = "outside", "Outside the partnership"

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="escalations")
    target = models.CharField(max_length=9, choices=Target)
    whom = models.CharField(max_length=160, blank=True)
    escalated_on = models.DateField()
    reason = models.TextField()
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-escalated_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target="executive") | ~Q(whom=""), name="assurance_riskescalation_names_whom_it_went_to"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="") | (Q(answered_on__isnull=False) & ~Q(answer="")),
                name="assurance_riskescalation_answer_and_day_go_together",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("escalated_on")),
                name="assurance_riskescalation_answered_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return self.to

    @property
    def to(self) -> str:
        """Return where it went, as it reads in the middle of a sentence."""
        return self.whom or "the executive"
