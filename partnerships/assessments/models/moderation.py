"""A second look at self-scores: what a moderator would give, what was agreed, and what practitioners say."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnerships.assessments.models.response import Rating
from partnerships.assessments.models.round import Round
from partnerships.assessments.models.tool import Statement
from partnerships.directory.models import Agency, PartnershipQuerySet

_PERSON = settings.AUTH_USER_MODEL


class Moderation(models.Model):
    """The second score and the agreed score of one answer, with the challenge between them.

    None is not given: an answer nobody challenged keeps the agency's own score. `version` is the lock.
    """

    answer = models.OneToOneField(Rating, on_delete=models.PROTECT, related_name="moderation")
    second_score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    challenge = models.CharField(max_length=1000, blank=True)
    agreed_score = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    agreed_note = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"Moderation of {self.answer_id}"


class SurveyCountQuerySet(PartnershipQuerySet["SurveyCount"]):
    """Counts belong to a partnership through their round."""

    partnership_path = "round__partnership"


class SurveyCount(models.Model):
    """How many practitioners of an agency chose one level for one statement in a survey held beside the round."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="survey_counts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    people = models.PositiveIntegerField()

    objects = SurveyCountQuerySet.as_manager()

    class Meta:
        ordering = ["statement__part__number", "statement__number", "score"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "agency", "statement", "score"], name="assessments_survey_one_count_per_level"
            ),
            models.CheckConstraint(condition=Q(people__gt=0), name="assessments_survey_counts_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.people} gave {self.score}"
