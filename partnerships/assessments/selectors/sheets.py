"""What the pages on which an agency answers need: statements by standard, answers, last year, files."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnerships.assessments.models import Rating, Response, Round, ScaleLevel, Statement
from partnerships.assessments.policies import HANDED_IN, needs_action
from partnerships.assessments.scope import agencies_with_sites, statements_for
from partnerships.assessments.selectors.moderation import answers_of
from partnerships.assessments.selectors.statistics import Heading, headings_of, parts_of


@dataclass(frozen=True, kw_only=True)
class Line:
    """A statement, what was said to it, and what the same respondent said last year."""

    statement: Statement
    answer: Rating | None
    before: Rating | None

    @property
    def given(self) -> bool:
        """Return True when it is answered this year."""
        return bool(self.answer and self.answer.is_given)

    @property
    def direction(self) -> str:
        """Return how the score moved since last year, in a word; nothing where it can not be said."""
        now, then = (row.score if row else None for row in (self.answer, self.before))
        if not self.given or now is None or then is None:
            return ""
        return "Same as last year" if now == then else "Better than last year" if now > then else "Worse than last year"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One standard of a response: what is asked on one page."""

    heading: Heading
    lines: Sequence[Line]

    @property
    def answered(self) -> int:
        """Return how many statements are answered this year."""
        return sum(1 for line in self.lines if line.given)

    @property
    def state(self) -> str:
        """Return the state of the page in a word."""
        if self.answered == len(self.lines):
            return "Done"
        begun = any(line.answer and not line.answer.carried for line in self.lines)
        return "In progress" if begun else "Not started"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything one response says, page by page, with the scale."""

    response: Response
    pages: Sequence[Page]
    levels: Sequence[ScaleLevel]

    @property
    def lines(self) -> list[Line]:
        """Return all lines."""
        return [line for page in self.pages for line in page.lines]

    @property
    def answered(self) -> int:
        """Return how many statements are answered this year."""
        return sum(page.answered for page in self.pages)

    @property
    def low(self) -> list[Line]:
        """Return the lines whose score asks for an action."""
        return [line for line in self.lines if line.given and line.answer and needs_action(line.answer, self.levels)]

    def page(self, key: str) -> Page | None:
        """Return a page by the key of its standard."""
        return next((page for page in self.pages if page.heading.key == key), None)

    def after(self, key: str) -> Page | None:
        """Return the page after the one of that key, None for the last."""
        keys = [page.heading.key for page in self.pages]
        at = keys.index(key) + 1
        return self.pages[at] if at < len(keys) else None


def sheet_of(response: Response) -> Sheet:
    """Return the sheet of a response. At most ten queries, whatever the number of statements."""
    beside = Response.objects.filter(round=response.round_id, agency=response.agency_id, site__isnull=False)
    sites = agencies_with_sites(beside) if response.agency_id else set()
    answers = {row.statement_id: row for row in answers_of(response)}
    before = _before(response)
    pages = []
    for heading in headings_of(parts_of(response.round)):
        asked = statements_for(response, heading.statements, sites)
        lines = [Line(statement=row, answer=answers.get(row.pk), before=before.get(row.slug)) for row in asked]
        if lines:
            pages.append(Page(heading=heading, lines=lines))
    return Sheet(response=response, pages=pages, levels=list(response.round.tool.levels.all()))


def _before(response: Response) -> dict[str, Rating]:
    held: Round = response.round
    if response.agency_id is None:
        return {}
    earlier = Response.objects.filter(
        agency=response.agency_id,
        site=response.site_id,
        status__in=HANDED_IN,
        round__partnership=held.partnership_id,
        round__tool__slug=held.tool.slug,
        round__ends_on__lt=held.ends_on,
    )
    last = earlier.order_by("-round__ends_on", "-round_id").first()
    if last is None:
        return {}
    rows = Rating.objects.filter(response=last).exclude(state="").select_related("statement", "moderation")
    return {row.statement.slug: row for row in rows}
