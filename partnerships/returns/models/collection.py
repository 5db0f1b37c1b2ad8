"""A collection asks a set of indicators for one period; each agency answers with a return."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Expression, F, Q
from django.utils import timezone

from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet
from partnerships.returns.models.indicator import Indicator, IndicatorSet, IndicatorVersion
from safeguarding.lib.facts import Period


class Collection(PartnershipOwned):
    """One round of figures: a set, a period and the days it opens, is due and closes.

    `token` names the period (see `safeguarding.lib.facts.Period`); start and end repeat it for queries.
    """

    class Status(models.TextChoices):
        """Open collections take figures; closed ones do not."""

        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    set = models.ForeignKey(IndicatorSet, on_delete=models.PROTECT, related_name="collections")
    title = models.CharField(max_length=200)
    token = models.CharField(max_length=40)
    start = models.DateField()
    end = models.DateField()
    opens_on = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField()
    version = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-end", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "set", "token"], name="returns_collection_once_per_set_and_period"
            ),
            models.CheckConstraint(
                condition=Q(end__gte=F("start")), name="returns_collection_period_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("opens_on")) & Q(closes_on__gte=F("due_on")),
                name="returns_collection_opens_then_is_due_then_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        """Return the period the figures are about."""
        return Period.parse(self.token)


class CollectionItemQuerySet(models.QuerySet["CollectionItem"]):
    """What a collection asks."""

    def for_agency(self, agency: Agency | int | Expression) -> Self:
        """Keep what this agency answers."""
        named = CollectionItem.agencies.through.objects.filter(agency=agency).values("collectionitem")
        return self.filter(Q(for_all=True) | Q(pk__in=named))


class CollectionItem(models.Model):
    """One question of a collection, with the definition pinned when the collection opened."""

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="items")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=120, blank=True)
    order = models.PositiveIntegerField(default=0)
    for_all = models.BooleanField(default=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")

    objects = CollectionItemQuerySet.as_manager()

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "indicator"], name="returns_collectionitem_once_per_collection"
            )
        ]

    def __str__(self) -> str:
        return f"{self.collection}: {self.indicator}"


class ReturnQuerySet(PartnershipQuerySet["Return"]):
    """Returns, scoped through their collection."""

    partnership_path = "collection__partnership"

    def with_names(self) -> Self:
        """Fetch what a page prints about a return."""
        return self.select_related("collection__partnership", "agency__organisation", "submitted_by", "accepted_by")

    def with_place(self) -> Self:
        """Fetch what deciding and saving need, and no names."""
        return self.select_related("collection", "agency")


class Return(models.Model):
    """One agency's answer to one collection. Moves by `partnerships.returns.policies.TRANSITIONS` only.

    `first_submitted_at` decides whether it was on time; `extended_to` is a later day agreed with a reason.
    `open_until` is the last day for a correction after reopening; it never makes a late return one in time.
    """

    class Status(models.TextChoices):
        """Where the return is."""

        DRAFT = "draft", "Not handed in"
        SUBMITTED = "submitted", "Handed in"
        SENT_BACK = "sent_back", "Sent back"
        ACCEPTED = "accepted", "Accepted"
        REOPENED = "reopened", "Reopened"

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="returns")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField("why it was sent back or reopened", blank=True)
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    open_until = models.DateField("last day for a correction", null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering = ["agency__organisation__name", "agency__title"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "agency"], name="returns_return_once_per_agency"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="returns_return_both_submitted_at_and_submitted_by_set",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="returns_return_both_accepted_at_and_accepted_by_set",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(accepted_at__isnull=False),
                name="returns_return_accepted_says_when",
            ),
            models.CheckConstraint(
                condition=Q(extended_to__isnull=True) | ~Q(extension_reason=""),
                name="returns_return_extension_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.collection.title}, {self.agency.name}"

    @property
    def due_on(self) -> date:
        """Return the day it is due, extended or not."""
        return self.extended_to or self.collection.due_on

    @property
    def closes_on(self) -> date:
        """Return the last day the agency may change it."""
        days = (self.extended_to, self.open_until, self.collection.closes_on)
        return max(day for day in days if day is not None)
