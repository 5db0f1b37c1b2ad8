"""Correcting the calendar and reading guidance locally. Deadlines that move because of it say so."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reviews.cases.guidance_policies import check_terms
from reviews.cases.models import BasisChoice, Case, Clock, ClockRule, HolidayCorrection, LocalRule
from reviews.cases.selectors.calendar import calendar_of
from reviews.cases.services.clocks import clocks_recount
from safeguarding.lib.calendar.england import bank_holidays
from safeguarding.lib.workflow import NotAllowed

READING = ("start_event", "stop_event", "amount", "unit", "reason")


@transaction.atomic
def holiday_correct(
    *, by: User, partnership: Partnership, day: date, change: str, name: str, source: str
) -> HolidayCorrection:
    """Record a proclaimed or withdrawn bank holiday and recount every running deadline. Raises NotAllowed.

    The partnership's own trail says that the calendar was corrected, not how many deadlines moved: that would tell
    how many cases there are.
    """
    known = bank_holidays(day.year).get(day, "")
    if change == HolidayCorrection.Change.PROCLAIMED and known:
        raise NotAllowed(f"{_day(day)} is a bank holiday already ({known}).", code="day")
    if change == HolidayCorrection.Change.WITHDRAWN and not known:
        raise NotAllowed(f"{_day(day)} is not a bank holiday, so it can not be withdrawn.", code="day")
    if HolidayCorrection.objects.of(partnership).filter(day=day).exists():
        raise NotAllowed(f"A correction for {_day(day)} is recorded already. Remove that first.", code="day")
    made = HolidayCorrection.objects.create(
        partnership=partnership, day=day, change=change, name=name, source=source, recorded_by=by
    )
    said = {"day": day, "change": change, "name": name, "source": source}
    audit_record(by=by, action="calendar_corrected", partnership=partnership, about=made, after=said)
    _recount(by=by, partnership=partnership, because=f"{made.get_change_display()}: {name}, {_day(day)}")
    return made


@transaction.atomic
def holiday_remove(*, by: User, correction: HolidayCorrection) -> None:
    """Take a correction back and recount. The audit trail keeps it."""
    before = {"day": correction.day, "change": correction.change, "name": correction.name}
    partnership = correction.partnership
    audit_record(by=by, action="calendar_correction_removed", partnership=partnership, about=correction, before=before)
    because = f"Correction taken back: {correction.name}, {_day(correction.day)}"
    correction.delete()
    _recount(by=by, partnership=partnership, because=because)


@transaction.atomic
def local_rule_set(
    *, by: User, partnership: Partnership, rule: ClockRule, start_event: str, amount: int, unit: str, reason: str
) -> LocalRule:
    """Set how the partnership reads a rule its source leaves open. Holds for cases opened from now on."""
    check_terms(start_event=start_event, stop_event=rule.stop_event, amount=amount)
    before = _read(LocalRule.objects.of(partnership).filter(rule=rule).first())
    terms = {"start_event": start_event, "stop_event": rule.stop_event, "amount": amount, "unit": unit}
    made, _ = LocalRule.objects.update_or_create(
        partnership=partnership,
        rule=rule,
        defaults={**terms, "reason": reason, "set_by": by, "set_at": timezone.now()},
    )
    after = {**terms, "reason": reason}
    audit_record(by=by, action="local_rule_set", partnership=partnership, about=made, before=before, after=after)
    return made


@transaction.atomic
def local_rule_remove(*, by: User, reading: LocalRule) -> None:
    """Go back to what the edition says. Holds for cases opened from now on; the audit trail keeps the reading."""
    before = _read(reading)
    audit_record(by=by, action="local_rule_removed", partnership=reading.partnership, about=reading, before=before)
    reading.delete()


@transaction.atomic
def basis_set(*, by: User, partnership: Partnership, kind: str, basis: str, reason: str) -> BasisChoice:
    """Set the event by which the partnership counts a kind in a year. Figures released before stay as they are."""
    said = {"basis": basis, "reason": reason}
    made, _ = BasisChoice.objects.update_or_create(
        partnership=partnership, kind=kind, defaults={**said, "set_by": by, "set_at": timezone.now()}
    )
    audit_record(by=by, action="basis_set", partnership=partnership, about=made, after={"kind": kind, **said})
    return made


def _recount(*, by: User, partnership: Partnership, because: str) -> None:
    # Every unmet deadline, whoever may read its case: the person who corrects the calendar sees none of them.
    running = Clock.objects.filter(met_on__isnull=True, started_by__isnull=False)
    cases = Case.objects.of(partnership).live().filter(pk__in=running.values("case")).select_related("partnership")
    clocks_recount(by=by, cases=cases, because=because, calendar=calendar_of(partnership))


def _read(reading: LocalRule | None) -> dict[str, object]:
    return {name: getattr(reading, name) for name in READING} if reading else {}


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
