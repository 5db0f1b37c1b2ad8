"""The report: one document about one period, from first draft to publication."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned
from safeguarding.lib.facts import Period


class Report(PartnershipOwned):
    """A yearly report of a partnership (Children Act 2004 s.16G; Care Act 2014 Schedule 2 paragraph 4).

    `period` is the token of the period the report speaks about, of any length; figures keep their own periods.
    `round` counts the times it was put up for signing: a signature holds for one round only. `version` grows with
    every change to the title or the order of sections, so that two people can not undo each other unseen.
    """

    class Status(models.TextChoices):
        """Where the report stands."""

        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        SIGNED = "signed", "Signed"
        PUBLISHED = "published", "Published"

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    subtitle = models.CharField(max_length=160, blank=True)
    period = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="en-GB")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    round = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="studio_report_slug_unique_in_partnership")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def span(self) -> Period:
        """Return the period the report speaks about."""
        return Period.parse(self.period)
