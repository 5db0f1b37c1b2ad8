"""The tracker: one CSV shape for reviews of all kinds that an integrated care board can hand on."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime

from reviews.cases.deadlines import lead_of, read_clock
from reviews.cases.models import SETTLED, Case, Clock, EventKind
from safeguarding.lib.calendar import WorkingCalendar
from safeguarding.lib.spreadsheets import safe_cell

DATES = (
    EventKind.NOTIFIED,
    EventKind.REFERRED,
    EventKind.RAPID_SENT,
    EventKind.PANEL_REPLIED,
    EventKind.DECIDED,
    EventKind.STARTED,
    EventKind.COMPLETED,
    EventKind.PUBLISHED,
)
# The deadlines a board asks about, by the event that meets them; a case has those of its guidance.
DEADLINES = {
    EventKind.NOTIFIED: "Notification",
    EventKind.RAPID_SENT: "Rapid review",
    EventKind.COMPLETED: "Completion",
    EventKind.PUBLISHED: "Publication",
}
HEADINGS = (
    "Reference",
    "Kind",
    "Partnership",
    "Led by",
    "Status",
    "Guidance",
    "Incident",
    *(kind.label for kind in DATES),
    *(f"{name}: {part}" for name in DEADLINES.values() for part in ("due", "met on", "standing")),
    "Latest decision",
    "Number of people",
    "Age bands",
    "Themes",
    "Recommendations open",
    "Recommendations closed",
    "Publication",
    "Reason for delay or for not publishing",
    "Published at",
    "Counted on another day because",
)


def tracker_text(
    cases: Iterable[Case], *, taken_by: str, taken_at: datetime, today: date, calendar: WorkingCalendar
) -> str:
    """Return the file. Its last line is the watermark: who took it, when, and that it is confidential.

    The first line is the headings, so that other programs read it. Only fields a partnership may share are in it: no
    pseudonym, no summary, no exact age, no characteristics, no name.
    """
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(HEADINGS)
    for case in cases:
        writer.writerow([safe_cell(cell) for cell in _cells(case, today, calendar)])
    mark = f"OFFICIAL-SENSITIVE. Taken by {taken_by} on {taken_at:%-d %B %Y at %H:%M}. Do not pass on without need."
    writer.writerow([mark])
    return made.getvalue()


def _cells(case: Case, today: date, calendar: WorkingCalendar) -> list[str]:
    standing = {event.kind: event.when.label for event in case.events.all() if event.withdrawn_at is None}
    clocks = {clock.stop_event: clock for clock in case.clocks.all()}
    decisions = list(case.decisions.all())
    return [
        case.reference,
        case.get_kind_display(),
        case.partnership.name,
        case.lead_board or case.partnership.name,
        case.get_status_display(),
        str(case.edition or ""),
        case.incident_on.label if case.incident_on else "",
        *(standing.get(kind, "") for kind in DATES),
        *(cell for kind in DEADLINES for cell in _deadline(clocks.get(kind), today, calendar)),
        str(decisions[-1]) if decisions else "",
        *_people(case),
        "; ".join(theme.title for theme in case.themes.all()),
        *_recommendations(case),
        *_publication(case),
        case.counted_because,
    ]


def _deadline(clock: Clock | None, today: date, calendar: WorkingCalendar) -> tuple[str, str, str]:
    if clock is None:
        return "", "", ""
    reading = read_clock(
        due_on=clock.due_on,
        started=clock.started_by_id is not None,
        met_on=clock.met_on,
        expected_on=None,  # the forecast is restricted
        today=today,
        calendar=calendar,
        lead=lead_of(clock),
    )
    return str(clock.due_on or ""), str(clock.met_on or ""), reading.standing.value


def _people(case: Case) -> tuple[str, str]:
    subjects = case.subjects.all()
    return str(len(subjects)), "; ".join(one.get_age_band_display() for one in subjects)


def _recommendations(case: Case) -> tuple[str, str]:
    closed = [one.standing in SETTLED for one in case.recommendations.all()]
    return str(closed.count(False)), str(closed.count(True))


def _publication(case: Case) -> tuple[str, str, str]:
    row = getattr(case, "publication", None)
    return (row.get_status_display(), row.reason, row.link) if row else ("", "", "")
