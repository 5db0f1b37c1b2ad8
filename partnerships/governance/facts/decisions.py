"""Facts of what meetings decided."""

from collections.abc import Collection
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.governance.models import AgendaItem
from partnerships.governance.selectors.meetings import items_of
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Unit, UnitKind

DECISIONS = Unit(kind=UnitKind.COUNT, noun="decisions")


def resolve_decisions(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer the keys of decisions. One query."""
    items = [item for item in items_of(partnership) if item.decision]
    facts = {str(key): _fact(partnership, items, key) for key in keys}
    return {key: fact for key, fact in facts.items() if fact}


def _fact(partnership: Partnership, items: list[AgendaItem], key: FactKey) -> Fact | None:
    name = key.rest.partition(".")[2]
    try:
        period = Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
    if name not in ("all", "key"):
        return None
    counted = [item for item in items if period.start <= item.meeting.held_on <= period.end]
    counted = [item for item in counted if name == "all" or item.is_key]
    return Fact(
        key=str(key),
        label="Key decisions" if name == "key" else "Decisions of meetings",
        value=Decimal(len(counted)),
        unit=DECISIONS,
        period=period,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived",
            place=f"Minutes of {partnership.name}",
            rule="agenda items of meetings in the period under which something was decided",
            trace=reverse("meeting_list", args=[partnership.slug]),
        ),
    )
