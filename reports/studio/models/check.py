"""Answers to warnings of the checklist."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnerships.directory.models import PartnershipQuerySet
from reports.studio.models.report import Report


class CheckAnswerQuerySet(PartnershipQuerySet["CheckAnswer"]):
    """Answers of the partnership that owns the report."""

    partnership_path = "report__partnership"


class CheckAnswer(models.Model):
    """The word with which a warning was accepted. It holds while the warning says exactly the same.

    `fingerprint` is the digest of the finding's code, section, subject and text: when a figure in it changes, the
    warning is open again.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField()
    word = models.TextField()
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = CheckAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "fingerprint"], name="studio_checkanswer_once_per_finding")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.word[:40]}"
