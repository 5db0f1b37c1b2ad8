"""Decisions on cases: criteria one by one, who decided, each partner's word, the national panel's answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency
from reviews.cases.models.case import Case
from reviews.cases.models.withdrawing import Withdrawable


class Decision(Withdrawable):
    """One decision on a case, never changed: one recorded wrongly is withdrawn, another one follows one overturned.

    `decided_by` is a role or group; `delegated` says that the safeguarding partners had given it the decision.
    `dispute` tells how a disagreement was or is being settled.
    """

    class Outcome(models.TextChoices):
        """What was decided."""

        REVIEW = "review", "Carry out a review"
        NO_REVIEW = "no_review", "No review"
        OTHER_LEARNING = "other_learning", "Learn in another way"
        NOT_NOTIFIABLE = "not_notifiable", "Does not meet the criteria for notification"
        PUBLISH = "publish", "Publish"
        NOT_PUBLISH = "not_publish", "Do not publish"
        DELAY = "delay", "Delay publication"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=160)
    delegated = models.BooleanField(default=False)
    rationale = models.TextField()
    paragraph = models.CharField("paragraph of the guidance relied on", max_length=160)
    dispute = models.TextField(blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Withdrawable.Meta):
        ordering = ["decided_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.decided_on:%-d %B %Y}"


class Criterion(models.Model):
    """One criterion considered: its words as they were then, whether it was met, and why."""

    class Answer(models.TextChoices):
        """Whether it was met."""

        MET = "met", "Met"
        NOT_MET = "not_met", "Not met"
        UNCLEAR = "unclear", "Not clear"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=255)
    answer = models.CharField(max_length=10, choices=Answer)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["decision", "number"], name="cases_criterion_number_unique")]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_answer_display()}"


class Ratification(models.Model):
    """What one safeguarding partner said to a decision, in its own words where it dissents."""

    class Stance(models.TextChoices):
        """How the partner stands."""

        RATIFIES = "ratifies", "Ratifies"
        DISSENTS = "dissents", "Dissents"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="ratifications")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance)
    words = models.TextField(blank=True)
    given_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["given_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "agency"], name="cases_ratification_one_each"),
            models.CheckConstraint(
                condition=Q(stance="ratifies") | ~Q(words=""), name="cases_ratification_dissent_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_stance_display()}"


class DisputeStep(models.Model):
    """One step on the way a disagreement about a decision took: who was asked, what they said, until it is settled."""

    class Route(models.TextChoices):
        """Where the disagreement went."""

        DISCUSSION = "discussion", "Discussed between the partners"
        ESCALATED = "escalated", "Escalated to the lead safeguarding partners"
        SCRUTINY = "scrutiny", "Independent scrutineer asked"
        PANEL = "panel", "National panel asked for advice"
        SETTLED = "settled", "Settled"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dispute_steps")
    route = models.CharField(max_length=12, choices=Route)
    taken_on = models.DateField()
    words = models.TextField()
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["taken_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(route="settled"), name="cases_disputestep_settled_once"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="cases_disputestep_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_route_display()}, {self.taken_on:%-d %B %Y}"


class PanelAnswer(models.Model):
    """What the national panel answered to a decision, word for word, with its date.

    `may_be_quoted` lets a public record print it; without it the words stay in the register.
    """

    class Stance(models.TextChoices):
        """Whether it agrees. A partnership may go ahead where the panel does not."""

        AGREES = "agrees", "Agrees"
        DISAGREES = "disagrees", "Disagrees"
        OWN_REVIEW = "own_review", "Considers a national review"
        OTHER = "other", "Neither agrees nor disagrees"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="panel_answers")
    stance = models.CharField(max_length=10, choices=Stance)
    verbatim = models.TextField()
    answered_on = models.DateField()
    goes_ahead = models.TextField("what the partnership does about it", blank=True)
    may_be_quoted = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["answered_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}, {self.answered_on:%-d %B %Y}"
