"""Mode, mean and range of every statement of a round: as a document printed them, or computed from what was said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, Prefetch
from django.db.models.functions import Coalesce

from partnerships.assessments.models import (
    Part,
    PublishedStatistic,
    Rating,
    Response,
    Round,
    Standard,
    Statement,
    Tally,
)
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.statistics import Spread, plainly, together

AGREED = (Response.Status.AGREED.value,)
FINAL = Coalesce(F("moderation__agreed_score"), F("score"))
NOT_KNOWN, TOO_FEW = "[x]", "[c]"


@dataclass(frozen=True, kw_only=True)
class StatisticRow:
    """A statement with its statistics: imported ones in `statistic`, computed ones in `spread`; neither where nothing
    is known."""

    statement: Statement
    statistic: PublishedStatistic | None
    spread: Spread | None = None

    @property
    def known(self) -> bool:
        """Return True when a document or somebody's answer says something."""
        return self.statistic is not None or bool(self.spread)

    @property
    def mode(self) -> str:
        """Return the mode as printed, "[x]" for none, "[c]" for scores of too few."""
        mode = self.statistic.mode if self.statistic else self.spread.mode if self.spread else ""
        return mode or self._none

    @property
    def mean(self) -> str:
        """Return the mean to one decimal, "[x]" for none."""
        value = self.statistic.mean if self.statistic else self.spread.mean if self.spread else None
        return self._none if value is None else f"{value:.1f}"

    @property
    def range(self) -> str:
        """Return the range without needless zeros, "[x]" for none."""
        value: Decimal | None = self.statistic.range if self.statistic else self.spread.range if self.spread else None
        return self._none if value is None else plainly(value)

    @property
    def distribution(self) -> str:
        """Return how often each score was given, "[x]" where only a document's statistics are known."""
        return (self.spread.distribution if self.spread else "") or self._none

    @property
    def _none(self) -> str:
        return TOO_FEW if self.spread and self.spread.few else NOT_KNOWN


@dataclass(frozen=True, kw_only=True)
class PartTable:
    """A part of the tool with a row for every statement."""

    part: Part
    rows: Sequence[StatisticRow]

    @property
    def overall(self) -> Spread:
        """Return all scores of the part together; empty where only a document's statistics are known."""
        return together(row.spread for row in self.rows if row.spread)


def statistics_by_part(held: Round, *, everything: bool = False) -> list[PartTable]:
    """Return the statistics of a round in the order of the tool. Five queries, whatever the number of respondents.

    `everything` counts what was handed in and is not agreed yet: for those who oversee the round.
    """
    found = {row.statement_id: row for row in held.statistics.select_related("entered_by")}
    spreads = spreads_of([held], everything=everything).get(held.pk, {})
    return [
        PartTable(
            part=part,
            rows=[
                StatisticRow(statement=row, statistic=found.get(row.pk), spread=spreads.get(row.slug))
                for row in part.statements.all()
            ],
        )
        for part in parts_of(held)
    ]


def parts_of(held: Round) -> list[Part]:
    """Return the parts of a round's tool with their statements and standards. Two queries."""
    statements = Statement.objects.order_by("number").select_related("standard", "part")
    return list(Part.objects.filter(tool=held.tool_id).prefetch_related(Prefetch("statements", statements)))


def spreads_of(rounds: Iterable[Round], *, everything: bool = False) -> dict[int, dict[str, Spread]]:
    """Return the spread of each statement by its slug, for each round. Two queries.

    Rounds that were imported, and anonymous ones that are open or stayed below their floor, have none. A statement of
    an anonymous round to which fewer than the floor gave a score shows none of them.
    """
    by_key = {held.pk: held for held in rounds}
    keys = list(by_key)
    statuses = HANDED_IN if everything else AGREED
    answers = Rating.objects.filter(response__round__in=keys, response__status__in=statuses, carried=False)
    counted = (
        answers.exclude(state="")
        .values_list("response__round_id", "statement__slug", "state", FINAL)
        .order_by()
        .annotate(people=Count("pk"))
    )
    tallies = Tally.objects.filter(round__in=keys).values_list("round_id", "statement__slug", "score", "people")
    lines = [
        *counted,
        *((pk, slug, "scored" if score is not None else "not_rated", score, n) for pk, slug, score, n in tallies),
    ]
    found = _gathered(lines)
    return {pk: {slug: _above_floor(by_key[pk], one) for slug, one in rows.items()} for pk, rows in found.items()}


def _above_floor(held: Round, said: Spread) -> Spread:
    """Return a spread without the scores that could tell who gave them."""
    if not held.is_anonymous or said.answered >= held.floor:
        return said
    return Spread(not_rated=said.not_rated, few=said.not_rated < (held.respondents or 0))


def _gathered(lines: Iterable[tuple[int, str, str, Decimal | None, int]]) -> dict[int, dict[str, Spread]]:
    sorts: dict[int, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    scores: dict[tuple[int, str], dict[Decimal, int]] = defaultdict(dict)
    for pk, slug, state, score, people in lines:
        if score is None:
            sorts[pk][slug][state] += people
        else:
            sorts[pk][slug]["scored"] += people
            scores[pk, slug][score] = scores[pk, slug].get(score, 0) + people
    return {
        pk: {
            slug: Spread(scores.get((pk, slug), {}), states.get("not_rated", 0), states.get("not_applicable", 0))
            for slug, states in by_slug.items()
        }
        for pk, by_slug in sorts.items()
    }


def sources_of(tables: Sequence[PartTable]) -> list[str]:
    """Return the documents the statistics were imported from, without repetition."""
    documents = [row.statistic.source_document for table in tables for row in table.rows if row.statistic]
    return list(dict.fromkeys(documents))


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A standard, or a part without standards: a column of the heat map. `key` names it in facts."""

    key: str
    title: str
    statements: Sequence[Statement]


def headings_of(parts: Sequence[Part]) -> list[Heading]:
    """Return the standards in order; a part without standards is a heading itself."""
    found: dict[str, list[Statement]] = {}
    titles: dict[str, str] = {}
    for part in parts:
        for row in part.statements.all():
            standard: Standard | None = row.standard
            key = f"standard-{part.number}-{standard.number}" if standard else f"part-{part.number}"
            found.setdefault(key, []).append(row)
            titles[key] = standard.title if standard else part.title
    return [Heading(key=key, title=titles[key], statements=rows) for key, rows in found.items()]


@dataclass(frozen=True, kw_only=True)
class YearRow:
    """A statement over the rounds of one tool: the mean in each, "[x]" where it is not known, "[c]" for too few."""

    title: str
    cells: Sequence[str]


def over_rounds(rounds: Sequence[Round], parts: Sequence[Part], *, everything: bool = False) -> list[YearRow]:
    """Return the mean of every statement in every round, oldest first as the rounds are given. Three queries."""
    spreads = spreads_of(rounds, everything=everything)
    printed = {
        (row.round_id, row.statement.slug): row.mean
        for row in PublishedStatistic.objects.filter(round__in=rounds).select_related("statement")
    }
    return [
        YearRow(title=row.short_title, cells=[_mean(spreads, printed, held.pk, row.slug) for held in rounds])
        for part in parts
        for row in part.statements.all()
    ]


def _mean(
    spreads: Mapping[int, Mapping[str, Spread]], printed: Mapping[tuple[int, str], Decimal | None], pk: int, slug: str
) -> str:
    found = printed.get((pk, slug))
    spread = spreads.get(pk, {}).get(slug)
    if found is None and spread:
        if spread.few:
            return TOO_FEW
        found = spread.mean
    return NOT_KNOWN if found is None else f"{found:.1f}"
