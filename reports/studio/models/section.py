"""Sections: the tree of a report, and every earlier wording of each."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency, PartnershipQuerySet
from reports.studio.models.report import Report


class SectionQuerySet(PartnershipQuerySet["Section"]):
    """Sections of the partnership that owns the report."""

    partnership_path = "report__partnership"

    def standing(self) -> Self:
        """Keep sections that have not been taken out."""
        return self.filter(removed_at__isnull=True)


class Section(models.Model):
    """One part of a report, printed by one block.

    `body` is rich text with figures named in double square brackets; `seen` remembers what each of them printed
    when the words were last saved, which is how prose is found to be stale. `config` holds the block's settings,
    checked by the block's form. Sections are taken out, never deleted: their history stays readable.
    """

    class Numbering(models.TextChoices):
        """How the heading is numbered."""

        NUMBERED = "numbered", "Numbered (1, 1.1, 1.1.1)"
        UNNUMBERED = "unnumbered", "Without a number"
        APPENDIX = "appendix", "Appendix (Appendix 1, 2, 3)"
        SILENT = "silent", "No heading (a table or chart with its own caption)"

    class Reserved(models.TextChoices):
        """Who alone may write it."""

        NONE = "none", "Anybody who edits the report"
        CHAIR = "chair", "Only the independent chair or scrutineer"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    slug = models.SlugField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    order = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    numbering = models.CharField(max_length=10, choices=Numbering, default=Numbering.NUMBERED)
    block = models.CharField(max_length=40)
    config = models.JSONField(default=dict, blank=True)
    body = models.TextField(blank=True)
    seen = models.JSONField(default=dict, blank=True)
    guidance = models.TextField(blank=True)
    reference = models.CharField(max_length=160, blank=True)
    reserved_for = models.CharField(max_length=10, choices=Reserved, default=Reserved.NONE)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "slug"], name="studio_section_slug_unique_in_report"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="studio_section_both_removed_at_and_removed_by_set",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SectionVersion(models.Model):
    """What a section said after one saving. A database trigger refuses UPDATE and DELETE."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    body = models.TextField(blank=True)
    config = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="studio_sectionversion_number_unique_in_section")
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"
