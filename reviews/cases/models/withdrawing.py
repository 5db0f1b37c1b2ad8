"""Taking back what was recorded wrongly: it stays readable on the case's own pages and counts nowhere else."""

from django.conf import settings
from django.db import models
from django.db.models import Q

STANDING = Q(withdrawn_at__isnull=True)


class StandingManager(models.Manager):
    """Leaves out what was withdrawn, so that no count, report or export can forget to. Ask `every` for all of it."""

    def get_queryset(self) -> models.QuerySet:
        """Return the rows that stand."""
        return super().get_queryset().filter(withdrawn_at=None)


class Withdrawable(models.Model):
    """Something recorded about a case that can be withdrawn with a reason, and is never overwritten by that."""

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_because = models.CharField(max_length=255, blank=True)

    objects = StandingManager()
    every = models.Manager()  # noqa: DJ012 - the first manager is the default one

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because=""),
                name="%(app_label)s_%(class)s_both_withdrawn_at_and_withdrawn_by_set",
            )
        ]
