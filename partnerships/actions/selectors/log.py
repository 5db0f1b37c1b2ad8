"""The log as one person may see it, the people and agencies it offers, and what other rooms ask."""

from collections import Counter
from collections.abc import Collection, Mapping

from django.core.paginator import Page, Paginator
from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from partnerships.actions.models import Action, CircleMember, Entry, Evidence
from partnerships.directory.models import Agency, Membership, Partnership, User
from safeguarding.lib.facts import Period

PER_PAGE = 25
_OWNER = ("partnership", "owner_agency__organisation", "owner_person")


def visible(partnership: Partnership, user: User) -> QuerySet[Action]:
    """Return the actions a person may know of: the only way any page reaches an action."""
    return Action.objects.of(partnership).visible_to(user).select_related(*_OWNER)


def shared_log(partnership: Partnership) -> QuerySet[Action]:
    """Return the actions without a circle, with what reports print of them. Two queries."""
    impacts = Entry.objects.openly().filter(kind=Entry.Kind.IMPACT).order_by("on", "id")
    rows = Action.objects.of(partnership).shared().select_related(*_OWNER, "merged_into")
    return rows.prefetch_related(Prefetch("entries", queryset=impacts, to_attr="impacts"))


def log_page(rows: QuerySet[Action], number: str | None) -> Page[Action]:
    """Return one page, what is due first before what is due later."""
    return Paginator(rows.order_by(F("due_on").asc(nulls_last=True), "opened_on", "pk"), PER_PAGE).get_page(number)


def knows_all(action: Action, user: User) -> bool:
    """Return True when nothing of an action somebody may read is kept from them. One query where it was shared."""
    if action.kept_circle_id is None:
        return True
    return CircleMember.objects.filter(circle=action.kept_circle_id, user=user).exists()


def story(action: Action, *, whole: bool) -> QuerySet[Entry]:
    """Return the lines of an action's story, newest first; unless `whole` without those from before it was shared."""
    lines = Entry.objects.filter(action=action).select_related("entered_by")
    return lines if whole else lines.openly()


def evidence_of(action: Action, *, whole: bool) -> QuerySet[Evidence]:
    """Return the evidence in the order it was added; unless `whole` without that from before it was shared."""
    rows = Evidence.objects.filter(action=action).select_related("added_by", "action__partnership")
    return rows if whole else rows.filter(added_at__gt=action.shared_at)


def origin_actions(partnership: Partnership, user: User, kind: str, keys: Collection[str]) -> QuerySet[Action]:
    """Return the actions that come from these things of another room, as far as the person may know of them."""
    return visible(partnership, user).filter(origin_kind=kind, origin_key__in=keys)


def origin_progress(partnership: Partnership, kind: str, keys: Collection[str]) -> Mapping[str, Counter[str]]:
    """Return how many actions of each status come from each key, confidential ones too. One query.

    For a room that has itself settled that its reader may know of every one of these things.
    """
    rows = Action.objects.of(partnership).filter(origin_kind=kind, origin_key__in=keys)
    found: dict[str, Counter[str]] = {key: Counter() for key in keys}
    for key, status in rows.values_list("origin_key", "status"):
        found[key][status] += 1
    return found


def mergeable(action: Action) -> QuerySet[Action]:
    """Return the live actions known to the same people, to merge this one into."""
    rows = Action.objects.of(action.partnership).live().filter(circle=action.circle)
    return rows.exclude(pk=action.pk).order_by("title")


def agencies_of(partnership: Partnership) -> QuerySet[Agency]:
    """Return every agency, those that left too: an old action may be theirs. Whether it owns one is not looked up."""
    return Agency.objects.of(partnership).select_related("organisation")


def people_of(action: Action | None, partnership: Partnership) -> QuerySet[User]:
    """Return who can own an action: members of the partnership; of a confidential one, the people of its circle."""
    members = Membership.objects.of(partnership).current().values("user")
    rows = User.objects.filter(pk__in=members).order_by("name")
    return rows.filter(pk__in=action.circle.members.values("user")) if action and action.circle else rows


def owner_kept_out(action: Action) -> bool:
    """Return True when an agency owns a confidential action and nobody of it is in the circle. At most one query."""
    if action.circle_id is None or action.owner_agency_id is None or action.owner_person_id is not None:
        return False
    people = Membership.objects.of(action.partnership).current().filter(agency=action.owner_agency_id)
    return not CircleMember.objects.filter(circle=action.circle_id, user__in=people.values("user")).exists()


def periods_of(partnership: Partnership) -> list[Period]:
    """Return the last ten financial years, newest first. They are offered whether or not anything lies in them."""
    this = Period.snapshot(timezone.localdate()).financial_year_start
    return [Period.financial_year(year) for year in range(this, this - 10, -1)]
