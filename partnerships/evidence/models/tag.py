"""The controlled list boxes are filed under: themes, and priorities of the partnership by a key of their own."""

from django.db import models

from partnerships.directory.models import PartnershipOwned


class Tag(PartnershipOwned):
    """A theme or a priority. Governance, which stands above, keeps its priorities here by calling `tag_keep`.

    A tag is retired, never deleted: boxes filed under it keep it.
    """

    class Sort(models.TextChoices):
        """What the tag is."""

        THEME = "theme", "Theme"
        PRIORITY = "priority", "Priority"

    sort = models.CharField(max_length=8, choices=Sort)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    retired_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["sort", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "sort", "slug"], name="evidence_tag_slug_unique_in_partnership_and_sort"
            )
        ]

    def __str__(self) -> str:
        return self.name
