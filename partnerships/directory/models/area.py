"""Areas: a tree from England down to a ward or a footprint."""

from django.db import models


class Area(models.Model):
    """A place figures are about. `code` is the ONS code where there is one, else a readable word."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        COUNTRY = "country", "Country"
        REGION = "region", "Region"
        COUNTY = "county", "County"
        AUTHORITY = "authority", "Local authority"
        DISTRICT = "district", "District"
        FOOTPRINT = "footprint", "Partnership footprint"

    code = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
