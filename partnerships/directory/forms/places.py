"""Agencies, organisations, areas and the partnership itself."""

from typing import Any

from django import forms

from partnerships.directory.models import Agency, Area, Organisation, Partnership, Succession
from partnerships.directory.selectors import all_organisations, areas_below, areas_within
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField

TITLE_HINT = "Only where several services of one organisation answer apart."


class SeatForm(GovUKForm):
    """What every seat says: here the area, for a partnership that has several."""

    area = forms.ModelChoiceField(
        label="Area it answers for",
        queryset=Area.objects.none(),
        required=False,
        empty_label="The whole partnership",
        help_text="Choose one only where the partnership has several. The agency's figures are then that area's.",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_below(partnership)  # type: ignore[attr-defined]


class AgencyAddForm(SeatForm):
    """A seat for an organisation of the list, or for a new one."""

    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False, empty_label="It is not in this list"
    )
    new_name = forms.CharField(
        label="Name of the new organisation",
        max_length=160,
        required=False,
        help_text="Only where it is not in the list.",
    )
    new_kind = forms.ChoiceField(
        label="Kind of the new organisation",
        choices=[("", "Choose one"), *Organisation.Kind.choices],
        required=False,
    )
    title = forms.CharField(max_length=160, required=False, help_text=TITLE_HINT)
    standing = forms.ChoiceField(
        label="Standing in the partnership", choices=Agency.Standing.choices, widget=forms.RadioSelect
    )
    joined_on = DatePartsField(label="Joined on", noun="The day it joined", required=False)
    field_order = ("organisation", "new_name", "new_kind", "title", "standing", "area", "joined_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = all_organisations()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for either an organisation or a new name with its kind."""
        given = super().clean() or {}
        chosen, new = given.get("organisation"), given.get("new_name")
        if "organisation" in self.errors:
            return given
        if not chosen and not new:
            self.add_error("organisation", "Select an organisation, or enter the name of a new one")
        elif chosen and new:
            self.add_error("new_name", "Leave this empty, or select \u201cIt is not in this list\u201d above")
        elif new and not given.get("new_kind"):
            self.add_error("new_kind", "Select the kind of the new organisation")
        return given


class AgencyEditForm(SeatForm):
    """A seat, with the version the person began to edit."""

    title = forms.CharField(max_length=160, required=False, help_text=TITLE_HINT)
    standing = forms.ChoiceField(
        label="Standing in the partnership", choices=Agency.Standing.choices, widget=forms.RadioSelect
    )
    joined_on = DatePartsField(label="Joined on", noun="The day it joined", required=False)
    left_on = DatePartsField(
        label="Left on",
        noun="The day it left",
        required=False,
        help_text="What the agency handed in stays. It is asked for nothing after this day.",
    )
    version = VersionField()
    field_order = ("title", "standing", "area", "joined_on", "left_on", "version")


class OrganisationRenameForm(GovUKForm):
    """A new name from a day on."""

    name = forms.CharField(label="New name", max_length=160)
    on = DatePartsField(label="First day of the new name", noun="First day of the new name")
    version = VersionField()


class OrganisationSucceedForm(GovUKForm):
    """Which body took over, how and when."""

    successor = forms.ModelChoiceField(
        label="Organisation that took over", queryset=Organisation.objects.none(), empty_label="Choose one"
    )
    kind = forms.ChoiceField(label="What happened", choices=Succession.Kind.choices, widget=forms.RadioSelect)
    on = DatePartsField(label="Day it happened", noun="The day it happened")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = all_organisations().exclude(pk=organisation.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]


class AreaForm(GovUKForm):
    """A place at or below the partnership's own."""

    name = forms.CharField(max_length=120)
    code = forms.SlugField(
        max_length=60,
        help_text="The ONS code where there is one, for example E06000033; otherwise a short word.",
        error_messages={"invalid": "Code must have only letters, numbers, hyphens and underscores"},
    )
    kind = forms.ChoiceField(label="Kind of place", choices=[("", "Choose one"), *Area.Kind.choices])
    parent = forms.ModelChoiceField(label="Part of", queryset=Area.objects.none(), empty_label=None)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = areas_below(partnership)  # type: ignore[attr-defined]


class AreaEditForm(GovUKForm):
    """A place put right. What the partnership's own area is part of is not its to change."""

    name = forms.CharField(max_length=120)
    parent = forms.ModelChoiceField(label="Part of", queryset=Area.objects.none(), empty_label=None)
    version = VersionField()

    def __init__(self, *args: Any, partnership: Partnership, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if area.pk == partnership.area_id:
            del self.fields["parent"]
        else:
            below = [row.pk for row in areas_within(area)]
            self.fields["parent"].queryset = areas_below(partnership).exclude(pk__in=below)  # type: ignore[attr-defined]


class PartnershipForm(GovUKForm):
    """What the partnership is called and what it calls its independent person."""

    name = forms.CharField(max_length=160)
    short_name = forms.CharField(label="Short name", max_length=60)
    chair_title = forms.CharField(
        label="Title of the independent person",
        max_length=60,
        help_text="For example Independent chair or Independent scrutineer. It stands in reports and messages.",
    )
    version = VersionField()
