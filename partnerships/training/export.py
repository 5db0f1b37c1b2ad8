"""A season as rows of text for a spreadsheet. Blank is "not recorded", 0 is 0."""

from collections.abc import Iterator

from partnerships.training.models import MEASURES, Count, Session
from partnerships.training.season import Season
from partnerships.training.tally import booked_of

HEADINGS = (
    "Course",
    "Level",
    "First day",
    "Last day",
    "Sessions",
    "How",
    "Status",
    "Places",
    "Sector",
    "Agency",
    "Area",
    "Booked, entered or worked out",
    *("Booked", "Attended", "Cancelled", "Did not attend", "Cancelled or did not attend"),
    "Source",
)


def season_lines(season: Season) -> Iterator[list[str]]:
    """Yield headings, then one line for every count; a session without counts has one line."""
    yield list(HEADINGS)
    for session in season.sessions:
        rows = list(session.counts.all())
        for row in rows:
            yield [*_session(session), *_count(row), session.source]
        if not rows:
            yield [*_session(session), *[""] * (len(HEADINGS) - 9), session.source]


def _session(session: Session) -> list[str]:
    return [
        session.course.title,
        session.course.get_level_display(),
        session.starts_on.isoformat(),
        session.ends_on.isoformat(),
        str(session.runs),
        session.get_mode_display(),
        session.get_status_display(),
        _text(session.places),
    ]


def _count(row: Count) -> list[str]:
    return [
        row.get_sector_display(),
        row.agency.name if row.agency else "",
        row.area.name if row.area else row.get_reach_display(),
        _text(booked_of(row)),
        *(_text(getattr(row, measure)) for measure in MEASURES),
    ]


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
