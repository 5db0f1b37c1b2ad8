"""What a chart shows, apart from how it is drawn."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST_SERIES = 6


class ChartSpecError(ValueError):
    """The chart can not be drawn as described; the message says what does not fit."""


class Kind(StrEnum):
    """The shapes a report uses."""

    LINE = "line"
    BAR = "bar"
    GROUPED = "grouped"
    STACKED = "stacked"
    DOTS = "dots"


@dataclass(frozen=True)
class Series:
    """One named row of values, one for each label; None is a gap, explained by ``notes``.

    ``notes`` is empty or as long as ``values``: "suppressed", "not available" and so on.
    """

    name: str
    values: tuple[Decimal | None, ...]
    notes: tuple[str, ...] = ()

    def note(self, position: int) -> str:
        """Why the value at ``position`` is a gap, in words for the reader."""
        given = self.notes[position] if self.notes else ""
        return given or "not available"


@dataclass(frozen=True)
class ChartSpec:
    """A chart: values of ``series`` over ``labels``, in ``unit`` (plural, as an axis title).

    LINE joins the labels in order (periods). BAR and GROUPED draw a group of horizontal bars for
    each label, one bar for each series. STACKED draws one bar for each label, whose series are
    shares of its total. DOTS draws one row for each label with a dot for each series.
    ``decimals`` is the number of places printed. ``label_title`` names what
    the labels are, such as "Financial year". Raises ChartSpecError when the parts do not fit.
    """

    kind: Kind
    title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    decimals: int = 0
    label_title: str = ""

    def __post_init__(self) -> None:
        if not self.labels or not self.series:
            raise ChartSpecError(f"The chart '{self.title}' has nothing to show: give it labels and a series.")
        if len(self.series) > MOST_SERIES:
            raise ChartSpecError(f"The chart '{self.title}' has more than {MOST_SERIES} series: split it.")
        if self.kind is Kind.BAR and len(self.series) > 1:
            raise ChartSpecError(f"The chart '{self.title}' has several series: use grouped bars.")
        for wording in (self.labels, tuple(one.name for one in self.series)):
            if len(set(wording)) != len(wording):
                raise ChartSpecError(f"The chart '{self.title}' uses a label or a series name twice.")
        for one in self.series:
            self._check_series(one)

    def _check_series(self, one: Series) -> None:
        if len(one.values) != len(self.labels) or len(one.notes) not in (0, len(self.labels)):
            raise ChartSpecError(f"'{one.name}' in the chart '{self.title}' needs {len(self.labels)} values.")
        if self.kind is Kind.STACKED and any(value is not None and value < 0 for value in one.values):
            raise ChartSpecError(f"'{one.name}' in the chart '{self.title}' is negative: it has no share.")
