"""Self-score against agreed score, by standard and by respondent, and against what practitioners say."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from partnerships.assessments.models import Moderation, Rating, Response, Round, Statement, SurveyCount
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.selectors.statistics import AGREED, Heading, headings_of, parts_of
from partnerships.assessments.statistics import Spread, mean, spread_of

OPTIMISTIC = Decimal("0.5")  # half a level above what staff say


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Self-score against the score that stands now: `answers` scored both times, of which `changed` differ."""

    key: str
    title: str
    answers: int
    changed: int
    self_mean: Decimal | None
    agreed_mean: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Return agreed less self, of the means as printed; negative where the agency was too kind to itself."""
        if self.self_mean is None or self.agreed_mean is None:
            return None
        return self.agreed_mean - self.self_mean


@dataclass(frozen=True, kw_only=True)
class DifferenceReport:
    """By standard, by respondent, and over all."""

    standards: Sequence[Difference]
    respondents: Sequence[Difference]
    overall: Difference


Pair = tuple[Decimal, Decimal]  # self, final


def difference_report(held: Round, *, everything: bool = False) -> DifferenceReport:
    """Return how moderation changed scores. Four queries, whatever the number of respondents."""
    headings = headings_of(parts_of(held))
    where = {row.pk: heading.key for heading in headings for row in heading.statements}
    responses = list(
        Response.objects.filter(round=held, status__in=HANDED_IN if everything else AGREED).select_related(
            "agency__organisation", "site"
        )
    )
    by_heading: dict[str, list[Pair]] = defaultdict(list)
    by_response: dict[int, list[Pair]] = defaultdict(list)
    rows = Rating.objects.filter(response__in=responses, score__isnull=False, carried=False).order_by()
    for response, statement, score, agreed in rows.values_list(
        "response_id", "statement_id", "score", "moderation__agreed_score"
    ):
        if score is None:
            continue
        pair = (score, score if agreed is None else agreed)
        by_heading[where[statement]].append(pair)
        by_response[response].append(pair)
    return DifferenceReport(
        standards=[_difference(one.key, one.title, by_heading[one.key]) for one in headings],
        respondents=[_difference(str(row.pk), row.respondent, by_response[row.pk]) for row in responses],
        overall=_difference("all", "All", [pair for pairs in by_heading.values() for pair in pairs]),
    )


def _difference(key: str, title: str, pairs: Sequence[Pair]) -> Difference:
    return Difference(
        key=key,
        title=title,
        answers=len(pairs),
        changed=sum(1 for own, final in pairs if own != final),
        self_mean=mean([own for own, _ in pairs]),
        agreed_mean=mean([final for _, final in pairs]),
    )


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """A respondent's line on the moderation day: one standard, self and second scores, and what staff say."""

    response: Response
    self_mean: Decimal | None
    second_mean: Decimal | None
    seconded: int
    answers: int
    survey_mean: Decimal | None
    survey_people: int

    @property
    def optimistic(self) -> bool:
        """Return True when the agency scores itself at least half a level above its own staff."""
        return is_optimistic(self.self_mean, self.survey_mean)


def is_optimistic(own: Decimal | None, staff: Decimal | None) -> bool:
    """Return True when a self-score lies at least half a level above what staff say."""
    return own is not None and staff is not None and own - staff >= OPTIMISTIC


def moderation_day(held: Round, heading: Heading) -> list[DayRow]:
    """Return the respondents that handed in, for one standard. Three queries."""
    keys = [row.pk for row in heading.statements]
    responses = list(
        Response.objects.filter(round=held, status__in=HANDED_IN).select_related(
            "agency__organisation", "site", "round"
        )
    )
    rows = Rating.objects.filter(response__in=responses, statement__in=keys).exclude(state="").order_by()
    own: dict[int, list[Decimal]] = defaultdict(list)
    second: dict[int, list[Decimal]] = defaultdict(list)
    count: dict[int, int] = defaultdict(int)
    for response, score, other in rows.values_list("response_id", "score", "moderation__second_score"):
        count[response] += 1
        if score is not None:
            own[response].append(score)
        if other is not None:
            second[response].append(other)
    staff = survey_spreads(held, keys)
    return [_day_row(row, own[row.pk], second[row.pk], count[row.pk], staff, keys) for row in responses]


def _day_row(
    row: Response,
    own: Sequence[Decimal],
    second: Sequence[Decimal],
    count: int,
    staff: Mapping[tuple[int, int], Spread],
    keys: Iterable[int],
) -> DayRow:
    found = [staff[row.agency_id, key] for key in keys if row.agency_id and (row.agency_id, key) in staff]
    scores = [score for one in found for score in one.scores]
    return DayRow(
        response=row,
        self_mean=mean(own),
        second_mean=mean(second),
        seconded=len(second),
        answers=count,
        survey_mean=mean(scores),
        survey_people=max((one.answered for one in found), default=0),
    )


def survey_spreads(held: Round, statements: Iterable[int] | None = None) -> dict[tuple[int, int], Spread]:
    """Return what practitioners said, by agency and statement. One query."""
    rows = SurveyCount.objects.filter(round=held)
    if statements is not None:
        rows = rows.filter(statement__in=statements)
    found: dict[tuple[int, int], dict[Decimal, int]] = defaultdict(dict)
    for agency, statement, score, people in rows.values_list("agency_id", "statement_id", "score", "people"):
        found[agency, statement][score] = people
    return {key: Spread(counts) for key, counts in found.items()}


@dataclass(frozen=True, kw_only=True)
class ModerationLine:
    """A statement with the agency's answer, the moderation so far and what staff say."""

    statement: Statement
    answer: Rating
    moderation: Moderation | None
    staff: Spread

    @property
    def optimistic(self) -> bool:
        """Return True when the self-score lies at least half a level above what staff say."""
        return is_optimistic(self.answer.score, self.staff.mean)


def moderation_lines(response: Response, statements: Sequence[Statement]) -> list[ModerationLine]:
    """Return the lines of one response for some statements. Four queries."""
    answers = answers_of(response).filter(statement__in=statements)
    by_statement = {row.statement_id: row for row in answers}
    staff = survey_spreads(response.round, [row.pk for row in statements])
    return [
        ModerationLine(
            statement=row,
            answer=by_statement[row.pk],
            moderation=getattr(by_statement[row.pk], "moderation", None),
            staff=staff.get((response.agency_id or 0, row.pk), spread_of([])),
        )
        for row in statements
        if row.pk in by_statement
    ]


def answers_of(response: Response) -> QuerySet[Rating]:
    """Return the answers of a response with evidence and moderation. Two queries."""
    rows = Rating.objects.filter(response=response).select_related("statement", "updated_by", "moderation__updated_by")
    return rows.prefetch_related("evidence")
