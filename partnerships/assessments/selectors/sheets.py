"""What the pages on which an agency answers need: statements by standard, answers, what was said before, files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerships.assessments.models import EvidenceFile, Rating, Response, Round, ScaleLevel, Statement
from partnerships.assessments.policies import HANDED_IN, final_score, is_expired, needs_action
from partnerships.assessments.scope import agencies_with_sites, statements_for
from partnerships.assessments.selectors.moderation import answers_of
from partnerships.assessments.selectors.statistics import Heading, headings_of, parts_of
from partnerships.assessments.statistics import plainly


@dataclass(frozen=True, kw_only=True)
class Line:
    """A statement, what was said to it, and what the same respondent said the time before, in the period `then`."""

    statement: Statement
    answer: Rating | None
    before: Rating | None
    then: str = ""

    @property
    def given(self) -> bool:
        """Return True when it is answered this year."""
        return bool(self.answer and self.answer.is_given)

    @property
    def direction(self) -> str:
        """Return how the score that counts moved since the time before, in a word; nothing where it can not be said."""
        now, then = (final_score(row) if row else None for row in (self.answer, self.before))
        if not self.given or now is None or then is None:
            return ""
        return f"{'Same as' if now == then else 'Better than' if now > then else 'Worse than'} in {self.then}"

    @property
    def takes_over(self) -> bool:
        """Return True when the time before says something that is not taken over here, and nobody wrote anything."""
        if self.before is None:
            return False
        now = self.answer
        if now is None:
            return True
        last = (final_score(self.before), self.before.comment)
        return now.carried and (now.score, now.comment) != last

    @property
    def before_words(self) -> str:
        """Return what counted the time before: "3", "2 (self 3, agreed 2)", "Not rated"."""
        if self.before is None:
            return ""
        own, final = self.before.score, final_score(self.before)
        if own is None or final is None:
            return self.before.get_state_display()
        return plainly(own) if own == final else f"{plainly(final)} (self {plainly(own)}, agreed {plainly(final)})"


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
    def to_do(self) -> list[tuple[Page, Line, str]]:
        """Return what handing in still asks for, statement by statement, in words; a day is asked for, not needed."""
        found = []
        for page in self.pages:
            for line in page.lines:
                low = bool(line.given and line.answer and needs_action(line.answer, self.levels))
                if not line.given:
                    found.append((page, line, "choose an answer"))
                elif low and line.answer and not line.answer.improvement:
                    found.append((page, line, "say what will be done"))
                elif low and line.answer and not line.answer.improve_by:
                    found.append((page, line, "say by when it will be done (you can hand in without)"))
        return found

    def expired(self, today: date) -> list[tuple[EvidenceFile, Statement]]:
        """Return the files that can not be relied on any more, with the statements they stand beside."""
        return [
            (file, line.statement)
            for line in self.lines
            if line.answer
            for file in line.answer.evidence.all()
            if is_expired(file, today)
        ]

    @property
    def to_take_over(self) -> list[Line]:
        """Return the lines to which the last answer of the respondent could be taken over."""
        return [line for line in self.lines if line.takes_over]

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
    last = last_response(response)
    before, then = (_said_in(last), last.round.period.label) if last else ({}, "")
    pages = []
    for heading in headings_of(parts_of(response.round)):
        asked = statements_for(response, heading.statements, sites)
        lines = [
            Line(statement=row, answer=answers.get(row.pk), before=before.get(row.slug), then=then) for row in asked
        ]
        if lines:
            pages.append(Page(heading=heading, lines=lines))
    return Sheet(response=response, pages=pages, levels=list(response.round.tool.levels.all()))


def last_response(response: Response) -> Response | None:
    """Return what the same respondent handed in for the period before this one, None for the first time. One query."""
    held: Round = response.round
    if response.agency_id is None:
        return None
    earlier = Response.objects.filter(
        agency=response.agency_id,
        site=response.site_id,
        status__in=HANDED_IN,
        round__partnership=held.partnership_id,
        round__tool__slug=held.tool.slug,
        round__ends_on__lt=held.ends_on,
    )
    return earlier.select_related("round").order_by("-round__ends_on", "-round_id").first()


def _said_in(last: Response) -> dict[str, Rating]:
    rows = Rating.objects.filter(response=last).exclude(state="").select_related("statement", "moderation")
    return {row.statement.slug: row for row in rows}
