"""Grades as a distribution over a scale, in one or several rounds."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from partnerships.directory.models import Agency
from reviews.audits.models.audit import Audit
from safeguarding.lib.facts import Period


class Grading(models.Model):
    """What was graded, on a scale of 2 to 6 points listed lowest first.

    `good_from` is the position from which a grade is good or better. `agency` where it is one agency's practice.
    Real reports print numbers of records or only shares; `basis` says which were entered.
    """

    class Basis(models.TextChoices):
        """What the values are."""

        RECORDS = "records", "Numbers of records"
        PERCENT = "percent", "Percentages"

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="gradings")
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    good_from = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=7, choices=Basis, default=Basis.RECORDS)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["audit", "id"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "slug"], name="audits_grading_slug_unique_in_audit"),
            models.CheckConstraint(condition=Q(good_from__gte=2), name="audits_grading_something_is_less_than_good"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def good_label(self) -> str:
        """Return what the share of good practice is called. Prefetch `points`."""
        points = list(self.points.all())
        label = points[self.good_from - 1].label
        return label if self.good_from == len(points) else f"{label} or better"


class ScalePoint(models.Model):
    """A grade that can be given; 1 is the lowest."""

    grading = models.ForeignKey(Grading, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=80)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["grading", "position"], name="audits_scalepoint_position_unique"),
            models.UniqueConstraint(fields=["grading", "label"], name="audits_scalepoint_label_unique"),
        ]

    def __str__(self) -> str:
        return self.label


class Round(models.Model):
    """One time the records were graded. `number` counts within the grading and is part of the key of its facts.

    `known` says how exactly a document gives the time; where it gives only a year, `held_on` is a day of that year.
    """

    class Known(models.TextChoices):
        """How exactly it is known when the records were graded."""

        MONTH = "month", "The month"
        YEAR = "year", "Only the year, April to March"

    grading = models.ForeignKey(Grading, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    known = models.CharField(max_length=5, choices=Known, default=Known.MONTH)

    class Meta:
        ordering = ["held_on", "number"]
        constraints = [models.UniqueConstraint(fields=["grading", "number"], name="audits_round_number_unique")]

    def __str__(self) -> str:
        return self.period.label

    @property
    def period(self) -> Period:
        """Return the month, or the financial year where no month is known."""
        month = Period.month(self.held_on.year, self.held_on.month)
        return month if self.known == self.Known.MONTH else Period.financial_year(month.financial_year_start)


class Grade(models.Model):
    """How many records, or which share of them, got a grade in a round. No row is "not said"; 0 is none."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="grades")
    position = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="audits_grade_once_per_round"),
            models.CheckConstraint(condition=Q(value__gte=Decimal(0)), name="audits_grade_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.value}"
