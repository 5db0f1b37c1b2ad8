"""Abbreviations the partnership uses."""

from django.db import models

from partnerships.directory.models import PartnershipOwned


class GlossaryTerm(PartnershipOwned):
    """An abbreviation and what it stands for. One abbreviation may stand for two things; that is flagged."""

    abbreviation = models.CharField(max_length=40)
    expansion = models.CharField(max_length=255)
    note = models.CharField(max_length=255, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["abbreviation", "expansion"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "abbreviation", "expansion"], name="governance_term_not_listed_twice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.abbreviation}: {self.expansion}"
