"""When people leave: their entries on lists end, and another coordinator takes over what nobody keeps any more."""

from datetime import date, timedelta
from typing import NoReturn

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from reviews.cases.models import Case, CaseAccess
from reviews.cases.selectors.keepers import cases_nobody_keeps, entries_of_leavers, keepers_of
from reviews.cases.services.actions import circle_follow
from reviews.cases.services.trail import case_audit, register_audit
from safeguarding.lib.workflow import NotAllowed

NOTHING = "Nothing can be taken over with this reference. Check it on the page of notices."


def case_take_over(*, by: User, partnership: Partnership, reference: str, reason: str) -> Case:
    """Make somebody the coordinator of a case nobody keeps any more.

    Raises NotAllowed, in the same words, for a case that somebody keeps and for none; the attempt stays on record.
    """
    case = cases_nobody_keeps(partnership).filter(reference=reference.strip().upper()).first()
    if case is None:
        _refused(by=by, partnership=partnership, reason=reason)
    _take(by=by, case=case, reason=reason)
    return case


@transaction.atomic
def access_end_for_leavers(*, today: date) -> int:
    """End the list entries of people who have had no role in the partnership since yesterday; return how many.

    Without this they would have all their cases again when they come back years later. A day of grace lets a role be
    exchanged for another.
    """
    rows = list(entries_of_leavers(today - timedelta(days=1), today).select_for_update(of=("self",)))
    CaseAccess.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=timezone.now())
    for row in rows:
        said = {"person": str(row.user), "reason": "No role in the partnership any more"}
        case_audit(by=None, action="case_access_ended", case=row.case, before=said)
    for case in {row.case_id: row.case for row in rows}.values():
        circle_follow(by=None, case=case)
    return len(rows)


@transaction.atomic
def _take(*, by: User, case: Case, reason: str) -> None:
    Case.objects.select_for_update().get(pk=case.pk)  # two coordinators at once: the second is told so
    if keepers_of(case).exists():
        raise NotAllowed("Somebody else has just taken this case over. Ask them to add you.", code="reference")
    own = CaseAccess.objects.filter(case=case, user=by, ended_at=None, ground=CaseAccess.Ground.NAMED)
    own.update(ended_at=timezone.now(), ended_by=by)
    CaseAccess.objects.create(case=case, user=by, given_by=by, reason=reason, coordinates=True)
    case_audit(by=by, action="case_taken_over", case=case, after={"reason": reason})
    circle_follow(by=by, case=case)


def _refused(*, by: User, partnership: Partnership, reason: str) -> NoReturn:
    # Not inside a transaction that the refusal would roll back: the attempt stays on record.
    register_audit(by=by, action="case_takeover_refused", partnership=partnership, after={"reason": reason})
    raise NotAllowed(NOTHING, code="reference")
