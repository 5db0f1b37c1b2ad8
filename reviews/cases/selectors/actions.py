"""The actions that come from a case's recommendations, as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from partnerships.actions.models import Action, Origin
from partnerships.actions.models.action import SETTLED
from partnerships.directory.models import User
from reviews.cases.models import Case, Recommendation


@dataclass(frozen=True, kw_only=True)
class CaseAction:
    """An action on the page of its case. Readers by emergency access see it here but can not open it."""

    action: Action
    opens: bool


def circle_of(case: Case) -> str:
    """Return the key of the circle that knows of the case's actions."""
    return f"cases.{case.pk}"


def origin_of(recommendation: Recommendation) -> str:
    """Return the key under which the action log keeps a recommendation."""
    return f"recommendation.{recommendation.pk}"


def confidential_actions(recommendation: Recommendation) -> QuerySet[Action]:
    """Return the actions of a recommendation that only the list of the case knows of. `case` has to be selected."""
    rows = Action.objects.of(recommendation.case.partnership).filter(circle__isnull=False)
    rows = rows.filter(origin_kind=Origin.RECOMMENDATION, origin_key=origin_of(recommendation))
    return rows.select_related("partnership", "circle")


def actions_unsettled(recommendation: Recommendation) -> int:
    """Return how many actions for a recommendation are not settled. `case__partnership` has to be selected."""
    rows = Action.objects.of(recommendation.case.partnership).exclude(status__in=SETTLED)
    return rows.filter(origin_kind=Origin.RECOMMENDATION, origin_key=origin_of(recommendation)).count()


def actions_of(case: Case, recommendations: Sequence[Recommendation], user: User) -> dict[int, list[CaseAction]]:
    """Return the actions of each recommendation by its id. Whoever may read the case may read that they exist.

    Two queries.
    """
    by_key = {origin_of(one): one.pk for one in recommendations}
    rows = Action.objects.of(case.partnership).filter(origin_kind=Origin.RECOMMENDATION, origin_key__in=by_key)
    opens = set(rows.visible_to(user).values_list("pk", flat=True))
    found: dict[int, list[CaseAction]] = {one.pk: [] for one in recommendations}
    for action in rows.select_related("owner_agency__organisation", "owner_person").order_by("opened_on", "pk"):
        found[by_key[action.origin_key]].append(CaseAction(action=action, opens=action.pk in opens))
    return found
