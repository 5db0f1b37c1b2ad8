"""Comparators as facts."""

from partnerships.returns.facts.book import Book
from partnerships.returns.facts.single import geography_of, label_of
from partnerships.returns.facts.wanted import Wanted
from partnerships.returns.models import Comparator, IndicatorVersion
from safeguarding.lib.facts import Disclosure, Fact, Geography, Provenance, Qualifier
from safeguarding.lib.facts.fact import stamp

_ELSEWHERE = {
    Comparator.Kind.ENGLAND: Geography(code="E92000001", name="England"),
    Comparator.Kind.NEIGHBOURS: Geography(code="statistical-neighbours", name="Statistical neighbours"),
    Comparator.Kind.REGION: Geography(code="region", name="Region"),
}


def comparator_fact(book: Book, definition: IndicatorVersion, want: Wanted) -> Fact | None:
    """Return the comparator nearest to the day asked about: the latest that does not lie after it, else the first.

    The fact keeps the comparator's own period; who prints it must label it.
    """
    rows = book.comparators.get((definition.indicator_id, want.category, want.comparator), [])
    if not rows:
        return None
    by_end = sorted(rows, key=lambda row: row.end)
    # A target is set for a period that has begun; a published figure is for one that has ended.
    fitting = [row for row in by_end if row.start <= want.when.end]
    return _fact(book, definition, want, fitting[-1] if fitting else by_end[0])


def _fact(book: Book, definition: IndicatorVersion, want: Wanted, row: Comparator) -> Fact:
    kind = Comparator.Kind(row.kind)
    return Fact(
        key=want.key,
        label=f"{label_of(definition, want.category)}, {kind.label}",
        value=row.value if row.value is not None else row.words,
        upper=row.upper,
        unit=definition.unit,
        qualifier=Qualifier(row.qualifier),
        period=row.period,
        as_at=row.end if definition.is_stock else None,
        geography=_ELSEWHERE.get(kind) or geography_of(book),
        definition_version=definition.number,
        disclosure=Disclosure.PUBLIC,
        note=row.words if row.value is not None else "",
        provenance=Provenance(origin="imported", place=row.source, entered_at=stamp(row.at)),
        dimensions={"comparator": kind.value},
    )
