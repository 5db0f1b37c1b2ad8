"""Seats round a group's table, who sat in them, and what the group expects."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.attendance import RULE
from partnerships.governance.forms import RuleForm, SeatChangeForm, SeatEndForm, SeatForm
from partnerships.governance.selectors import (
    attendance_alerts,
    attendance_periods,
    attendance_table,
    groups_of,
    rule_of,
    seats_of,
)
from partnerships.governance.services import attendance_rule_set, seat_add, seat_change, seat_end
from safeguarding.lib.facts import Period
from safeguarding.lib.refusal import show_both


class AttendanceTablePage(PartnershipView):
    """Seats against meetings with percentages, the rule, the legend and what stands out."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest, group: str) -> HttpResponse:
        """Show the newest financial year, or the period asked for."""
        row = get_object_or_404(groups_of(self.partnership), slug=group)
        periods = attendance_periods(self.partnership, row)
        chosen = next((period for period in periods if period.token == request.GET.get("period")), None)
        shown = chosen or (periods[0] if periods else Period.snapshot(timezone.localdate()))
        table = attendance_table(self.partnership, row, shown.start, shown.end)
        expected = rule_of(row)
        return self.page(
            "governance/attendance.html",
            group=row,
            periods=periods,
            shown=shown,
            table=table,
            alerts=attendance_alerts(table, expected),
            expected=expected,
            rule=RULE,
            manages=self.access.may(P.GOVERNANCE_MANAGE),
        )


class RuleEdit(PartnershipView):
    """Say what a group expects of attendance, and where that is written."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, group: str) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(groups_of(self.partnership), slug=group)
        rule = rule_of(row)
        form = RuleForm(initial={name: getattr(rule, name) for name in RuleForm.base_fields})
        return self.page("governance/attendance_rule.html", form=form, group=row)

    def post(self, request: HttpRequest, group: str) -> HttpResponse:
        """Keep it."""
        row = get_object_or_404(groups_of(self.partnership), slug=group)

        def save(said: dict[str, Any]) -> HttpResponse:
            attendance_rule_set(by=self.person, group=row, **said)
            messages.success(request, f"What {row} expects of attendance is saved.")
            return redirect("attendance_table", self.partnership.slug, row.slug)

        def overtaken() -> None:
            rule, fields = rule_of(row), RuleForm.base_fields
            words = {name: getattr(rule, name) for name in fields if name != "version"}
            said = {True: "Yes", False: "No", None: ""}
            saved = {
                str(fields[name].label): said[value] if isinstance(value, bool | None) else str(value)
                for name, value in words.items()
            }
            show_both(form, by=None, at=None, version=rule.version, saved=saved)

        form = RuleForm(request.POST)
        return saved_or_shown(self, "governance/attendance_rule.html", form, save, overtaken, group=row)


class SeatAdd(PartnershipView):
    """Add a seat; the list of seats stands below."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = SeatForm(partnership=self.partnership)
        return self.page("governance/seats.html", form=form, seats=seats_of(self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form, seats = SeatForm(request.POST, partnership=self.partnership), seats_of(self.partnership)
        return saved_or_shown(self, "governance/seats.html", form, self.keep, seats=seats)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Add the seat."""
        made = seat_add(by=self.person, **said)
        messages.success(self.request, f"{made} has a seat.")
        return redirect("seat_list", self.partnership.slug)


class SeatEnd(PartnershipView):
    """End a seat."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, seat: int) -> HttpResponse:
        """Ask for the last day."""
        row = get_object_or_404(seats_of(self.partnership), pk=seat)
        return self.page("governance/seat_end.html", form=SeatEndForm(), seat=row)

    def post(self, request: HttpRequest, seat: int) -> HttpResponse:
        """End it."""
        row = get_object_or_404(seats_of(self.partnership), pk=seat)

        def save(said: dict[str, Any]) -> HttpResponse:
            seat_end(by=self.person, seat=row, ends_on=said["ends_on"])
            return redirect("seat_list", self.partnership.slug)

        return saved_or_shown(self, "governance/seat_end.html", SeatEndForm(request.POST), save, seat=row)


class SeatEdit(PartnershipView):
    """Correct a seat: its name, whose it is, its first and last day."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, seat: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(seats_of(self.partnership), pk=seat)
        said = {name: getattr(row, name) for name in ("label", "agency", "role", "starts_on", "ends_on", "version")}
        form = SeatChangeForm(initial=said, partnership=self.partnership)
        return self.page("governance/seat_edit.html", form=form, seat=row)

    def post(self, request: HttpRequest, seat: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(seats_of(self.partnership), pk=seat)
        form = SeatChangeForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = seat_change(by=self.person, seat=row, **said)
            messages.success(request, f"The seat of {made} is saved.")
            return redirect("seat_list", self.partnership.slug)

        def overtaken() -> None:
            days = {"First day": str(row.starts_on or ""), "Last day": str(row.ends_on or "")}
            saved = {"Seat": row.label, "Agency": str(row.agency or ""), "Role": row.role, **days}
            show_both(form, by=None, at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/seat_edit.html", form, save, overtaken, seat=row)
