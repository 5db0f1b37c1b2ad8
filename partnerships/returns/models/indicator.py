"""Indicators and what they meant at each time; sets of them that are asked for together."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet
from safeguarding.lib.facts import Disclosure, Unit, UnitKind


@dataclass(frozen=True)
class Category:
    """One category of a breakdown; `slug` is what keys and imports name."""

    slug: str
    label: str


class Indicator(PartnershipOwned):
    """Something counted or judged again and again. What it means is in its versions; `version` is the latest one.

    The slug is what fact keys, spreadsheets and the API name, so it never changes.
    """

    slug = models.SlugField(max_length=80)
    order = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["order", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="returns_indicator_slug_unique_in_partnership")
        ]

    def __str__(self) -> str:
        return self.slug


class IndicatorVersionQuerySet(PartnershipQuerySet["IndicatorVersion"]):
    """Definitions, scoped through their indicator."""

    partnership_path = "indicator__partnership"

    def in_force(self) -> "IndicatorVersionQuerySet":
        """Keep the definition now in force of each indicator."""
        return self.filter(number=F("indicator__version"))


class IndicatorVersion(models.Model):
    """One definition of an indicator. Append-only: a figure keeps the definition it was given under.

    `from_parts` asks for numerator and denominator and computes the percentage or rate; it is never typed.
    `asks_total` asks for the figure itself beside the categories of its breakdown.
    """

    class Measure(models.TextChoices):
        """How time enters: a stock is counted on a day, a flow during a period, cumulative since the year began."""

        STOCK = "stock", "At a date"
        FLOW = "flow", "During a period"
        CUMULATIVE = "cumulative", "Since the start of the year"

    class Polarity(models.TextChoices):
        """Which direction is better."""

        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        NEUTRAL = "neutral", "Neither is better"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    example = models.TextField("worked example", blank=True)
    source_system = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in UnitKind])
    noun = models.CharField("counting unit", max_length=60, blank=True)
    per = models.PositiveIntegerField(default=0)
    decimals = models.PositiveSmallIntegerField(default=0)
    measure = models.CharField(max_length=10, choices=Measure, default=Measure.FLOW)
    polarity = models.CharField(max_length=8, choices=Polarity, default=Polarity.NEUTRAL)
    from_parts = models.BooleanField(default=False)
    numerator_label = models.CharField(max_length=200, blank=True)
    denominator_label = models.CharField(max_length=200, blank=True)
    over_100_allowed = models.BooleanField("may be over 100%", default=False)
    dimension = models.CharField("breakdown", max_length=80, blank=True)
    categories = models.JSONField(default=list, blank=True)
    asks_total = models.BooleanField(default=True)
    disclosure = models.CharField(
        max_length=16, choices=[(level.value, level.value) for level in Disclosure], default=Disclosure.PARTNERSHIP
    )
    effective_from = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = IndicatorVersionQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "number"], name="returns_indicatorversion_number_unique"),
            models.CheckConstraint(
                condition=~Q(from_parts=True) | Q(kind__in=["percent", "rate"]),
                name="returns_indicatorversion_only_percent_and_rate_have_parts",
            ),
            models.CheckConstraint(
                condition=~Q(kind="rate") | Q(per__gt=0), name="returns_indicatorversion_rate_says_per_how_many"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def unit(self) -> Unit:
        """Return the unit figures are printed in."""
        return Unit(kind=UnitKind(self.kind), noun=self.noun, per=self.per, decimals=self.decimals)

    @cached_property
    def breakdown(self) -> tuple[Category, ...]:
        """Return the categories in order."""
        return tuple(Category(entry["slug"], entry["label"]) for entry in self.categories)

    @cached_property
    def cells(self) -> tuple[Category, ...]:
        """Return what is asked for, in order: the figure itself (slug "") and its categories."""
        whole = (Category("", "Total" if self.categories else ""),)
        return (whole if self.asks_total or not self.categories else ()) + self.breakdown

    @property
    def additive(self) -> bool:
        """Return True where figures of several agencies can be added up."""
        return UnitKind(self.kind) in {UnitKind.COUNT, UnitKind.MONEY}

    @property
    def is_stock(self) -> bool:
        """Return True where the figure is counted on a day."""
        return self.measure == self.Measure.STOCK


class IndicatorSet(PartnershipOwned):
    """Indicators asked for together, with headings: a scorecard, a quarterly data set."""

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "slug"], name="returns_indicatorset_slug_unique_in_partnership"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SetItem(models.Model):
    """One indicator in a set: under which heading, in which order, and who answers it (all, or the agencies named)."""

    set = models.ForeignKey(IndicatorSet, on_delete=models.CASCADE, related_name="items")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    heading = models.CharField(max_length=120, blank=True)
    order = models.PositiveIntegerField(default=0)
    for_all = models.BooleanField("answered by every agency", default=True)
    agencies = models.ManyToManyField(Agency, blank=True, related_name="+")

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["set", "indicator"], name="returns_setitem_once_per_set")]

    def __str__(self) -> str:
        return f"{self.set}: {self.indicator}"
