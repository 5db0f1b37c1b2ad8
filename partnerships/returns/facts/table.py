"""Several indicators over several periods: what report tables and charts are drawn from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnerships.directory.models import Partnership
from partnerships.returns.facts.provider import resolve
from partnerships.returns.facts.wanted import key_for
from partnerships.returns.models import IndicatorVersion
from safeguarding.lib.facts import Fact, FactKey, Period


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """An indicator or one of its categories. `facts` stands beside the table's periods, None where never asked."""

    slug: str
    category: str
    label: str
    indicator: str
    keys: tuple[str, ...]
    facts: tuple[Fact | None, ...]


@dataclass(frozen=True, kw_only=True)
class FactTable:
    """Rows of facts; the columns are periods, oldest first as given."""

    periods: tuple[Period, ...]
    rows: tuple[TableRow, ...]


def table(
    partnership: Partnership, indicators: Sequence[str], periods: Sequence[Period], *, agency: str = ""
) -> FactTable:
    """Return the table of the indicators named by slug, in that order, categories below their indicator.

    `label` is the category's name where the row is one, else the indicator's. Unknown slugs are left out.
    """
    rows = IndicatorVersion.objects.of(partnership).in_force().filter(indicator__slug__in=indicators)
    definitions = {row.indicator.slug: row for row in rows.select_related("indicator")}
    wanted: dict[tuple[str, str], list[FactKey]] = {
        (slug, cell.slug): [
            key_for(definitions[slug], slug, period, category=cell.slug, agency=agency) for period in periods
        ]
        for slug in indicators
        if slug in definitions
        for cell in definitions[slug].cells
    }
    facts = resolve(partnership, [key for keys in wanted.values() for key in keys])
    return FactTable(
        periods=tuple(periods),
        rows=tuple(
            _row(definitions[slug], slug, category, tuple(str(key) for key in keys), facts)
            for (slug, category), keys in wanted.items()
        ),
    )


def _row(
    definition: IndicatorVersion, slug: str, category: str, keys: tuple[str, ...], facts: Mapping[str, Fact]
) -> TableRow:

    label = next((cell.label for cell in definition.cells if cell.slug == category), "")
    return TableRow(
        slug=slug,
        category=category,
        label=label or definition.name,
        indicator=definition.name,
        keys=keys,
        facts=tuple(facts.get(key) for key in keys),
    )
