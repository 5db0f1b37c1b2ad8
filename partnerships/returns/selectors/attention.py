"""Returns that wait for somebody."""

from collections.abc import Collection as Several
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnerships.directory.models import Partnership
from partnerships.returns.models import Collection, Query, Return
from partnerships.returns.policies import EDITABLE


def collections_waiting(partnership: Partnership, today: date) -> list[Collection]:
    """Return the collections with late returns (`late`) or returns to accept (`waiting`). One query."""
    # As on the board: what was handed in on time and sent back is not late.
    due = Coalesce("returns__extended_to", "due_on")
    in_time = Q(returns__first_submitted_at__date__lte=F("due"))
    late = Q(returns__status__in=EDITABLE, due__lt=today) & ~in_time
    found = (
        Collection.objects.of(partnership)
        .annotate(due=due)
        .annotate(
            late=Count("returns", filter=late),
            waiting=Count("returns", filter=Q(returns__status=Return.Status.SUBMITTED)),
        )
    )
    return list(found.filter(Q(late__gt=0) | Q(waiting__gt=0)).order_by("due_on", "pk"))


def returns_to_hand_in(partnership: Partnership, agencies: Several[int]) -> list[Return]:
    """Return what these agencies still have to hand in, with the number of unanswered questions. One query."""
    unanswered = Q(observations__queries__status=Query.Status.OPEN)
    rows = Return.objects.of(partnership).filter(
        Q(collection__status=Collection.Status.OPEN) | Q(open_until__gte=timezone.localdate()),
        agency__in=agencies,
        status__in=EDITABLE,
    )
    return list(
        rows.select_related("collection", "agency__organisation")
        .annotate(unanswered=Count("observations__queries", filter=unanswered))
        .order_by("collection__due_on", "pk")
    )
