"""Counts a report can print about who contributed: `contributions/<round>.<asked|received|approved>`."""

from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from partnerships.contributions.models import Contribution, ContributionRound
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import CatalogueEntry, Fact, FactKey, FactProvider, Provenance, Unit, UnitKind

_S = Contribution.Status
_LABELS = {
    "asked": "Contributions asked for",
    "received": "Contributions received",
    "approved": "Approved contributions",
}
_RULES = {
    "asked": "contributions in the round, those no longer asked for left out",
    "received": "contributions submitted or approved",
    "approved": "contributions approved",
}
_UNIT = Unit(kind=UnitKind.COUNT, noun="contributions")


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys with one query; leave out those that name no round or count."""
    wanted = {key: key.rest.rpartition(".") for key in keys}
    slugs = {parts[0] for parts in wanted.values()}
    rounds = {row.slug: row for row in _counted(partnership).filter(slug__in=slugs)}
    return {
        str(key): _fact(partnership, str(key), rounds[slug], what)
        for key, (slug, _, what) in wanted.items()
        if slug in rounds and what in _LABELS
    }


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List the counts of every round whose label holds all the words."""
    facts = [
        _fact(partnership, f"contributions/{row.slug}.{what}", row, what)
        for row in _counted(partnership)
        for what in _LABELS
    ]
    sought = words.lower().split()
    found = [fact for fact in facts if all(word in fact.label.lower() for word in sought)]
    return [
        CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text) for fact in found[:50]
    ]


def _counted(partnership: Partnership) -> QuerySet[ContributionRound]:
    return ContributionRound.objects.of(partnership).annotate(
        asked=Count("contributions", filter=~Q(contributions__status=_S.WITHDRAWN)),
        received=Count("contributions", filter=Q(contributions__status__in=(_S.SUBMITTED, _S.APPROVED))),
        approved=Count("contributions", filter=Q(contributions__status=_S.APPROVED)),
    )


def _fact(partnership: Partnership, key: str, row: ContributionRound, what: str) -> Fact:
    return Fact(
        key=key,
        label=f"{_LABELS[what]}, {row.title}",
        value=Decimal(getattr(row, what)),
        unit=_UNIT,
        period=row.period,
        provenance=Provenance(
            origin="derived",
            place=f"Contributions, {row.title}",
            rule=f"number of {_RULES[what]}",
            trace=reverse("contribution_list", args=[partnership.slug]),
        ),
    )


PROVIDER = FactProvider(room="contributions", resolve=resolve, catalogue=catalogue)
