"""A partnership's own wording of a shipped text about the law."""

from django.db import models

from partnerships.assurance.models.base import Noted
from partnerships.directory.models import PartnershipOwned


class LocalText(Noted, PartnershipOwned):
    """Words a partnership prints instead of a shipped text. Append-only: the newest number counts.

    `edition` and `section` are those of partnerships.assurance.statute. Empty `body` goes back to the shipped words.
    """

    edition = models.SlugField(max_length=40)
    section = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    body = models.TextField(blank=True)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["edition", "section", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "edition", "section", "number"], name="assurance_localtext_number_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {self.section}, wording {self.number}"
