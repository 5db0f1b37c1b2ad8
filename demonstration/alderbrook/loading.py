"""Loading the invented partnership once; a second run changes nothing."""

from datetime import date

from django.db import transaction

from demonstration.alderbrook import (
    actions,
    assessments,
    assurance,
    audits,
    cases,
    contributions,
    evidence,
    figures,
    governance,
    records,
    report,
    training,
)
from demonstration.data import toml
from demonstration.founding import Founded, found
from demonstration.story_time import story_time
from reports.studio.models import Report
from safeguarding.lib.facts import Period

FOLDER = "demo"


@transaction.atomic
def demo_load(*, password: str | None, today: date) -> tuple[Founded, bool]:
    """Return the partnership and whether it was loaded now. Its quarters are counted back from `today`."""
    calendar = figures.Calendar(today)
    with story_time(calendar.past[0].start):
        founded = found(toml(FOLDER, "partnership"), starts_on=calendar.past[0].start, password=password)
    if Report.objects.of(founded.partnership).exists():
        return founded, False
    year = Period.financial_year(calendar.open_quarter.financial_year_start)
    with story_time(calendar.past[0].start):
        assessments.load_past(founded, day=calendar.past[0].start)
    figures.load(founded, calendar)
    records.load(founded, today=today, year=year)
    contributions.load(founded, today=today, year=year)
    evidence.load(founded, today=today)
    governance.load(founded, today=today, year=year)
    training.load(founded, today=today, year=year)
    assurance.load(founded, today=today, year=year)
    actions.load(founded, today=today)
    audits.load(founded, today=today, year=year)
    cases.load(founded, today=today, year=year)
    assessments.load(founded, today=today, year=year)
    report.load(founded, calendar, year)
    return founded, True
