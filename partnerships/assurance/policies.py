"""Whether the state of a record of this room allows what is asked."""

from datetime import date

from partnerships.assurance.models import (
    Challenge,
    ChallengeStep,
    Framework,
    IntelligenceRequirement,
    Risk,
    RiskEscalation,
    RiskScale,
    ThreatAssessment,
)
from partnerships.directory.models import Agency, Partnership
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_R, _C, _A = Risk.Status, Challenge.Status, ThreatAssessment.Status
RISK_TRANSITIONS = TransitionTable(
    Transition("close", (_R.OPEN,), _R.CLOSED),
    Transition("reopen", (_R.CLOSED,), _R.OPEN),
)
CHALLENGE_TRANSITIONS = TransitionTable(
    Transition("escalate", (_C.OPEN, _C.ESCALATED), _C.ESCALATED),
    Transition("resolve", (_C.OPEN, _C.ESCALATED), _C.RESOLVED),
    Transition("give_up", (_C.OPEN, _C.ESCALATED), _C.UNRESOLVED),
    Transition("reopen", (_C.RESOLVED, _C.UNRESOLVED), _C.OPEN),
)
CLOSING = (ChallengeStep.Kind.RESOLVED, ChallengeStep.Kind.UNRESOLVED)  # the steps that end a challenge
ASSESSMENT_TRANSITIONS = TransitionTable(
    Transition("agree", (_A.DRAFT,), _A.AGREED),
    Transition("reopen", (_A.AGREED,), _A.DRAFT),
)


def check_ours(partnership: Partnership, *agencies: Agency | None) -> None:
    """Raise NotAllowed when an agency has its seat at another partnership."""
    if any(agency and agency.partnership_id != partnership.pk for agency in agencies):
        raise NotAllowed("This agency belongs to another partnership.", code="agency")


def check_open(risk: Risk) -> None:
    """Raise NotAllowed when the risk is closed."""
    if risk.status == _R.CLOSED:
        raise NotAllowed("This risk is closed. Open it again before you change it.", code="state")


def is_open(risk: Risk) -> bool:
    """Return True while the risk is watched."""
    return risk.status == _R.OPEN


def check_on_scale(scale: RiskScale, likelihood: int, impact: int) -> None:
    """Raise NotAllowed for a score that is not on the scale."""
    if likelihood not in {step.value for step in scale.likelihoods}:
        raise NotAllowed("Choose a likelihood from the scale.", code="likelihood")
    if impact not in {step.value for step in scale.impacts}:
        raise NotAllowed("Choose an impact from the scale.", code="impact")


def check_scale(likelihood: list[dict[str, object]], impact: list[dict[str, object]], bands: list[int]) -> None:
    """Raise NotAllowed unless the scale has two steps each way and its bands begin at 1 and rise within its scores."""
    if len(likelihood) < 2 or len(impact) < 2:
        code = "likelihood" if len(likelihood) < 2 else "impact"
        raise NotAllowed("A scale needs at least two steps.", code=code)
    highest = len(likelihood) * len(impact)
    if not bands or bands[0] != 1 or bands != sorted(set(bands)):
        raise NotAllowed("The first band begins at 1 and each further band at a higher score.", code="bands")
    if bands[-1] > highest:
        raise NotAllowed(f"The highest score of this scale is {highest}.", code="bands")


def check_answer(escalation: RiskEscalation, answered_on: date, today: date) -> None:
    """Raise NotAllowed when it is answered already, or was answered before it was asked."""
    if escalation.answered_on:
        raise NotAllowed("This escalation is answered already.", code="state")
    check_not_ahead(answered_on, today, "answered_on")
    if answered_on < escalation.escalated_on:
        raise NotAllowed("The answer can not come before the escalation.", code="answered_on")


def is_going_on(challenge: Challenge) -> bool:
    """Return True while the challenge is neither resolved nor given up."""
    return CHALLENGE_TRANSITIONS.allows(challenge.status, "resolve")


def check_grades(framework: Framework, grades: dict[str, str]) -> None:
    """Raise NotAllowed for a component or a grade the framework does not have."""
    allowed = {part.slug: {grade.slug for grade in part.grades} for part in framework.parts}
    for component, grade in grades.items():
        if grade not in allowed.get(component, set()):
            raise NotAllowed("Choose grades of this framework.", code=f"grade-{component}")


def check_draft(assessment: ThreatAssessment) -> None:
    """Raise NotAllowed when the executive has agreed the assessment."""
    if assessment.status == _A.AGREED:
        raise NotAllowed("This assessment is agreed. Open it again before you change it.", code="state")


def is_draft(assessment: ThreatAssessment) -> bool:
    """Return True until the executive has agreed it."""
    return assessment.status == _A.DRAFT


def check_unanswered(requirement: IntelligenceRequirement) -> None:
    """Raise NotAllowed when the requirement is answered."""
    if requirement.answered_on:
        raise NotAllowed("This requirement is answered already.", code="state")
