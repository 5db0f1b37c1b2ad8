"""The facts evidence offers to reports.

evidence/boxes?kind=voice&period=2025-26                      how many boxes of a kind are about the period
evidence/voice.<asked|answered|agreed|response|share>?box=…   the base of a survey, and the shares worked out from it
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.evidence.kinds import BY_KEY, KINDS, VOICE
from partnerships.evidence.models import EvidenceBox
from partnerships.evidence.selectors import boxes_of
from safeguarding.lib.facts import (
    CatalogueEntry,
    Disclosure,
    Fact,
    FactKey,
    FactProvider,
    Period,
    Provenance,
    Status,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts.derive import PERCENT, share
from safeguarding.lib.facts.fact import stamp

LIMIT = 50
COUNTS = {"asked": "people asked", "answered": "people who answered", "agreed": "people who said this"}
SHARES = {"response": ("share of those asked who answered", "answered", "asked")}
SHARES["share"] = ("share of those who answered who said this", "agreed", "answered")
PARTS = (*COUNTS, *SHARES)
_PEOPLE = Unit(kind=UnitKind.COUNT, noun="people")
_BOXES = Unit(kind=UnitKind.COUNT, noun="boxes")


def voice_key(slug: str, part: str) -> FactKey:
    """Return the key of a part of a survey's base."""
    return FactKey(f"evidence/voice.{part}", {"box": slug})


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in two queries; leave out those that name nothing."""
    rows = {row.slug: row for row in boxes_of(partnership)} if keys else {}
    found = {str(key): _fact(partnership, rows, key) for key in keys}
    return {key: fact for key, fact in found.items() if fact}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 facts that have a value and whose label or period holds all the words."""
    rows = {row.slug: row for row in boxes_of(partnership)}
    facts = [
        fact for key in _keys(rows.values()) if (fact := _fact(partnership, rows, key)) and fact.number is not None
    ]
    sought = words.lower().split()
    fitting = [
        fact for fact in facts if all(word in f"{fact.label} {fact.period.label} evidence".lower() for word in sought)
    ]
    return [
        CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text)
        for fact in fitting[:LIMIT]
    ]


def _keys(rows: Iterable[EvidenceBox]) -> list[FactKey]:
    kept = [row for row in rows if row.status == EvidenceBox.Status.KEPT]
    years = sorted({_year(row).token for row in kept}, reverse=True)
    counts = [
        FactKey("evidence/boxes", {"kind": kind.key, "period": year})
        for year in years
        for kind in KINDS
        if any(row.kind == kind.key and _year(row).token == year for row in kept)
    ]
    return [*counts, *(voice_key(row.slug, part) for row in kept if row.kind == VOICE.key for part in PARTS)]


def _year(row: EvidenceBox) -> Period:
    day = row.happened_on
    return Period.financial_year(day.year if day.month >= 4 else day.year - 1)


def _fact(partnership: Partnership, rows: Mapping[str, EvidenceBox], key: FactKey) -> Fact | None:
    if key.rest == "boxes":
        return _count_of_boxes(partnership, rows.values(), key)
    thing, _, part = key.rest.partition(".")
    row = rows.get(key.parameters.get("box", ""))
    if thing != "voice" or part not in PARTS or row is None or row.kind != VOICE.key:
        return None
    return _count(row, part) if part in COUNTS else _share(row, part)


def _count_of_boxes(partnership: Partnership, rows: Iterable[EvidenceBox], key: FactKey) -> Fact | None:
    kind = BY_KEY.get(key.parameters.get("kind", ""))
    try:
        period = Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
    if kind is None:
        return None
    kept = [row for row in rows if row.kind == kind.key and row.status == EvidenceBox.Status.KEPT]
    return Fact(
        key=str(key),
        label=f"{kind.plural} captured",
        value=Decimal(sum(period.start <= row.happened_on <= period.end for row in kept)),
        unit=_BOXES,
        period=period,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="derived",
            place="Evidence",
            rule="number of boxes of the kind about a day of the period, withdrawn ones left out",
            trace=f"{reverse('evidence_list', args=[partnership.slug])}?kind={kind.key}",
        ),
    )


def _count(row: EvidenceBox, part: str) -> Fact:
    value = row.details.get(part)
    return Fact(
        key=str(voice_key(row.slug, part)),
        label=f"{row.heading}: {COUNTS[part]}",
        value=None if value is None else Decimal(value),
        unit=_PEOPLE,
        status=Status.NOT_AVAILABLE if value is None else Status.VALUE,
        note="the source does not say" if value is None else "",
        period=Period.snapshot(row.happened_on),
        disclosure=Disclosure.SMALL_NUMBERS,
        provenance=_provenance(row),
    )


def _share(row: EvidenceBox, part: str) -> Fact:
    words, top, base = SHARES[part]
    key, label = str(voice_key(row.slug, part)), f"{row.heading}: {words}"
    printed = row.details.get("printed_share")
    if part == "share" and printed is not None:
        return Fact(
            key=key,
            label=label,
            value=Decimal(printed),
            unit=PERCENT,
            note="printed by the source, which does not say how many people answered",
            period=Period.snapshot(row.happened_on),
            disclosure=Disclosure.PUBLIC,
            provenance=_provenance(row, origin="imported"),
        )
    return share(key=key, label=label, part=_count(row, top), whole=_count(row, base))


def _provenance(row: EvidenceBox, origin: str = "typed") -> Provenance:
    return Provenance(
        origin="imported" if row.source else origin,
        place=row.source or f"Evidence, {row.heading}",
        agency=row.agency.name if row.agency else "",
        entered_by=str(row.updated_by or ""),
        entered_at=stamp(row.updated_at),
        version=row.version,
        trace=reverse("evidence_box", args=[row.partnership.slug, row.slug]),
    )


PROVIDER = FactProvider(room="evidence", resolve=resolve, catalogue=catalogue)
