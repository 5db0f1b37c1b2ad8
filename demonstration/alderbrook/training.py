"""The invented partnership's training: courses, sessions of two years, evaluation, money, agency compliance."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area
from partnerships.training.models import MEASURES, Course, Reach
from partnerships.training.services.compliance import (
    compliance_accept,
    compliance_ask,
    compliance_save,
    compliance_submit,
)
from partnerships.training.services.courses import amount_add, course_add
from partnerships.training.services.evaluations import evaluation_add, evaluation_answers_save, quote_add
from partnerships.training.services.sessions import session_add, session_call_off, session_counts_save
from safeguarding.lib.facts import Period

Rows = dict[str, dict[str, int | None]]


def load(founded: Founded, *, today: date, year: Period) -> None:
    """Enter the season, told back from `today`."""
    described = toml("demo", "training")
    manager = founded.person(Role.BOARD_MANAGER)
    for row in described["courses"]:
        fields = {name: row[name] for name in ("title", "level", "audience", "provider")}
        course = course_add(by=manager, partnership=founded.partnership, **fields)
        for session in row["sessions"]:
            _session(founded, course, session, today)
    for row in described["evaluations"]:
        _evaluation(founded, row, year)
    for row in described["amounts"]:
        day = today - timedelta(days=row["days"])
        amount_add(
            by=manager, partnership=founded.partnership, kind=row["kind"], label=row["label"],
            pounds=Decimal(row["pounds"]), starts_on=day, ends_on=day,
        )  # fmt: skip
    for row in described["compliance"]:
        _compliance(founded, row, today, year)


def _session(founded: Founded, course: Course, row: Mapping[str, Any], today: date) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    day = today - timedelta(days=row["days"])
    session = session_add(by=manager, course=course, starts_on=day, mode=row["mode"], places=row["places"])
    if row.get("called_off"):
        session_call_off(by=manager, session=session)
    elif counts := row.get("counts"):
        for reach, area, rows in _by_area(counts):
            session = session_counts_save(
                by=manager, session=session, version=session.version, reach=reach, area=area, rows=rows, today=today
            )


def _by_area(counts: Mapping[str, list[int]]) -> Iterator[tuple[Reach, Area | None, Rows]]:
    """Yield the counts of one district after the other and of people who work in both; what is named adds up."""
    shares: tuple[tuple[Reach, str, Callable[[int], int]], ...] = (
        (Reach.ONE, "alder-vale", lambda people: people - people // 2),
        (Reach.ONE, "brookside", lambda people: people // 2 - people // 8),
        (Reach.SEVERAL, "", lambda people: people // 8),
    )
    for reach, code, share in shares:
        rows = {}
        for sector, (_, *came) in counts.items():
            said = [share(people) for people in came]
            rows[sector] = dict(zip(MEASURES, (sum(said), *said, None), strict=True))
        yield reach, Area.objects.get(code=code) if code else None, rows


def _evaluation(founded: Founded, row: Mapping[str, Any], year: Period) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    about = {name: row[name] for name in ("question", "moment", "kind", "scale")}
    asked = evaluation_add(by=manager, partnership=founded.partnership, period=year, **about)
    values = [Decimal(answer) for answer in row["answers"]]
    evaluation_answers_save(by=manager, evaluation=asked, version=asked.version, values=values, asked=row["asked"])
    for text, said_by in row.get("quotes", ()):
        quote_add(by=manager, evaluation=asked, text=text, said_by=said_by)


def _compliance(founded: Founded, row: Mapping[str, Any], today: date, year: Period) -> None:
    lead = founded.person(Role.AGENCY_LEAD, row["agency"])
    asked = compliance_ask(by=founded.person(Role.BOARD_MANAGER), agency=founded.agencies[row["agency"]], period=year)
    levels = {level: (eligible, trained, "") for level, (eligible, trained) in row["levels"].items()}
    saved = compliance_save(
        by=lead, compliance=asked, version=asked.version, as_at=today - timedelta(days=14), note="", levels=levels
    )
    if row["state"] == "draft":
        return
    compliance_submit(by=lead, compliance=saved)
    if row["state"] == "accepted":
        compliance_accept(by=founded.person(Role.BOARD_MANAGER), compliance=saved)
