"""Keeping the clocks of cases true: started and stopped by events, paused, recounted - and saying so."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnerships.directory.models import User
from reviews.cases import policies
from reviews.cases.deadlines import due_day
from reviews.cases.models import Case, CaseEvent, Clock, ClockMove, ClockPause, EventKind
from reviews.cases.selectors.calendar import calendar_of, pauses_of, rules_for
from reviews.cases.selectors.editions import begun_on, edition_for
from reviews.cases.services.trail import case_audit
from safeguarding.lib.calendar import WorkingCalendar
from safeguarding.lib.workflow import NotAllowed


def clocks_choose(case: Case) -> None:
    """Give a case the clocks of its edition, with the terms as the partnership reads them today.

    A clock it had under another edition goes on under the rule of the same name. One that the new edition does not
    know stays with its history and stands still.
    """
    had = {clock.rule.key: clock for clock in case.clocks.select_related("rule")}
    for rule, local in rules_for(case):
        terms = local or rule
        clock = had.get(rule.key) or Clock(case=case)
        clock.rule, clock.start_event, clock.stop_event = rule, terms.start_event, terms.stop_event
        clock.amount, clock.unit = terms.amount, terms.unit
        clock.save()


def edition_follow(*, by: User | None, case: Case, because: str) -> None:
    """Choose the guidance anew where a corrected event says that the case began on another day, and say so."""
    events = {EventKind(event.kind): event.when for event in case.events.filter(withdrawn_at=None)}
    began = begun_on(case.kind, events)
    edition = edition_for(case.kind, began, case.partnership) if began else case.edition
    if edition == case.edition:
        return
    before, case.edition = case.edition, edition
    case.save(update_fields=["edition"])
    clocks_choose(case)
    said = {"edition": str(edition or ""), "because": because}
    case_audit(by=by, action="case_edition_chosen", case=case, before={"edition": str(before or "")}, after=said)


def clocks_follow(*, by: User | None, case: Case, because: str, calendar: WorkingCalendar | None = None) -> int:
    """Recount every clock of a case from its events; return how many due dates moved. Call inside a transaction."""
    counted = calendar or calendar_of(case.partnership)
    standing = {event.kind: event for event in case.events.filter(withdrawn_at=None)}
    return sum(_follow(by, clock, standing, counted, because) for clock in _locked(Clock.objects.filter(case=case)))


def clocks_recount(*, by: User, cases: Iterable[Case], because: str, calendar: WorkingCalendar) -> int:
    """Recount the clocks of several cases of one partnership; return how many due dates moved."""
    return sum(clocks_follow(by=by, case=case, because=because, calendar=calendar) for case in cases)


@transaction.atomic
def clock_pause(*, by: User, clock: Clock, paused_on: date, reason: str, decided_by: str) -> ClockPause:
    """Stop the clock from a day on: that day no longer counts. Raises NotAllowed."""
    policies.check_live(clock.case)
    policies.check_pause(clock, paused_on, timezone.localdate())
    made = ClockPause.objects.create(
        clock=clock, paused_on=paused_on, reason=reason, decided_by=decided_by, recorded_by=by
    )
    said = {"clock": str(clock), "paused_on": paused_on, "reason": reason, "decided_by": decided_by}
    case_audit(by=by, action="clock_paused", case=clock.case, after=said)
    clocks_follow(by=by, case=clock.case, because=f"Paused: {reason}"[:255])
    return made


@transaction.atomic
def clock_resume(*, by: User, clock: Clock, resumed_on: date) -> None:
    """Let a paused clock run: `resumed_on` is the first day that counts again. Raises NotAllowed."""
    policies.check_live(clock.case)
    pause = clock.pauses.select_for_update().filter(resumed_on=None).first()
    if pause is None:
        raise NotAllowed("This clock is not paused.", code="state")
    if not pause.paused_on < resumed_on <= timezone.localdate():
        raise NotAllowed("Enter a day after the pause began and not after today.", code="resumed_on")
    pause.resumed_on = resumed_on
    pause.save(update_fields=["resumed_on"])
    case_audit(by=by, action="clock_resumed", case=clock.case, after={"clock": str(clock), "resumed_on": resumed_on})
    clocks_follow(by=by, case=clock.case, because=f"Resumed after the pause: {pause.reason}"[:255])


@transaction.atomic
def clock_expect(*, by: User, clock: Clock, expected_on: date, because: str) -> None:
    """Say when the thing is expected to be done, so that a breach is seen before it happens."""
    policies.check_live(clock.case)
    before = {"expected_on": clock.expected_on}
    clock.expected_on, clock.expected_because = expected_on, because
    clock.save(update_fields=["expected_on", "expected_because"])
    after = {"clock": str(clock), "expected_on": expected_on, "because": because}
    case_audit(by=by, action="clock_expected", case=clock.case, before=before, after=after)


def _locked(clocks: QuerySet[Clock]) -> QuerySet[Clock]:
    rows = clocks.select_related("case", "rule", "started_by").prefetch_related("pauses")
    return rows.select_for_update(of=("self",))


def _follow(
    by: User | None, clock: Clock, standing: dict[str, CaseEvent], calendar: WorkingCalendar, because: str
) -> bool:
    events = standing if clock.applies else {}
    start, stop = _exact(events.get(clock.start_event)), _exact(events.get(clock.stop_event))
    before = clock.due_on
    clock.started_by = start
    clock.met_by, clock.met_on = (stop, stop.when.start) if stop else (None, None)
    clock.due_on = due_day(clock, start.when.start, calendar, pauses_of(clock)) if start else None
    clock.save(update_fields=["started_by", "due_on", "met_by", "met_on"])
    if before == clock.due_on:
        return False
    ClockMove.objects.create(clock=clock, before=before, after=clock.due_on, because=because, by=by)
    if before is not None:
        said = {"clock": str(clock), "due_on": clock.due_on, "because": because}
        case_audit(by=by, action="clock_recomputed", case=clock.case, before={"due_on": before}, after=said)
    return True


def _exact(event: CaseEvent | None) -> CaseEvent | None:
    # No clock can be counted from "autumn 2020".
    return event if event and event.when.is_exact else None
