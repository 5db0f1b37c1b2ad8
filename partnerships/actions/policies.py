"""Whether the state of an action allows what is asked. Who may is answered in `rights`."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from partnerships.actions.models import Action, Status
from partnerships.actions.models.action import COMPLETED
from partnerships.directory.models import User
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

_S = Status
_WORKED_ON = (_S.NOT_STARTED, _S.IN_PROGRESS, _S.DEFERRED)
_LIVE = (*_WORKED_ON, _S.DONE)
TRANSITIONS = TransitionTable(
    Transition("start", (_S.NOT_STARTED,), _S.IN_PROGRESS),
    Transition("report_done", _WORKED_ON, _S.DONE),
    Transition("send_back", (_S.DONE,), _S.IN_PROGRESS),
    Transition("close", (_S.DONE,), _S.CLOSED),
    Transition("close_another_way", _LIVE, _S.ANOTHER_WAY),
    Transition("decline", _LIVE, _S.NOT_IMPLEMENTING),
    Transition("defer", _WORKED_ON, _S.DEFERRED),
    Transition("resume", (_S.DEFERRED,), _S.IN_PROGRESS),
    Transition("merge", _LIVE, _S.MERGED),
    Transition("cancel", _LIVE, _S.CANCELLED),
    Transition("reopen", (_S.CLOSED, _S.ANOTHER_WAY, _S.NOT_IMPLEMENTING, _S.MERGED, _S.CANCELLED), _S.IN_PROGRESS),
)
OWNER, CLOSER, MANAGER = "owner", "closer", "manager"


@dataclass(frozen=True, kw_only=True)
class Move:
    """An event as people meet it: who may bring it about, the words of its button, and what it asks them to say."""

    who: str
    button: str
    question: str
    hint: str = ""
    words_needed: bool = True
    settles: bool = False


MOVES = {
    "start": Move(who=OWNER, button="Start work", question="What has begun?", words_needed=False),
    "report_done": Move(
        who=OWNER,
        button="Say it is done",
        question="What was done?",
        hint="Somebody else closes the action once they have seen the evidence.",
    ),
    "resume": Move(who=OWNER, button="Resume work", question="What happens now?", words_needed=False),
    "close": Move(
        who=CLOSER,
        button="Close",
        question="What did you see that shows it is done?",
        hint="You can leave this out when there is evidence.",
        words_needed=False,
        settles=True,
    ),
    "send_back": Move(who=CLOSER, button="Send back", question="What is missing?"),
    "defer": Move(
        who=MANAGER, button="Defer", question="Why can it not be done now?", hint="Printed in the annual report."
    ),
    "close_another_way": Move(
        who=MANAGER,
        button="Done another way",
        question="How was the same aim reached?",
        hint="For an action that proved impractical and was replaced. Printed in the annual report.",
        settles=True,
    ),
    "decline": Move(
        who=MANAGER,
        button="Do not implement",
        question="Why will it not be implemented?",
        hint="Printed in the annual report, as the Care Act 2014 asks of adults boards (Schedule 2, 4(1)(g)).",
        settles=True,
    ),
    "merge": Move(who=MANAGER, button="Merge into another", question="Why together?", words_needed=False, settles=True),
    "cancel": Move(who=MANAGER, button="Cancel", question="Why was it opened in error?", settles=True),
    "reopen": Move(who=MANAGER, button="Open again", question="Why is it opened again?"),
}


def check_move(action: Action, event: str, words: str) -> None:
    """Raise NotAllowed unless the event may happen now and what it asks has been said."""
    if not TRANSITIONS.allows(action.status, event):
        raise NotAllowed(
            f"This action is now “{action.get_status_display()}”, so this can not be done. Look at it again.",
            code="state",
        )
    if MOVES[event].words_needed and not words.strip():
        raise NotAllowed(f"Answer the question: {MOVES[event].question}", code="words")


def check_settles(action: Action, by: User, *, acts_for_owner: bool, handed_on: bool) -> None:
    """Raise NotAllowed when whoever did the action, or answers for it, would close it (four-eyes).

    `handed_on` says that this person owned it before, or was the last who gave it to another owner: otherwise an owner
    could give it away and close it alone.
    """
    if handed_on:
        raise NotAllowed(
            "You owned this action before, or gave it to its owner, so somebody else must close it.", code="four_eyes"
        )
    if by.pk in (action.done_by_id, action.owner_person_id) or acts_for_owner:
        raise NotAllowed("You own this action or said it was done, so somebody else must close it.", code="four_eyes")


def check_seen(words: str, *, evidence: bool) -> None:
    """Raise NotAllowed when an action would be closed with nothing that shows it is done."""
    if not words.strip() and not evidence:
        raise NotAllowed("Say what you saw that shows it is done, or add evidence first.", code="words")


def check_day(action: Action, day: date) -> None:
    """Raise NotAllowed for a day to come, or one before the action's last change of status or due date."""
    if day > timezone.localdate():
        raise NotAllowed("This day has not come yet. Enter it on the day or later.", code="on")
    if day < action.moved_on:
        raise NotAllowed(
            f"The action last changed on {action.moved_on:%-d %B %Y}. Enter that day or a later one.", code="on"
        )


def check_past(action: Action, day: date) -> None:
    """Raise NotAllowed for the day of a note that lies ahead or before the action was opened."""
    if day > timezone.localdate():
        raise NotAllowed("This day has not come yet. Enter it on the day or later.", code="on")
    if day < action.opened_on:
        raise NotAllowed(f"The action was opened on {action.opened_on:%-d %B %Y}. Enter a later day.", code="on")


def check_live(action: Action) -> None:
    """Raise NotAllowed when the action is settled."""
    if not action.live:
        raise NotAllowed("This action is settled. Open it again to change it.", code="state")


def check_owned(agency: object, person: object, post: str) -> None:
    """Raise NotAllowed unless somebody owns the action."""
    if not (agency or person or post.strip()):
        raise NotAllowed("Say who does it: an agency, a person or a post.", code="owner_agency")


def check_completed(action: Action) -> None:
    """Raise NotAllowed when impact is claimed for something that was not done."""
    if not has_impact(action):
        raise NotAllowed("What difference it made can be recorded once the action is closed as done.", code="state")


def has_impact(action: Action) -> bool:
    """Return True when it was done, as agreed or another way, so that it can have made a difference."""
    return action.status in COMPLETED


def check_shares(action: Action, settled_words: str) -> None:
    """Raise NotAllowed unless a confidential action can be shown to everybody who reads the log."""
    if action.circle_id is None:
        raise NotAllowed("Everybody who reads the action log can see this action already.", code="state")
    if action.status == Status.MERGED:
        raise NotAllowed("This action was merged. Share the one it was merged into.", code="state")
    if action.settled_words and not settled_words.strip():
        raise NotAllowed("Say how or why it was settled, in words everybody may read.", code="settled_words")


def check_merges(action: Action, into: Action | None) -> None:
    """Raise NotAllowed unless `into` is another live action known to the very same people."""
    if into is None or into.pk == action.pk:
        raise NotAllowed("Choose another action to merge this one into.", code="into")
    if into.partnership_id != action.partnership_id or into.circle_id != action.circle_id:
        raise NotAllowed("These actions are not known to the same people, so they can not be merged.", code="into")
    if not into.live:
        raise NotAllowed("The other action is settled. Choose one that is open.", code="into")
