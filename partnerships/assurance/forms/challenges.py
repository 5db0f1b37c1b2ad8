"""Forms of the challenge log."""

from typing import Any

from django import forms

from partnerships.assurance.forms.base import AgencyField, RoomForm, YearField, version
from partnerships.assurance.models import Challenge, ChallengeStep
from partnerships.assurance.policies import CLOSING
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import WordsField


class ChallengeForm(RoomForm):
    """What is asked of whom."""

    kind = forms.ChoiceField(choices=Challenge.Kind.choices, label="What it is", widget=forms.RadioSelect)
    title = forms.CharField(
        max_length=200, label="The challenge", help_text="In one line. No child or person is named."
    )
    text = WordsField(label="What is asked, and why", max_length=4000, rows=5, required=False)
    raised_on = DatePartsField(label="Raised on", noun="Raised on")
    raised_by = AgencyField(label="Raised by", empty="No agency of the partnership")
    by_words = forms.CharField(
        max_length=160, required=False, label="Raised by, in words", help_text="For example, independent scrutineer."
    )
    raised_to = AgencyField(label="Put to", empty="No agency of the partnership")
    to_words = forms.CharField(
        max_length=160,
        required=False,
        label="Put to, in words",
        help_text="For example, prison service, regional head.",
    )
    in_reports = forms.BooleanField(
        required=False,
        label="A report may print this challenge and its steps",
        help_text="Otherwise it is only counted.",
    )
    version = version()

    def __init__(self, *args: Any, new: bool, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            del self.fields["raised_on"]
        if not manages:
            del self.fields["in_reports"]


class StepForm(GovUKForm):
    """What happened next."""

    kind = forms.ChoiceField(choices=ChallengeStep.Kind.choices, label="What happened", widget=forms.RadioSelect)
    happened_on = DatePartsField(label="Date", noun="Date")
    whom = forms.CharField(
        max_length=160,
        required=False,
        label="With whom",
        help_text="To whom it was escalated, who answered, who met. A role or a body, never a person's name.",
    )
    text = WordsField(label="What was said or done", max_length=4000, rows=5)

    def __init__(self, *args: Any, closes: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not closes:
            offered = [(value, label) for value, label in ChallengeStep.Kind.choices if value not in CLOSING]
            kind = self.fields["kind"]
            kind.choices = offered  # type: ignore[attr-defined]
            kind.help_text = "Only the side that raised a challenge, or the board manager, can close it."
            kind.error_messages["invalid_choice"] = "Choose what happened; only the side that raised it can close it"


class DisagreementForm(RoomForm):
    """How often practitioners disagreed in a year."""

    period = YearField(label="Year")
    agency = AgencyField(label="Counted by", empty="Counted for all agencies together")
    stage = forms.IntegerField(
        min_value=1,
        max_value=9,
        initial=1,
        label="Stage of the escalation policy it reached",
        help_text="1 is a conversation between practitioners in most policies.",
    )
    raised = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label="Raised",
        help_text="0 if there were none. Leave it empty if nobody counted.",
    )
    resolved = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label="Resolved at this stage",
        help_text="Empty if not counted.",
    )
    source = forms.CharField(max_length=255, required=False, label="Where the figure comes from")
    version = version()
