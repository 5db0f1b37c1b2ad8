"""Recording decisions and what others said to them. Nothing recorded here is changed afterwards."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from partnerships.directory.models import Agency, User
from reviews.cases import policies
from reviews.cases.guidance.criteria import Considered
from reviews.cases.models import Case, Criterion, Decision, DisputeStep, EventKind, PanelAnswer, Ratification
from reviews.cases.services.events import event_follow
from reviews.cases.services.trail import case_audit
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def decision_record(
    *,
    by: User,
    case: Case,
    outcome: str,
    decided_on: date,
    decided_by: str,
    delegated: bool,
    rationale: str,
    paragraph: str,
    criteria: Sequence[Considered],
    dispute: str = "",
) -> Decision:
    """Record a decision with every criterion considered. The same decision twice (a double click) is kept once.

    The decision to carry out a review is the event of that name, and the deadlines that wait for it follow. Raises
    NotAllowed where that event is recorded for another day.
    """
    policies.check_live(case)
    policies.check_past(decided_on, "decided_on")
    Case.objects.select_for_update().get(pk=case.pk)
    said = {"outcome": outcome, "decided_on": decided_on, "decided_by": decided_by, "rationale": rationale}
    if same := case.decisions.filter(**said).first():
        return same
    before = list(case.decisions.filter(outcome=outcome).values_list("decided_on", flat=True))
    made = Decision.objects.create(
        case=case, delegated=delegated, paragraph=paragraph, dispute=dispute, recorded_by=by, **said
    )
    Criterion.objects.bulk_create(
        Criterion(decision=made, number=number, text=item.text, answer=item.answer, note=item.note)
        for number, item in enumerate(criteria, 1)
    )
    case_audit(by=by, action="case_decision_recorded", case=case, after={**said, "paragraph": paragraph})
    if outcome == Decision.Outcome.REVIEW:
        evidence = f"Decision of {decided_by}, {paragraph}"
        event_follow(
            by=by,
            case=case,
            kind=EventKind.DECIDED,
            day=decided_on,
            evidence=evidence,
            told=before,
            field="decided_on",
        )
    return made


@transaction.atomic
def decision_ratify(
    *, by: User, decision: Decision, agency: Agency, stance: str, words: str, given_on: date
) -> Ratification:
    """Record what a safeguarding partner said to a decision. Raises NotAllowed for a dissent without words."""
    policies.check_past(given_on, "given_on")
    if agency.partnership_id != decision.case.partnership_id or agency.standing != Agency.Standing.PARTNER:
        raise NotAllowed("Only a safeguarding partner of this partnership ratifies.", code="agency")
    if stance == Ratification.Stance.DISSENTS and not words.strip():
        raise NotAllowed("Record the dissent in the partner's own words.", code="words")
    if decision.ratifications.filter(agency=agency).exists():
        raise NotAllowed("What this partner said is recorded already.", code="agency")
    made = Ratification.objects.create(
        decision=decision, agency=agency, stance=stance, words=words, given_on=given_on, recorded_by=by
    )
    said = {"decision": str(decision), "agency": str(agency), "stance": stance, "given_on": given_on}
    case_audit(by=by, action="case_decision_ratified", case=decision.case, after=said)
    return made


@transaction.atomic
def dispute_record(*, by: User, decision: Decision, route: str, taken_on: date, words: str) -> DisputeStep:
    """Record a step of a disagreement about a decision. Raises NotAllowed once it is settled."""
    policies.check_past(taken_on, "taken_on")
    Decision.objects.select_for_update().get(pk=decision.pk)
    said = {"route": route, "taken_on": taken_on, "words": words}
    if same := decision.dispute_steps.filter(**said).first():
        return same
    if decision.dispute_steps.filter(route=DisputeStep.Route.SETTLED).exists():
        raise NotAllowed("This disagreement is settled. Record another decision if it has opened again.", code="route")
    made = DisputeStep.objects.create(decision=decision, recorded_by=by, **said)
    case_audit(by=by, action="case_dispute_recorded", case=decision.case, after={"route": route, "taken_on": taken_on})
    return made


@transaction.atomic
def panel_answer_record(
    *,
    by: User,
    decision: Decision,
    stance: str,
    verbatim: str,
    answered_on: date,
    goes_ahead: str = "",
    may_be_quoted: bool = False,
) -> PanelAnswer:
    """Record the national panel's answer word for word. A disagreement needs what the partnership does about it.

    The first answer is the event “National panel replied”. Raises NotAllowed where that is recorded for another day.
    """
    policies.check_past(answered_on, "answered_on")
    if stance == PanelAnswer.Stance.DISAGREES and not goes_ahead.strip():
        raise NotAllowed("Say what the partnership does about the panel's disagreement.", code="goes_ahead")
    said = {"stance": stance, "verbatim": verbatim, "answered_on": answered_on}
    if same := decision.panel_answers.filter(**said).first():
        return same
    before = list(PanelAnswer.objects.filter(decision__case=decision.case_id).values_list("answered_on", flat=True))
    made = PanelAnswer.objects.create(
        decision=decision, goes_ahead=goes_ahead, may_be_quoted=may_be_quoted, recorded_by=by, **said
    )
    case_audit(
        by=by, action="case_panel_answered", case=decision.case, after={"stance": stance, "answered_on": answered_on}
    )
    event_follow(
        by=by,
        case=decision.case,
        kind=EventKind.PANEL_REPLIED,
        day=answered_on,
        evidence=f"Its answer to the decision: {decision}",
        told=before,
        field="answered_on",
    )
    return made
