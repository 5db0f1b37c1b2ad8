"""Figures: what was said, every time it was said, and what was accepted."""

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from partnerships.directory.models import PartnershipQuerySet
from partnerships.returns.models.collection import Return
from partnerships.returns.models.indicator import Indicator, IndicatorVersion
from safeguarding.lib.facts import Qualifier, Status, UnitKind


def figure_field() -> "models.DecimalField[Any, Any]":
    """Return a field for a number of up to eleven digits before and four after the point, empty where unknown."""
    return models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)


def computed(definition: IndicatorVersion, numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """Return the percentage or rate two counts make, unrounded; None when there is nothing to divide by."""
    if not denominator:
        return None
    return numerator * (100 if definition.kind == UnitKind.PERCENT else definition.per) / denominator


class ObservationQuerySet(PartnershipQuerySet["Observation"]):
    """Figures, scoped through their return."""

    partnership_path = "of_return__collection__partnership"


class Observation(models.Model):
    """One cell of a return. `version` is the number of its latest version and the lock people save against.

    The value itself is in the versions; number 0 means nothing was ever said.
    """

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="observations")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    category = models.SlugField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_return", "indicator", "category"], name="returns_observation_once_per_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}.{self.category}" if self.category else str(self.indicator)


class ObservationVersionQuerySet(PartnershipQuerySet["ObservationVersion"]):
    """Versions of figures."""

    partnership_path = "observation__of_return__collection__partnership"

    def current(self) -> Self:
        """Keep what is said now in each cell."""
        return self.filter(number=F("observation__version"))


class ObservationVersion(models.Model):
    """What somebody said a figure is, with when and how. Append-only: the database refuses UPDATE and DELETE.

    A percentage or rate computed from parts keeps numerator and denominator only; `figure` computes it.
    """

    class Origin(models.TextChoices):
        """How the value came in."""

        TYPED = "typed", "Typed"
        PASTED = "pasted", "Pasted"
        UPLOADED = "uploaded", "Uploaded from a spreadsheet"
        API = "api", "Sent by another system"
        CARRIED = "carried", "Carried forward"
        IMPORTED = "imported", "Imported from a published document"

    observation = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.ForeignKey(IndicatorVersion, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=16, choices=[(status.value, status.label) for status in Status])
    value = figure_field()
    upper = figure_field()
    numerator = figure_field()
    denominator = figure_field()
    text = models.CharField(max_length=500, blank=True)
    counted_on = models.DateField("counted on another day than the last of the period", null=True, blank=True)
    qualifier = models.CharField(
        max_length=10, choices=[(item.value, item.value) for item in Qualifier], default=Qualifier.EXACT
    )
    reason = models.CharField(max_length=500, blank=True)
    comment = models.TextField(blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.TYPED)
    document = models.CharField("source document", max_length=255, blank=True)
    place = models.CharField("place in the document", max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ObservationVersionQuerySet.as_manager()

    class Meta:
        ordering = ["observation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["observation", "number"], name="returns_observationversion_number_unique"),
            models.CheckConstraint(
                condition=~Q(status__in=["value", "provisional", "estimated"])
                | Q(value__isnull=False)
                | Q(numerator__isnull=False, denominator__isnull=False)
                | ~Q(text=""),
                name="returns_observationversion_value_has_a_figure",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["value", "provisional", "estimated"])
                | Q(value__isnull=True, upper__isnull=True, numerator__isnull=True, denominator__isnull=True, text=""),
                name="returns_observationversion_silence_has_no_figure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.observation} version {self.number}"

    @property
    def figure(self) -> Decimal | str | None:
        """Return the number or words said; a percentage or rate from parts is computed, None when it is over zero."""
        if self.numerator is None or self.denominator is None:
            return self.value if self.value is not None else (self.text or None)
        return computed(self.definition, self.numerator, self.denominator)


class Acceptance(models.Model):
    """A return was accepted, for the `number`th time. Append-only."""

    of_return = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="acceptances")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["of_return", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["of_return", "number"], name="returns_acceptance_number_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.of_return}, acceptance {self.number}"


class AcceptedFigure(models.Model):
    """A version that an acceptance made final. Append-only, so a final figure can be told from any other for good."""

    acceptance = models.ForeignKey(Acceptance, on_delete=models.PROTECT, related_name="figures")
    version = models.ForeignKey(ObservationVersion, on_delete=models.PROTECT, related_name="acceptances")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["acceptance", "version"], name="returns_acceptedfigure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version}, accepted"
