"""What the tests of checks share."""

from reports.studio.assembly import gathered
from reports.studio.checks import Finding, findings_of
from reports.studio.models import Report
from reports.studio.selectors import reports_of
from tests.support.cast import Cast


def findings(cast: Cast, report: Report, *codes: str) -> list[Finding]:
    """Return the findings of these codes."""
    found = findings_of(gathered(reports_of(cast.a).get(pk=report.pk)))
    return [one for one in found if one.code in codes]


def only(cast: Cast, report: Report, code: str) -> Finding:
    """Return the one finding of a code."""
    found = findings(cast, report, code)
    assert len(found) == 1, found
    return found[0]
