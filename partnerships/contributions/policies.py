"""Whether the state of a contribution or a template allows what is asked. Who may ask is a question for authz."""

from collections.abc import Collection, Iterable, Sequence

from partnerships.contributions.models import Answer, Approval, Contribution, ContributionTemplate
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

MOST_BYTES = 10 * 1024 * 1024  # of a file that goes with a contribution
_S = Contribution.Status
TRANSITIONS = TransitionTable(
    Transition("submit", (_S.DRAFT, _S.RETURNED), _S.SUBMITTED),
    Transition("send_back", (_S.SUBMITTED,), _S.RETURNED),
    Transition("approve", (_S.SUBMITTED,), _S.APPROVED),
    Transition("reopen", (_S.APPROVED,), _S.RETURNED),
    Transition("withdraw", (_S.DRAFT, _S.RETURNED, _S.SUBMITTED), _S.WITHDRAWN),
    Transition("ask_again", (_S.WITHDRAWN,), _S.RETURNED),
)
_T = ContributionTemplate.Status
TEMPLATE_TRANSITIONS = TransitionTable(
    Transition("put_live", (_T.DRAFT,), _T.LIVE),
    Transition("supersede", (_T.LIVE,), _T.SUPERSEDED),
)


def check_edit(contribution: Contribution) -> None:
    """Raise NotAllowed unless its words may be changed now."""
    if not can_edit(contribution):
        raise NotAllowed(
            f"This contribution is {contribution.status_word.lower()}, so it can not be changed. "
            "Ask the board manager to send it back first.",
            code="state",
        )


def can_edit(contribution: Contribution) -> bool:
    """Return True when its words may be changed now."""
    return TRANSITIONS.allows(contribution.status, "submit")


def check_author(contribution: Contribution, by: User) -> None:
    """Raise NotAllowed for anybody but the author of a signed statement."""
    if is_locked_to_author(contribution) and contribution.author_id != by.pk:
        raise NotAllowed("Only the author can write and sign this statement.", code="author")


def is_locked_to_author(contribution: Contribution) -> bool:
    """Return True for a signed statement: nobody else, managers included, puts words into the author's mouth."""
    return contribution.round.template.kind == ContributionTemplate.Kind.STATEMENT


def missing(answers: Sequence[Answer]) -> list[str]:
    """Return the titles of required prompts nothing was said to."""
    return [answer.title for answer in answers if answer.required and not answer.is_given]


def check_submit(contribution: Contribution, answers: Sequence[Answer], open_comments: int) -> None:
    """Raise NotAllowed while a required prompt is unanswered, a comment is open, or it is no draft."""
    check_edit(contribution)
    if titles := missing(answers):
        raise NotAllowed(
            f"Answer {_listed(titles)}, or say that there is nothing to report and why, before you submit.",
            code="missing",
        )
    check_settled(open_comments)


def check_settled(open_comments: int) -> None:
    """Raise NotAllowed while a comment waits: what was asked is answered first."""
    if open_comments:
        words = "A comment is" if open_comments == 1 else f"{open_comments} comments are"
        raise NotAllowed(f"{words} not settled. Say for each what was done about it.", code="comments")


def waiting_roles(contribution: Contribution, given: Iterable[Approval]) -> list[str]:
    """Return the roles that have not yet approved what was last handed in, in the order of the template."""
    said = {one.role for one in given if one.submission == contribution.submission}
    return [role for role in contribution.round.template.approvers if role not in said]


def role_to_approve(contribution: Contribution, given: Sequence[Approval], by: User, held: Collection[str]) -> str:
    """Return the role in which somebody who holds `held` may approve now, empty for none.

    Four eyes: not who handed it in, and nobody twice.
    """
    current = [one for one in given if one.submission == contribution.submission]
    if not TRANSITIONS.allows(contribution.status, "approve") or contribution.submitted_by_id == by.pk:
        return ""
    if any(one.by_id == by.pk for one in current):
        return ""
    return next((role for role in waiting_roles(contribution, given) if role in held), "")


def check_approve(contribution: Contribution, given: Sequence[Approval], by: User, role: str) -> None:
    """Raise NotAllowed unless it waits for this role's approval and somebody else submitted it (four eyes)."""
    if not TRANSITIONS.allows(contribution.status, "approve"):
        raise NotAllowed("Only a submitted contribution can be approved.", code="state")
    if contribution.submitted_by_id == by.pk:
        raise NotAllowed("You submitted this contribution, so somebody else has to approve it.", code="four_eyes")
    if role_to_approve(contribution, given, by, [role]) != role:
        raise NotAllowed("This contribution does not wait for your approval.", code="role")


def can_send_back(contribution: Contribution) -> bool:
    """Return True while it waits for approval."""
    return TRANSITIONS.allows(contribution.status, "send_back")


def can_reopen(contribution: Contribution) -> bool:
    """Return True once it is approved."""
    return TRANSITIONS.allows(contribution.status, "reopen")


def can_withdraw(contribution: Contribution) -> bool:
    """Return True while it can be taken out of the round."""
    return TRANSITIONS.allows(contribution.status, "withdraw")


def can_ask_again(contribution: Contribution) -> bool:
    """Return True once it was taken out of the round."""
    return TRANSITIONS.allows(contribution.status, "ask_again")


def check_draft(template: ContributionTemplate) -> None:
    """Raise NotAllowed unless the template is a draft: what rounds use is never changed."""
    if not is_draft(template):
        raise NotAllowed("This version is in use, so it is never changed. Make a draft of the next one.", code="state")


def is_draft(template: ContributionTemplate) -> bool:
    """Return True while the template can be changed and put live."""
    return TEMPLATE_TRANSITIONS.allows(template.status, "put_live")


def _listed(titles: Sequence[str]) -> str:
    quoted = [f"“{title}”" for title in titles]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
