"""Shape and wording of the calendar, of local readings of guidance, and of figures let out."""

from typing import Any

from django import forms

from reviews.cases.models import ClockRule, EventKind, HolidayCorrection, Unit
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
        max_length=30, help_text="A financial year such as 2025-26, or two days such as 2017-09-30..2019-03-31."
    )
    says_optional = False


class ReleaseForm(GovUKForm):
    """Releasing the figures of a financial year."""

    reason = forms.CharField(
        label="What are they for?",
        max_length=255,
        help_text="Such as the yearly report. Kept with the figures.",
    )
