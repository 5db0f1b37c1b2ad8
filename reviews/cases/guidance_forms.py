"""Shape and wording of the calendar, of editions and local readings of guidance, and of figures let out."""

from typing import Any

from django import forms
from django.utils import timezone

from reviews.cases.models import (
    SPECS,
    Audience,
    Certainty,
    ClockRule,
    EventKind,
    GuidanceEdition,
    HolidayCorrection,
    Kind,
    LocalRule,
    Unit,
)
from reviews.cases.periods import last_financial_year, period_typed
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField

COUNTED_BACK = "To count back from the start, enter a number below zero, such as -7."


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
    amount = forms.IntegerField(label="How many?", min_value=-366, max_value=366, help_text=COUNTED_BACK)
    unit = forms.ChoiceField(label="What does it count?", choices=Unit.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The local procedure or decision it rests on, with its date.",
    )

    @classmethod
    def of(cls, rule: ClockRule, reading: LocalRule | None) -> "LocalRuleForm":
        """Return the form filled with how the rule is read now: locally, or as the edition says."""
        now = reading or rule
        initial = {"start_event": now.start_event, "amount": now.amount, "unit": now.unit}
        return cls(initial={**initial, "reason": reading.reason if reading else ""})

    def clean_amount(self) -> int:
        """Refuse a deadline of nothing."""
        return counts_something(self.cleaned_data["amount"])


def counts_something(amount: int) -> int:
    """Return the amount; raise ValidationError for 0."""
    if not amount:
        raise forms.ValidationError(f"Enter 1 or more. {COUNTED_BACK}")
    return amount


class EditionForm(GovUKForm):
    """What an edition of guidance is, and what a decision under it considers."""

    PLAIN = ("title", "audience", "starts_on", "source", "certainty", "note")
    CRITERIA = ("criteria", "criteria_source", "criteria_certainty")

    title = forms.CharField(max_length=160, help_text="With its year, such as Working Together 2026.")
    audience = forms.ChoiceField(label="Whose cases is it for?", choices=Audience.choices, widget=forms.RadioSelect)
    starts_on = DatePartsField(
        label="In force from", noun="The first day", help_text="Cases that begin on or after this day stand under it."
    )
    source = forms.CharField(max_length=255, help_text="Who issued it, when, and where it can be read.")
    certainty = forms.ChoiceField(label="How sure is that?", choices=Certainty.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="What should readers know?", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    criteria = forms.CharField(
        label="What does a decision consider?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One criterion a line. Without any, decisions use the portal's own list.",
    )
    criteria_source = forms.CharField(label="Where are these criteria written?", required=False, max_length=255)
    criteria_certainty = forms.ChoiceField(
        label="How sure are the criteria?", required=False, choices=Certainty.choices, widget=forms.RadioSelect
    )
    version = VersionField()

    @classmethod
    def of(cls, edition: GuidanceEdition, data: Any = None) -> "EditionForm":
        """Return the form filled with a draft."""
        names = (*cls.PLAIN, *cls.CRITERIA, "version")
        return cls(data, initial={name: getattr(edition, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """Ask where criteria come from, when there are any."""
        given = super().clean() or self.cleaned_data
        if given.get("criteria"):
            for name, words in (
                ("criteria_source", "Enter where these criteria are written"),
                ("criteria_certainty", "Select how sure the criteria are"),
            ):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return given


class EditionDraftForm(EditionForm):
    """Beginning an edition: the criteria are written in the draft."""

    copied = forms.ChoiceField(
        label="Copy the deadlines of",
        required=False,
        help_text="What is copied counts as not verified until you have checked it in the new text. How you read a "
        "deadline here is not copied: write it in the draft.",
    )
    criteria = criteria_source = criteria_certainty = version = None  # type: ignore[assignment]

    def __init__(self, *args: Any, editions: list[GuidanceEdition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(row.slug, f"{row.title} ({row.get_audience_display()})") for row in editions]
        self.fields["copied"].choices = [("", "None: begin with an empty edition"), *choices]  # type: ignore[attr-defined]
        self.order_fields(["copied", *self.PLAIN])


class RuleForm(GovUKForm):
    """A deadline of a draft."""

    FIELDS = ("kind", "title", "start_event", "stop_event", "amount", "unit", "pauses", "source", "certainty")

    kind = forms.ChoiceField(label="Kind of case")
    title = forms.CharField(label="What has to be done?", max_length=120, help_text="Such as Send the rapid review.")
    start_event = forms.ChoiceField(label="The clock starts with", choices=EventKind.choices)
    stop_event = forms.ChoiceField(label="It is met by", choices=EventKind.choices)
    amount = forms.IntegerField(label="How many?", min_value=-366, max_value=366, help_text=COUNTED_BACK)
    unit = forms.ChoiceField(label="What does it count?", choices=Unit.choices, widget=forms.RadioSelect)
    pauses = forms.CharField(
        label="What pauses it?", required=False, max_length=255, help_text="Leave empty if nothing does."
    )
    source = forms.CharField(label="Source", max_length=255, help_text="The paragraph that says so.")
    certainty = forms.ChoiceField(label="How sure is that?", choices=Certainty.choices, widget=forms.RadioSelect)
    version = VersionField()

    def __init__(self, *args: Any, edition: GuidanceEdition, rule: ClockRule | None = None, **kwargs: Any) -> None:
        filled = {name: getattr(rule, name) for name in self.FIELDS} if rule else {}
        super().__init__(*args, initial={**filled, "version": edition.version}, **kwargs)
        kinds = [(kind.value, kind.label) for kind in Kind if SPECS[kind].audience == edition.audience]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_amount(self) -> int:
        """Refuse a deadline of nothing."""
        return counts_something(self.cleaned_data["amount"])


class CheckedForm(GovUKForm):
    """Saying that a deadline was found in the primary text."""

    place = forms.CharField(
        label="Where does the primary text say so?", max_length=255, help_text="The document and its paragraph."
    )
    checked_on = DatePartsField(label="When did you read it?", noun="The day you read it")


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
