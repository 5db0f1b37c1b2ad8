"""Letting figures about cases out of the register."""

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from reviews.cases.models import FigureRelease
from reviews.cases.selectors.figures import figures_of_all, key_of, releases_of
from reviews.cases.selectors.people import people_key, people_of_all
from safeguarding.lib.disclosure.guarding import policy_in_force
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def figures_release(*, by: User, partnership: Partnership, period: Period, reason: str) -> int:
    """Release the figures of a period to reports as they are now; return how many are new or changed.

    Every case the partnership leads counts, whoever keeps it. Every kind is released, zeros too: a figure released
    only where there are cases would betray them. Raises NotAllowed while a case is dated too roughly to say whether it
    belongs to the period. Characteristics of people are released only where there are enough of them, and of those no
    cell that is a small number in the partnership.
    """
    found = figures_of_all(partnership, period)
    unclear = sum(figures.unclear for figures in found)
    if unclear:
        raise NotAllowed(
            "A case in the register is dated too roughly to say what it counts in this period. Its coordinator can set "
            "the day it is counted on, or record its dates more exactly.",
            code="period",
        )
    values: dict[str, int | None] = {
        key_of(row.kind, part, period): value for row in found for part, value in row.values.items()
    }
    policy = policy_in_force(partnership)
    for people in people_of_all(partnership, period):
        if people.enough:
            shown = people.shown(policy)
            values |= {people_key(people.group, part, period): value for part, value in shown.items()}
    known = releases_of(partnership)
    made = [
        FigureRelease(partnership=partnership, key=key, value=value, reason=reason, released_by=by)
        for key, value in values.items()
        if key not in known or known[key].value != value
    ]
    FigureRelease.objects.bulk_create(made)
    said = {"period": period.label, "reason": reason}
    audit_record(by=by, action="review_figures_released", partnership=partnership, about=partnership, after=said)
    return len(made)
