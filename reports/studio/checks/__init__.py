"""The checklist: every family of checks, in the order the page shows them."""

from collections.abc import Callable, Iterable

from reports.studio.assembly import Gathered
from reports.studio.checks import (
    acronyms,
    assurance,
    cases,
    content,
    evidence,
    figures,
    governance,
    privacy,
    prose,
    rooms,
    spoken,
    talk,
)
from reports.studio.checks.finding import Finding, Level

Check = Callable[[Gathered], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    *figures.CHECKS,
    *prose.CHECKS,
    *content.CHECKS,
    *rooms.CHECKS,
    *assurance.CHECKS,
    *evidence.CHECKS,
    *governance.CHECKS,
    *cases.CHECKS,
    *acronyms.CHECKS,
    *privacy.CHECKS,
    *talk.CHECKS,
    *spoken.CHECKS,
)


def findings_of(gathered: Gathered) -> list[Finding]:
    """Return everything the checks find in a gathered report, errors first; what two checks say alike, once."""
    found = {finding.fingerprint: finding for check in CHECKS for finding in check(gathered)}
    return sorted(found.values(), key=lambda one: list(Level).index(one.level))


__all__ = ["CHECKS", "Check", "Finding", "Level", "findings_of"]
