"""Income and expenditure. Totals and the balance are computed from the lines, never stored."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from partnerships.directory.models import Agency, PartnershipOwned, PartnershipQuerySet
from partnerships.governance.models.period import PeriodField
from safeguarding.lib.facts import Period


class FinanceStatement(PartnershipOwned):
    """The accounts of a period on one basis. `sign_convention` decides how amounts print, not how they are kept.

    `printed_*` are the totals a published document gives, as it prints them, for accounts taken from one: they are
    never used, only set against the totals computed from the lines. Empty where nothing was printed. `unlisted` names
    the sides of which the document does not print every line: what remains can not be computed then.
    """

    class Basis(models.TextChoices):
        """What the amounts are."""

        ACTUAL = "actual", "Actual"
        FORECAST = "forecast", "Forecast"
        BUDGET = "budget", "Budget"

    class SignConvention(models.TextChoices):
        """How signs are printed."""

        INCOME_POSITIVE = "income_positive", "Income and expenditure are both positive; a positive balance is a surplus"
        INCOME_NEGATIVE = "income_negative", "Income is negative; a negative outcome is a surplus"

    class Unlisted(models.TextChoices):
        """Of which side some lines are not known."""

        NONE = "", "Yes, or the accounts are our own"
        INCOME = "income", "No, lines of the income are missing"
        EXPENDITURE = "expenditure", "No, lines of the expenditure are missing"
        BOTH = "both", "No, lines of both are missing"

    title = models.CharField(max_length=160)
    period_token = PeriodField()
    basis = models.CharField(max_length=8, choices=Basis)
    sign_convention = models.CharField(max_length=15, choices=SignConvention, default=SignConvention.INCOME_POSITIVE)
    note = models.CharField(max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True)
    unlisted = models.CharField(max_length=11, choices=Unlisted, blank=True, default="")
    printed_income = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    printed_expenditure = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    printed_outcome = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-period_token", "basis"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "period_token", "basis"], name="governance_statement_one_per_period_and_basis"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period} ({self.get_basis_display().lower()})"

    @property
    def period(self) -> Period:
        """Return the period the accounts are for."""
        return Period.parse(self.period_token)

    @property
    def income_sign(self) -> int:
        """Return -1 where income prints negative, else 1."""
        return -1 if self.sign_convention == self.SignConvention.INCOME_NEGATIVE else 1


class FinanceLineQuerySet(PartnershipQuerySet["FinanceLine"]):
    """Lines belong to a partnership through their statement."""

    partnership_path = "statement__partnership"


class FinanceLine(models.Model):
    """One amount in pounds, kept positive; a credit lowers its side's total (a recharge, a refund).

    `in_total` is False for what is shown but not added up, such as support in kind; `excluded_because` says why.
    `agency` is the partner that pays, or is paid; empty for a fund or a supplier.
    """

    class Side(models.TextChoices):
        """Which side of the accounts."""

        INCOME = "income", "Income"
        EXPENDITURE = "expenditure", "Expenditure"

    class Nature(models.TextChoices):
        """What kind of money it is."""

        CONTRIBUTION = "contribution", "Contribution"
        GRANT = "grant", "Grant"
        IN_KIND = "in-kind", "Support in kind"
        CHARGES = "charges", "Charges, such as for training"
        BROUGHT_FORWARD = "brought-forward", "Carried forward from earlier years"
        SPENDING = "spending", "Spending"
        OTHER = "other", "Other"

    statement = models.ForeignKey(FinanceStatement, on_delete=models.PROTECT, related_name="lines")
    side = models.CharField(max_length=11, choices=Side)
    slug = models.SlugField(max_length=60)
    category = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=160)
    amount = models.DecimalField(max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))])
    is_credit = models.BooleanField(default=False)
    in_total = models.BooleanField(default=True)
    excluded_because = models.CharField(max_length=255, blank=True)
    nature = models.CharField(max_length=15, choices=Nature, blank=True)
    one_off = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=255, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FinanceLineQuerySet.as_manager()

    class Meta:
        ordering = ["side", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "side", "slug"], name="governance_line_slug_unique_on_side"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="governance_line_amount_not_negative"),
            models.CheckConstraint(
                condition=Q(in_total=False) | Q(excluded_because=""),
                name="governance_line_says_why_it_is_left_out_only_when_it_is",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def effect(self) -> Decimal:
        """Return the amount as it counts towards its side: negative for a credit."""
        return -self.amount if self.is_credit else self.amount

    @property
    def printed(self) -> Decimal:
        """Return the amount under the statement's sign convention. Select `statement` with lists."""
        return self.effect * (self.statement.income_sign if self.side == self.Side.INCOME else 1)
