"""What an audit found, what it recommends, and the actions that come of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.urls import reverse

from partnerships.actions.models import Action, Origin
from partnerships.actions.services import action_open
from partnerships.directory.models import User
from reviews.audits.models import Audit, Point, Recommendation
from reviews.audits.selectors import actions_opened
from reviews.audits.services.saving import locked, stamped, told
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def practice_audit_points_save(
    *, by: User | None, audit: Audit, version: int, points: Mapping[str, Sequence[str]]
) -> Audit:
    """Keep the bullets of the boxes named, in order; boxes not named stay. Raises Overtaken."""
    stored = locked(audit, version)
    held = {kind: [point.text for point in stored.points.filter(kind=kind)] for kind in points}
    wanted = {kind: [text.strip() for text in texts if text.strip()] for kind, texts in points.items()}
    if held == wanted:
        return stored
    stored.points.filter(kind__in=points).delete()
    Point.objects.bulk_create(
        [
            Point(audit=stored, kind=kind, position=at, text=text)
            for kind, texts in wanted.items()
            for at, text in enumerate(texts, 1)
        ]
    )
    Audit.objects.filter(pk=stored.pk).update(**stamped(stored, by))
    told(by=by, deed="practice_audit_points_save", audit=stored, before=held, after=wanted)
    stored.refresh_from_db()
    return stored


@transaction.atomic
def recommendation_add(*, by: User | None, audit: Audit, text: str) -> Recommendation:
    """Add what the audit recommends, with the next number."""
    stored = Audit.objects.select_for_update().get(pk=audit.pk)
    numbers = [row.number for row in stored.recommendations.all()]
    made = Recommendation.objects.create(audit=stored, number=max(numbers, default=0) + 1, text=text.strip())
    told(
        by=by, deed="practice_audit_recommendation_add", audit=stored, after={"number": made.number, "text": made.text}
    )
    return made


@transaction.atomic
def recommendation_remove(*, by: User | None, recommendation: Recommendation) -> None:
    """Take a recommendation out. NotAllowed once an action came of it."""
    audit = recommendation.audit
    if actions_opened(recommendation):
        raise NotAllowed("An action came of this recommendation, so it stays. Settle the action instead.", code="state")
    before = {"number": recommendation.number, "text": recommendation.text}
    told(by=by, deed="practice_audit_recommendation_remove", audit=audit, before=before, after={})
    recommendation.delete()


@transaction.atomic
def recommendation_action_open(*, by: User | None, recommendation: Recommendation, title: str, **said: Any) -> Action:
    """Open an action from a recommendation; `said` is what `action_open` takes beside the origin."""
    audit = recommendation.audit
    return action_open(
        by=by,
        partnership=audit.partnership,
        title=title,
        origin_kind=Origin.AUDIT,
        origin_key=recommendation.key,
        origin_label=f"{audit}, recommendation {recommendation.number}"[:255],
        origin_path=reverse("practice_audit", args=[audit.partnership.slug, audit.slug]),
        **said,
    )
