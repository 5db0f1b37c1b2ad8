"""Actions that follow from a risk, a challenge or a finding. They live in the one action log.

Their label in the log names a number or a framework, never the words of a risk: more people read actions than risks.
"""

from datetime import date

from django.urls import reverse

from partnerships.actions.models import Action, Origin
from partnerships.actions.services import action_open
from partnerships.assurance.models import Challenge, InspectionFinding, Risk
from partnerships.assurance.policies import check_ours
from partnerships.directory.models import Agency, Partnership, User
from safeguarding.lib.workflow import NotAllowed


def risk_action_open(*, by: User | None, risk: Risk, title: str, due_on: date, **fields: object) -> Action:
    """Open an action that lowers a risk. `fields`: success, agency, owner_post."""
    where = (Origin.RISK, str(risk.number), f"Risk {risk.number}", "risk_detail", risk.number)
    return _opened(by, risk.partnership, where, title, due_on, **fields)  # type: ignore[arg-type]


def challenge_action_open(
    *, by: User | None, challenge: Challenge, title: str, due_on: date, **fields: object
) -> Action:
    """Open an action a challenge led to. `fields`: success, agency, owner_post."""
    where = (Origin.CHALLENGE, str(challenge.number), str(challenge), "challenge_detail", challenge.number)
    return _opened(by, challenge.partnership, where, title, due_on, **fields)  # type: ignore[arg-type]


def finding_action_open(
    *, by: User | None, finding: InspectionFinding, title: str, due_on: date, **fields: object
) -> Action:
    """Open an action of the plan that answers an inspection. NotAllowed for a strength."""
    if finding.kind != InspectionFinding.Kind.IMPROVE:
        raise NotAllowed("An action answers an area for improvement, not a strength.", code="state")
    inspection = finding.inspection
    where = (Origin.INSPECTION, inspection.slug, str(inspection), "inspection_detail", inspection.slug)
    return _opened(by, inspection.partnership, where, title, due_on, **fields)  # type: ignore[arg-type]


def _opened(
    by: User | None,
    partnership: Partnership,
    where: tuple[str, str, str, str, object],
    title: str,
    due_on: date,
    success: str = "",
    agency: Agency | None = None,
    owner_post: str = "",
) -> Action:
    check_ours(partnership, agency)
    kind, key, label, route, argument = where
    return action_open(
        by=by,
        partnership=partnership,
        title=title,
        success=success,
        origin_kind=kind,
        origin_key=key,
        origin_label=label[:255],
        origin_path=reverse(route, args=[partnership.slug, argument]),
        owner_agency=agency,
        owner_post=owner_post,
        due_on=due_on,
    )
