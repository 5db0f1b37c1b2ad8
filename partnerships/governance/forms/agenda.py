"""Agenda items, and the rule of a group's attendance."""

from typing import Any

from django import forms

from partnerships.directory.models import Partnership
from partnerships.governance.models import AgendaItem, AttendanceRule, Priority
from partnerships.governance.selectors import priorities_of
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import VersionField, WordsField
from safeguarding.lib.prose_editor import ProseField


class AgendaForm(GovUKForm):
    """One item: before the meeting its title and lead, afterwards what was said and decided."""

    title = forms.CharField(max_length=200, label="Item")
    lead = forms.CharField(
        max_length=160, required=False, label="Led by", help_text="A role, such as Designated nurse. No names."
    )
    minutes = forms.IntegerField(required=False, min_value=1, max_value=600, label="Minutes it may take")
    purpose = forms.ChoiceField(choices=AgendaItem.Purpose.choices, label="What for?", widget=forms.RadioSelect)
    priority = forms.ModelChoiceField(
        queryset=Priority.objects.none(), required=False, label="Priority it serves", empty_label="None"
    )
    notes = ProseField(required=False, rows=5, label="What was said")
    decision = WordsField(required=False, max_words=150, rows=3, label="What was decided")
    is_key = forms.BooleanField(
        required=False,
        label="It is a key decision of the year",
        help_text="The yearly report prints it with its effect.",
    )
    effect = WordsField(
        required=False, max_words=150, rows=3, label="What the decision led to", help_text="Filled in later."
    )
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].queryset = priorities_of(partnership).order_by(  # type: ignore[attr-defined]
            "-plan__period_token", "number"
        )


class RuleForm(GovUKForm):
    """What a group expects of attendance."""

    quorum = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=200,
        label="How many seats must be filled for a quorum?",
        help_text="Leave it empty where the group has no quorum.",
    )
    partners_needed = forms.BooleanField(
        required=False, label="A quorum needs every safeguarding partner, by member or deputy"
    )
    partners_expected = forms.BooleanField(required=False, label="Say when a safeguarding partner was not there at all")
    deputy_limit = forms.IntegerField(
        min_value=0, max_value=20, label="At how many meetings running may a deputy attend without review?"
    )
    source = forms.CharField(
        max_length=255,
        label="Where is this written?",
        help_text="For example, terms of reference of 3 May 2026, paragraph 6.2.",
        initial=AttendanceRule.DEFAULT_SOURCE,
    )
    version = VersionField()
