"""Reads of contributions that span models, each in a constant number of queries."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from partnerships.contributions.models import (
    Answer,
    AnswerVersion,
    Approval,
    Attachment,
    Comment,
    Contribution,
    ContributionRound,
    ContributionTemplate,
)
from partnerships.contributions.models.contribution import ContributionQuerySet
from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Partnership
from safeguarding.lib.differences import Stretch, word_diff


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    """One line of a round's status board. `status` is late, not started, or the status in words."""

    contribution: Contribution
    title: str
    status: str
    answered: int
    asked: int
    words: int
    is_late: bool
    same_title: bool


@dataclass(frozen=True, kw_only=True)
class RoundBoard:
    """A round with every contribution asked for."""

    asked: ContributionRound
    rows: Sequence[BoardRow]

    @property
    def counts(self) -> Counter[str]:
        """Return how many contributions there are by status value."""
        return Counter(row.contribution.status for row in self.rows)

    @property
    def wanted(self) -> int:
        """Return how many are still asked for."""
        return len(self.rows) - self.counts[Contribution.Status.WITHDRAWN]

    @property
    def received(self) -> int:
        """Return how many were handed in and not sent back."""
        return self.counts[Contribution.Status.SUBMITTED] + self.counts[Contribution.Status.APPROVED]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Two versions of an answer and the stretches that lead from one to the other."""

    before: AnswerVersion
    after: AnswerVersion
    words: list[Stretch]


@dataclass(frozen=True, kw_only=True)
class Talk:
    """What is said about a contribution: comments, and each role that must approve with its answer so far."""

    open: Sequence[Comment]
    settled: Sequence[Comment]
    approvals: Sequence[tuple[str, Approval | None]]


def contributions_visible(access: Access) -> ContributionQuerySet:
    """Return the contributions this person may read: all, or the person's own and those of the own agencies."""
    rows = Contribution.objects.of(access.partnership)
    if not access.may(Permission.CONTRIBUTION_VIEW_ALL):
        own = access.agency_ids(Permission.CONTRIBUTION_VIEW_OWN)
        rows = rows.filter(Q(agency__in=own) | Q(author=access.user))
    return with_titles(rows)


def rounds_of(partnership: Partnership) -> QuerySet[ContributionRound]:
    """Return the partnership's rounds, newest first."""
    return ContributionRound.objects.of(partnership).select_related("template")


def round_boards(access: Access, today: date) -> list[RoundBoard]:
    """Return every round with the contributions this person may read, newest first. Six queries."""
    rows = sorted(contributions_visible(access).prefetch_related(ANSWERS), key=by_title)
    boards = [
        _board(asked, [row for row in rows if row.round_id == asked.pk], today)
        for asked in rounds_of(access.partnership)
    ]
    sees_all = access.may(Permission.CONTRIBUTION_VIEW_ALL)
    return [board for board in boards if board.rows or sees_all]


def contribution_answers(contribution: Contribution) -> list[Answer]:
    """Return the answers in the order of the prompts, each with its prompt and who wrote it last."""
    return list(contribution.answers.standing())


def last_years(contribution: Contribution) -> dict[str, AnswerVersion]:
    """Return what the same contributor said in its latest approved earlier contribution, by the prompt's title."""
    who = {name: getattr(contribution, f"{name}_id") for name in ("agency", "group", "area", "theme")}
    same = {f"{name}_id": key for name, key in who.items()}
    if not any(who.values()):
        same |= {"author_id": contribution.author_id}
    earlier = (
        Contribution.objects.of(contribution.round.partnership)
        .filter(**same, subtitle=contribution.subtitle, status=Contribution.Status.APPROVED)
        .filter(round__starts_on__lt=contribution.round.starts_on)
        .order_by("-round__starts_on")
        .first()
    )
    if earlier is None:
        return {}
    versions = AnswerVersion.objects.filter(answer__contribution=earlier, answer__removed_at__isnull=True)
    newest = versions.select_related("answer__prompt", "answer__contribution__round").order_by("number")
    return {version.answer.title.casefold(): version for version in newest if version.is_given}


def templates_of(partnership: Partnership) -> QuerySet[ContributionTemplate]:
    """Return every version of every template with its prompts, by name, newest first. Two queries."""
    return ContributionTemplate.objects.of(partnership).prefetch_related("prompts", "rounds")


def talk_of(contribution: Contribution) -> Talk:
    """Return the comments and what the roles that approve have said. Two queries."""
    comments = list(contribution.comments.select_related("by", "settled_by", "answer__prompt"))
    given = list(contribution.approvals.select_related("by"))
    current = {one.role: one for one in given if one.submission == contribution.submission}
    return Talk(
        open=[one for one in comments if one.settled_at is None],
        settled=[one for one in comments if one.settled_at],
        approvals=[(Role(role).label, current.get(role)) for role in contribution.round.template.approvers],
    )


def attachments_of(contribution: Contribution) -> QuerySet[Attachment]:
    """Return the files that go with a contribution and were not taken out."""
    rows = Attachment.objects.filter(contribution=contribution, removed_at__isnull=True)
    return rows.select_related("added_by", "contribution__round__partnership")


def compared(versions: Sequence[AnswerVersion], asked: Mapping[str, str]) -> Comparison | None:
    """Return how two versions differ: those asked for by `from` and `to`, else the newest and the one before it."""
    by_number = {str(version.number): version for version in versions}
    newest = by_number.get(asked.get("to", "")) or (versions[0] if versions else None)
    older = [version for version in versions if newest and version.number < newest.number]
    before = by_number.get(asked.get("from", "")) or (older[0] if older else None)
    if newest is None or before is None or before == newest:
        return None
    return Comparison(before=before, after=newest, words=word_diff(said_in(before), said_in(newest)))


def said_in(version: AnswerVersion) -> str:
    """Return what a version says, "nothing to report" in words."""
    return f"<p>Nothing to report: {version.reason}</p>" if version.nothing_to_report else version.body


ANSWERS = Prefetch("answers", Answer.objects.standing())


def with_titles(rows: ContributionQuerySet) -> ContributionQuerySet:
    """Return the rows with what their titles and pages are made of."""
    titled = rows.select_related("agency__organisation", "group", "area", "theme", "author")
    with_round = titled.select_related("round__template", "round__partnership", "submitted_by", "approved_by")
    return with_round.prefetch_related("agency__organisation__names")


def by_title(row: Contribution) -> str:
    """Return what contributions are sorted by."""
    return row.title.casefold()


def _board(asked: ContributionRound, rows: Sequence[Contribution], today: date) -> RoundBoard:
    titles = Counter(row.title for row in rows)
    return RoundBoard(asked=asked, rows=[_row(asked, row, titles[row.title] > 1, today) for row in rows])


def _row(asked: ContributionRound, row: Contribution, same_title: bool, today: date) -> BoardRow:
    answers = list(row.answers.all())
    answered = sum(answer.is_given for answer in answers)
    open_ = row.status in (Contribution.Status.DRAFT, Contribution.Status.RETURNED)
    untouched = row.status == Contribution.Status.DRAFT and not answered
    return BoardRow(
        contribution=row,
        title=row.title,
        status="Not started" if untouched else row.status_word,
        answered=answered,
        asked=len(answers),
        words=sum(answer.words for answer in answers),
        is_late=open_ and row.due < today,
        same_title=same_title,
    )
