"""Which figures add up to which by what they mean: categories to a total, agencies to an area, quarters to a year."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from partnerships.directory.models import Partnership
from partnerships.returns.facts.book import Book, book_for
from partnerships.returns.facts.provider import agencies_of
from partnerships.returns.facts.wanted import Wanted, quarters, wanted
from partnerships.returns.models import IndicatorVersion
from safeguarding.lib.facts import FactKey, Period, PeriodKind, Sum

_WITH_QUARTERS = frozenset({PeriodKind.QUARTER, PeriodKind.FINANCIAL_YEAR})


def sums(partnership: Partnership, keys: Collection[FactKey]) -> list[Sum]:
    """Return the sums of which at least two members are among the keys: a reader could compute the others."""
    given = [want for key in keys if (want := wanted(key)) and not want.comparator]
    slugs = {want.slug for want in given}
    rows = IndicatorVersion.objects.of(partnership).in_force().filter(indicator__slug__in=slugs)
    definitions = {row.indicator.slug: row for row in rows.select_related("indicator").order_by()}
    addable = [want for want in given if _adds_up(definitions, want)]
    split = [replace(want, agency="") for want in addable if want.agency]
    book = book_for(partnership, split) if split else None
    asked = {str(key) for key in keys}
    found = dict.fromkeys(one for want in addable for one in _sums_around(definitions[want.slug], want, book))
    return sorted(one for one in found if len(asked & {one[0], *one[1]}) > 1)


def _adds_up(definitions: Mapping[str, IndicatorVersion], want: Wanted) -> bool:
    definition = definitions.get(want.slug)
    return definition is not None and (definition.additive or bool(want.part))


def _sums_around(definition: IndicatorVersion, want: Wanted, book: Book | None) -> Iterator[Sum]:
    if definition.categories:
        parts = [_key(replace(want, category=one.slug)) for one in definition.breakdown]
        yield _key(replace(want, category="")), tuple(parts)
    if want.period and want.period.kind in _WITH_QUARTERS and definition.measure == definition.Measure.FLOW:
        year = Period.financial_year(want.period.financial_year_start)
        yield _key(replace(want, period=year)), tuple(_key(replace(want, period=one)) for one in quarters(year))
    if book and (agencies := _agencies(book, definition, want)):
        yield _key(replace(want, agency="")), tuple(_key(replace(want, agency=slug)) for slug in agencies)


def _agencies(book: Book, definition: IndicatorVersion, want: Wanted) -> Sequence[str]:
    whole = replace(want, agency="")
    periods = [want.when, *(quarters(want.period) if want.period else ())]
    return sorted({slug for when in periods for slug in agencies_of(book, definition, whole, when)})


def _key(want: Wanted) -> str:
    name = f"returns/{want.slug}.{want.category}" if want.category else f"returns/{want.slug}"
    when = {"period": want.period.token} if want.period else {"at": want.when.end.isoformat()}
    named = {"agency": want.agency, "part": want.part}
    return str(FactKey(name, {**when, **{name: value for name, value in named.items() if value}}))
