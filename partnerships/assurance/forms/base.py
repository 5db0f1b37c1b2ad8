"""What forms of this room share."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from partnerships.directory.models import Agency
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField

OWNER_HINT = "For example, head of quality. Never a person's name."
YEARS = range(2035, 2011, -1)


class AgencyField(forms.ModelChoiceField):
    """One agency of the partnership, or none where `empty` says what that means."""

    def __init__(self, *, empty: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(queryset=Agency.objects.none(), empty_label=empty or "Choose an agency", **kwargs)


class YearField(forms.TypedChoiceField):
    """A financial year; cleans to a Period."""

    def __init__(self, **kwargs: Any) -> None:
        years = [Period.financial_year(year) for year in YEARS]
        super().__init__(choices=[(one.token, one.label) for one in years], coerce=Period.parse, **kwargs)


class RoomForm(GovUKForm):
    """A form that offers the partnership's agencies in every field that asks for one."""

    def __init__(self, *args: Any, seats: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if (
                isinstance(field, forms.ModelChoiceField)
                and field.queryset is not None
                and field.queryset.model is Agency
            ):
                field.queryset = seats


class ActionForm(RoomForm):
    """An action to open. Everybody who reads the action log can read it."""

    title = forms.CharField(
        max_length=255, label="What will be done", help_text="Everybody who reads the action log can read this."
    )
    success = WordsField(label="What it will look like when it has worked", max_length=2000, rows=3, required=False)
    agency = AgencyField(label="Agency that does it", empty="No agency: a post of the partnership")
    owner_post = forms.CharField(max_length=120, required=False, label="Post that does it", help_text=OWNER_HINT)
    due_on = DatePartsField(label="Due", noun="Due date")


def version() -> VersionField:
    """Return the hidden version of what is edited; a new record has none."""
    return VersionField(required=False)
