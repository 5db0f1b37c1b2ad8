"""One agency's figure as a fact, with its whole provenance."""

from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Agency
from partnerships.returns.facts.book import Book
from partnerships.returns.facts.wanted import PARTS, part_key
from partnerships.returns.models import AcceptedFigure, CollectionItem, IndicatorVersion, ObservationVersion, Return
from safeguarding.lib.facts import (
    Disclosure,
    Fact,
    Geography,
    Period,
    Provenance,
    Qualifier,
    Status,
    Unit,
    UnitKind,
    rate,
    share,
)
from safeguarding.lib.facts.fact import stamp


@dataclass(frozen=True, kw_only=True)
class Source:
    """A cell of a return and what was said in it; `final` only where a version of it was accepted."""

    item: CollectionItem
    of_return: Return
    category: str
    said: ObservationVersion | None
    final: AcceptedFigure | None

    @property
    def version(self) -> ObservationVersion | None:
        """Return the version that counts: the accepted one, else the latest."""
        return self.final.version if self.final else self.said

    @property
    def corrected(self) -> bool:
        """Return True while a correction of an accepted figure waits for acceptance."""
        return bool(self.final and self.said and self.said.number != self.final.version.number)


def fact_of(book: Book, source: Source, key: str) -> Fact:
    """Return the fact of one cell. Only accepted versions are final; all others are marked provisional."""
    version, definition = source.version, source.item.definition
    if version is not None:
        definition = version.definition
    plain = replace(_blank(book, source, definition), key=key)
    if version is None or version.status == Status.BLANK:
        return plain
    status = _status(source, version)
    if not status.has_value or status is Status.NIL:
        # Why a figure is suppressed may say what it is.
        return replace(plain, status=status, note="" if status is Status.SUPPRESSED else version.reason)
    if version.numerator is not None:
        return _from_parts(source, version, replace(plain, status=status, value=version.numerator))
    return replace(
        plain,
        status=status,
        value=version.figure,
        upper=version.upper,
        qualifier=Qualifier(version.qualifier),
        note="A correction waits to be accepted." if source.corrected else version.reason,
    )


def part_of(fact: Fact, source: Source, part: str) -> Fact:
    """Return the numerator or denominator of a figure from parts as a fact of its own."""
    version = source.version
    number = getattr(version, part) if version is not None else None
    label = getattr(source.item.definition, f"{part}_label") or f"{fact.label}, {part}"
    unit = Unit(kind=UnitKind.COUNT)
    if number is None:
        status = Status.NOT_AVAILABLE if fact.status.has_value else fact.status
        return replace(fact, label=label, unit=unit, value=None, status=status)
    status = fact.status if fact.status.has_value else Status.VALUE
    return replace(fact, label=label, unit=unit, value=number, status=status, note="")


def label_of(definition: IndicatorVersion, category: str) -> str:
    """Return the name people read: the indicator, and the category after a colon."""
    label = next((item.label for item in definition.breakdown if item.slug == category), "")
    return f"{definition.name}: {label}" if label else definition.name


def geography_of(book: Book, agency: Agency | None = None) -> Geography:
    """Return the area an agency answers for, or the partnership's."""
    area = agency.area if agency and agency.area else book.partnership.area
    return Geography(code=area.code, name=area.name)


def _blank(book: Book, source: Source, definition: IndicatorVersion) -> Fact:
    collection, version = source.item.collection, source.version
    day = (version.counted_on if version else None) or collection.end
    category = next((item.label for item in definition.breakdown if item.slug == source.category), "")
    return Fact(
        key="-",
        label=label_of(definition, source.category),
        value=None,
        status=Status.BLANK,
        unit=definition.unit,
        period=Period.snapshot(day) if definition.is_stock else collection.period,
        as_at=day if definition.is_stock else None,
        geography=geography_of(book, source.of_return.agency),
        definition_version=definition.number,
        disclosure=Disclosure(definition.disclosure),
        provenance=_provenance(book, source),
        dimensions={
            "agency": source.of_return.agency.slug,
            **({definition.dimension or "category": category} if category else {}),
        },
    )


def _status(source: Source, version: ObservationVersion) -> Status:
    status = Status(version.status)
    if version.numerator is not None and not version.denominator:
        return Status.NOT_AVAILABLE
    if status is Status.VALUE and (source.final is None or source.corrected):
        return Status.PROVISIONAL
    return status


def _from_parts(source: Source, version: ObservationVersion, numerator: Fact) -> Fact:
    upper, lower = (part_key(numerator.key, part) for part in PARTS)
    part = replace(numerator, key=upper)
    whole = replace(numerator, key=lower, value=version.denominator or Decimal(0))
    definition, names = version.definition, {"key": numerator.key, "label": numerator.label}
    if definition.kind == UnitKind.PERCENT:
        made = share(part=part, whole=whole, decimals=definition.decimals, **names)
    else:
        made = rate(count=part, population=whole, per=definition.per, decimals=definition.decimals, **names)
    given = numerator.provenance
    provenance = replace(given, rule=made.provenance.rule, how=made.provenance.how, inputs=made.provenance.inputs)
    note = "A correction waits to be accepted." if source.corrected else made.note
    made = replace(made, note=note, provenance=provenance, definition_version=numerator.definition_version)
    return replace(made, dimensions=numerator.dimensions)


def _provenance(book: Book, source: Source) -> Provenance:
    version, acceptance = source.version, source.final.acceptance if source.final else None
    agency, collection = source.of_return.agency.name, source.item.collection
    if version is None:
        return Provenance(origin="typed", place=f"{collection.title}, return of {agency}", agency=agency)
    printed = ", ".join(part for part in (version.document, version.place) if part)
    return Provenance(
        origin=version.origin,
        place=printed or f"{collection.title}, return of {agency}",
        agency=agency,
        entered_by=str(version.by) if version.by else "The portal",
        entered_at=stamp(version.at),
        approved_by=str(acceptance.by) if acceptance and acceptance.by else "",
        approved_at=stamp(acceptance.at) if acceptance else "",
        version=version.number,
        trace=reverse("observation_history", args=[book.partnership.slug, version.observation_id]),
    )
