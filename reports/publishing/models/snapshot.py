"""What a report said at one moment: everything rendering may read."""

import json
from typing import Any

from django.conf import settings
from django.db import models

from partnerships.directory.models import PartnershipQuerySet


class SnapshotSet(PartnershipQuerySet["Snapshot"]):
    """Snapshots, scoped through their report."""

    partnership_path = "report__partnership"


class Snapshot(models.Model):
    """A report's whole content as canonical JSON (see reports.publishing.canonical) and the SHA-256 of that text.

    The text holds no time of its own making, so unchanged data give an equal digest and the same row is used again.
    `made_by` asked for the build it was made in, None for the command line. A database trigger refuses UPDATE
    and DELETE.
    """

    report = models.ForeignKey("studio.Report", on_delete=models.PROTECT, related_name="snapshots")
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SnapshotSet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="publishing_snapshot_content_unique_in_report")
        ]

    def __str__(self) -> str:
        return f"{self.report} as at {self.made_at:%d %B %Y %H:%M}"

    @property
    def content(self) -> dict[str, Any]:
        """Return the text as data. Numbers are text in it, so nothing is lost to binary fractions."""
        data: dict[str, Any] = json.loads(self.text)
        return data
