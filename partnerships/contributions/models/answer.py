"""Answers, and every version of each."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.contributions.models.contribution import Contribution
from partnerships.contributions.models.template import Prompt
from partnerships.directory.models import PartnershipQuerySet
from safeguarding.lib.richtext import word_count


class AnswerQuerySet(PartnershipQuerySet["Answer"]):
    """Answers belong to a partnership through their contribution's round."""

    partnership_path = "contribution__round__partnership"

    def standing(self) -> Self:
        """Keep answers whose heading was not taken out, with what their page shows."""
        return self.filter(removed_at__isnull=True).select_related("prompt", "updated_by")


class Words(models.Model):
    """What was said: clean rich text (safeguarding.lib.richtext), or a reasoned "nothing to report"."""

    body = models.TextField(blank=True)
    nothing_to_report = models.BooleanField(default=False)
    reason = models.CharField(max_length=255, blank=True)

    class Meta:
        abstract = True

    @property
    def is_given(self) -> bool:
        """Return True when something was said, "nothing to report" included."""
        return bool(self.body) or self.nothing_to_report

    @property
    def words(self) -> int:
        """Return the length in words."""
        return word_count(self.body)


class Answer(Words):
    """The answer to one prompt, or to a heading the contributor added, as it stands.

    Made empty (version 0) with its contribution or heading; `version` is the lock. `carried_from` is last year's
    version that it was filled in from, for as long as it says what that said.
    """

    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="answers")
    prompt = models.ForeignKey(Prompt, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=160, blank=True)
    carried_from = models.ForeignKey(
        "contributions.AnswerVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = [F("prompt__order").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "prompt"], name="contributions_answer_one_per_prompt"),
            models.CheckConstraint(
                condition=Q(prompt__isnull=False, heading="", removed_at__isnull=True)
                | (Q(prompt__isnull=True) & ~Q(heading="")),
                name="contributions_answer_has_a_prompt_or_a_heading",
            ),
            models.CheckConstraint(
                condition=Q(nothing_to_report=False, reason="") | (Q(nothing_to_report=True, body="") & ~Q(reason="")),
                name="contributions_answer_nothing_to_report_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(version=0, updated_at__isnull=True, updated_by__isnull=True)
                | Q(version__gt=0, updated_at__isnull=False, updated_by__isnull=False),
                name="contributions_answer_says_who_wrote_it_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.contribution}"

    @property
    def title(self) -> str:
        """Return the prompt's title, or the heading the contributor chose."""
        return self.prompt.title if self.prompt else self.heading

    @property
    def guidance(self) -> str:
        """Return what to write about."""
        return self.prompt.guidance if self.prompt else ""

    @property
    def advised(self) -> tuple[int, int] | None:
        """Return the advised number of words from and to, or None."""
        return self.prompt.words if self.prompt else None

    @property
    def required(self) -> bool:
        """Return True where silence is not accepted. A heading somebody added has to be filled or removed."""
        return self.prompt.required if self.prompt else True


class AnswerVersion(Words):
    """One saved version of an answer. A database trigger refuses changes and deletion."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="contributions_answerversion_number_unique")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
