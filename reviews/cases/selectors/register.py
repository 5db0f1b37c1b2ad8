"""The register as one person may see it. Everything starts from `visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from partnerships.directory.models import Membership, Partnership, User
from reviews.cases.deadlines import Reading, Standing, lead_of, read_clock
from reviews.cases.models import Case, CaseAccess, Clock, Relation, Theme
from reviews.cases.selectors.calendar import calendar_of
from safeguarding.lib.calendar import WorkingCalendar

PER_PAGE, CLOCKS_PER_PAGE = 25, 50
NEAR = 60  # days: more than the working days of "due soon" ever take, Christmas included
LOOKED_AT, MOST_URGENT = 100, 20  # deadlines read for an overview, and shown on it


def cases_readable(partnership: Partnership, user: User) -> QuerySet[Case]:
    """Return the cases a person may read in a partnership: the only way any page reaches a case."""
    return Case.objects.of(partnership).visible_to(user).select_related("partnership", "edition", "area")


def register_rows(partnership: Partnership, user: User) -> QuerySet[Case]:
    """Return the readable cases with the nearest running deadline as `next_due`."""
    running = Clock.objects.filter(case=OuterRef("pk"), met_on__isnull=True, due_on__isnull=False).order_by("due_on")
    return cases_readable(partnership, user).annotate(next_due=Subquery(running.values("due_on")[:1]))


def register_page(rows: QuerySet[Case], number: str | None) -> Page[Case]:
    """Return one page of the register, newest first."""
    return Paginator(rows.order_by("-opened_at", "-id"), PER_PAGE).get_page(number)


def themes_offered() -> QuerySet[Theme]:
    """Return the words of the controlled list that are still in use."""
    return Theme.objects.filter(retired=False)


@dataclass(frozen=True, kw_only=True)
class ClockRow:
    """A clock with its reading today."""

    clock: Clock
    reading: Reading


def clock_rows(case: Case, today: date) -> list[ClockRow]:
    """Return a case's clocks, read today, with their pauses and moves."""
    rows = Clock.objects.filter(case=case).prefetch_related("pauses", "moves__by")
    return _read(rows.select_related("rule", "started_by", "met_by", "case"), calendar_of(case.partnership), today)


def unmet_clocks(case: Case) -> QuerySet[Clock]:
    """Return the deadlines of a case that have started and are not met."""
    rows = case.clocks.filter(started_by__isnull=False, met_on__isnull=True)
    return rows.select_related("rule").order_by("id")


def running_clocks(partnership: Partnership, user: User) -> QuerySet[Clock]:
    """Return the unmet, started deadlines of the cases a person may read, most urgent first, paused ones last."""
    rows = Clock.objects.filter(
        case__in=Case.objects.of(partnership).visible_to(user).live(), started_by__isnull=False, met_on__isnull=True
    )
    rows = rows.select_related("rule", "started_by", "case__partnership")
    return rows.order_by(F("due_on").asc(nulls_last=True), "id")


def breached_clocks(partnership: Partnership, user: User, today: date) -> QuerySet[Clock]:
    """Return every deadline missed in the cases a person may read: overdue now, and met late."""
    missed = Q(met_on__isnull=True, due_on__lt=today) | Q(met_on__gt=F("due_on"))
    rows = Clock.objects.filter(missed, case__in=Case.objects.of(partnership).visible_to(user))
    return rows.select_related("rule", "started_by", "case__partnership").order_by("-due_on", "-id")


def urgent_clocks(partnership: Partnership, user: User, today: date) -> list[ClockRow]:
    """Return the deadlines that are near, missed or will be missed by the forecast, most urgent first, at most 20."""
    near = Q(due_on__lte=today + timedelta(days=NEAR)) | Q(expected_on__gt=F("due_on"))
    rows = running_clocks(partnership, user).filter(near)[:LOOKED_AT]
    return due_soonest(_read(rows, calendar_of(partnership), today))[:MOST_URGENT]


@dataclass(frozen=True, kw_only=True)
class ClockPage:
    """One page of deadlines, read today."""

    page: Page[Clock]
    rows: list[ClockRow]


def clock_page(partnership: Partnership, clocks: QuerySet[Clock], number: str | None, today: date) -> ClockPage:
    """Return one page of deadlines of a partnership."""
    page = Paginator(clocks, CLOCKS_PER_PAGE).get_page(number)
    return ClockPage(page=page, rows=_read(page, calendar_of(partnership), today))


def _read(clocks: Iterable[Clock], calendar: WorkingCalendar, today: date) -> list[ClockRow]:
    return [
        ClockRow(
            clock=clock,
            reading=read_clock(
                due_on=clock.due_on,
                started=clock.started_by_id is not None,
                met_on=clock.met_on,
                expected_on=clock.expected_on,
                today=today,
                calendar=calendar,
                lead=lead_of(clock),
            ),
        )
        for clock in clocks
    ]


@dataclass(frozen=True, kw_only=True)
class RelationRow:
    """A related case, in words read from the case whose page it is."""

    pk: int
    words: str
    case: Case
    scrutiny: str

    def __str__(self) -> str:
        return f"to {self.case}"


BACKWARDS = {
    Relation.Sort.LED_TO: "follows from",
    Relation.Sort.UPDATED_BY: "is an update of",
    Relation.Sort.PART_OF: "is an overarching review that covers",
    Relation.Sort.SAME_INCIDENT: "is about the same incident as",
}


def relations_of(case: Case, user: User) -> list[RelationRow]:
    """Return what the case is related to; related cases the person may not read are left out."""
    readable = Case.objects.of(case.partnership).visible_to(user)
    out = Relation.objects.filter(source=case, target__in=readable).select_related("target")
    into = Relation.objects.filter(target=case, source__in=readable).select_related("source")
    return [
        *(RelationRow(pk=row.pk, words=row.get_sort_display(), case=row.target, scrutiny=row.scrutiny) for row in out),
        *(
            RelationRow(pk=row.pk, words=BACKWARDS[Relation.Sort(row.sort)], case=row.source, scrutiny=row.scrutiny)
            for row in into
        ),
    ]


def access_list(case: Case) -> QuerySet[CaseAccess]:
    """Return everybody who is or was on the case's list, those who are on it first."""
    rows = CaseAccess.objects.filter(case=case).select_related("user", "given_by", "ended_by", "noticed_by")
    return rows.order_by(F("ended_at").asc(nulls_first=True), "given_at")


def people_to_name(case: Case) -> QuerySet[User]:
    """Return the members of the partnership who are not on the case's list."""
    members = Membership.objects.of(case.partnership).current().values("user")
    named = CaseAccess.objects.filter(case=case, ended_at=None, ground=CaseAccess.Ground.NAMED).values("user")
    return User.objects.filter(pk__in=members).exclude(pk__in=named).order_by("name")


def people_listed(case: Case) -> QuerySet[User]:
    """Return the people named on the case's list."""
    named = CaseAccess.objects.in_force().filter(case=case, ground=CaseAccess.Ground.NAMED)
    return User.objects.filter(pk__in=named.values("user")).order_by("name")


def notices_for(partnership: Partnership, user: User) -> QuerySet[CaseAccess]:
    """Return emergency accesses to the cases a person keeps that no coordinator has confirmed."""
    kept = Case.objects.of(partnership).coordinated_by(user)
    rows = CaseAccess.objects.filter(case__in=kept, ground=CaseAccess.Ground.EMERGENCY, noticed_at=None)
    return rows.select_related("user", "case").order_by("given_at")


def case_whole(case: Case) -> Case:
    """Return the case with what its page shows, in a constant number of queries."""
    events = Prefetch("events", case.events.select_related("recorded_by", "withdrawn_by"))
    return (
        Case.objects.select_related("partnership", "edition", "area", "opened_by")
        .prefetch_related("themes", "subjects__real_name", events)
        .get(pk=case.pk)
    )


def keeps(case: Case, user: User) -> bool:
    """Return True when the person coordinates the case today."""
    return Case.objects.of(case.partnership).coordinated_by(user).filter(pk=case.pk).exists()


def due_soonest(rows: list[ClockRow]) -> list[ClockRow]:
    """Return the rows whose deadline is near, missed or will be missed by the forecast."""
    urgent = {Standing.LATE, Standing.DUE_SOON}
    return [row for row in rows if row.reading.standing in urgent or row.reading.will_be_late]


def tracker_rows(partnership: Partnership, user: User) -> QuerySet[Case]:
    """Return the cases a person keeps with what the tracker prints, oldest first."""
    rows = Case.objects.of(partnership).coordinated_by(user)
    rows = rows.select_related("partnership", "edition", "publication")
    parts = ("events", "themes", "clocks", "decisions", "subjects", "recommendations__progress")
    return rows.prefetch_related(*parts).order_by("opened_at", "id")


def cases_to_relate(case: Case, user: User) -> QuerySet[Case]:
    """Return the other cases of the partnership that a person keeps."""
    return Case.objects.of(case.partnership).coordinated_by(user).exclude(pk=case.pk)
