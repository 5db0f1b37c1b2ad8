"""An anonymous round: who has taken part, a sealed box while it is open, counts without ballots afterwards.

Nothing here has a moment, a person or a way from an agency to an answer. See docs/adr/0042-anonymous-rounds.md.
"""

import uuid

from django.db import models
from django.db.models import Q

from partnerships.assessments.models.round import Round
from partnerships.assessments.models.tool import Statement
from partnerships.directory.models import Agency, PartnershipQuerySet


class ParticipationQuerySet(PartnershipQuerySet["Participation"]):
    """Participation belongs to a partnership through its round."""

    partnership_path = "round__partnership"


class Participation(models.Model):
    """The slip of one agency: it may answer once, and whether it has. Never when, by whom or what."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participations")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    used = models.BooleanField(default=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["agency__organisation__name", "agency__title"]
        constraints = [
            models.UniqueConstraint(fields=["round", "agency"], name="assessments_participation_one_slip_per_agency")
        ]

    def __str__(self) -> str:
        return str(self.agency)


class BallotBox(models.Model):
    """All ballots of one open round in one sealed text of a length that never changes. Gone when the round closes."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, primary_key=True, related_name="box")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"Box of {self.round_id}"


class Tally(models.Model):
    """How many respondents gave one score to one statement; `score` None is not rated. The ballots themselves are
    gone, so answers of one respondent to two statements can not be put together again."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tallies")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    people = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["statement__part__number", "statement__number", "score"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "statement", "score"],
                condition=Q(score__isnull=False),
                name="assessments_tally_one_per_score",
            ),
            models.UniqueConstraint(
                fields=["round", "statement"],
                condition=Q(score__isnull=True),
                name="assessments_tally_one_for_not_rated",
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="assessments_tally_counts_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.people} gave {self.score}"


class Remark(models.Model):
    """What somebody wrote about one statement, apart from their score. `released`: read for identifying words by a
    manager and free to be shown and quoted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="remarks")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    released = models.BooleanField(default=False)

    class Meta:
        ordering = ["statement__part__number", "statement__number", "text", "id"]

    def __str__(self) -> str:
        return self.text[:60]
