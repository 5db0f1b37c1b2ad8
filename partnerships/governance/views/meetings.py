"""Meetings: the register, one meeting with its agenda and attendance."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.actions.models import Origin
from partnerships.actions.selectors import origin_actions
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.forms import AttendanceForm, MeetingChangeForm, MeetingForm, NotHeldForm
from partnerships.governance.models import Attendance, Meeting
from partnerships.governance.policies import can_cancel, can_take_attendance, can_take_back
from partnerships.governance.selectors import (
    agenda_of,
    attendance_alerts,
    attendance_table,
    groups_with_meetings,
    meetings_of,
    rule_of,
    seats_at,
)
from partnerships.governance.services import (
    meeting_attendance_save,
    meeting_cancel,
    meeting_change,
    meeting_not_held,
    meeting_plan,
    meeting_plan_again,
)
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import NotAllowed, first_words


class MeetingList(PartnershipView):
    """The register of meetings."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List, newest first."""
        return self.page(
            "governance/meeting_list.html",
            meetings=list(meetings_of(self.partnership)),
            groups=list(groups_with_meetings(self.partnership)),
            manages=self.access.may(P.GOVERNANCE_MANAGE),
        )


class MeetingAdd(PartnershipView):
    """Put a meeting in the register."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("governance/meeting_add.html", form=MeetingForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = MeetingForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "governance/meeting_add.html", form, self.keep)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Plan the meeting."""
        made = meeting_plan(by=self.person, partnership=self.partnership, **said)
        return redirect("meeting_detail", self.partnership.slug, made.pk)


class MeetingDetail(PartnershipView):
    """Who sat in every seat: a form for those who keep the register, a table for everybody else."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Show it."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        form = self.form(row, None)
        return self.page("governance/meeting_detail.html", form=form, **self.around(row))

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Save the whole list."""
        self.access.demand(P.GOVERNANCE_MANAGE)
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        form = self.form(row, request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            marks = form.marks(rest=Attendance.Mark.ATTENDED if "rest" in request.POST else "")
            meeting_attendance_save(by=self.person, meeting=row, version=said["version"], marks=marks)
            messages.success(request, f"The attendance of {row} is saved.")
            return redirect("meeting_detail", self.partnership.slug, row.pk)

        def overtaken() -> None:
            seats = {seat.pk: str(seat) for seat in form.seats}
            saved = {seats.get(mark.seat_id, ""): mark.get_mark_display() for mark in row.attendances.all()}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/meeting_detail.html", form, save, overtaken, **self.around(row))

    def form(self, row: Meeting, data: Any) -> AttendanceForm:
        """Return the form with the marks as stored."""
        marks = {mark.seat_id: mark.mark for mark in row.attendances.all()}
        return AttendanceForm(data, seats=seats_at(row), marks=marks, initial={"version": row.version})

    def around(self, row: Meeting) -> dict[str, Any]:
        """Return what the page says beside the form."""
        manages = self.access.may(P.GOVERNANCE_MANAGE)
        table = attendance_table(self.partnership, row.group, row.held_on, row.held_on)
        alerts = attendance_alerts(table, rule_of(row.group))
        actions = origin_actions(self.partnership, self.person, Origin.MEETING, [str(row.pk)])
        return {
            "meeting": row,
            "agenda": agenda_of(row),
            "alerts": [alert for alert in alerts if alert.code != "deputy"],
            "actions": list(actions) if self.access.may(P.ACTION_VIEW) else None,
            "takes": manages and can_take_attendance(row, timezone.localdate()),
            "cancels": manages and can_cancel(row),
            "takes_back": manages and can_take_back(row),
            "manages": manages,
        }


class MeetingEdit(PartnershipView):
    """Move a meeting, or say when it starts and where."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        time = row.starts_at.strftime("%H:%M") if row.starts_at else ""
        said = {"held_on": row.held_on, "starts_at": time, "place": row.place, "version": row.version}
        return self.page("governance/meeting_edit.html", form=MeetingChangeForm(initial=said), meeting=row)

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        form = MeetingChangeForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            meeting_change(by=self.person, meeting=row, **said)
            return redirect("meeting_detail", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {"Date": str(row.held_on), "Starts at": str(row.starts_at or ""), "Where": row.place}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/meeting_edit.html", form, save, overtaken, meeting=row)


class MeetingNotHeld(PartnershipView):
    """Say, with the reason, that a meeting recorded as held was not held after all."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Ask for the reason."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        form = NotHeldForm(initial={"version": row.version})
        return self.page("governance/meeting_not_held.html", form=form, meeting=row)

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Take it back."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        form = NotHeldForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            meeting_not_held(by=self.person, meeting=row, **said)
            messages.success(request, f"{row} is planned again, without attendance.")
            return redirect("meeting_detail", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {"Status": row.get_status_display(), "Attendance recorded for": f"{row.attendances.count()} seats"}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/meeting_not_held.html", form, save, overtaken, meeting=row)


class MeetingMove(ABC, PartnershipView):
    """A change of state with one button. POST only; a subclass says which."""

    permission = P.GOVERNANCE_MANAGE

    def post(self, request: HttpRequest, meeting: int) -> HttpResponse:
        """Move it, or say why not."""
        row = get_object_or_404(meetings_of(self.partnership), pk=meeting)
        try:
            self.move(row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        return redirect("meeting_detail", self.partnership.slug, row.pk)

    @abstractmethod
    def move(self, row: Meeting) -> None:
        """Call the service."""


class MeetingCancel(MeetingMove):
    """It will not take place."""

    def move(self, row: Meeting) -> None:
        """Cancel."""
        meeting_cancel(by=self.person, meeting=row)


class MeetingPlanAgain(MeetingMove):
    """It will take place after all."""

    def move(self, row: Meeting) -> None:
        """Take the cancellation back."""
        meeting_plan_again(by=self.person, meeting=row)
