"""A round as rows of text for a spreadsheet. Blank is "no answer"; not rated and not applicable are words."""

from collections.abc import Iterator

from partnerships.assessments.models import Rating, Response, Round
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.selectors.statistics import AGREED, statistics_by_part
from partnerships.assessments.statistics import plainly

NAMED = (
    "Respondent",
    "Status",
    "Part",
    "Standard",
    "Statement",
    "Answer",
    "Self-score",
    "Agreed score",
    "Comment",
    "Lead",
)
COUNTED = ("Part", "Standard", "Statement", "Answered", "Not rated", "Mode", "Mean", "Range", "Distribution")


def round_lines(held: Round, *, everything: bool) -> Iterator[list[str]]:
    """Yield headings and lines: answers of a named or facilitated round, else the statistics of each statement.

    Five queries. Both are in the order of the tool and of names, never of when somebody answered.
    """
    if held.is_anonymous or held.is_imported:
        yield from _counted(held, everything=everything)
        return
    yield list(NAMED)
    responses = Response.objects.filter(round=held, status__in=HANDED_IN if everything else AGREED)
    names = {row.pk: row for row in responses.select_related("agency__organisation", "site")}
    answers = (
        Rating.objects.filter(response__in=responses, carried=False)
        .exclude(state="")
        .order_by(
            "response__agency__organisation__name",
            "response__site__name",
            "response_id",
            "statement__part__number",
            "statement__number",
        )
    )
    fields = (
        "response_id",
        "statement__part__title",
        "statement__standard__title",
        "statement__short_title",
        "state",
        "score",
        "moderation__agreed_score",
        "comment",
        "lead",
    )
    states = dict(Rating.State.choices)
    for response, part, standard, statement, state, score, agreed, comment, lead in answers.values_list(*fields):
        row = names[response]
        scores = ["" if one is None else plainly(one) for one in (score, score if agreed is None else agreed)]
        about = [row.respondent, row.get_status_display(), part, standard or "", statement]
        yield [*about, states[state], *scores, comment, lead]


def _counted(held: Round, *, everything: bool) -> Iterator[list[str]]:
    yield list(COUNTED)
    for table in statistics_by_part(held, everything=everything):
        for row in table.rows:
            spread = row.spread
            numbers = [str(spread.answered), str(spread.not_rated)] if spread else ["", ""]
            statistics = [row.mode, row.mean, row.range, row.distribution]
            yield [table.part.title, row.statement.domain, row.statement.short_title, *numbers, *statistics]
