"""The partnership: the tenant every row belongs to."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from partnerships.directory.models.user import User


class PartnershipSet(models.QuerySet["Partnership"]):
    """Partnerships, scoped by membership."""

    def visible_to(self, user: "User") -> Self:
        """Keep partnerships in which the user holds a membership today."""
        today = timezone.localdate()
        return self.filter(
            Q(membership__ends_on__isnull=True) | Q(membership__ends_on__gt=today),
            membership__user=user,
            membership__starts_on__lte=today,
        ).distinct()


class Partnership(models.Model):
    """A safeguarding partnership or board with its own agencies, year and report.

    `chair_title` is what this partnership calls its independent person: chair (adults boards, Care Act 2014
    Schedule 2 paragraph 1) or scrutineer (most children's partnerships).
    """

    class Kind(models.TextChoices):
        """Whom the partnership protects."""

        CHILDREN = "children", "Children"
        ADULTS = "adults", "Adults"
        COMBINED = "combined", "Children and adults"
        HEALTH = "health", "Health system"

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind)
    area = models.ForeignKey("directory.Area", on_delete=models.PROTECT)
    chair_title = models.CharField(max_length=60, default="Independent chair")
    version = models.PositiveIntegerField(default=1)

    objects = PartnershipSet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
