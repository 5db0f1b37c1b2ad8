"""The invented partnership's audits of two years, with what came of them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from demonstration.alderbrook.actions import happened
from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from reviews.audits.models import Audit, Point
from reviews.audits.services import (
    grading_add,
    grading_round_save,
    practice_audit_move,
    practice_audit_plan,
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
)
from safeguarding.lib.facts import Period

SAID = (
    *("auditors", "independence", "cohort", "records", "population", "chosen", "practitioners", "families"),
    *("involved", "reported_to"),
)


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter the programme, told back from `today`."""
    for row in toml("demo", "audits")["audits"]:
        audit = _planned(founded, row, today, year)
        _graded(founded, audit, row, today)
        manager = founded.person(Role.BOARD_MANAGER)
        points = {kind.value: row[kind.value] for kind in Point.Kind if row.get(kind.value)}
        if points:
            audit = practice_audit_points_save(by=manager, audit=audit, version=audit.version, points=points)
        for said in row["recommendations"]:
            _recommended(founded, audit, said, today)
        if row.get("begun"):
            practice_audit_move(by=manager, audit=audit, event="begin")
        if "reported" in row:
            practice_audit_move(by=manager, audit=audit, event="report", on=today - timedelta(days=row["reported"]))


def _planned(founded: Founded, row: dict[str, Any], today: date, year: Period) -> Audit:
    said = {name: row[name] for name in SAID if name in row}
    if "follows" in row:
        said["follows"] = Audit.objects.of(founded.partnership).get(slug=row["follows"])
    if "planned" in row:
        said["planned_for"] = today + timedelta(days=row["planned"])
    return practice_audit_plan(
        by=founded.person(Role.BOARD_MANAGER),
        partnership=founded.partnership,
        topic=row["topic"],
        year=Period.financial_year(year.financial_year_start + row["year"]),
        kind=row["kind"],
        lead=founded.agencies.get(row.get("lead", "")),
        agencies=[founded.agencies[slug] for slug in row["agencies"]],
        **said,
    )


def _graded(founded: Founded, audit: Audit, row: dict[str, Any], today: date) -> None:
    if "graded" not in row:
        return
    manager = founded.person(Role.BOARD_MANAGER)
    grading = grading_add(by=manager, audit=audit, title=row["graded"], scale=row["scale"], good_from=row["good_from"])
    for days, grades in row["rounds"]:
        values = {at: Decimal(value) for at, value in enumerate(grades, 1)}
        held_on = today - timedelta(days=days)
        grading_round_save(by=manager, grading=grading, version=grading.version, held_on=held_on, values=values)


def _recommended(founded: Founded, audit: Audit, said: dict[str, Any], today: date) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    made = recommendation_add(by=manager, audit=audit, text=said["text"])
    first = max((step[0] for step in said["steps"]), default=20)
    action = recommendation_action_open(
        by=manager,
        recommendation=made,
        title=said["title"],
        owner_agency=founded.agencies[said["agency"]],
        opened_on=today - timedelta(days=first + 5),
        due_on=today - timedelta(days=said["due"]),
    )
    owner = (
        founded.people.get(f"{Role.AGENCY_LEAD}:{said['agency']}") or founded.people[f"{Role.BOARD_MANAGER}::second"]
    )
    for step in said["steps"]:
        happened(action, step, today=today, owner=owner, manager=manager)
