"""Facts of imported rounds: mode, mean and range as a document printed them."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from partnerships.assessments.models import PublishedStatistic
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import (
    CatalogueEntry,
    Disclosure,
    Fact,
    FactKey,
    Provenance,
    Status,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts.fact import stamp

PARTS = ("mode", "mean", "range")
LIMIT = 50


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Rating all keys with one query; leave out those that name no statistic."""
    rounds = {key.parameters.get("round", "") for key in keys}
    rows = {_name(row): row for row in _rows(partnership).filter(round__slug__in=rounds)}
    found = {}
    for key in keys:
        name, _, part = key.rest.rpartition(".")
        row = rows.get((name, key.parameters.get("round", "")))
        if row and part in PARTS:
            found[str(key)] = _fact(partnership, str(key), row, part)
    return found


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 statistics whose label holds all the words. One query."""
    sought = words.lower().split()
    facts = _all(partnership, _rows(partnership))
    found = [fact for fact in facts if all(word in fact.label.lower() for word in sought)]
    return [
        CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text)
        for fact in found[:LIMIT]
    ]


def _all(partnership: Partnership, rows: Iterable[PublishedStatistic]) -> list[Fact]:
    return [
        _fact(partnership, f"assessments/{_name(row)[0]}.{part}?round={row.round.slug}", row, part)
        for row in rows
        for part in PARTS
    ]


def _rows(partnership: Partnership) -> QuerySet[PublishedStatistic]:
    return PublishedStatistic.objects.of(partnership).select_related("round__tool", "statement", "entered_by")


def _name(row: PublishedStatistic) -> tuple[str, str]:
    return f"{row.round.tool.slug}.{row.statement.slug}", row.round.slug


def _fact(partnership: Partnership, key: str, row: PublishedStatistic, part: str) -> Fact:
    value = getattr(row, part)
    known = value not in (None, "")
    return Fact(
        key=key,
        label=f"{row.round.title}: {row.statement.short_title}, {part}",
        value=value if known else None,
        status=Status.VALUE if known else Status.NOT_AVAILABLE,
        note="" if known else "the document did not print it",
        unit=_unit(part, value),
        period=row.round.period,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="imported",
            place=row.source,
            entered_by=str(row.entered_by or ""),
            entered_at=stamp(row.entered_at),
            rule="as printed in the document; single scores were not handed over, so it can not be computed again",
            trace=reverse("assessment_detail", args=[partnership.slug, row.round_id]),
        ),
    )


def _unit(part: str, value: Decimal | str | None) -> Unit:
    if part == "mode":
        return Unit(kind=UnitKind.TEXT)
    whole = part == "range" and isinstance(value, Decimal) and value == value.to_integral_value()
    return Unit(kind=UnitKind.SCORE, decimals=0 if whole else 1)
