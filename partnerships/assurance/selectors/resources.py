"""Reads of the register of links and documents."""

from datetime import datetime

from django.db.models import Max, Prefetch, Q, QuerySet

from partnerships.assurance.models import LinkCheck, Resource
from partnerships.directory.models import AuditEvent, Partnership

REACHED_NOTHING = "links_check_reached_nothing"  # an event of the audit trail
MOST_AT_ONCE = 200  # what one run asks; the rest is asked by the next


def resources_of(partnership: Partnership) -> QuerySet[Resource]:
    """Return the entries in use with their checks, newest first. Two queries."""
    return (
        Resource.objects.of(partnership)
        .filter(retired_on__isnull=True)
        .select_related("agency__organisation", "updated_by", "partnership")
        .prefetch_related(Prefetch("checks", LinkCheck.objects.order_by("-checked_at", "-id")))
    )


def reached_nothing_at(partnership: Partnership) -> datetime | None:
    """Return when the last check reached no link at all, None when a later one did or none failed so. Two queries."""
    silent = AuditEvent.objects.filter(partnership=partnership, action=REACHED_NOTHING).first()
    kept = LinkCheck.objects.filter(resource__partnership=partnership).first()
    if silent is None or (kept and kept.checked_at > silent.at):
        return None
    return silent.at


def links_to_check(partnership: Partnership | None, before: datetime | None) -> list[Resource]:
    """Return the links to ask: of one partnership, or of all; `before` leaves out what was asked since."""
    mine = Q(partnership=partnership) if partnership else Q()
    stale = Q(asked_at__isnull=True) | Q(asked_at__lt=before) if before else Q()
    rows = Resource.objects.filter(mine, retired_on__isnull=True).exclude(url="").select_related("partnership")
    return list(
        rows.annotate(asked_at=Max("checks__checked_at")).filter(stale).order_by("asked_at", "pk")[:MOST_AT_ONCE]
    )
