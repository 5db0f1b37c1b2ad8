"""What reports print of contributions, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from partnerships.contributions.models import Contribution
from partnerships.contributions.selectors import ANSWERS, by_title, with_titles
from partnerships.directory.models import Partnership
from safeguarding.lib.richtext import word_count


@dataclass(frozen=True, kw_only=True)
class PrintedAnswer:
    """A prompt and what was said to it, as a report prints it. `body` is clean rich text."""

    slug: str
    title: str
    body: str
    nothing_to_report: bool
    reason: str
    version: int

    @property
    def is_given(self) -> bool:
        """Return True when something was said, "nothing to report" included."""
        return bool(self.body) or self.nothing_to_report


@dataclass(frozen=True, kw_only=True)
class PrintedContribution:
    """A contribution as a report prints it; `agency` is the contributor's key, `capacity` in what part it signs.

    `open_comments` counts what was asked of its contributor and is not settled.
    """

    pk: int
    title: str
    agency: str
    capacity: str
    period: str
    status: str
    open_comments: int
    answers: Sequence[PrintedAnswer]
    submitted_by: str
    submitted_on: date | None
    approved_by: str
    approved_on: date | None

    @property
    def words(self) -> int:
        """Return the length of all answers in words."""
        return sum(word_count(answer.body) for answer in self.answers)


def printed_contributions(partnership: Partnership, round_slug: str) -> list[PrintedContribution]:
    """Return what a round brought in, in the order of titles, drafts and blanks included. Empty for no such round.

    Those no longer asked for are left out.
    """
    rows = with_titles(Contribution.objects.of(partnership).wanted().filter(round__slug=round_slug))
    return [_printed(row) for row in sorted(rows.prefetch_related(ANSWERS, "comments"), key=by_title)]


def contributors_of(partnership: Partnership) -> list[tuple[str, str]]:
    """Return who was asked in any round, as pairs of key and name, for the settings of a report's section."""
    rows = with_titles(Contribution.objects.of(partnership).wanted())
    named = {row.key: row.title_on(row.round.ends_on).removesuffix(f": {row.subtitle}") for row in rows}
    named.pop("statement", None)
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def _printed(row: Contribution) -> PrintedContribution:
    return PrintedContribution(
        pk=row.pk,
        title=row.title,
        agency=row.key,
        capacity=row.subtitle or row.title,
        period=row.period.label,
        status=row.status,
        open_comments=sum(comment.settled_at is None for comment in row.comments.all()),
        answers=[
            PrintedAnswer(
                slug=slugify(answer.title)[:60],
                title=answer.title,
                body=answer.body,
                nothing_to_report=answer.nothing_to_report,
                reason=answer.reason,
                version=answer.version,
            )
            for answer in row.answers.all()
        ],
        submitted_by=str(row.submitted_by or ""),
        submitted_on=row.submitted_at.date() if row.submitted_at else None,
        approved_by=str(row.approved_by or ""),
        approved_on=row.approved_at.date() if row.approved_at else None,
    )
