"""Meetings, attendance and seats."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from partnerships.directory.models import Agency, Group, Partnership
from partnerships.governance.models import Attendance, Seat
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField


class WhenAndWhere(GovUKForm):
    """The day, the time and the place of a meeting."""

    held_on = DatePartsField(label="Date of the meeting", noun="Date of the meeting")
    starts_at = forms.TimeField(
        required=False,
        label="Starts at",
        help_text="For example, 14:00. The agenda shows from it when each item begins.",
        error_messages={"invalid": "Enter the time as hours and minutes, like 14:00"},
        widget=forms.TextInput,
    )
    place = forms.CharField(max_length=160, required=False, label="Where", help_text="A room, or online.")


class MeetingChangeForm(WhenAndWhere):
    """A meeting that is in the register."""

    version = VersionField()


class NotHeldForm(GovUKForm):
    """Why a meeting was not held after all."""

    reason = forms.CharField(
        max_length=255,
        label="Why was it not held after all?",
        help_text="For example, the list was filled in at the wrong meeting.",
    )
    version = VersionField()


class MeetingForm(WhenAndWhere):
    """A meeting in the register."""

    group = forms.ModelChoiceField(queryset=Group.objects.none(), label="Group", empty_label=None)
    field_order = ("group", "held_on", "starts_at", "place")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.of(partnership)  # type: ignore[attr-defined]


class AttendanceForm(GovUKForm):
    """One choice for every seat."""

    version = VersionField()

    def __init__(self, *args: Any, seats: Sequence[Seat], marks: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = seats
        for seat in seats:
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=str(seat),
                required=False,
                initial=marks.get(seat.pk, ""),
                choices=[("", "Not recorded"), *Attendance.Mark.choices],
                error_messages={"invalid_choice": f"Choose one of the marks for {seat}"},
            )

    def marks(self, rest: str = "") -> dict[Seat, str]:
        """Return the cleaned choice for every seat; `rest` is the mark of those nobody chose one for."""
        return {seat: self.cleaned_data[f"seat-{seat.pk}"] or rest for seat in self.seats}


class SeatFields(GovUKForm):
    """What a seat is called, whose it is and since when it exists."""

    label = forms.CharField(max_length=120, label="Seat", help_text="As the attendance table prints it.")
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(), required=False, label="Agency", empty_label="None, for example a lay member"
    )
    role = forms.CharField(max_length=120, required=False, label="Role", help_text="For example, Director.")
    starts_on = DatePartsField(required=False, label="First day", noun="First day")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.of(partnership).select_related("organisation")
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class SeatForm(SeatFields):
    """A new seat at a group's table."""

    group = forms.ModelChoiceField(queryset=Group.objects.none(), label="Group", empty_label=None)
    field_order = ("group", "label", "agency", "role", "starts_on")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["group"].queryset = Group.objects.of(partnership)  # type: ignore[attr-defined]


class SeatChangeForm(SeatFields):
    """A seat that is in the register."""

    ends_on = DatePartsField(required=False, label="Last day", noun="Last day", help_text="Empty while it exists.")
    version = VersionField()


class SeatEndForm(GovUKForm):
    """The last day of a seat."""

    ends_on = DatePartsField(label="Last day", noun="Last day")
