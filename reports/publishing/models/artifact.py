"""The files a build made, and who took them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from partnerships.directory.models import PartnershipQuerySet
from reports.publishing.models.build import Build


class Variant(models.TextChoices):
    """For whom the files are. Both are made from one snapshot; the public one prints nothing that must stay inside."""

    PUBLIC = "public", "Public edition"
    PARTNERSHIP = "partnership", "Partnership edition"


class ArtifactSet(PartnershipQuerySet["Artifact"]):
    """Files, scoped through their build's report."""

    partnership_path = "build__report__partnership"


class Artifact(models.Model):
    """One verified file of a build. Rows are append-only; the file lies in the default storage under `file`.

    `size` is in bytes, `pages` is set for the PDF only. Files of the partnership edition go to people who see drafts.
    """

    class Kind(models.TextChoices):
        """What the file is."""

        PDF = "pdf", "PDF"
        HTML = "html", "Web page"
        CSV = "csv", "Figures as CSV"
        META = "meta", "What the columns and symbols of the CSV mean (JSON)"
        JSON = "json", "Everything as data (JSON)"

    CONTENT_TYPES: ClassVar[dict[str, str]] = {
        "pdf": "application/pdf",
        "html": "text/html; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "meta": "application/csvm+json",
        "json": "application/json",
    }
    ENDINGS: ClassVar[dict[str, str]] = {"meta": "csv-metadata.json"}

    build = models.ForeignKey(Build, on_delete=models.PROTECT, related_name="artifacts")
    variant = models.CharField(max_length=11, choices=Variant, default=Variant.PARTNERSHIP)
    kind = models.CharField(max_length=4, choices=Kind)
    file = models.FileField(max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)

    objects = ArtifactSet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["build", "variant", "kind"], name="publishing_artifact_kind_once_per_build_and_variant"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.build}"

    @property
    def filename(self) -> str:
        """Return the name a person's download gets. It says so when the file is not for the public."""
        inside = "-not-public" if self.variant == Variant.PARTNERSHIP else ""
        draft = "-draft" if self.build.draft else ""
        ending = self.ENDINGS.get(self.kind, self.kind)
        return f"{self.build.report.slug}-build-{self.build.number}{inside}{draft}.{ending}"

    @property
    def content_type(self) -> str:
        """Return the media type."""
        return self.CONTENT_TYPES[self.kind]


class Download(models.Model):
    """A person took a file. Append-only."""

    artifact = models.ForeignKey(Artifact, on_delete=models.PROTECT, related_name="downloads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.artifact} to {self.by}"
