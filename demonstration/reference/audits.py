"""Audits of practice of a reference report."""

from decimal import Decimal
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from demonstration.reference.cells import amount_of
from partnerships.directory.authz.roles import Role
from reviews.audits.models import Audit, Point
from reviews.audits.services import (
    grading_add,
    grading_round_save,
    practice_audit_move,
    practice_audit_plan,
    practice_audit_points_save,
)
from safeguarding.lib.facts import Period

SAID = ("why", "cohort", "method", "auditors", "independence")


def load(founded: Founded, folder: str) -> None:
    """Enter every audit with its grades and what was found. On which day they were reported is not printed."""
    described = toml(folder, "audits")
    manager = founded.person(Role.BOARD_MANAGER)
    for row in described["audits"]:
        audit = _planned(founded, folder, row, described["source"])
        for said in row.get("gradings", []):
            _graded(founded, folder, audit, said)
        points = {kind.value: row[kind.value] for kind in Point.Kind if kind.value in row}
        audit = practice_audit_points_save(by=manager, audit=audit, version=audit.version, points=points)
        practice_audit_move(by=manager, audit=audit, event="report")


def _planned(founded: Founded, folder: str, row: dict[str, Any], source: str) -> Audit:
    said = {name: row[name] for name in SAID if name in row}
    if "records" in row:
        said["records"] = int(sum(amount_of(folder, number) for number in row["records"]))
    return practice_audit_plan(
        by=founded.person(Role.BOARD_MANAGER),
        partnership=founded.partnership,
        topic=row["topic"],
        year=Period.parse(row["year"]),
        kind=row["kind"],
        lead=founded.agencies.get(row.get("lead", "")),
        agencies=[founded.agencies[slug] for slug in row["agencies"]],
        source=source,
        **said,
    )


def _graded(founded: Founded, folder: str, audit: Audit, said: dict[str, Any]) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    described = {name: said[name] for name in ("title", "scale", "good_from", "basis")}
    grading = grading_add(by=manager, audit=audit, **described)
    grading_round_save(
        by=manager,
        grading=grading,
        version=grading.version,
        held_on=said["on"],
        known=said.get("known", "month"),
        values={at: _value(folder, number) for at, number in enumerate(said["grades"], 1)},
    )


def _value(folder: str, number: str) -> Decimal | None:
    if number in ("", "0"):
        return Decimal(0) if number else None
    return amount_of(folder, number)
