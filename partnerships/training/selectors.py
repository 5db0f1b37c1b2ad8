"""Reads of training that span tables, each in a constant number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from partnerships.directory.models import Agency, Area, Partnership
from partnerships.training.models import (
    Amount,
    Compliance,
    ComplianceLine,
    Count,
    Course,
    Evaluation,
    Level,
    PrintedTotal,
    Reach,
    Session,
)
from partnerships.training.season import Season
from partnerships.training.tally import percent
from safeguarding.lib.facts import Period


def courses_of(partnership: Partnership) -> QuerySet[Course]:
    """Return the programme."""
    return Course.objects.of(partnership).select_related("agency__organisation", "area", "updated_by", "partnership")


def sessions_of(partnership: Partnership) -> QuerySet[Session]:
    """Return the sessions with course and counts, first to last. Two queries."""
    counts = Count.objects.select_related("area", "agency__organisation")
    rows = Session.objects.of(partnership).select_related("course", "updated_by", "partnership")
    return rows.prefetch_related(Prefetch("counts", queryset=counts))


def amounts_of(partnership: Partnership) -> QuerySet[Amount]:
    """Return income and cost."""
    return Amount.objects.of(partnership).select_related("session__course", "partnership")


def printed_of(partnership: Partnership) -> QuerySet[PrintedTotal]:
    """Return what documents print."""
    return PrintedTotal.objects.of(partnership).select_related("area", "partnership", "updated_by")


def evaluations_of(partnership: Partnership) -> QuerySet[Evaluation]:
    """Return the questions with their answers and quotes. Three queries."""
    rows = Evaluation.objects.of(partnership).select_related("course", "updated_by", "partnership")
    return rows.prefetch_related("options", "quotes")


def compliances_of(partnership: Partnership) -> QuerySet[Compliance]:
    """Return the agencies' statements with their levels. Two queries."""
    rows = Compliance.objects.of(partnership).select_related(
        "agency__organisation", "partnership", "updated_by", "submitted_by", "accepted_by"
    )
    return rows.prefetch_related("lines")


def season_of(partnership: Partnership, period: Period) -> Season:
    """Return everything about training in a period. Nine queries, whatever the number of sessions."""
    inside = {"starts_on__gte": period.start, "ends_on__lte": period.end}
    sessions = list(sessions_of(partnership).filter(**inside))
    for session in sessions:
        for count in session.counts.all():
            count.session = session  # remarks name the session; without this each would fetch it again
    return Season(
        period=period,
        sessions=sessions,
        printed=list(printed_of(partnership).filter(period_token=period.token)),
        amounts=list(amounts_of(partnership).filter(**inside)),
        compliances=list(compliances_of(partnership).filter(period_token=period.token)),
        evaluations=list(evaluations_of(partnership).filter(period_token=period.token)),
    )


def periods_of(partnership: Partnership) -> list[Period]:
    """Return the financial years with training, newest first, and this year. Four queries."""
    days = Session.objects.of(partnership).values_list("starts_on", flat=True).distinct()
    years = {Period.snapshot(day).financial_year_start for day in [*days, timezone.localdate()]}
    tokens = chain.from_iterable(
        model.objects.of(partnership).values_list("period_token", flat=True).distinct()
        for model in (PrintedTotal, Evaluation, Compliance)
    )
    found = {Period.financial_year(year) for year in years} | {Period.parse(token) for token in tokens}
    return sorted(found, key=lambda period: (period.end, period.start), reverse=True)


@dataclass(frozen=True)
class Place:
    """Where people work, as the pages offer it: an area, several, or not recorded. `code` is its address and key."""

    code: str
    name: str
    reach: str
    area: Area | None = None


def places_of(partnership: Partnership) -> list[Place]:
    """Return the partnership's areas (those below it, or its own), then several and not recorded. Two queries."""
    inside = list(Area.objects.filter(parent=partnership.area_id))
    used = Area.objects.filter(Q(pk=partnership.area_id))
    areas = [Place(area.code, area.name, Reach.ONE, area) for area in inside or used]
    several = [Place(Reach.SEVERAL, Reach.SEVERAL.label, Reach.SEVERAL)] if len(areas) > 1 else []
    return [*areas, *several, Place(Reach.UNRECORDED, Reach.UNRECORDED.label, Reach.UNRECORDED)]


@dataclass(frozen=True)
class LevelTotal:
    """A level over the agencies that gave figures: how many need it, how many hold it, as a share."""

    level: str
    eligible: int
    trained: int
    agencies: int

    @property
    def share(self) -> Decimal | None:
        """Return trained in per cent of eligible."""
        return percent(self.trained, self.eligible)


def level_totals(compliances: Sequence[Compliance]) -> list[LevelTotal]:
    """Return the levels that accepted statements give figures for."""
    accepted = [held for held in compliances if held.status == Compliance.Status.ACCEPTED]
    lines = [line for held in accepted for line in held.lines.all() if line.eligible is not None]
    return [_level_total(level, [line for line in lines if line.level == level]) for level in _levels(lines)]


def _level_total(level: str, lines: Sequence[ComplianceLine]) -> LevelTotal:
    return LevelTotal(
        level, sum(line.eligible or 0 for line in lines), sum(line.trained or 0 for line in lines), len(lines)
    )


def _levels(lines: Sequence[ComplianceLine]) -> list[str]:
    return [level for level in Level.values if any(line.level == level for line in lines)]


def share_of(line: ComplianceLine) -> Decimal | None:
    """Return trained in per cent of eligible."""
    return percent(line.trained, line.eligible)


def said_by_line(line: ComplianceLine) -> str:
    """Return a level in words: 116 of 120, or why there are no figures."""
    return line.get_silence_display() if line.silence else f"{line.trained} of {line.eligible}"


@dataclass(frozen=True)
class Statement:
    """An agency's line of the compliance page: its statement when it may be read, and whether it may be opened."""

    agency: Agency
    held: Compliance | None
    opens: bool
    cells: Sequence[str]


def statements_shown(
    agencies: Iterable[Agency], held: Sequence[Compliance], own: Collection[int], *, everything: bool
) -> list[Statement]:
    """Return a line for every agency. Figures not yet accepted show only to their agency and with `everything`."""
    by_agency = {row.agency_id: row for row in held}
    lines: list[Statement] = []
    for agency in agencies:
        opens = everything or agency.pk in own
        row = by_agency.get(agency.pk)
        readable = row is not None and (opens or row.status == Compliance.Status.ACCEPTED)
        lines.append(Statement(agency, row if readable else None, opens, _cells(row) if readable else []))
    return lines


def _cells(row: Compliance | None) -> list[str]:
    lines = {line.level: line for line in row.lines.all()} if row else {}
    return [_cell(lines.get(level.value)) for level in Level if level is not Level.NONE]


def _cell(line: ComplianceLine | None) -> str:
    if line is None or line.silence:
        return line.get_silence_display() if line else ""
    share = share_of(line)
    counts = said_by_line(line)
    return counts if share is None else f"{share}% ({counts})"


def unanswered_sessions(partnership: Partnership, today: date) -> int:
    """Return how many planned sessions lie in the past without counts. One query."""
    return Session.objects.of(partnership).filter(status=Session.Status.PLANNED, ends_on__lt=today).count()
