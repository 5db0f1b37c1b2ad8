"""Keeping who may know of confidential actions. Called by the room the actions come from."""

from collections.abc import Iterable

from django.db import transaction

from partnerships.actions.models import Circle, CircleMember
from partnerships.actions.services.trail import circle_audit
from partnerships.directory.models import Partnership, User


@transaction.atomic
def action_circle_set(
    *,
    by: User | None,
    partnership: Partnership,
    key: str,
    people: Iterable[User],
    keepers: Iterable[User] = (),
) -> Circle:
    """Let exactly these people know of the actions opened with `circle=key`; `keepers` also manage them.

    Call it whenever the list behind the actions changes, in the same transaction. Calling it again with the same
    people changes nothing. People with emergency access do not belong in a circle: it never runs out.
    """
    circle, made = Circle.objects.get_or_create(partnership=partnership, key=key)
    kept = {person.pk for person in keepers}
    wanted = {person.pk: person.pk in kept for person in (*people, *keepers)}
    held = dict(circle.members.values_list("user_id", "keeps"))
    if wanted == held and not made:
        return circle
    circle.members.exclude(user_id__in=wanted).delete()
    CircleMember.objects.bulk_create(
        [CircleMember(circle=circle, user_id=user, keeps=keeps) for user, keeps in wanted.items()],
        update_conflicts=True,
        unique_fields=["circle", "user"],
        update_fields=["keeps"],
    )
    circle_audit(
        by=by, circle=circle, partnership=partnership, after={"people": sorted(wanted), "keepers": sorted(kept)}
    )
    return circle
