"""Forms of the register of links and documents, and of the law behind the report."""

from typing import Any

from django import forms

from partnerships.assurance.forms.base import OWNER_HINT, AgencyField, RoomForm, version
from partnerships.assurance.models import Resource
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField
from safeguarding.lib.richtext_source import HELP


class ResourceForm(RoomForm):
    """A link or a document."""

    title = forms.CharField(
        max_length=200,
        label="Title",
        help_text="What it is, so that the link makes sense on its own. Never “here”.",
    )
    kind = forms.ChoiceField(choices=Resource.Kind.choices, label="Kind")
    url = forms.URLField(max_length=500, required=False, label="Web address", assume_scheme="https")
    kept_at = forms.CharField(max_length=200, required=False, label="Where it is kept, if it has no web address")
    audience = forms.CharField(max_length=160, required=False, label="Who it is for")
    agency = AgencyField(label="Agency that looks after it", empty="No agency: a post of the partnership")
    owner_post = forms.CharField(max_length=160, required=False, label="Post that looks after it", help_text=OWNER_HINT)
    edition = forms.CharField(max_length=60, required=False, label="Version", help_text="For example, 3.1.")
    dated_on = DatePartsField(label="Dated", noun="Date of the document", required=False)
    review_on = DatePartsField(label="To be reviewed by", noun="Date of the review", required=False)
    in_reports = forms.BooleanField(required=False, initial=True, label="Print it in the list of links")
    retired = forms.BooleanField(required=False, label="It is out of use: take it out of the lists")
    version = version()

    def __init__(self, *args: Any, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            del self.fields["retired"]

    def clean_url(self) -> str:
        """Refuse what is not on the web."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError("Web address must begin with https:// or http://")
        return url


class RewordForm(GovUKForm):
    """The partnership's own words."""

    body = forms.CharField(
        required=False,
        label="Words to print",
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=f"{HELP} Empty goes back to the words the portal ships with.",
    )
    why = forms.CharField(max_length=300, label="Why")
    version = VersionField()
