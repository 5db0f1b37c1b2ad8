"""Mending what was recorded wrongly: it is withdrawn with a reason and stays readable, never overwritten in silence."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.models import (
    Case,
    Kind,
    Recommendation,
    Subject,
    SubjectName,
    Withdrawable,
)
from reviews.cases.selectors.actions import actions_unsettled
from reviews.cases.services.checking import publication_reconsider
from reviews.cases.services.trail import case_audit
from safeguarding.lib.workflow import NotAllowed, Overtaken

COUNTED = ("pseudonym", "age_band", "sex", "ethnicity", "disability", "exact_age", "characteristics")


@transaction.atomic
def part_withdraw(*, by: User, part: Withdrawable, because: str) -> None:
    """Withdraw a part of a case: a decision, finding, recommendation, addressee, change, author, briefing, relation
    or person.

    What the review itself says is withdrawn only while the case is open; what came of it is told for years. Raises
    NotAllowed for a recommendation that something still hangs on, and Overtaken when it is withdrawn already.
    """
    cases = policies.cases_of(part)
    if policies.belongs_to_the_review(part):
        policies.check_live(cases[0])
    if isinstance(part, Recommendation):
        policies.check_nothing_hangs_on(part, actions_unsettled(part))
    said = {"withdrawn_at": timezone.now(), "withdrawn_by": by, "withdrawn_because": because}
    if not type(part).every.filter(pk=part.pk, withdrawn_at=None).update(**said):
        raise Overtaken("Somebody else has just withdrawn this.", code="overtaken")
    if isinstance(part, Subject):
        _name_removed(part)
    for case in cases:
        case_audit(
            by=by,
            action=f"case_{part._meta.model_name}_withdrawn",
            case=case,
            before={"was": str(part)},
            after={"because": because},
        )
        publication_reconsider(by=by, case=case)


@transaction.atomic
def subject_change(*, by: User, subject: Subject, version: int, **changes: str) -> None:
    """Correct what is recorded of a child or adult, opened at `version`. Raises NotAllowed and Overtaken."""
    policies.check_live(subject.case)
    unknown = set(changes) - set(COUNTED)
    if unknown:
        raise TypeError(f"A person can not be given {sorted(unknown)} here.")
    others = subject.case.subjects.exclude(pk=subject.pk)
    if others.filter(pseudonym=changes.get("pseudonym", "")).exists():
        raise NotAllowed("This case already has somebody called that.", code="pseudonym")
    said, before = subject.pseudonym, {name: getattr(subject, name) for name in changes}
    rows = Subject.objects.filter(pk=subject.pk, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise Overtaken("Somebody else saved this after you opened it.", code="overtaken")
    changed = {name for name, value in changes.items() if before[name] != value}
    case_audit(
        by=by,
        action="case_subject_changed",
        case=subject.case,
        before={name: before[name] for name in changed},
        after={"person": said, **{name: changes[name] for name in changed}},
    )
    subject.refresh_from_db()


@transaction.atomic
def case_kind_change(*, by: User, case: Case, kind: str, because: str) -> None:
    """Turn a mandatory safeguarding adults review into a discretionary one or back, with the reason.

    Its law and its deadlines are the same, so nothing is counted anew. Raises NotAllowed for any other change.
    """
    policies.check_live(case)
    policies.check_kind_becomes(case, kind)
    before = case.kind
    if not Case.objects.filter(pk=case.pk, kind=before).update(kind=kind, version=F("version") + 1):
        raise Overtaken("Somebody else has just changed this.", code="overtaken")
    case.refresh_from_db()
    after = {"kind": Kind(kind).label, "because": because}
    case_audit(by=by, action="case_kind_changed", case=case, before={"kind": Kind(before).label}, after=after)


@transaction.atomic
def subject_name(*, by: User, subject: Subject, name: str, consent_by: str, consent_on: date) -> SubjectName:
    """Keep a real name that somebody entitled to agreed to publish. The audit trail does not repeat the name."""
    policies.check_past(consent_on, "consent_on")
    if not consent_by.strip():
        raise NotAllowed("A real name is kept only with consent. Say who gave it.", code="consent_by")
    made, _ = SubjectName.objects.update_or_create(
        subject=subject,
        defaults={"name": name, "consent_by": consent_by, "consent_on": consent_on, "recorded_by": by},
    )
    said = {"subject": subject.pseudonym, "consent_by": consent_by, "consent_on": consent_on}
    case_audit(by=by, action="case_name_kept", case=subject.case, after=said)
    return made


@transaction.atomic
def subject_name_remove(*, by: User, subject: Subject, because: str) -> None:
    """Remove a real name for good, because consent was withdrawn or it was kept by mistake. Raises NotAllowed."""
    if not _name_removed(subject):
        raise NotAllowed("No name is kept of this person.", code="state")
    said = {"subject": subject.pseudonym, "because": because}
    case_audit(by=by, action="case_name_removed", case=subject.case, after=said)


def _name_removed(subject: Subject) -> bool:
    return bool(SubjectName.objects.filter(subject=subject).delete()[0])
