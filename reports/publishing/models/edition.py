"""Editions: the builds a partnership has published."""

from django.conf import settings
from django.db import models

from partnerships.directory.models import PartnershipQuerySet
from reports.publishing.models.build import Build


class EditionSet(PartnershipQuerySet["Edition"]):
    """Editions, scoped through their report."""

    partnership_path = "report__partnership"


class Edition(models.Model):
    """A published build. A correction is the next edition, never a change to this one. Append-only.

    A database trigger refuses a build whose disclosure control did not pass.
    """

    report = models.ForeignKey("studio.Report", on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    build = models.OneToOneField(Build, on_delete=models.PROTECT, related_name="edition")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = EditionSet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="publishing_edition_number_unique_in_report")
        ]

    def __str__(self) -> str:
        return f"{self.report}, edition {self.number}"
