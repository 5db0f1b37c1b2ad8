"""Which cases a period can concern at all, decided in the database: a register of twenty years is never read whole."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from reviews.cases.models import SPECS, Case, CaseEvent, Clock
from reviews.cases.models.kinds import KindSpec
from safeguarding.lib.facts import Period


def touched_by(rows: QuerySet[Case], period: Period) -> QuerySet[Case]:
    """Keep the cases that may be counted in a period, with their events. Whether they are is said case by case.

    They have an event that may lie in the period, a deadline that fell due in it, are counted in it by a day set for
    them, or were under way at its end. A date known roughly keeps its case wherever it reaches into the period.
    """
    standing = CaseEvent.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    within = standing.filter(Q(first_day__lte=period.end) | Q(first_day=None), last_day__gte=period.start)
    under_way = Q(pk__in=[])
    for spec in SPECS.values():
        under_way |= _under_way(spec, period)
    counted = Q(counted_on__range=(period.start, period.end))
    due = Clock.objects.filter(case=OuterRef("pk"), due_on__range=(period.start, period.end))
    return rows.filter(Exists(within) | Exists(due) | counted | under_way).prefetch_related("events")


def _under_way(spec: KindSpec, period: Period) -> Q:
    """Return the condition of being begun by the end of a period and not surely ended."""
    events = CaseEvent.objects.filter(case=OuterRef("pk"), withdrawn_at=None)
    begun = events.filter(Q(first_day__lte=period.end) | Q(first_day=None), kind__in=spec.begins)
    ended = events.filter(kind__in=spec.ends, last_day__lt=period.start)
    live = Q(closed_at=None) | Q(closed_at__date__gte=period.start)
    return Q(Exists(begun), live, ~Exists(ended), kind=spec.kind) if spec.begins else Q(pk__in=[])
