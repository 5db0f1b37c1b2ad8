"""Texts that are written once and printed in several reports, with wordings of their own for single areas."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Area, PartnershipOwned, PartnershipQuerySet

_PERSON = settings.AUTH_USER_MODEL


class SharedText(PartnershipOwned):
    """A text by its title. Its words are in the wordings: one without an area, and one for each area that differs."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="evidence_sharedtext_slug_unique"),
        ]

    def __str__(self) -> str:
        return self.title


class WordingQuerySet(PartnershipQuerySet["Wording"]):
    """Wordings belong to a partnership through their text."""

    partnership_path = "text__partnership"


class Wording(models.Model):
    """The words of a shared text, everywhere (`area` None) or in one area.

    `based_on` is the version of the wording everywhere that an area's was last compared with; 0 without an area.
    """

    text = models.ForeignKey(SharedText, on_delete=models.PROTECT, related_name="wordings")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(blank=True)
    based_on = models.PositiveIntegerField(default=0)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = WordingQuerySet.as_manager()

    class Meta:
        ordering = ["area__name"]
        constraints = [
            models.UniqueConstraint(fields=["text", "area"], name="evidence_wording_one_per_area"),
            models.UniqueConstraint(
                fields=["text"], condition=Q(area__isnull=True), name="evidence_wording_one_for_everywhere"
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(based_on=0, ended_on__isnull=True),
                name="evidence_wording_everywhere_is_based_on_nothing_and_never_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.where}"

    @property
    def where(self) -> str:
        """Return the area's name, or that it holds everywhere else."""
        return self.area.name if self.area else "Everywhere"


class WordingVersion(models.Model):
    """One saved version of a wording. A database trigger refuses changes and deletion."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(_PERSON, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["wording", "number"], name="evidence_wordingversion_number_unique")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
