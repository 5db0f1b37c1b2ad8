"""A season of training as a report prints it: courses, totals that stand in or contradict, what people thought."""

from decimal import Decimal
from typing import Any

from demonstration.data import figures, toml
from demonstration.founding import Founded
from demonstration.reference.cells import amount_of
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area
from partnerships.training.models import Course
from partnerships.training.services import (
    amount_add,
    course_add,
    evaluation_add,
    evaluation_answers_save,
    printed_total_add,
    session_add,
    session_counts_save,
)
from safeguarding.lib.facts import Period


def load(founded: Founded, folder: str) -> None:
    """Enter what the governance file says about training."""
    described = toml(folder, "governance")["training"]
    period = Period.parse(described["period"])
    courses = _course_table(founded, folder, described, period) if "table" in described else {}
    for row in described["printed"]:
        _printed(founded, folder, described, row)
    for row in described.get("questions", []):
        _question(founded, folder, described, row, courses)
    if income := described.get("income"):
        amount_add(
            by=founded.person(Role.BOARD_MANAGER),
            partnership=founded.partnership,
            kind="income",
            label=income["label"],
            pounds=amount_of(folder, income["of"]),
            starts_on=period.start,
            ends_on=period.end,
            source=described["source"],
        )


def _course_table(founded: Founded, folder: str, described: dict[str, Any], period: Period) -> dict[str, Course]:
    """Enter a table of courses with sessions and participants; the source does not tell the sessions apart."""
    manager, made = founded.person(Role.BOARD_MANAGER), {}
    rows = [row for row in figures(folder) if row["section"] == described["table"]]
    people = {row["breakdown"]["course"]: row["value"] for row in rows if row["unit"] == "people"}
    for row in (row for row in rows if row["unit"] == "sessions"):
        printed = row["breakdown"]["course"]
        title = described["titles"].get(printed, printed)
        made[title] = course = course_add(
            by=manager,
            partnership=founded.partnership,
            title=title,
            level=row["breakdown"].get("level", "none").removeprefix("Level "),
            area=_area(described["areas"].get(printed, "")),
            source=described["source"],
        )
        session = session_add(
            by=manager,
            course=course,
            starts_on=period.start,
            ends_on=period.end,
            runs=row["value"],
            mode=described["mode"],
            source=described["source"],
        )
        counts = {"unrecorded": {"attended": people[printed]}}
        session_counts_save(
            by=manager, session=session, version=session.version, reach="unrecorded", rows=counts, today=period.end
        )
    return made


def _printed(founded: Founded, folder: str, described: dict[str, Any], row: dict[str, Any]) -> None:
    area = _area(row.get("area", ""))
    printed_total_add(
        by=founded.person(Role.BOARD_MANAGER),
        partnership=founded.partnership,
        period=Period.parse(row.get("period", described["period"])),
        measure=row["measure"],
        value=amount_of(folder, row["of"]),
        source=described["source"],
        sector=row.get("sector", ""),
        reach="one" if area else row.get("area", ""),
        area=area,
    )


def _question(
    founded: Founded, folder: str, described: dict[str, Any], row: dict[str, Any], courses: dict[str, Course]
) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    asked = evaluation_add(
        by=manager,
        partnership=founded.partnership,
        period=Period.parse(described["period"]),
        question=row["question"],
        scale=row["scale"],
        moment="end",
        kind=row.get("kind", "rating"),
        basis="percent",
        course=courses.get(row.get("course", "")),
        source=described["source"],
    )
    values: list[Decimal | None] = [amount_of(folder, number) if number else None for number in row["answers"]]
    evaluation_answers_save(by=manager, evaluation=asked, version=asked.version, values=values)


def _area(code: str) -> Area | None:
    return Area.objects.filter(code=code).first()
