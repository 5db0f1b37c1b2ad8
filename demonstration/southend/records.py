"""Priorities, groups, seats, meetings, accounts, glossary, self-assessment statistics and contributions."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from demonstration.data import figures, toml
from demonstration.entering import contributions_entered, groups_entered, priorities_entered, terms_entered
from demonstration.founding import Founded
from partnerships.assessments.models import Round, Statement
from partnerships.assessments.services import (
    PartSpec,
    PrintedStatistic,
    StatementSpec,
    remark_import,
    round_import,
    tool_create,
)
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group
from partnerships.governance.models import FinanceStatement, Seat
from partnerships.governance.services.finance import line_add, statement_create
from partnerships.governance.services.meetings import meeting_attendance_save, meeting_plan, seat_add
from safeguarding.lib.facts import Period

FOLDER = "southend-2017-19"


def load(founded: Founded) -> None:
    """Enter everything the report prints besides figures of the council."""
    described = toml(FOLDER, "governance")
    priorities_entered(
        founded,
        described["priorities"],
        title=described["priorities_plan"],
        period=Period.span(date(2016, 4, 1), date(2019, 3, 31)),
        source="Section 2 of the published report",
    )
    groups = groups_entered(founded, described["groups"])
    _attendance(founded, described, groups["board"])
    _finance(founded, described["finance"])
    _assessment(founded, described["assessment"])
    terms_entered(founded, toml(FOLDER, "glossary")["terms"])
    contributions_entered(founded, toml(FOLDER, "contributions"))


def _attendance(founded: Founded, described: dict[str, Any], board: Group) -> None:
    manager, legend = founded.person(Role.BOARD_MANAGER), described["attendance_legend"]
    seats: dict[tuple[str, int], Seat] = {}
    for row in described["seats"]:
        agency = founded.agencies.get(row.get("agency", ""))
        seats[row["source"], row["seat"]] = seat_add(by=manager, group=board, label=row["label"], agency=agency)
    printed = [row for row in figures(FOLDER) if row["indicator"] == "Board attendance"]
    days = sorted({_day(row["breakdown"]["meeting"]) for row in printed})
    for day in days:
        meeting = meeting_plan(
            by=manager, partnership=founded.partnership, group=board, held_on=day, source="Appendix 1"
        )
        marks = {
            seats[row["breakdown"]["organisation"], row["breakdown"]["seat"]]: legend[row["value"]]
            for row in printed
            if _day(row["breakdown"]["meeting"]) == day and row["value"]
        }
        if marks:  # the last meeting had not been held when the report was drafted
            meeting_attendance_save(by=manager, meeting=meeting, version=meeting.version, marks=marks)


def _finance(founded: Founded, described: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    rows = [row for row in figures(FOLDER) if row["breakdown"].get("side") in {"expenditure", "income", "net"}]
    # Totals and outcome are computed by the portal; the printed ones are entered beside them, to be compared.
    printed = {row["indicator"]: _amount(row) for row in rows if _is_computed(row)}
    statement = statement_create(
        by=manager,
        partnership=founded.partnership,
        title=described["title"],
        period=Period.parse(described["period"]),
        basis=described["basis"],
        sign_convention=FinanceStatement.SignConvention.INCOME_NEGATIVE,
        note=described["note"],
        source="Appendix 2 of the published report",
        printed_income=printed["Total Income"],
        printed_expenditure=printed["Total Expenditure"],
        printed_outcome=printed["Outcome (net)"],
    )
    for row in (row for row in rows if not _is_computed(row)):
        category, _, label = row["indicator"].rpartition(": ")
        side, amount = row["breakdown"]["side"], _amount(row)
        line_add(
            by=manager,
            statement=statement,
            side=side,
            category=category,
            label=label,
            amount=-amount if side == "income" else amount,
            agency=founded.agencies.get(described["payers"].get(label, "")),
        )


def _is_computed(row: dict[str, Any]) -> bool:
    return row["indicator"].startswith(("Total", "Outcome"))


def _amount(row: dict[str, Any]) -> Decimal:
    return Decimal(row["value"].replace(",", ""))


def _assessment(founded: Founded, described: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    parts: dict[str, list[StatementSpec]] = {}
    for part, title, text in described["statements"]:
        parts.setdefault(part, []).append(StatementSpec(short_title=title, text=text))
    levels = {Decimal(label.split()[0]): label.split(maxsplit=1)[1].capitalize() for label in described["scale"]}
    tool = tool_create(
        by=manager,
        partnership=founded.partnership,
        slug=described["tool"],
        title=described["title"],
        levels=levels,
        parts=[PartSpec(title=title, statements=statements) for title, statements in parts.items()],
    )
    period = Period.parse(described["period"])
    held = round_import(
        by=manager,
        tool=tool,
        slug=described["round"],
        title=f"{described['title']} {period.label}",
        starts_on=period.start,
        ends_on=period.end,
        mode=Round.Mode.INDIVIDUAL,
        respondents=described["respondents"],
        document=described["document"],
        statistics=_statistics(described),
    )
    statements = {row.short_title: row for row in Statement.objects.filter(part__tool=tool)}
    for title, words in described["remarks"]:
        remark_import(by=manager, held=held, statement=statements[title], text=words)


def _statistics(described: dict[str, Any]) -> list[PrintedStatistic]:
    printed: dict[str, dict[str, str]] = {}
    for row in figures(FOLDER):
        if row["unit"].startswith("score "):
            printed.setdefault(row["indicator"], {})[row["breakdown"]["statistic"]] = row["value"]
    titles = [title for _, title, _ in described["statements"]]
    return [
        PrintedStatistic(
            statement=slugify(title)[:54],
            mode=said["mode"],
            mean=Decimal(said["mean"]),
            range=Decimal(said["range"]),
            place=described["place"],
        )
        for title, said in zip(titles, printed.values(), strict=True)
    ]


def _day(text: str) -> date:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    day, month, year = text.split()
    return date(int(year), months.index(month) + 1, int(day))
