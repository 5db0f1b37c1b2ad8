"""Groups of the structure."""

from typing import Any

from django import forms

from partnerships.directory.models import Group, Partnership
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField


class GroupForm(GovUKForm):
    """A group: what it is, where it stands, who chairs it, on what terms."""

    name = forms.CharField(max_length=160, label="Name")
    kind = forms.ChoiceField(choices=Group.Kind.choices, label="What is it?", widget=forms.RadioSelect)
    parent = forms.ModelChoiceField(
        queryset=Group.objects.none(), required=False, label="Reports to", empty_label="Nobody: it is at the top"
    )
    chair = forms.CharField(
        max_length=160, required=False, label="Chaired by", help_text="A role, such as Director of nursing. No names."
    )
    purpose = forms.CharField(
        max_length=400,
        required=False,
        label="Purpose",
        help_text="One sentence.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    meets = forms.CharField(
        max_length=80, required=False, label="How often it meets", help_text="For example, every six weeks."
    )
    joint_with = forms.CharField(
        max_length=160, required=False, label="Held together with", help_text="For example, the adults board."
    )
    former_name = forms.CharField(max_length=160, required=False, label="Former name")
    supersedes = forms.ModelChoiceField(
        queryset=Group.objects.none(), required=False, label="Took over from", empty_label="No other group"
    )
    terms_url = forms.URLField(
        max_length=300, required=False, label="Address of its terms of reference", assume_scheme="https"
    )
    terms_agreed_on = DatePartsField(required=False, label="Terms agreed on", noun="The day the terms were agreed")
    terms_review_on = DatePartsField(required=False, label="Terms to be reviewed by", noun="The day of the review")
    started_on = DatePartsField(required=False, label="First day", noun="First day")
    ended_on = DatePartsField(required=False, label="Last day", noun="Last day")
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Group.objects.of(partnership)
        others = others.exclude(pk=group.pk) if group else others
        for name in ("parent", "supersedes"):
            self.fields[name].queryset = others  # type: ignore[attr-defined]
