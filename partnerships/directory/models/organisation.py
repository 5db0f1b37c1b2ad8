"""Organisations outlive their names: they are renamed, merged and split, and old reports keep the old name."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class Organisation(models.Model):
    """A body that may serve several partnerships as an agency. `name` is today's; earlier ones are in `names`."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        COUNCIL = "council", "Council"
        POLICE = "police", "Police"
        ICB = "icb", "Integrated care board"
        NHS_PROVIDER = "nhs_provider", "NHS provider"
        EDUCATION = "education", "School, college or education service"
        PROBATION = "probation", "Probation"
        VOLUNTARY = "voluntary", "Voluntary or community organisation"
        OTHER = "other", "Other"

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: date) -> str:
        """Return the name the organisation bore on `day`. Prefetch `names` where many are printed."""
        for past in self.names.all():
            if (past.starts_on is None or past.starts_on <= day) and (past.ends_on is None or day <= past.ends_on):
                return past.name
        return self.name


class OrganisationName(models.Model):
    """A name an organisation bore between two days (inclusive; open where empty)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = [F("starts_on").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="directory_organisationname_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation took over from another on a day: by merger, split, rename or transfer of a service."""

    class Kind(models.TextChoices):
        """How it happened."""

        MERGER = "merger", "Merged into"
        SPLIT = "split", "Split into"
        TRANSFER = "transfer", "Service transferred to"

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="directory_succession_once_per_pair_of_organisations",
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="directory_succession_is_between_two_organisations",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.get_kind_display().lower()} {self.successor}"
