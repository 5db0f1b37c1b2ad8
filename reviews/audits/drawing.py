"""The distribution of a grading over its rounds, drawn for the page of an audit."""

from dataclasses import dataclass

from reviews.audits.distribution import Spread, spread_of
from reviews.audits.models import Grading, Round
from safeguarding.lib.charts import ChartSpec, Kind, Series, alt, chart_data_uri, describe


@dataclass(frozen=True)
class Shown:
    """A grading as its page shows it: the rounds with their distributions and, when it can be drawn, a chart."""

    grading: Grading
    rounds: list[tuple[Round, Spread]]
    source: str = ""
    alt: str = ""
    description: str = ""


def shown(grading: Grading) -> Shown:
    """Return the grading with its chart. Prefetch as `selectors.audits_whole` does."""
    rounds = [(one, spread_of(grading, one)) for one in grading.rounds.all()]
    drawn = [(label_of(one, grading), spread) for one, spread in rounds if spread.complete and spread.good is not None]
    if not drawn:
        return Shown(grading, rounds)
    spec = ChartSpec(
        kind=Kind.STACKED,
        title=grading.title,
        unit="records graded",
        labels=tuple(label for label, _ in drawn),
        series=tuple(
            Series(point.label, tuple(spread.share(point.position) for _, spread in drawn))
            for point in grading.points.all()
        ),
        decimals=1,
    )
    return Shown(grading, rounds, chart_data_uri(spec), alt(spec), describe(spec))


def label_of(one: Round, grading: Grading) -> str:
    """Return the month of a round, with its number where two rounds share the month."""
    alike = [row for row in grading.rounds.all() if str(row) == str(one)]
    return f"{one} ({one.number})" if len(alike) > 1 else str(one)
