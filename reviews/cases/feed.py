"""Deadlines as an iCalendar file (RFC 5545). Calendars end up on telephones, so it says when, never what."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class FeedDeadline:
    """One day on which something is due. `mark` tells entries apart without naming anything."""

    mark: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What one calendar address shows: the page to look at and the days."""

    link: str
    made_at: datetime
    deadlines: Sequence[FeedDeadline]


def mark_of(feed: int, clock: int) -> str:
    """Return a stable mark for an entry from which no count of cases can be read."""
    return hashlib.sha256(f"{feed}/{clock}".encode()).hexdigest()[:24]


def calendar_text(feed: Feed) -> str:
    """Return the file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Safeguarding partnership portal//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Review deadlines",
    ]
    for item in feed.deadlines:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{item.mark}@deadlines.invalid",
            f"DTSTAMP:{feed.made_at:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{item.due_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{item.due_on + timedelta(days=1):%Y%m%d}",
            "SUMMARY:Deadline: sign in to the portal",
            f"URL:{feed.link}",
            "TRANSP:TRANSPARENT",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _folded(line: str) -> list[str]:
    # RFC 5545 3.1: no line longer than 75 octets; what follows begins with a space.
    if len(line) <= 75:
        return [line]
    rest = [line[start : start + 74] for start in range(75, len(line), 74)]
    return [line[:75], *(f" {part}" for part in rest)]
