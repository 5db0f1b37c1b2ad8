"""The log as rows of text for a spreadsheet."""

from collections.abc import Iterable, Iterator
from datetime import date

from partnerships.actions.models import Action

HEADINGS = (
    *("Reference", "What will be done", "What success looks like", "Comes from", "Which one"),
    *("Agency", "Post", "Status", "Rating", "Opened", "Due", "Days overdue", "Done", "Settled", "Why or how"),
    "What difference it made",
)


def log_lines(actions: Iterable[Action], today: date) -> Iterator[list[str]]:
    """Yield headings and a line for each action; people are left out, posts and agencies stand for them."""
    yield list(HEADINGS)
    for action in actions:
        yield [
            action.reference,
            action.title,
            action.success,
            action.get_origin_kind_display(),
            action.origin_label,
            action.owner_agency.name if action.owner_agency else "",
            action.owner_post,
            action.get_status_display(),
            action.get_rag_display(),
            *(_day(day) for day in (action.opened_on, action.due_on)),
            str(action.days_overdue(today) or ""),
            *(_day(day) for day in (action.done_on, action.settled_on)),
            action.settled_words,
            " ".join(entry.text for entry in action.impacts),  # type: ignore[attr-defined]
        ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
