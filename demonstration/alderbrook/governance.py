"""How the invented partnership runs itself: structure, agendas, money, objectives, impact, posts."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.actions.models import Origin
from partnerships.actions.services import action_open
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group, User
from partnerships.directory.services.groups import group_add, group_change
from partnerships.evidence.models import EvidenceBox
from partnerships.governance.models import FinanceStatement, Meeting, Priority, Step
from partnerships.governance.services import (
    agenda_add,
    attendance_rule_set,
    chain_start,
    line_add,
    link_save,
    meeting_change,
    objective_add,
    post_add,
    post_note,
    progress_add,
)
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

FOLDER = "demo"


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter what the year's register has besides plan, seats and budget. The evidence has to be there already."""
    described = toml(FOLDER, "governance")
    by = founded.person(Role.BOARD_MANAGER)
    groups = _structure(founded, described, by)
    attendance_rule_set(by=by, group=groups["board"], **described["rule"])
    priorities = {row.number: row for row in Priority.objects.of(founded.partnership).select_related("plan")}
    _agendas(groups["board"], described["agendas"], priorities, by)
    _objectives(described["objectives"], priorities, today, by)
    for row in described["chains"]:
        _chain(founded, row, priorities[row["priority"]], today, by)
    _posts(founded, described["posts"], today, by)
    _outside(founded, described["outside"], year, by)


def _structure(founded: Founded, described: dict[str, Any], by: User) -> dict[str, Group]:
    groups = {group.slug: group for group in Group.objects.of(founded.partnership)}
    for row in described["structure"]:
        group = groups[row["slug"]]
        said = {name: value for name, value in row.items() if name != "slug"}
        groups[group.slug] = group_change(by=by, group=group, version=group.version, **said)
    for row in described["more"]:
        made = group_add(by=by, partnership=founded.partnership, **{**row, "parent": groups[row["parent"]]})
        groups[made.slug] = made
    return groups


def _agendas(board: Group, rows: list[dict[str, Any]], priorities: dict[int, Priority], by: User) -> None:
    meetings = Meeting.objects.filter(group=board).order_by("held_on")
    for meeting, row in zip(meetings, rows, strict=True):
        starts_at = time.fromisoformat(row["starts_at"])
        moved = meeting_change(
            by=by,
            meeting=meeting,
            version=meeting.version,
            held_on=meeting.held_on,
            starts_at=starts_at,
            place=row["place"],
        )
        for item in row["items"]:
            agenda_add(by=by, meeting=moved, **{**item, "priority": priorities.get(item.get("priority", 0))})
    last = meetings.filter(status=Meeting.Status.HELD).last()
    if last:
        action_open(
            by=by,
            partnership=board.partnership,
            title="Ask ten children what their conference report should have said",
            success="Each report of the next quarter begins with the child's own words.",
            origin_kind=Origin.MEETING,
            origin_key=str(last.pk),
            origin_label=str(last),
            owner_post="Participation worker",
            due_on=last.held_on + timedelta(days=80),
            opened_on=last.held_on,
        )


def _objectives(rows: list[dict[str, Any]], priorities: dict[int, Priority], today: date, by: User) -> None:
    for row in rows:
        priority = priorities[row["priority"]]
        objective = objective_add(
            by=by,
            priority=priority,
            text=row["text"],
            measure=row.get("measure", ""),
            due_on=today + timedelta(days=row["due_days"]),
            owner_level=row["owner_level"],
            owner=row["owner"],
        )
        for days, standing, qualifier in row["progress"]:
            noted_on = today + timedelta(days=days)
            progress_add(
                by=by,
                priority=priority,
                objective=objective,
                noted_on=noted_on,
                standing=standing,
                qualifier=qualifier,
            )


def _chain(founded: Founded, row: dict[str, Any], priority: Priority, today: date, by: User) -> None:
    chain = chain_start(by=by, priority=priority, title=row["title"])
    boxes = {box.heading: box for box in EvidenceBox.objects.of(founded.partnership)}
    for step in Step.values:
        if step not in row:
            continue
        said = row[step]
        day = today + timedelta(days=said["days"]) if "days" in said else None
        link_save(
            by=by,
            chain=chain,
            step=step,
            version=0,
            text=from_plain_text(said["text"]),
            happened_on=day,
            source=said.get("source", ""),
            known_by=today + timedelta(days=said["known_days"]) if "known_days" in said else None,
            boxes=[boxes[heading] for heading in said.get("boxes", [])],
        )


def _posts(founded: Founded, rows: list[dict[str, Any]], today: date, by: User) -> None:
    for row in rows:
        post = post_add(
            by=by,
            partnership=founded.partnership,
            title=row["title"],
            agency=founded.agencies.get(row.get("agency", "")),
            statutory=row.get("statutory", False),
            basis=row.get("basis", ""),
            established=Decimal(row["established"]),
            unit=row["unit"],
            supervision=row.get("supervision", ""),
        )
        for days, standing, filled, words in row["notes"]:
            amount = Decimal(filled) if filled else None
            noted_on = today + timedelta(days=days)
            post_note(by=by, post=post, noted_on=noted_on, standing=standing, filled=amount, words=words)


def _outside(founded: Founded, rows: list[dict[str, Any]], year: Period, by: User) -> None:
    budget = FinanceStatement.objects.of(founded.partnership).get(period_token=year.token)
    for row in rows:
        line_add(
            by=by,
            statement=budget,
            side=row["side"],
            label=row["label"],
            amount=Decimal(row["amount"]),
            nature=row["nature"],
            agency=founded.agencies[row["agency"]],
            in_total=False,
            excluded_because=row["because"],
        )
