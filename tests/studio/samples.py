"""A small whole report for tests of pages: one section of each kind."""

from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS
from reports.studio.checklist import checklist_of
from reports.studio.checks import Level
from reports.studio.models import Report, Section
from reports.studio.services import section_add, warning_accept
from tests.support.cast import Cast

CLA = "returns/cla?at=2018-03-31"
EARLIER = "returns/cla?at=2017-03-31"
PROSE = f"<p>[[{CLA}]] children were looked after. The number [[{CLA}|direction:{EARLIER}]].</p>"


def section_of_each_block(cast: Cast, report: Report) -> list[Section]:
    """Add a section of every kind of block, with words where it has words."""
    return [
        section_add(
            by=cast.manager,
            report=report,
            title=spec.title,
            block=spec.key,
            body=PROSE if spec.key == "narrative" else "",
            reserved_for=Section.Reserved.CHAIR if spec.key == "foreword" else Section.Reserved.NONE,
        )
        for spec in BLOCKS
    ]


def narrative(cast: Cast, report: Report, body: str = PROSE, title: str = "Looked-after children") -> Section:
    """Add a narrative section."""
    return section_add(by=cast.manager, report=report, title=title, block="narrative", body=body)


def checks_answered(cast: Cast, report: Report) -> None:
    """Accept every open warning with a word, so that a report without errors can be signed."""
    for line in checklist_of(gathered(report)).lines:
        if line.open and line.finding.level is Level.WARNING:
            warning_accept(by=cast.manager, report=report, finding=line.finding, word="Known and agreed.")
