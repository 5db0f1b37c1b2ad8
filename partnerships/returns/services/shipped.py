"""Adding a shipped set of indicators to a partnership's own."""

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services.locking import queue_up
from partnerships.returns.models import Indicator, IndicatorSet
from partnerships.returns.services.indicators import Definition, SetLine, indicator_create, set_save
from partnerships.returns.shipped import ShippedIndicator, ShippedSet
from safeguarding.lib.facts import Disclosure
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def shipped_set_add(*, by: User | None, partnership: Partnership, shipped: ShippedSet) -> tuple[IndicatorSet, int]:
    """Return the set, now the partnership's own, and how many of its indicators were there before.

    An indicator of the same short name stays as the partnership defined it. NotAllowed when the set is there already,
    so that nothing a board manager changed in it is undone.
    """
    queue_up(partnership)
    if IndicatorSet.objects.of(partnership).filter(slug=shipped.slug).exists():
        raise NotAllowed("This set is among your sets already.", code="state")
    held = {row.slug: row for row in Indicator.objects.of(partnership)}
    lines = [
        SetLine(indicator=held.get(one.slug) or _made(by, partnership, one), heading=one.heading)
        for one in shipped.indicators
    ]
    made = set_save(
        by=by,
        partnership=partnership,
        slug=shipped.slug,
        name=shipped.name,
        description=f"{shipped.description} Source: {shipped.source}.",
        lines=lines,
    )
    return made, sum(1 for one in shipped.indicators if one.slug in held)


def _made(by: User | None, partnership: Partnership, one: ShippedIndicator) -> Indicator:
    definition = Definition(disclosure=Disclosure.SMALL_NUMBERS, **one.said)
    return indicator_create(by=by, partnership=partnership, slug=one.slug, definition=definition)
