"""Shape and wording of the calendar, of local readings of guidance, and of figures let out."""

from typing import Any

from django import forms
from django.utils import timezone

from reviews.cases.models import ClockRule, EventKind, HolidayCorrection, Unit
from reviews.cases.periods import last_financial_year, period_typed
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField


class HolidayForm(GovUKForm):
    """A bank holiday proclaimed or withdrawn."""

    day = DatePartsField(label="Day", noun="The day")
    change = forms.ChoiceField(
        label="What changes?", choices=HolidayCorrection.Change.choices, widget=forms.RadioSelect
    )
    name = forms.CharField(label="Name of the holiday", max_length=120)
    source = forms.CharField(
        label="Source", max_length=255, help_text="Where it was announced, such as the proclamation and its date."
    )


class LocalRuleForm(GovUKForm):
    """How the partnership reads a deadline."""

    start_event = forms.ChoiceField(label="The clock starts with", choices=EventKind.choices)
    amount = forms.IntegerField(label="How many?", min_value=-366, max_value=366)
    unit = forms.ChoiceField(label="What does it count?", choices=Unit.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The local procedure or decision it rests on, with its date.",
    )

    @classmethod
    def of(cls, rule: ClockRule, **kwargs: Any) -> "LocalRuleForm":
        """Return the form filled with the rule as shipped."""
        initial = {"start_event": rule.start_event, "amount": rule.amount, "unit": rule.unit}
        return cls(initial=initial, **kwargs)


class BasisForm(GovUKForm):
    """The event by which a kind is counted."""

    basis = forms.ChoiceField(label="Count it in the year in which this happened", choices=EventKind.choices)
    reason = forms.CharField(label="Why?", max_length=255, help_text="Such as a decision of the board and its date.")


class PeriodForm(GovUKForm):
    """Which period to look at."""

    period = forms.CharField(
        max_length=60,
        required=False,
        help_text="Such as 2025-26, last year, Q1 2026-27, 2026, March 2026, or 30 September 2017 to 31 March 2019.",
    )
    says_optional = False

    def clean_period(self) -> Period:
        """Return the period the words name; the last financial year that has ended when there are none."""
        words, today = self.cleaned_data["period"], timezone.localdate()
        if not words:
            return last_financial_year(today)
        try:
            return period_typed(words, today)
        except ValueError as error:
            raise forms.ValidationError(
                "Enter a period such as 2025-26, Q1 2026-27, 2026, or 1 April 2024 to 31 March 2026", code="period"
            ) from error


class ReleaseForm(GovUKForm):
    """Releasing the figures of a financial year."""

    reason = forms.CharField(
        label="What are they for?",
        max_length=255,
        help_text="Such as the yearly report. Kept with the figures.",
    )
