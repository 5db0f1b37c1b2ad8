"""Plans, priorities, their objectives and progress."""

from typing import Any

from django import forms

from partnerships.directory.models import Group, Partnership
from partnerships.governance.models import OwnerLevel, Priority, PriorityPlan, PriorityProgress
from partnerships.governance.selectors import plans_with_priorities
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField
from safeguarding.lib.prose_editor import ProseField

OWNER_HELP = "A role, such as Director of nursing. No names."


class PlanForm(GovUKForm):
    """A plan."""

    title = forms.CharField(max_length=160, label="Title", help_text="For example, Business plan 2026-29.")
    starts_on = DatePartsField(label="First day", noun="First day")
    ends_on = DatePartsField(label="Last day", noun="Last day")

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that runs backwards."""
        said = super().clean() or {}
        if not self.errors and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", "Last day must be on or after the first day")
        return said


class PriorityForm(GovUKForm):
    """A priority's wording, and who answers for it."""

    title = forms.CharField(max_length=255, label="Priority")
    text = ProseField(required=False, rows=6, label="What it means")
    outcome = ProseField(required=False, rows=4, label="What should become different")
    pledge = ProseField(required=False, rows=4, label="What the partnership pledges")
    lead = forms.ModelChoiceField(queryset=Group.objects.none(), required=False, label="Led by", empty_label="Not said")
    owner_level = forms.ChoiceField(
        choices=OwnerLevel.choices, label="At which level is it owned?", widget=forms.RadioSelect
    )
    owner = forms.CharField(max_length=160, required=False, label="Who answers for it", help_text=OWNER_HELP)
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Group.objects.of(partnership)  # type: ignore[attr-defined]


class ProgressRemoveForm(GovUKForm):
    """Why a note is taken out."""

    reason = forms.CharField(
        max_length=255, label="Why is the note taken out?", help_text="For example, it belongs to another priority."
    )


class CarryForm(GovUKForm):
    """Where a priority goes on."""

    plan = forms.ModelChoiceField(queryset=PriorityPlan.objects.none(), label="Plan it goes on in", empty_label=None)
    noted_on = DatePartsField(label="Date", noun="Date")

    def __init__(self, *args: Any, priority: Priority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plans = plans_with_priorities(priority.plan.partnership).exclude(pk=priority.plan_id)
        self.fields["plan"].queryset = plans  # type: ignore[attr-defined]


class ObjectiveForm(GovUKForm):
    """An objective of a priority."""

    text = forms.CharField(max_length=400, label="Objective", help_text="One sentence that can come true.")
    measure = forms.CharField(max_length=255, required=False, label="How will you know it is reached?")
    due_on = DatePartsField(required=False, label="Due", noun="Due date")
    owner_level = forms.ChoiceField(
        choices=OwnerLevel.choices, label="At which level is it owned?", widget=forms.RadioSelect
    )
    owner = forms.CharField(max_length=160, required=False, label="Who answers for it", help_text=OWNER_HELP)
    version = VersionField()


class ProgressForm(GovUKForm):
    """A dated note on progress."""

    noted_on = DatePartsField(label="Date", noun="Date")
    standing = forms.ChoiceField(choices=PriorityProgress.CHOICES, label="How far is it?", widget=forms.RadioSelect)
    qualifier = forms.CharField(
        max_length=120,
        required=False,
        label="What limits that?",
        help_text="A few words printed beside it, such as: subject to funding, in two of three areas.",
    )
    text = ProseField(required=False, rows=6, label="What was done and what changed")
