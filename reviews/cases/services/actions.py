"""Actions that recommendations open in the one action log, and who may know of them.

The circle of a case's actions is its need-to-know list, without emergency access: that runs out, a circle does not.
"""

from datetime import date

from django.db import transaction
from django.urls import reverse

from partnerships.actions.models import Action, Circle, Origin
from partnerships.actions.services import action_circle_set, action_open, action_share
from partnerships.directory.models import Agency, User
from reviews.cases import policies
from reviews.cases.models import Case, CaseAccess, Recommendation
from reviews.cases.models.access import CaseAccessQuerySet
from reviews.cases.selectors.actions import circle_of, origin_of
from reviews.cases.selectors.records import release_of
from reviews.cases.services.trail import case_audit
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def recommendation_action_open(
    *,
    by: User,
    recommendation: Recommendation,
    title: str,
    success: str = "",
    owner_agency: Agency | None = None,
    owner_person: User | None = None,
    owner_post: str = "",
    due_on: date | None = None,
    opened_on: date | None = None,
    shared: bool = False,
) -> Action:
    """Open an action for a recommendation. Raises NotAllowed.

    It is confidential to the case's list unless `shared`, which is only possible once the review's public record is
    released: then the log names the review as reports do, never by its reference.
    """
    case = recommendation.case
    released = release_of(case)
    policies.check_shared(shared, released is not None)
    if owner_person and not shared and not _listed(case).filter(user=owner_person).exists():
        raise NotAllowed(
            "Put this person on the list of the case first: they could not see the action.", code="owner_person"
        )
    name = str(released.record) if shared and released else case.reference
    made = action_open(
        by=by,
        partnership=case.partnership,
        title=title,
        success=success,
        origin_kind=Origin.RECOMMENDATION,
        origin_key=origin_of(recommendation),
        origin_label=f"Recommendation {recommendation.number} of {name}",
        origin_path="" if shared else _page(case, recommendation),
        owner_agency=owner_agency,
        owner_person=owner_person,
        owner_post=owner_post,
        due_on=due_on,
        opened_on=opened_on,
        circle="" if shared else _circle(by, case).key,
    )
    said = {"recommendation": recommendation.number, "action": made.reference, "shared": shared}
    case_audit(by=by, action="case_action_opened", case=case, after=said)
    return made


@transaction.atomic
def recommendation_action_share(
    *,
    by: User,
    recommendation: Recommendation,
    action: Action,
    title: str,
    reason: str,
    success: str = "",
    settled_words: str = "",
) -> Action:
    """Let everybody who reads the log know of an action of the case's list. Raises NotAllowed or Overtaken.

    Only once the review's public record is released, as with an action that is opened for everybody.
    """
    case, released = recommendation.case, release_of(recommendation.case)
    policies.check_shared(True, released is not None)
    name = str(released.record) if released else ""
    shared = action_share(
        by=by,
        action=action,
        title=title,
        success=success,
        settled_words=settled_words,
        origin_label=f"Recommendation {recommendation.number} of {name}",
        reason=reason,
    )
    said = {"recommendation": recommendation.number, "action": action.reference, "reason": reason}
    case_audit(by=by, action="case_action_shared", case=case, after=said)
    return shared


def circle_follow(*, by: User | None, case: Case) -> None:
    """Let the circle of the case's actions follow its list. Nothing where the case has no confidential action yet."""
    if Circle.objects.of(case.partnership).filter(key=circle_of(case)).exists():
        _circle(by, case)


def _circle(by: User | None, case: Case) -> Circle:
    listed = list(_listed(case).select_related("user"))
    return action_circle_set(
        by=by,
        partnership=case.partnership,
        key=circle_of(case),
        people=[entry.user for entry in listed],
        keepers=[entry.user for entry in listed if entry.coordinates],
    )


def _listed(case: Case) -> CaseAccessQuerySet:
    return CaseAccess.objects.in_force().filter(case=case, ground=CaseAccess.Ground.NAMED)


def _page(case: Case, recommendation: Recommendation) -> str:
    page = reverse("case_learning", args=[case.partnership.slug, case.reference])
    return f"{page}#recommendation-{recommendation.number}"
