"""The checklist of a report: what the checks find, less what was accepted with a word."""

from collections import Counter
from dataclasses import dataclass, field

from reports.studio.assembly import Gathered
from reports.studio.checks import Finding, Level, findings_of
from reports.studio.models import CheckAnswer
from reports.studio.selectors import answers_of


@dataclass(frozen=True, kw_only=True)
class Line:
    """A finding and, where it was accepted, the answer."""

    finding: Finding
    answer: CheckAnswer | None = None

    @property
    def open(self) -> bool:
        """Return True when somebody still has to do something: errors always, warnings until accepted."""
        return self.finding.level is not Level.NOTE and self.answer is None


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """Every finding of a report with its answer."""

    lines: list[Line]
    by_section: dict[str, Counter[Level]] = field(default_factory=dict)

    def count(self, level: str) -> int:
        """Return how many findings of a level are open."""
        return sum(1 for line in self.lines if line.open and line.finding.level == level)

    @property
    def errors(self) -> int:
        """Return the number of errors: each stops signing and publishing."""
        return self.count(Level.ERROR)

    @property
    def warnings(self) -> int:
        """Return the number of warnings without a word."""
        return self.count(Level.WARNING)

    @property
    def ready(self) -> bool:
        """Return True when nothing stops the signing."""
        return not self.errors and not self.warnings

    def counts(self, section: str) -> tuple[int, int]:
        """Return open errors and warnings of a section."""
        counted = self.by_section.get(section, Counter())
        return counted[Level.ERROR], counted[Level.WARNING]


def checklist_of(content: Gathered) -> Checklist:
    """Return the checklist of a gathered report; one query for the answers, the checks' own besides."""
    answers = answers_of(content.report)
    lines = [
        Line(finding=one, answer=answers.get(one.fingerprint) if one.level is Level.WARNING else None)
        for one in findings_of(content)
    ]
    by_section: dict[str, Counter[Level]] = {}
    for line in lines:
        if line.open:
            by_section.setdefault(line.finding.section, Counter())[line.finding.level] += 1
    return Checklist(lines=lines, by_section=by_section)
