"""What figures are compared with, and second values a source printed for the same figure."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import PartnershipOwned, PartnershipQuerySet
from partnerships.returns.models.indicator import Indicator
from partnerships.returns.models.observation import Observation, figure_field
from safeguarding.lib.facts import Period, Qualifier


class Comparator(PartnershipOwned):
    """A figure from elsewhere to hold an indicator against, with its own period and source.

    `words` alone is allowed where the source gives no number ("in line with statistical neighbours").
    """

    class Kind(models.TextChoices):
        """Whose figure it is."""

        PREVIOUS_YEAR = "previous-year", "Previous year"
        NEIGHBOURS = "statistical-neighbours", "Statistical neighbours"
        ENGLAND = "england", "England"
        REGION = "region", "Region"
        TARGET = "target", "Target"

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="comparators")
    category = models.SlugField(max_length=80, blank=True)
    kind = models.CharField(max_length=24, choices=Kind)
    token = models.CharField("period", max_length=40)
    start = models.DateField()
    end = models.DateField()
    value = figure_field()
    upper = figure_field()
    words = models.CharField(max_length=255, blank=True)
    qualifier = models.CharField(
        max_length=10, choices=[(item.value, item.value) for item in Qualifier], default=Qualifier.EXACT
    )
    source = models.CharField(max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["indicator", "category", "kind", "-end"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "category", "kind", "token"], name="returns_comparator_once_per_kind_and_period"
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(words=""), name="returns_comparator_has_a_figure_or_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.period}"

    @property
    def period(self) -> Period:
        """Return the comparator's own period, which need not be the figure's."""
        return Period.parse(self.token)


class CompetingValueQuerySet(PartnershipQuerySet["CompetingValue"]):
    """Second values, scoped through their figure."""

    partnership_path = "observation__of_return__collection__partnership"


class CompetingValue(models.Model):
    """A different value the source prints for the same figure. One fact is printed; the other is kept, never lost.

    Settled with a reason: why the figure held is the one to print.
    """

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="competing")
    printed = models.CharField("value as printed", max_length=120)
    unit = models.CharField("unit as printed", max_length=80, blank=True)
    where = models.CharField("where it is printed", max_length=255)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    settled_reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CompetingValueQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["observation", "printed", "where"], name="returns_competingvalue_once_per_place"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled_reason="")
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled_reason="")),
                name="returns_competingvalue_settled_says_when_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation}: also {self.printed}"
