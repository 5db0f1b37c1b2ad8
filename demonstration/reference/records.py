"""Priorities, groups, attendance, accounts, abbreviations and contributions of a reference report."""

from datetime import date
from typing import Any

from demonstration.data import figures, toml
from demonstration.entering import contributions_entered, groups_entered, priorities_entered, terms_entered
from demonstration.founding import Founded
from demonstration.reference.cells import amount_of
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group
from partnerships.governance.models import Priority, Seat
from partnerships.governance.services.finance import line_add, statement_create
from partnerships.governance.services.meetings import meeting_attendance_save, meeting_plan, seat_add
from partnerships.governance.services.priorities import plan_create, priority_carry
from safeguarding.lib.facts import Period

# These reports print Yes or No; whether an absent member sent apologies is not said.
MARKS = {True: "attended", False: "absent"}


def load(founded: Founded, folder: str) -> None:
    """Enter what the governance file of the reference describes, and its contributions where it has some."""
    described = toml(folder, "governance")
    priorities_entered(
        founded,
        described["priorities"],
        title=described["plan"]["title"],
        period=Period.parse(described["plan"]["period"]),
        source=described["source"],
    )
    if "next_plan" in described:
        _carried(founded, described["next_plan"])
    groups = groups_entered(founded, described["groups"])
    for row in described.get("attendance", []):
        _attendance(founded, folder, row, groups[row["group"]])
    _finance(founded, folder, described["finance"])
    terms_entered(founded, described["glossary"]["terms"])
    if "contributions" in described:
        contributions_entered(founded, toml(folder, described["contributions"]))


def _carried(founded: Founded, described: dict[str, Any]) -> None:
    """Carry every priority into the plan of the next year."""
    manager, partnership = founded.person(Role.BOARD_MANAGER), founded.partnership
    priorities = list(Priority.objects.filter(plan__partnership=partnership).order_by("number"))
    period = Period.parse(described["period"])
    plan = plan_create(
        by=manager, partnership=partnership, slug=described["slug"], title=described["title"], period=period
    )
    for priority in priorities:
        priority_carry(by=manager, priority=priority, plan=plan, noted_on=described["decided_on"])


def _attendance(founded: Founded, folder: str, row: dict[str, Any], group: Group) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    seats: dict[str, Seat] = {}
    for printed, slug in row["seats"].items():
        agency = founded.agencies[slug]
        seats[printed] = seat_add(by=manager, group=group, label=agency.name, agency=agency)
    said = [one for one in figures(folder) if one["section"] == row["section"] and one["unit"] == "boolean"]
    for month, day in row["meetings"].items():
        meeting = _meeting(founded, group, day, row["section"])
        marks = {seats[one["breakdown"]["organisation"]]: MARKS[one["value"]] for one in said if one["period"] == month}
        meeting_attendance_save(by=manager, meeting=meeting, version=meeting.version, marks=marks)


def _meeting(founded: Founded, group: Group, day: date, source: str) -> Any:
    manager = founded.person(Role.BOARD_MANAGER)
    return meeting_plan(by=manager, partnership=founded.partnership, group=group, held_on=day, source=source)


def _finance(founded: Founded, folder: str, described: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    statement = statement_create(
        by=manager,
        partnership=founded.partnership,
        title=described["title"],
        period=Period.parse(described["period"]),
        basis=described["basis"],
        sign_convention=described["sign_convention"],
        note=described["note"],
        unlisted=described.get("unlisted", ""),
        source="Financial pages of the published report",
        **{name: amount_of(folder, number) for name, number in described.get("printed", {}).items()},
    )
    for row in described["lines"]:
        line_add(
            by=manager,
            statement=statement,
            side=row["side"],
            category=row.get("category", ""),
            label=row["label"],
            amount=amount_of(folder, row["of"]),
            in_total="excluded" not in row,
            excluded_because=row.get("excluded", ""),
            nature=row.get("nature", ""),
            one_off=row.get("one_off", False),
            agency=founded.agencies.get(row.get("agency", "")),
            note=row.get("note", ""),
        )
