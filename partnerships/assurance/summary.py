"""What the registers hold today for one person: the room's first page, and what it asks of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerships.assurance.models import Challenge, Inspection, IntelligenceRequirement, Resource, Risk
from partnerships.assurance.policies import is_going_on, is_open
from partnerships.assurance.selectors.challenges import challenges_of
from partnerships.assurance.selectors.inspections import headline_of, inspections_of
from partnerships.assurance.selectors.resources import resources_of
from partnerships.assurance.selectors.risks import overdue, risks_for
from partnerships.assurance.selectors.threats import requirements_of
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission

SILENT_AFTER = timedelta(days=60)  # an open challenge nobody has added a step to for so long is forgotten


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The numbers, and the rows behind them. `risks` is None for people who may not read the register."""

    risks: Sequence[Risk] | None
    late_risks: Sequence[Risk]
    waiting: Sequence[Risk]
    challenges: Sequence[Challenge]
    silent: Sequence[Challenge]
    inspections: Sequence[tuple[Inspection, str]]
    requirements: Sequence[IntelligenceRequirement]
    bad_links: Sequence[Resource]
    to_review: Sequence[Resource]


def summary_of(access: Access, today: date) -> Summary:
    """Return what the registers hold. At most thirteen queries, whatever they hold."""
    reads = access.may(Permission.RISK_VIEW_OWN)
    risks = [risk for risk in risks_for(access) if is_open(risk)] if reads else []
    challenges = [row for row in challenges_of(access.partnership) if is_going_on(row)]
    waits = requirements_of(access.partnership).filter(answered_on__isnull=True)
    resources = list(resources_of(access.partnership))
    return Summary(
        risks=risks if reads else None,
        late_risks=[risk for risk in risks if overdue(risk, today)],
        waiting=[risk for risk in risks if risk.waiting],
        challenges=challenges,
        silent=[row for row in challenges if last_word(row) < today - SILENT_AFTER],
        inspections=[(row, headline_of(row)) for row in inspections_of(access.partnership)[:5]],
        requirements=list(waits),
        bad_links=[row for row in resources if row.check_now and row.check_now.is_bad],
        to_review=[row for row in resources if row.review_on and row.review_on < today],
    )


def last_word(challenge: Challenge) -> date:
    """Return the day of the last step, or of the challenge itself. Prefetch `steps` with lists."""
    return max([challenge.raised_on, *(step.happened_on for step in challenge.steps.all())])
