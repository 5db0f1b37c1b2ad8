"""Comparators, and second values a source printed for one figure."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import User
from partnerships.directory.services import audit_record
from partnerships.returns.models import Comparator, CompetingValue, Indicator, Observation
from partnerships.returns.policies import check_reason
from safeguarding.lib.facts import Period, Qualifier
from safeguarding.lib.workflow import Overtaken


@transaction.atomic
def comparator_save(
    *,
    by: User | None,
    indicator: Indicator,
    kind: str,
    period: Period,
    source: str,
    value: Decimal | None = None,
    words: str = "",
    category: str = "",
    qualifier: Qualifier = Qualifier.EXACT,
    upper: Decimal | None = None,
) -> Comparator:
    """Create or correct the comparator of an indicator for its own period. The audit trail keeps the earlier value."""
    if value is None and not words.strip():
        raise ValidationError({"value": "Enter a figure, or say in words how it compares."})
    if not source.strip():
        raise ValidationError({"source": "Say where the figure comes from."})
    cell: dict[str, Any] = {"indicator": indicator, "category": category, "kind": kind, "token": period.token}
    before = Comparator.objects.filter(**cell).first()
    said = {"value": value, "words": words.strip(), "qualifier": qualifier.value, "upper": upper, "source": source}
    kept, _ = Comparator.objects.update_or_create(
        **cell,
        defaults={
            **said,
            "partnership": indicator.partnership,
            "start": period.start,
            "end": period.end,
            "by": by,
            "at": timezone.now(),
        },
    )
    audit_record(
        by=by,
        action="comparator_save",
        partnership=indicator.partnership,
        about=kept,
        label=f"{indicator}: {kept}",
        before={name: getattr(before, name) for name in said} if before else None,
        after=said,
    )
    return kept


@transaction.atomic
def conflict_record(
    *, by: User | None, observation: Observation, printed: str, where: str, unit: str = "", note: str = ""
) -> CompetingValue:
    """Keep a second value that the source prints for a figure; the same one at the same place is kept once."""
    kept, created = CompetingValue.objects.get_or_create(
        observation=observation,
        printed=printed,
        where=where,
        defaults={"unit": unit, "note": note, "by": by},
    )
    if created:
        after = {"printed": printed, "where": where, "note": note}
        _audit(by, "conflict_record", kept, after)
    return kept


@transaction.atomic
def conflict_settle(*, by: User, conflict: CompetingValue, reason: str) -> None:
    """Say why the figure held is the one to print. Settling twice keeps the first reason."""
    reason = check_reason(reason, message="Say why this figure is the one to print.")
    moved = CompetingValue.objects.filter(pk=conflict.pk, settled_at__isnull=True).update(
        settled_reason=reason, settled_at=timezone.now(), settled_by=by
    )
    if not moved:
        raise Overtaken("Somebody has already settled this.")
    _audit(by, "conflict_settle", conflict, {"reason": reason})


def _audit(by: User | None, action: str, conflict: CompetingValue, after: dict[str, str]) -> None:
    partnership = conflict.observation.of_return.collection.partnership
    audit_record(by=by, action=action, partnership=partnership, about=conflict, after=after)
