"""The facts audits offer to reports.

audits/count?period=2025-26[&kind=multi]     audits of the programme; also reported, and records: sample sizes added up
audits/records.<audit>                       also population, practitioners, families
audits/grade.<audit>.<grading>.<round>.<part>     option-N and good (shares), graded (records)
audits/grade.<audit>.<grading>.change        how far the share good or better moved from the first round to the last

Grades of an audit that is not reported yet are provisional and not offered to authors.
Samples are small and each record is a child's, so all but the numbers of audits pass through disclosure control.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from partnerships.directory.models import Partnership
from reviews.audits.distribution import Spread, spread_of
from reviews.audits.models import Audit, Grading, Round
from reviews.audits.selectors import audits_whole
from safeguarding.lib.facts import (
    CatalogueEntry,
    Disclosure,
    Fact,
    FactKey,
    FactProvider,
    Period,
    Provenance,
    Qualifier,
    Status,
    Unit,
    UnitKind,
)
from safeguarding.lib.facts.derive import change
from safeguarding.lib.facts.fact import stamp

LIMIT = 50
AUDITS, RECORDS, PEOPLE, POINTS = (
    Unit(kind=UnitKind.COUNT, noun=noun) for noun in ("audits", "records", "people", "percentage points")
)
PER_CENT = Unit(kind=UnitKind.PERCENT, decimals=1)
SIZES = {
    "records": ("Records audited", RECORDS),
    "population": ("Records the sample was drawn from", RECORDS),
    "practitioners": ("Practitioners involved", PEOPLE),
    "families": ("Families involved", PEOPLE),
}
TOTALS = {
    "count": ("Audits in the programme", AUDITS, "audits of the year's programme, those not held left out"),
    "reported": ("Audits reported", AUDITS, "audits of the year's programme that were reported"),
    "records": ("Records audited", RECORDS, "sum of the samples of the audits reported"),
}


def in_period(audit: Audit, period: Period) -> bool:
    """Return True when the audit's year of the programme ends within the period."""
    return period.start <= audit.year.end <= period.end


@dataclass(frozen=True)
class Book:
    """The audits of one partnership, read once however many keys are asked for."""

    partnership: Partnership

    @cached_property
    def audits(self) -> dict[str, Audit]:
        """Return them by slug. Eight queries."""
        return {audit.slug: audit for audit in audits_whole(self.partnership)}


def resolve(partnership: Partnership, keys: Collection[FactKey]) -> Mapping[str, Fact]:
    """Answer all keys in eight queries; leave out those that name nothing."""
    book = Book(partnership)
    found = {str(key): _fact(book, key) for key in keys}
    return {key: fact for key, fact in found.items() if fact}


def catalogue(partnership: Partnership, words: str) -> list[CatalogueEntry]:
    """List at most 50 facts that have a value and whose label or period holds all the words."""
    book, sought = Book(partnership), words.lower().split()
    entries: list[CatalogueEntry] = []
    for key in _keys(book):
        fact = _fact(book, key)
        if fact and fact.status is Status.VALUE:
            said = f"{fact.label} {fact.period.label} audit".lower()
            if all(word in said for word in sought):
                entries.append(CatalogueEntry(key=fact.key, label=fact.label, period=fact.period.label, text=fact.text))
    return entries[:LIMIT]


def grade_key(grading: Grading, one: Round, part: str) -> FactKey:
    """Return the key of one part of a round's distribution."""
    return FactKey(f"audits/grade.{grading.audit.slug}.{grading.slug}.{one.number}.{part}")


def _keys(book: Book) -> list[FactKey]:
    years = {audit.year_token for audit in book.audits.values()}
    keys = [FactKey(f"audits/{name}", {"period": year}) for year in sorted(years, reverse=True) for name in TOTALS]
    for audit in book.audits.values():
        keys += [FactKey(f"audits/{name}.{audit.slug}") for name in SIZES]
        for grading in audit.gradings.all():
            options = [f"option-{point.position}" for point in grading.points.all()]
            for one in grading.rounds.all():
                keys += [grade_key(grading, one, part) for part in ("good", "graded", *options)]
            keys.append(FactKey(f"audits/grade.{audit.slug}.{grading.slug}.change"))
    return keys


def _fact(book: Book, key: FactKey) -> Fact | None:
    name, *rest = key.rest.split(".")
    if name == "grade" and not key.parameters:
        return _grade(book, key, rest)
    if rest:
        audit = book.audits.get(rest[0])
        return _size(key, audit, name) if audit and name in SIZES and len(rest) == 1 and not key.parameters else None
    return _total(book, key) if name in TOTALS else None


def _total(book: Book, key: FactKey) -> Fact | None:
    kind = key.parameters.get("kind", "")
    try:
        period = Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
    if set(key.parameters) - {"period", "kind"} or kind not in ("", *Audit.Kind.values):
        return None
    rows = [row for row in book.audits.values() if in_period(row, period) and kind in ("", row.kind)]
    reported = [row for row in rows if row.status == Audit.Status.REPORTED]
    label, unit, rule = TOTALS[key.rest]
    sizes = [row.records for row in reported if row.records is not None]
    value = {
        "count": sum(row.status != Audit.Status.NOT_HELD for row in rows),
        "reported": len(reported),
        "records": sum(sizes),
    }[key.rest]
    silent = key.rest == "records" and bool(reported) and not sizes
    return Fact(
        key=str(key),
        label=f"{label}, {Audit.Kind(kind).label.lower()}" if kind else label,
        value=None if silent else Decimal(value),
        status=Status.NOT_AVAILABLE if silent else Status.VALUE,
        note="no audit says how many records it looked at" if silent else "",
        qualifier=Qualifier.AT_LEAST if key.rest == "records" and 0 < len(sizes) < len(reported) else Qualifier.EXACT,
        unit=unit,
        period=period,
        disclosure=Disclosure.SMALL_NUMBERS if key.rest == "records" else Disclosure.PUBLIC,
        provenance=Provenance(origin="derived", place="Audit programme", rule=rule, trace=_list(book, period)),
    )


def _size(key: FactKey, audit: Audit, name: str) -> Fact:
    label, unit = SIZES[name]
    value: int | None = getattr(audit, name)
    return Fact(
        key=str(key),
        label=f"{label}, {audit.topic}",
        value=None if value is None else Decimal(value),
        status=Status.NOT_AVAILABLE if value is None else Status.VALUE,
        note="the audit does not say" if value is None else "",
        unit=unit,
        period=audit.year,
        disclosure=Disclosure.SMALL_NUMBERS,
        provenance=_entered(audit),
    )


def _grade(book: Book, key: FactKey, rest: list[str]) -> Fact | None:
    if len(rest) not in (3, 4) or rest[0] not in book.audits:
        return None
    audit = book.audits[rest[0]]
    grading = next((one for one in audit.gradings.all() if one.slug == rest[1]), None)
    if grading is None:
        return None
    rounds = list(grading.rounds.all())
    if len(rest) == 3:
        return _change(key, audit, grading, rounds) if rest[2] == "change" and len(rounds) > 1 else None
    one = next((row for row in rounds if str(row.number) == rest[2]), None)
    return _part(key, audit, grading, one, rest[3]) if one else None


def _change(key: FactKey, audit: Audit, grading: Grading, rounds: list[Round]) -> Fact | None:
    first, last = (
        _part(grade_key(grading, one, "good"), audit, grading, one, "good") for one in (rounds[0], rounds[-1])
    )
    if first is None or last is None:
        return None
    label = f"Change in the share good or better, {audit.topic}: {grading.title}"
    made = change(key=str(key), label=label, before=first, after=last)
    return replace(made, unit=replace(POINTS, decimals=1))


def _part(key: FactKey, audit: Audit, grading: Grading, one: Round, part: str) -> Fact | None:
    spread, labels = spread_of(grading, one), [point.label for point in grading.points.all()]
    parts = _parts(spread, labels, grading.good_label)
    if part not in parts:
        return None
    label, value, unit = parts[part]
    if audit.status == Audit.Status.NOT_HELD:
        value = None
    known = Status.VALUE if audit.status == Audit.Status.REPORTED else Status.PROVISIONAL
    return Fact(
        key=str(key),
        label=f"{audit.topic}, {grading.title}: {label}",
        value=value,
        status=Status.NOT_AVAILABLE if value is None else known,
        note="" if value is not None else _silence(audit),
        unit=unit,
        period=one.period,
        disclosure=Disclosure.SMALL_NUMBERS,
        provenance=_entered(audit, "" if part == "graded" else "share of the records graded, to 1 decimal"),
    )


def _silence(audit: Audit) -> str:
    return "the audit was not held" if audit.status == Audit.Status.NOT_HELD else "the audit does not say"


def _parts(spread: Spread, labels: list[str], good: str) -> dict[str, tuple[str, Decimal | None, Unit]]:
    options = {f"option-{at}": (label, spread.share(at), PER_CENT) for at, label in enumerate(labels, 1)}
    return {
        **options,
        "good": (good, spread.good, PER_CENT),
        "graded": ("records graded", spread.graded, RECORDS),
    }


def _entered(audit: Audit, rule: str = "") -> Provenance:
    return Provenance(
        origin="imported" if audit.source else "typed",
        place=audit.source or f"Audit register, {audit}",
        agency=audit.lead.name if audit.lead else "",
        entered_by=str(audit.updated_by or ""),
        entered_at=stamp(audit.updated_at),
        version=audit.version,
        rule=rule,
        trace=reverse("practice_audit", args=[audit.partnership.slug, audit.slug]),
    )


def _list(book: Book, period: Period) -> str:
    return f"{reverse('practice_audit_list', args=[book.partnership.slug])}?year={period.token}"


PROVIDER = FactProvider(room="audits", resolve=resolve, catalogue=catalogue)
