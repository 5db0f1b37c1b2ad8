"""The invented partnership's report of the year before: written, signed by everybody, built and published."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from demonstration.data import toml
from demonstration.entering import contribution_entered
from demonstration.founding import Founded
from demonstration.story_time import story_time
from partnerships.contributions.models import ContributionTemplate
from partnerships.contributions.services import contribution_approve, contribution_submit, round_open
from partnerships.directory.authz.access import access_of
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Group
from partnerships.governance.models import Seat
from partnerships.governance.services.finance import line_add, statement_create
from partnerships.governance.services.meetings import meeting_attendance_save, meeting_plan
from partnerships.governance.services.priorities import plan_create, priority_add, progress_add
from reports.publishing.services.editions import edition_publish
from reports.publishing.services.running import build_run_here
from reports.publishing.tasks import worker_name
from reports.studio.assembly import gathered
from reports.studio.checklist import checklist_of
from reports.studio.checks import Level
from reports.studio.models import Report, Section, SignatureSlot
from reports.studio.outlines import CHILDREN
from reports.studio.services import (
    report_create,
    report_put_up,
    report_sign,
    section_add,
    section_save,
    warning_accept,
)
from safeguarding.lib.facts import Period
from safeguarding.lib.richtext_source import from_plain_text

FOLDER = "demo"


def published(founded: Founded, *, year: Period) -> bool:
    """Write and publish the report of `year`; False when it is there already."""
    slug = f"annual-report-{year.token}"
    if Report.objects.of(founded.partnership).filter(slug=slug).exists():
        return False
    described = toml(FOLDER, "last_year")
    with transaction.atomic():
        _records(founded, described, year)
        report = _written(founded, described, year, slug)
        _signed(founded, report)
    build = build_run_here(by=founded.person(Role.BOARD_MANAGER), report=report, worker=worker_name(), announce=_quiet)
    if build is None or build.failure:
        raise RuntimeError(f"The demonstration's report could not be built: {build.failure if build else 'no worker'}")
    edition_publish(by=founded.person(Role.BOARD_MANAGER), build=build)
    return True


def _quiet(*_: object) -> None:
    """Say nothing about the stages of the build."""


def _records(founded: Founded, described: dict[str, Any], year: Period) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    plan = plan_create(
        by=manager, partnership=founded.partnership, slug=f"plan-{year.token}", title=described["plan"], period=year
    )
    for row in described["priorities"]:
        priority = priority_add(by=manager, plan=plan, title=row["title"], text=from_plain_text(row["text"]))
        for days, standing, note in row["progress"]:
            day = year.end - timedelta(days=days)
            progress_add(by=manager, priority=priority, noted_on=day, standing=standing, text=from_plain_text(note))
    statement = statement_create(
        by=manager, partnership=founded.partnership, title=described["statement"], period=year, basis="actual"
    )
    for side, category, label, amount in described["finance"]["lines"]:
        line_add(by=manager, statement=statement, side=side, category=category, label=label, amount=Decimal(amount))
    board = Group.objects.of(founded.partnership).get(slug="board")
    seats = list(Seat.objects.filter(group=board).order_by("order", "pk"))
    for row in described["meetings"]:
        day = year.end - timedelta(days=row["days"])
        meeting = meeting_plan(by=manager, partnership=founded.partnership, group=board, held_on=day)
        marks = dict(zip(seats, row["marks"], strict=True))
        meeting_attendance_save(by=manager, meeting=meeting, version=meeting.version, marks=marks)
    with story_time(year.end):
        _contributions(founded, described, year)


def _contributions(founded: Founded, described: dict[str, Any], year: Period) -> None:
    manager, deputy = founded.person(Role.BOARD_MANAGER), founded.people[f"{Role.BOARD_MANAGER}::second"]
    title = f"{described['round']} {year.label}"
    asked = round_open(
        by=manager,
        partnership=founded.partnership,
        slug=slugify(title),
        title=title,
        template=ContributionTemplate.objects.of(founded.partnership).get(
            slug="agency-contribution", status=ContributionTemplate.Status.LIVE
        ),
        starts_on=year.start,
        ends_on=year.end,
        due_on=year.end + timedelta(days=60),
        agencies=[founded.agencies[row["agency"]] for row in described["given"]],
    )
    for row in described["given"]:
        by = founded.people.get(f"{Role.AGENCY_LEAD}:{row['agency']}", deputy)
        contribution = contribution_entered(asked, founded, row["agency"], row["answers"], by=by)
        contribution_submit(by=by, contribution=contribution)
        contribution_approve(by=manager, contribution=contribution)


def _written(founded: Founded, described: dict[str, Any], year: Period, slug: str) -> Report:
    manager, before = founded.person(Role.BOARD_MANAGER), Period.financial_year(year.start.year - 1)
    report = report_create(
        by=manager, partnership=founded.partnership, slug=slug, title=described["title"], subtitle=year.label,
        period=year, outline=CHILDREN,
    )  # fmt: skip
    words = {
        "y": year.token, "y_words": year.label, "y_end": year.end, "b": before.token, "b_end": before.end,
    }  # fmt: skip
    for name, body in described["sections"].items():
        section = report.sections.get(slug=name)
        body = body.format(**words)
        section_save(by=manager, section=section, version=section.version, title=section.title, body=body)
    foreword = report.sections.get(slug="foreword")
    section_save(
        by=founded.person(Role.CHAIR), section=foreword, version=foreword.version, title=foreword.title,
        body=described["foreword"]["body"],
    )  # fmt: skip
    parent = report.sections.get(slug="difference")
    quarters = [Period.quarter(year.start.year, number).token for number in (1, 2, 3, 4)]
    for table in described["tables"]:
        config = {
            "caption": table["title"], "periods": quarters, "indicators": table["indicators"],
            "draws": table["chart"], "kind": table["kind"],
        }  # fmt: skip
        section_add(
            by=manager, report=report, parent=parent, slug=table["slug"], title=table["title"], block="chart",
            numbering=Section.Numbering.SILENT, config=config,
        )  # fmt: skip
    section_add(by=manager, report=report, parent=parent, slug="training", title="Training", block="training")
    return report


def _signed(founded: Founded, report: Report) -> None:
    """Answer what the checks warn of, put the report up and let everybody asked sign the same content."""
    manager = founded.person(Role.BOARD_MANAGER)
    _answered(founded, report)
    report_put_up(by=manager, report=report)
    report.refresh_from_db()
    _answered(founded, report)
    digest = gathered(report).digest
    for slot in SignatureSlot.objects.filter(report=report).select_related("agency", "report"):
        signer = founded.person(Role(slot.role), _agency_slug(founded, slot))
        report_sign(access=access_of(signer, founded.partnership), slot=slot, digest=digest)
    report.refresh_from_db()


def _answered(founded: Founded, report: Report) -> None:
    manager = founded.person(Role.BOARD_MANAGER)
    for line in checklist_of(gathered(report)).lines:
        if line.open and line.finding.level is Level.WARNING:
            warning_accept(by=manager, report=report, finding=line.finding, word="Read and agreed.")


def _agency_slug(founded: Founded, slot: SignatureSlot) -> str:
    return next((slug for slug, agency in founded.agencies.items() if agency == slot.agency), "")


def year_before(today: date) -> Period:
    """Return the last financial year that is over on `today`."""
    return Period.financial_year(today.year - 1 if today >= date(today.year, 4, 1) else today.year - 2)
