"""Heat maps: agency by standard in one round, body by quarter over rounds. Every cell has a word beside its colour."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerships.assessments.models import Rating, Response, Round, ScaleLevel, Statement
from partnerships.assessments.policies import HANDED_IN, level_of
from partnerships.assessments.scope import agencies_with_sites, statements_for
from partnerships.assessments.selectors.statistics import AGREED, FINAL, Heading, headings_of, parts_of
from partnerships.assessments.statistics import modes

Said = tuple[str, Decimal | None]  # state and final score of one answer


@dataclass(frozen=True)
class Cell:
    """What one respondent says of one standard: the level given most often (the lower of a tie), in a word and a
    colour, and how many statements are at a level that asks for an action."""

    word: str
    colour: str = ""
    low: int = 0
    score: Decimal | None = None

    @property
    def note(self) -> str:
        """Return "2 to act on", or nothing."""
        return f"{self.low} to act on" if self.low else ""


@dataclass(frozen=True)
class HeatRow:
    """A line of a heat map."""

    label: str
    cells: Sequence[Cell]
    response: Response | None = None


@dataclass(frozen=True)
class HeatMap:
    """Columns and lines, with the levels the words come from."""

    columns: Sequence[str]
    rows: Sequence[HeatRow]
    levels: Sequence[ScaleLevel]
    headings: Sequence[Heading] = ()


NO_ANSWER = Cell("No answer")
NOT_SHOWN = Cell("Not agreed yet")
NOT_ASKED = Cell("Not asked")


def heat_map(held: Round, *, everything: bool = False) -> HeatMap:
    """Return agency by standard. Five queries, whatever the number of respondents."""
    levels, headings = list(held.tool.levels.all()), headings_of(parts_of(held))
    responses = list(held.responses.select_related("agency__organisation", "site"))
    statuses = HANDED_IN if everything else AGREED
    said = _said(responses, statuses)
    sites = agencies_with_sites(responses)
    rows = []
    for response in responses:
        shown = response.status in statuses
        cells = [_cell(response, heading, said, levels, sites) if shown else NOT_SHOWN for heading in headings]
        rows.append(HeatRow(response.respondent, cells, response))
    return HeatMap([heading.title for heading in headings], rows, levels, headings)


def over_time(rounds: Sequence[Round], *, everything: bool = False, agency: int | None = None) -> HeatMap:
    """Return body by round, or statement by round for one agency, of rounds of one tool, oldest first. Six queries.

    Every body that was ever asked has a line: a cell says whether it was not asked, has not answered, or is not agreed.
    """
    levels = list(rounds[-1].tool.levels.all()) if rounds else []
    responses = Response.objects.filter(round__in=rounds)
    if agency:
        responses = responses.filter(agency=agency)
    statuses = HANDED_IN if everything else AGREED
    names: dict[int, str] = {}
    asked: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in responses.select_related("agency__organisation", "site"):
        asked["" if agency else row.respondent][row.round_id].append(row.status)
        if row.status in statuses:
            names[row.pk] = row.respondent
    said = _said_over(names, by_statement=bool(agency))
    labels = list(dict.fromkeys([*_titles(rounds), *said])) if agency else sorted(asked)
    rows = []
    for label in labels if asked else ():
        told = asked["" if agency else label]
        cells = [_then(told.get(held.pk, ()), said[label].get(held.pk, ()), levels, statuses) for held in rounds]
        rows.append(HeatRow(label, cells))
    return HeatMap([held.period.label for held in rounds], rows, levels)


def _said_over(names: Mapping[int, str], *, by_statement: bool) -> dict[str, dict[int, list[Said]]]:
    """Return what shown responses say, by body or by statement, and by round. One query."""
    lines = Rating.objects.filter(response__in=names, carried=False).exclude(state="")
    lines = lines.order_by("statement__part__number", "statement__number")
    said: dict[str, dict[int, list[Said]]] = defaultdict(lambda: defaultdict(list))
    found = lines.values_list("response_id", "response__round_id", "statement__short_title", "state", FINAL)
    for response, held, title, state, score in found:
        said[title if by_statement else names[response]][held].append((state, score))
    return said


def _titles(rounds: Sequence[Round]) -> list[str]:
    return [row.short_title for part in parts_of(rounds[-1]) for row in part.statements.all()] if rounds else []


def _then(asked: Sequence[str], said: Sequence[Said], levels: Sequence[ScaleLevel], shown: Sequence[str]) -> Cell:
    """Return the cell of one round: what was said, or why nothing shows."""
    if not asked:
        return NOT_ASKED
    if said:
        return worked_out(said, levels)
    hidden = [status for status in asked if status in HANDED_IN and status not in shown]
    return NOT_SHOWN if hidden else NO_ANSWER


def worked_out(said: Iterable[Said], levels: Sequence[ScaleLevel]) -> Cell:
    """Return the cell for some answers."""
    answers = list(said)
    scores = [score for _, score in answers if score is not None]
    if not scores:
        states = {state for state, _ in answers}
        word = "Not rated" if "not_rated" in states else "Not applicable" if states else NO_ANSWER.word
        return Cell(word)
    low = sum(1 for score in scores if _asks(score, levels))
    most = modes(scores)[0]
    level = level_of(most, levels)
    return Cell(level.label if level else "", level.colour if level else "", low, most)


def _asks(score: Decimal, levels: Sequence[ScaleLevel]) -> bool:
    level = level_of(score, levels)
    return bool(level and level.opens_action)


def _cell(
    response: Response,
    heading: Heading,
    said: Mapping[int, Mapping[int, Said]],
    levels: Sequence[ScaleLevel],
    sites: set[int],
) -> Cell:
    statements: list[Statement] = statements_for(response, heading.statements, sites)
    if not statements:
        return NOT_ASKED
    own = said.get(response.pk, {})
    return worked_out([own[row.pk] for row in statements if row.pk in own], levels)


def _said(responses: Sequence[Response], statuses: Sequence[str]) -> dict[int, dict[int, Said]]:
    shown = [row.pk for row in responses if row.status in statuses]
    if not shown:
        return {}
    held = responses[0].round_id
    lines = Rating.objects.filter(response__round=held, response__status__in=statuses, carried=False).exclude(state="")
    found: dict[int, dict[int, Said]] = defaultdict(dict)
    for response, statement, state, score in lines.order_by().values_list(
        "response_id", "statement_id", "state", FINAL
    ):
        found[response][statement] = (state, score)
    return found
