"""Finance statements and their lines."""

from decimal import Decimal
from typing import Any

from django import forms

from partnerships.directory.models import Agency, Partnership
from partnerships.governance.models import FinanceLine, FinanceStatement
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import VersionField


class PeriodChoice(forms.TypedChoiceField):
    """A financial year from 2012 to 2035; cleans to a Period."""

    def __init__(self, **kwargs: Any) -> None:
        years = [Period.financial_year(year) for year in range(2035, 2011, -1)]
        choices = [(period.token, period.label) for period in years]
        super().__init__(choices=choices, coerce=Period.parse, **kwargs)


class StatementHead(GovUKForm):
    """What stands above the lines and can be changed later."""

    title = forms.CharField(max_length=160, label="Title", initial="Income and expenditure")
    sign_convention = forms.ChoiceField(
        choices=FinanceStatement.SignConvention.choices, label="How signs are printed", widget=forms.RadioSelect
    )
    note = forms.CharField(max_length=255, required=False, label="Note")
    unlisted = forms.ChoiceField(
        choices=FinanceStatement.Unlisted.choices,
        required=False,
        label="Does the document print every line?",
        help_text="Where lines are missing the portal adds up those there are, and claims no surplus or deficit.",
        widget=forms.RadioSelect,
        initial="",
    )
    printed_income = forms.DecimalField(
        max_digits=12,
        decimal_places=2,
        required=False,
        label="Total income as the document prints it",
        help_text="Only for accounts copied from a document. The portal compares it with the total it computes.",
    )
    printed_expenditure = forms.DecimalField(
        max_digits=12, decimal_places=2, required=False, label="Total expenditure as the document prints it"
    )
    printed_outcome = forms.DecimalField(
        max_digits=12, decimal_places=2, required=False, label="Outcome as the document prints it"
    )


class StatementForm(StatementHead):
    """A new finance statement."""

    period = PeriodChoice(label="Year")
    basis = forms.ChoiceField(choices=FinanceStatement.Basis.choices, label="The amounts are", widget=forms.RadioSelect)


class StatementChangeForm(StatementHead):
    """A finance statement that has lines already."""

    version = VersionField()


class LineForm(GovUKForm):
    """One line of a statement."""

    side = forms.ChoiceField(choices=FinanceLine.Side.choices, label="Side", widget=forms.RadioSelect)
    category = forms.CharField(max_length=120, required=False, label="Category")
    label = forms.CharField(max_length=160, label="Description")
    amount = forms.DecimalField(
        max_digits=12,
        decimal_places=2,
        min_value=Decimal(0),
        label="Amount",
        help_text="In pounds, without a minus sign.",
    )
    is_credit = forms.BooleanField(
        required=False, label="This is a credit", help_text="A recharge or refund that lowers the total of its side."
    )
    nature = forms.ChoiceField(
        choices=[("", "Not said"), *FinanceLine.Nature.choices], required=False, label="Kind of money"
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label="Agency that pays",
        empty_label="None, for example a fund or a supplier",
    )
    one_off = forms.BooleanField(required=False, label="It comes once only")
    in_total = forms.BooleanField(
        required=False, initial=True, label="Count it in the total", help_text="Not for support in kind."
    )
    excluded_because = forms.CharField(
        max_length=255,
        required=False,
        label="If it is not counted, why?",
        help_text="The report prints this, for example: paid outside the board's budget.",
    )
    note = forms.CharField(max_length=255, required=False, label="Note")
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.of(partnership).select_related("organisation")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A line left out of the total says why."""
        said = super().clean() or {}
        if not self.errors and not said["in_total"] and not said["excluded_because"]:
            self.add_error("excluded_because", "Say why the line is not counted in the total")
        return said
