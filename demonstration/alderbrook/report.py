"""The invented partnership's report in draft: statutory outline, some words, tables of the last quarters."""

from typing import Any

from demonstration.alderbrook.figures import Calendar
from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.contributions.models import ContributionRound, ContributionTemplate
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import User
from reports.studio.models import Report, Section
from reports.studio.outlines import CHILDREN
from reports.studio.services import report_create, section_add, section_save
from safeguarding.lib.facts import Period

FOLDER = "demo"
COLUMNS = 5


def load(founded: Founded, calendar: Calendar, year: Period) -> None:
    """Create the report."""
    described = toml(FOLDER, "year")
    manager = founded.person(Role.BOARD_MANAGER)
    report = report_create(
        by=manager,
        partnership=founded.partnership,
        slug=f"annual-report-{year.token}",
        title="Annual report",
        subtitle=year.label,
        period=year,
        outline=CHILDREN,
    )
    last, earlier = calendar.past[-1], calendar.past[-1].year_earlier()
    words = {"q": last.token, "q_end": last.end, "y": earlier.token, "y_end": earlier.end}
    for slug, body in described["sections"].items():
        section = report.sections.get(slug=slug)
        section_save(
            by=manager, section=section, version=section.version, title=section.title, body=body.format(**words)
        )
    _agencies_asked(report, year, manager)
    parent = report.sections.get(slug="difference")
    periods = [period.token for period in calendar.past[-COLUMNS:]]
    for table in described["tables"]:
        section_add(
            by=manager,
            report=report,
            parent=parent,
            slug=table["slug"],
            title=table["title"],
            block="chart",
            numbering=Section.Numbering.SILENT,
            config={
                "caption": table["title"],
                "periods": periods,
                "indicators": table["indicators"],
                "draws": table["chart"],
                "kind": table["kind"],
            },
        )
    _chosen(report, described["chosen"], manager)


def _agencies_asked(report: Report, year: Period, by: User) -> None:
    """Name the round the agencies answer this year; working groups answer one of their own."""
    rounds = ContributionRound.objects.of(report.partnership).filter(template__kind=ContributionTemplate.Kind.AGENCY)
    section = report.sections.get(slug="contributions")
    config = {**section.config, "round": rounds.get(starts_on=year.start).slug}
    section_save(by=by, section=section, version=section.version, title=section.title, config=config)


def _chosen(report: Report, rows: list[dict[str, Any]], by: User) -> None:
    """Add the sections that print what was chosen from the evidence."""
    for row in rows:
        section_add(
            by=by,
            report=report,
            parent=report.sections.get(slug=row["below"]),
            slug=row["slug"],
            title=row["title"],
            block=row["block"],
            config=row["config"],
        )
