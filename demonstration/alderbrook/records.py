"""The invented partnership's plan, board, budget, glossary and contributions."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from demonstration.data import toml
from demonstration.entering import contribution_entered, groups_entered
from demonstration.founding import Founded
from partnerships.contributions.services import (
    PromptSpec,
    contribution_approve,
    contribution_submit,
    round_open,
    template_create,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group
from partnerships.governance.services.finance import line_add, statement_create
from partnerships.governance.services.glossary import term_add
from partnerships.governance.services.meetings import meeting_attendance_save, meeting_plan, seat_add
from partnerships.governance.services.priorities import plan_create, priority_add, progress_add
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

FOLDER = "demo"
DAYS_BETWEEN_MEETINGS = 63


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter the year."""
    described = toml(FOLDER, "year")
    manager = founded.person(Role.BOARD_MANAGER)
    _priorities(founded, described, today, year)
    groups = groups_entered(founded, described["groups"])
    _meetings(founded, described, groups["board"], today)
    _finance(founded, described["finance"], year)
    for abbreviation, expansion in described["glossary"]:
        term_add(by=manager, partnership=founded.partnership, abbreviation=abbreviation, expansion=expansion)
    _contributions(founded, described["contributions"], today, year)


def _priorities(founded: Founded, described: dict[str, Any], today: date, year: Period) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    plan = plan_create(by=manager, partnership=founded.partnership, slug="plan", title=described["plan"], period=year)
    for row in described["priorities"]:
        priority = priority_add(by=manager, plan=plan, title=row["title"], text=from_plain_text(row["text"]))
        for days, standing, note in row["progress"]:
            progress_add(
                by=manager,
                priority=priority,
                noted_on=today + timedelta(days=days),
                standing=standing,
                text=from_plain_text(note),
            )


def _meetings(founded: Founded, described: dict[str, Any], board: Group, today: date) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    seats = [
        seat_add(by=manager, group=board, label=row["label"], agency=founded.agencies.get(row.get("agency", "")))
        for row in described["seats"]
    ]
    past = len(described["seats"][0]["marks"])
    for number in range(past + 1):
        day = today + timedelta(days=DAYS_BETWEEN_MEETINGS * (number - past) + 20)
        meeting = meeting_plan(by=manager, partnership=founded.partnership, group=board, held_on=day)
        if number < past:
            marks = {seat: row["marks"][number] for seat, row in zip(seats, described["seats"], strict=True)}
            meeting_attendance_save(by=manager, meeting=meeting, version=meeting.version, marks=marks)


def _finance(founded: Founded, described: dict[str, Any], year: Period) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    statement = statement_create(
        by=manager, partnership=founded.partnership, title=described["title"], period=year, basis="budget"
    )
    for side, category, label, amount, agency in described["lines"]:
        line_add(
            by=manager,
            statement=statement,
            side=side,
            category=category,
            label=label,
            amount=Decimal(amount),
            agency=founded.agencies.get(agency),
        )


def _contributions(founded: Founded, described: dict[str, Any], today: date, year: Period) -> None:
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    prompts = [
        PromptSpec(title=row["title"], guidance=row["guidance"], words=tuple(row["words"]))
        for row in described["prompts"]
    ]
    template = template_create(
        by=manager,
        partnership=founded.partnership,
        slug="agency-contribution",
        name="Agency contribution",
        prompts=prompts,
    )
    title = f"{described['title']} {year.label}"
    asked = round_open(
        by=manager,
        partnership=founded.partnership,
        slug=slugify(title),
        title=title,
        template=template,
        starts_on=year.start,
        ends_on=year.end,
        due_on=today + timedelta(days=24),
        agencies=list(founded.agencies.values()),
    )
    for row in described["given"]:
        by = founded.people.get(f"{Role.AGENCY_LEAD}:{row['agency']}", deputy)
        contribution = contribution_entered(asked, founded, row["agency"], row["answers"], by=by)
        if row["state"] != "draft":
            contribution_submit(by=by, contribution=contribution)
        if row["state"] == "approved":
            contribution_approve(by=manager, contribution=contribution)
