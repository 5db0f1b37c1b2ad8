"""The shape of "what needs attention": rooms offer items, the overview page shows them in one list."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class AttentionItem:
    """Something a person should do or know: `urgency` 0 is late, 1 is due or waiting for this person, 2 is news."""

    urgency: int
    text: str
    url: str
    tag: str = ""
    due: date | None = None
