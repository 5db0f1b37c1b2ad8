"""The chart in words: for those who hear the report, and for everyone who wants to be sure."""

from decimal import ROUND_HALF_UP, Decimal

from safeguarding.lib.charts.spec import ChartSpec, Kind, Series

SHAPES = {
    Kind.LINE: "Line chart",
    Kind.BAR: "Bar chart",
    Kind.GROUPED: "Bar chart in groups",
    Kind.STACKED: "Stacked bar chart of shares",
    Kind.DOTS: "Dot chart in rows",
}


def number(value: Decimal, decimals: int) -> str:
    """``value`` rounded half up to ``decimals`` places, with commas and a true minus sign."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # A rounded nought keeps its sign in Decimal; nobody reads "-0".
    return f"{rounded if rounded else abs(rounded):,}".replace("-", "\N{MINUS SIGN}")


def alt(spec: ChartSpec) -> str:
    """One sentence: what kind of chart, of what, over what. The figures are in ``describe``."""
    names = [one.name for one in spec.series]
    of_what = f", for {_listed(names)}" if len(names) > 1 else ""
    return f"{SHAPES[spec.kind]}: {spec.title} ({spec.unit}), {_span(spec)}{of_what}."


def describe(spec: ChartSpec) -> str:
    """Every value of the chart in sentences, one for each line or group; gaps say why they are gaps."""
    if spec.kind is Kind.LINE:
        parts = [_row_told(spec, one) for one in spec.series]
    else:
        parts = [_group_told(spec, position) for position in range(len(spec.labels))]
    return " ".join([alt(spec), *parts])


def _span(spec: ChartSpec) -> str:
    if len(spec.labels) == 1:
        return spec.labels[0]
    if spec.kind is Kind.LINE:
        return f"{spec.labels[0]} to {spec.labels[-1]}"
    return f"{len(spec.labels)} groups"


def _row_told(spec: ChartSpec, one: Series) -> str:
    points = [f"{_told(spec, one, at)} in {label}" for at, label in enumerate(spec.labels)]
    return f"{one.name}: {_listed(points)}{_change(spec, one)}."


def _group_told(spec: ChartSpec, at: int) -> str:
    if len(spec.series) == 1:
        return f"{spec.labels[at]}: {_told(spec, spec.series[0], at)}."
    points = [f"{one.name} {_told(spec, one, at)}" for one in spec.series]
    return f"{spec.labels[at]}: {_listed(points)}."


def _told(spec: ChartSpec, one: Series, at: int) -> str:
    value = one.values[at]
    return one.note(at) if value is None else number(value, spec.decimals)


def _change(spec: ChartSpec, one: Series) -> str:
    """The direction from first to last, only when both ends are known."""
    first, last = one.values[0], one.values[-1]
    if first is None or last is None or len(one.values) < 2:
        return ""
    if first == last:
        return ", the same at the end as at the start"
    return f", {'a rise' if last > first else 'a fall'} of {number(abs(last - first), spec.decimals)} overall"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
