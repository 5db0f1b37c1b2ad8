"""Who attended the meetings of a group: a matrix with the share over the meetings held, and its legend."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Group, Partnership
from partnerships.governance.attendance import RULE, AttendanceTable
from partnerships.governance.models import Meeting
from partnerships.governance.selectors import attendance_alerts, attendance_table, rules_of
from reports.studio.blocks.forms import PeriodsField, SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, Period


class AttendanceForm(SectionForm):
    """Whose meetings."""

    settings: ClassVar[tuple[str, ...]] = ("group", "periods")

    group = forms.ChoiceField(required=False)
    periods = PeriodsField(
        label="Another period than the report's",
        required=False,
        help_text="Where the group's year is not the report's. Write 2017-18, or first and last day as "
        "2017-09-01..2018-10-31.",
    )
    field_order = ("title", "group", "periods", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's groups."""
        groups = [(group.slug, group.name) for group in Group.objects.of(partnership)]
        self.choose("group", groups, "The board")


def group_of(context: GatherContext, section: Section) -> Group | None:
    """Return the group named in the settings, or the partnership's board."""
    groups = context.once("groups", lambda: list(Group.objects.of(context.partnership)))
    named = section.config.get("group")
    fitting = [one for one in groups if (one.slug == named if named else one.kind == Group.Kind.BOARD)]
    return fitting[0] if fitting else None


def whole_months(span: Period) -> Period:
    """Return the calendar months a period touches: people say "September 2017 to March 2019" and count meetings so."""
    following = date(span.end.year + span.end.month // 12, span.end.month % 12 + 1, 1)
    start, end = span.start.replace(day=1), following - timedelta(days=1)
    return span if (start, end) == (span.start, span.end) else Period.span(start, end)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    named = section.config.get("periods")
    span = Period.parse(named[0]) if named else whole_months(context.report.span)
    group = group_of(context, section)
    if group is None:
        return {"group": "", "meetings": [], "rows": [], "legend": [], "rule": "", "alerts": []}
    table = context.once(
        f"attendance {group.slug} {span.token}",
        lambda: attendance_table(context.partnership, group, span.start, span.end),
    )
    rules = context.once("attendance rules", lambda: rules_of(context.partnership))
    return {
        "group": group.name,
        "period": span.label,
        "held": table.held,
        "meetings": [_meeting(meeting) for meeting in table.meetings],
        "rows": _rows(context, table, span),
        "present": table.present,
        "legend": [{"letter": shown.letter, "label": shown.label} for shown in table.legend],
        "rule": RULE,
        "alerts": [f"{alert.about}: {alert.text}" for alert in attendance_alerts(table, rules.get(group.pk))],
    }


def _meeting(meeting: Meeting) -> dict[str, str | bool]:
    day: date = meeting.held_on
    return {"day": f"{day.day} {day:%b}", "year": str(day.year), "held": meeting.status == Meeting.Status.HELD}


def _rows(context: GatherContext, table: AttendanceTable, span: Period) -> list[dict[str, Any]]:
    return [
        {
            "seat": str(row.seat),
            "cells": [{"letter": cell.letter, "label": cell.label, "present": cell.is_present} for cell in row.cells],
            "share": context.want(FactKey(f"governance/attendance.{row.seat.slug}", {"period": span.token})),
        }
        for row in table.rows
    ]


ATTENDANCE = BlockSpec(
    key="attendance",
    title="Attendance",
    sentence="Seats against meetings, with the share over the meetings held and what the letters mean.",
    template="reports/blocks/attendance.html",
    form=AttendanceForm,
    gather=_gather,
    checks=("not_held", "attendance_alert"),
)
