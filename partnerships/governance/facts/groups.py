"""Facts of the structure: how many groups of a kind there were on a day."""

from collections import Counter
from collections.abc import Collection
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Group, Partnership
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Unit, UnitKind

GROUPS = Unit(kind=UnitKind.COUNT, noun="groups")


def resolve_groups(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer the keys of groups. One query."""
    groups = list(Group.objects.of(partnership))
    facts = {str(key): _fact(partnership, groups, key) for key in keys}
    return {key: fact for key, fact in facts.items() if fact}


def _fact(partnership: Partnership, groups: list[Group], key: FactKey) -> Fact | None:
    kind = key.rest.partition(".")[2]
    try:
        period = Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
    if kind not in Group.Kind.values:
        return None
    counted = Counter(group.kind for group in groups if group.existed_on(period.end))
    return Fact(
        key=str(key),
        label=f"Groups in the structure: {Group.Kind(kind).label.lower()}",
        value=Decimal(counted[kind]),
        unit=GROUPS,
        period=period,
        as_at=period.end,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived",
            place=f"Structure of {partnership.name}",
            rule="number of groups of this kind that existed on the last day of the period",
            trace=reverse("group_list", args=[partnership.slug]),
        ),
    )
