"""Posts and how they stand."""

from decimal import Decimal
from typing import Any

from django import forms

from partnerships.directory.models import Agency, Partnership
from partnerships.governance.models import Post, PostNote
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField


class PostForm(GovUKForm):
    """A post."""

    title = forms.CharField(
        max_length=160, label="Post", help_text="For example, Designated doctor. Never the name of a person."
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(), required=False, label="Agency", empty_label="The partnership's own"
    )
    statutory = forms.BooleanField(required=False, label="Law or statutory guidance asks for it")
    basis = forms.CharField(
        max_length=255, required=False, label="Which law or guidance?", help_text="As you would print it."
    )
    established = forms.DecimalField(
        max_digits=7,
        decimal_places=2,
        min_value=Decimal("0.01"),
        required=False,
        label="How much there should be of it",
    )
    unit = forms.ChoiceField(choices=Post.Unit.choices, label="Counted in", widget=forms.RadioSelect)
    supervision = forms.CharField(
        max_length=80, required=False, label="Supervision ratio", help_text="As it is agreed, such as 1 to 12."
    )
    ended_on = DatePartsField(required=False, label="Last day of the post", noun="Last day of the post")
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.of(partnership).select_related("organisation")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class PostNoteForm(GovUKForm):
    """How a post stands from a day on."""

    noted_on = DatePartsField(label="From which day?", noun="The day")
    standing = forms.ChoiceField(
        choices=PostNote.Standing.choices, label="How does it stand?", widget=forms.RadioSelect
    )
    filled = forms.DecimalField(
        max_digits=7,
        decimal_places=2,
        min_value=Decimal(0),
        required=False,
        label="How much of it is filled?",
        help_text="Only where it is filled in part.",
    )
    words = forms.CharField(
        max_length=255,
        required=False,
        label="Who covers, or how does recruitment go?",
        help_text="Roles, no names. The report prints this.",
    )
    source = forms.CharField(max_length=255, required=False, label="Where does that come from?")
