"""Row scope: the first of the three rings (DESIGN 5). Selectors start from `of` or `visible_to`."""

from typing import Self, TypeVar

from django.db import models

from partnerships.directory.models.partnership import Partnership
from partnerships.directory.models.user import User

Row = TypeVar("Row", bound=models.Model)


class PartnershipQuerySet(models.QuerySet[Row]):
    """A queryset whose rows belong to a partnership, directly or through `partnership_path`."""

    partnership_path = "partnership"

    def of(self, partnership: Partnership) -> Self:
        """Keep the partnership's own rows."""
        return self.filter(**{self.partnership_path: partnership})

    def visible_to(self, user: User) -> Self:
        """Keep rows of partnerships in which the user holds a membership today."""
        return self.filter(**{f"{self.partnership_path}__in": Partnership.objects.visible_to(user)})


class PartnershipOwned(models.Model):
    """Base of every row a partnership owns; subclasses get the scoped manager."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        abstract = True
