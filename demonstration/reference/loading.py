"""Loading a reference partnership once; a second run changes nothing."""

from datetime import date

from django.db import transaction

from demonstration import assurance, undertaken
from demonstration.data import toml
from demonstration.founding import Founded, found
from demonstration.reference import assessment, audits, evidence, figures, groups, posts, records, report, training
from demonstration.reviews import reviews_load
from reports.studio.models import Report
from safeguarding.lib.facts import Period

CHSCP = "chscp-2021-22"
HAVERING = "havering-2012-13"
# The day from which the roles hold: before the first figure of the report.
STARTS = {CHSCP: date(2010, 1, 1), HAVERING: date(2008, 1, 1)}


@transaction.atomic
def reference_load(folder: str, *, password: str | None) -> tuple[Founded, bool]:
    """Return the partnership and whether it was loaded now. All or nothing: a failure leaves no half of it."""
    founded = found(toml(folder, "agencies"), starts_on=STARTS[folder], password=password)
    if Report.objects.of(founded.partnership).exists():
        return founded, False
    figures.load(founded, folder)
    records.load(founded, folder)
    training.load(founded, folder)
    posts.load(founded, folder, Period.parse(toml(folder, "report")["period"]).end)
    if folder == CHSCP:
        evidence.load(founded, folder)
        audits.load(founded, folder)
        groups.statement_made(founded, folder)
    else:
        groups.groups_reported(founded, folder)
        undertaken.load(founded, folder)
        assessment.load(founded, folder)
    assurance.load(founded, folder)
    reviews_load(founded, folder)
    report.load(founded, folder)
    return founded, True
