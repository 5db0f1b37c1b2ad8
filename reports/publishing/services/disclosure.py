"""Writes about what a public edition does not print: the policy, decisions of people, and the record of a build."""

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reports.publishing.disclosing import Controlled, policy_of
from reports.publishing.models import Build, DisclosureControl, DisclosureDecision, DisclosurePolicy
from reports.publishing.policies import DECISION_TRANSITIONS, check_second_person
from reports.studio.models import Report
from safeguarding.lib.disclosure import WITHHELD, Policy
from safeguarding.lib.facts import Fact
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def policy_set(*, by: User, partnership: Partnership, policy: Policy, reason: str) -> DisclosurePolicy:
    """Set what counts as a small number from now on. Builds keep the policy they were made under."""
    before = policy_of(partnership)
    row = DisclosurePolicy.objects.create(
        partnership=partnership,
        threshold=policy.threshold,
        zeros_shown=policy.zeros_shown,
        reason=reason,
        set_by=by,
        set_at=timezone.now(),
    )
    audit_record(
        by=by,
        action="disclosure_policy_set",
        partnership=partnership,
        about=row,
        before=before.as_json(),
        after={**policy.as_json(), "reason": reason},
    )
    return row


@transaction.atomic
def decision_ask(*, by: User, report: Report, fact: Fact, shows: bool, reason: str) -> DisclosureDecision:
    """Ask that a figure be printed against the rules, or hidden though they allow it. A second person decides.

    Raises NotAllowed when a decision about the figure waits or stands, and for figures of the partnership only: their
    definition would have to change.
    """
    if fact.disclosure in WITHHELD:
        raise NotAllowed("This figure is for the partnership only. Change its definition first.", code="class")
    report = Report.objects.select_for_update().select_related("partnership").get(pk=report.pk)
    open_ones = DisclosureDecision.objects.filter(report=report, key=fact.key, status__in=("waiting", "approved"))
    if open_ones.exists():
        raise NotAllowed("Somebody has asked about this figure already. Take that back first.", code="asked")
    row = DisclosureDecision.objects.create(
        report=report,
        key=fact.key,
        label=f"{fact.label} ({fact.period.label})"[:300],
        value=fact.text,
        shows=shows,
        reason=reason,
        asked_by=by,
        asked_at=timezone.now(),
    )
    _audit(row, by=by, action="disclosure_decision_asked")
    return row


@transaction.atomic
def decision_settle(*, by: User, decision: DisclosureDecision, approve: bool) -> None:
    """Approve or refuse what somebody else asked for; NotAllowed for the person who asked."""
    check_second_person(decision, by)
    event = "approve" if approve else "refuse"
    advance(decision, event, DECISION_TRANSITIONS, decided_by=by, decided_at=timezone.now())
    _audit(decision, by=by, action=f"disclosure_decision_{decision.status}")


@transaction.atomic
def decision_withdraw(*, by: User, decision: DisclosureDecision) -> None:
    """Take back a request or an approved decision: the rules hold again. One person is enough for that."""
    advance(decision, "withdraw", DECISION_TRANSITIONS, decided_by=by, decided_at=timezone.now())
    _audit(decision, by=by, action="disclosure_decision_withdrawn")


def control_record(*, build: Build, control: Controlled, sha256: str) -> DisclosureControl:
    """Keep what disclosure control did for a build. Runs inside the transaction that says the build is done."""
    row = DisclosureControl.objects.create(
        build=build,
        passed=control.passed,
        hidden=len(control.outcome.hidden),
        text=control.record(),
        sha256=sha256,
        made_at=timezone.now(),
    )
    after = {"passed": row.passed, "hidden": row.hidden, "content": sha256}
    audit_record(
        by=build.asked_by, action="disclosure_controlled", partnership=build.partnership, about=row, after=after
    )
    return row


def _audit(row: DisclosureDecision, *, by: User, action: str) -> None:
    # The value stays out of the trail: more people read that than may see every figure.
    after = {"figure": row.key, "print": row.shows, "reason": row.reason, "status": row.status}
    audit_record(by=by, action=action, partnership=row.partnership, about=row, after=after)
