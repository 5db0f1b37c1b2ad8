"""Handing in, accepting, sending back and reopening a return."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.returns.entries import Entry
from partnerships.returns.models import Acceptance, AcceptedFigure, ObservationVersion, Query, Return
from partnerships.returns.policies import (
    TRANSITIONS,
    check_acceptable_by,
    check_editable,
    check_reason,
    why_locked,
)
from partnerships.returns.selectors.findings import Finding, findings
from partnerships.returns.selectors.grid import Cell, grid
from partnerships.returns.services.notices import notices_ask
from partnerships.returns.services.observations import observation_save
from partnerships.returns.services.queries import query_open
from safeguarding.lib.facts import Status
from safeguarding.lib.workflow import NotAllowed, advance


class NotReady(NotAllowed):
    """The return can not be handed in yet; `findings` says what to mend or explain."""

    def __init__(self, left: Sequence[Finding], unanswered: int) -> None:
        parts = []
        if left:
            figures = len({finding.cell.name for finding in left})
            parts.append("1 figure needs a look" if figures == 1 else f"{figures} figures need a look")
        if unanswered:
            parts.append("1 question has no answer" if unanswered == 1 else f"{unanswered} questions have no answer")
        super().__init__(f"The return can not be handed in yet: {' and '.join(parts)}.", code="not_ready")
        self.findings = list(left)
        self.unanswered = unanswered


@transaction.atomic
def return_submit(*, by: User, of_return: Return, beyond_closing: bool = False) -> None:
    """Hand a return in. Asking twice hands it in once. NotReady lists what blocks it."""
    current = Return.objects.select_for_update(of=("self",)).select_related("collection").get(pk=of_return.pk)
    if current.status == Return.Status.SUBMITTED and current.submitted_by_id == by.pk:
        return  # a double click
    check_editable(current, beyond_closing=beyond_closing)
    sheet = grid(current)
    left = [finding for finding in findings(sheet) if finding.blocks]
    unanswered = sum(query.status == Query.Status.OPEN for cell in sheet.cells for query in cell.queries)
    if left or unanswered:
        raise NotReady(left, unanswered)
    now = timezone.now()
    advance(
        current,
        "submit",
        TRANSITIONS,
        submitted_at=now,
        submitted_by=by,
        first_submitted_at=current.first_submitted_at or now,
        reason="",
    )
    _audit(by, "return_submit", current, {"figures": len(sheet.cells)})
    notices_ask(by=by, of_return=current)
    of_return.refresh_from_db()


@transaction.atomic
def return_accept(*, by: User, of_return: Return, comment: str = "") -> Acceptance:
    """Accept a return that somebody else handed in: its figures are final, its answered questions closed.

    NotAllowed for one's own submission and while a question still waits for an answer.
    """
    check_acceptable_by(of_return, by)
    questions = Query.objects.unsettled().filter(observation__of_return=of_return)
    if questions.filter(status=Query.Status.OPEN).exists():
        raise NotAllowed("A question still waits for its answer. Close it, or send the return back.", code="open_query")
    now = timezone.now()
    advance(of_return, "accept", TRANSITIONS, accepted_at=now, accepted_by=by)
    last = of_return.acceptances.aggregate(last=Max("number"))["last"] or 0
    acceptance = Acceptance.objects.create(of_return=of_return, number=last + 1, by=by, at=now, comment=comment)
    versions = ObservationVersion.objects.current().filter(observation__of_return=of_return).order_by("pk")
    AcceptedFigure.objects.bulk_create(
        AcceptedFigure(acceptance=acceptance, version_id=pk) for pk in versions.values_list("pk", flat=True)
    )
    questions.update(status=Query.Status.CLOSED, closed_at=now, closed_by=by)
    _audit(by, "return_accept", of_return, {"acceptance": acceptance.number})
    return acceptance


@transaction.atomic
def return_send_back(*, by: User, of_return: Return, reasons: Mapping[str, str], reason: str = "") -> None:
    """Send a return back, with a question against each figure named (`cp-plans` or `cp-plans.neglect`) or a reason."""
    said = {name: text.strip() for name, text in reasons.items() if text.strip()}
    if not said:
        reason = check_reason(reason, message="Say against at least one figure, or in general, what should be changed.")
    advance(of_return, "send_back", TRANSITIONS, reason=reason.strip())
    cells = grid(of_return).by_name
    for name, text in said.items():
        if name not in cells:
            raise NotAllowed(f"“{name}” is not a figure of this return.", code="unknown")
        query_open(by=by, of_return=of_return, cell=cells[name], text=text)
    _audit(by, "return_send_back", of_return, {"reason": reason, "figures": said})
    notices_ask(by=by, of_return=of_return)


@transaction.atomic
def return_reopen(*, by: User, of_return: Return, reason: str, until: date | None = None) -> None:
    """Reopen an accepted return for a correction. What was accepted stays accepted until the next acceptance.

    The agency may correct it until `until` although the collection is closed; without it until the closing day.
    """
    reason = check_reason(reason, message="Say why accepted figures have to be changed.")
    if until and until < timezone.localdate():
        raise ValidationError({"until": "The last day for the correction can not be in the past."})
    advance(of_return, "reopen", TRANSITIONS, reason=reason, open_until=until)
    _audit(by, "return_reopen", of_return, {"reason": reason, "until": until})
    if not why_locked(of_return):
        notices_ask(by=by, of_return=of_return)


@transaction.atomic
def return_fill_nil(*, by: User, of_return: Return, beyond_closing: bool = False) -> int:
    """Declare a nil return for every cell still blank; return how many."""
    blank: list[Cell] = [cell for cell in grid(of_return).cells if cell.blank]
    for cell in blank:
        observation_save(
            by=by,
            of_return=of_return,
            item=cell.item,
            category=cell.category.slug,
            entry=Entry(status=Status.NIL),
            expected=cell.lock,
            beyond_closing=beyond_closing,
        )
    if blank:
        _audit(by, "return_fill_nil", of_return, {"figures": [cell.name for cell in blank]})
    return len(blank)


def _audit(by: User, action: str, of_return: Return, after: dict[str, object]) -> None:
    audit_record(by=by, action=action, partnership=of_return.collection.partnership, about=of_return, after=after)
