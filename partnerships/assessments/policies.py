"""Whether the state of a tool, a round or a response allows what is asked."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from partnerships.assessments.models import EvidenceFile, Layer, Rating, Response, Round, ScaleLevel, Statement, Tool
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Overtaken, Transition, TransitionTable

_T, _R, _S = Tool.Status, Round.Status, Response.Status
TOOL_TRANSITIONS = TransitionTable(Transition("publish", (_T.DRAFT,), _T.LIVE))
ROUND_TRANSITIONS = TransitionTable(
    Transition("close", (_R.OPEN,), _R.CLOSED),
    Transition("reopen", (_R.CLOSED,), _R.OPEN),
)
RESPONSE_TRANSITIONS = TransitionTable(
    Transition("hand_in", (_S.DRAFT,), _S.SUBMITTED),
    Transition("send_back", (_S.SUBMITTED, _S.MODERATED), _S.DRAFT),
    Transition("moderate", (_S.SUBMITTED,), _S.MODERATED),
    Transition("agree", (_S.SUBMITTED, _S.MODERATED), _S.AGREED),
    Transition("reopen", (_S.AGREED,), _S.MODERATED),
)
HANDED_IN = (_S.SUBMITTED.value, _S.MODERATED.value, _S.AGREED.value)


def check_draft(tool: Tool, revision: int | None = None) -> None:
    """Raise NotAllowed for a live version, and Overtaken when somebody edited the draft after `revision`."""
    if tool.status != _T.DRAFT:
        raise NotAllowed("This version is live and never changes. Begin a new version instead.", code="state")
    if revision is not None and revision != tool.revision:
        raise Overtaken("Somebody changed this draft after you opened it.", code="overtaken")


def is_draft(tool: Tool) -> bool:
    """Return True while a version can be edited."""
    return tool.status == _T.DRAFT


def check_publish(tool: Tool) -> None:
    """Raise NotAllowed unless the draft has a scale and something to answer."""
    if tool.levels.count() < 2:
        raise NotAllowed("A scale needs at least two levels.", code="levels")
    if not Statement.objects.filter(part__tool=tool).exists():
        raise NotAllowed("There is no statement yet. Add one before you make the tool live.", code="statements")


def check_own_scale(tool: Tool) -> None:
    """Raise NotAllowed for a tool adopted from a shipped one: its scale must stay comparable."""
    if tool.origin:
        raise NotAllowed("The scale of a national tool stays as it is, so that results can be compared.", code="scale")


def check_own_statement(tool: Tool, statement: Statement) -> None:
    """Raise NotAllowed for a national statement of a tool adopted from a shipped one."""
    if not is_own(tool, statement):
        raise NotAllowed("This is a national statement. Add a local one beside it instead.", code="layer")


def is_own(tool: Tool, statement: Statement) -> bool:
    """Return True when the partnership may word the statement as it likes."""
    return not tool.origin or statement.layer != Layer.NATIONAL


def last_day(held: Round, response: Response | None = None) -> date | None:
    """Return the last day for answers: the round's, or the respondent's own where that is later."""
    days = [day for day in (held.closes_on, response.closes_on if response else None) if day]
    return max(days, default=None)


def check_window(held: Round, today: date, response: Response | None = None) -> None:
    """Raise NotAllowed outside the window, and say who can extend it."""
    if held.status != _R.OPEN or held.opens_on is None:
        raise NotAllowed("This round is closed.", code="closed")
    if today < held.opens_on:
        raise NotAllowed(f"This round opens on {held.opens_on:%-d %B %Y}.", code="window")
    last = last_day(held, response)
    if last and today > last:
        raise NotAllowed(f"Answers were due by {last:%-d %B %Y}. Ask the board manager for more time.", code="window")


def is_open(held: Round, today: date, response: Response | None = None) -> bool:
    """Return True while answers are taken."""
    try:
        check_window(held, today, response)
    except NotAllowed:
        return False
    return True


def check_edit(response: Response, today: date) -> None:
    """Raise NotAllowed unless the response is a draft and the window is open."""
    if response.status != _S.DRAFT:
        raise NotAllowed(
            f"This self-assessment is {response.get_status_display().lower()} and can not be changed. "
            "Ask the board manager to send it back.",
            code="state",
        )
    check_window(response.round, today, response)


def can_edit(response: Response, today: date) -> bool:
    """Return True while the response can be changed."""
    return response.status == _S.DRAFT and is_open(response.round, today, response)


def check_complete(statements: Sequence[Statement], answers: Sequence[Rating], levels: Sequence[ScaleLevel]) -> None:
    """Raise NotAllowed unless every statement is answered this year and every low score says what will be done."""
    given = {answer.statement_id: answer for answer in answers if answer.is_given}
    silent = [row for row in statements if row.pk not in given]
    if silent:
        more = f" and {len(silent) - 1} more" if len(silent) > 1 else ""
        raise NotAllowed(f"“{silent[0].short_title}”{more} has no answer yet.", code="blank")
    bare = [row for row in statements if needs_action(given[row.pk], levels) and not given[row.pk].improvement]
    if bare:
        more = f" and {len(bare) - 1} more" if len(bare) > 1 else ""
        raise NotAllowed(f"Say what will be done about “{bare[0].short_title}”{more}.", code="improvement")


def needs_action(answer: Rating, levels: Sequence[ScaleLevel]) -> bool:
    """Return True when the score lies at a level that asks for an action."""
    level = level_of(answer.score, levels)
    return bool(level and level.opens_action)


def is_expired(file: EvidenceFile, today: date) -> bool:
    """Return True when a file can not be relied on any more."""
    return file.expires_on is not None and file.expires_on < today


def final_score(answer: Rating) -> Decimal | None:
    """Return the agreed score, or the respondent's own where nobody changed it. Select the moderation with lists."""
    moderation = getattr(answer, "moderation", None)
    return answer.score if moderation is None or moderation.agreed_score is None else moderation.agreed_score


def level_of(score: Decimal | None, levels: Sequence[ScaleLevel]) -> ScaleLevel | None:
    """Return the level a score has reached: a half point has not reached the next one. None for no score."""
    if score is None:
        return None
    reached = [level for level in levels if level.value <= score]
    return reached[-1] if reached else (levels[0] if levels else None)


def check_second(response: Response) -> None:
    """Raise NotAllowed unless the response waits for moderation."""
    if response.status not in (_S.SUBMITTED, _S.MODERATED):
        raise NotAllowed(
            f"This self-assessment is {response.get_status_display().lower()}. "
            "Second scores are given between handing in and agreement.",
            code="state",
        )


def can_second(response: Response) -> bool:
    """Return True while second scores can be given."""
    return response.status in (_S.SUBMITTED, _S.MODERATED)


def check_other_eyes(response: Response, by: User) -> None:
    """Raise NotAllowed when the person handed in what they would now moderate or agree (four-eyes)."""
    if response.submitted_by_id == by.pk:
        raise NotAllowed("You handed this in, so somebody else must moderate and agree it.", code="four_eyes")


def check_agree(response: Response, by: User) -> None:
    """Raise NotAllowed when the response is not ready: in a moderated round it must have been moderated."""
    check_other_eyes(response, by)
    if response.round.moderated and response.status == _S.SUBMITTED:
        raise NotAllowed("This round is moderated. Finish the moderation of this response first.", code="state")


def can_agree(response: Response, by: User) -> bool:
    """Return True when the person may agree the response as it stands."""
    ready = response.status == _S.MODERATED or (response.status == _S.SUBMITTED and not response.round.moderated)
    return ready and response.submitted_by_id != by.pk


def check_reopen(held: Round) -> None:
    """Raise NotAllowed for a round that can not open again: its box is gone, or it never had one."""
    if held.is_imported:
        raise NotAllowed("This round was imported from a document.", code="state")
    if held.is_anonymous:
        raise NotAllowed(
            "The answers of an anonymous round are mixed and its box is gone. Open a new round.", code="state"
        )


def can_reopen(held: Round) -> bool:
    """Return True when a closed round may be opened again."""
    return held.status == _R.CLOSED and not held.is_imported and not held.is_anonymous


def key_of(answer: Rating) -> str:
    """Return the name under which the action log keeps the action of an answer."""
    return f"answer-{answer.pk}"
