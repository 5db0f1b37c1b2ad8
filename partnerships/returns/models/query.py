"""Questions about a figure and the answers; explanations of what a rule noticed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipQuerySet
from partnerships.returns.models.observation import Observation


class QueryQuerySet(PartnershipQuerySet["Query"]):
    """Questions, scoped through their figure."""

    partnership_path = "observation__of_return__collection__partnership"

    def unsettled(self) -> "QueryQuerySet":
        """Keep questions that are not closed."""
        return self.exclude(status=Query.Status.CLOSED)


class Query(models.Model):
    """A question about one figure. The agency answers it; the board manager closes it: two separate rights."""

    class Status(models.TextChoices):
        """Whose turn it is."""

        OPEN = "open", "Waiting for an answer"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="queries")
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = QueryQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="returns_query_both_closed_at_and_closed_by_set",
            )
        ]

    def __str__(self) -> str:
        return f"Question about {self.observation}"


class QueryEntry(models.Model):
    """One thing said in a question's thread. Append-only."""

    query = models.ForeignKey(Query, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text


class Explanation(models.Model):
    """Why a figure that a rule queried is right. Append-only; holds while the figure is the one explained.

    `figure` is the explained figure as text, so that an explanation carries forward over saves that change
    nothing and lapses when the figure changes.
    """

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="explanations")
    rule = models.SlugField(max_length=60)
    figure = models.CharField(max_length=120)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text
