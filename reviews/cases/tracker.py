"""The tracker: one CSV shape for reviews of all kinds that an integrated care board can hand on."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime

from reviews.cases.models import Case, EventKind
from safeguarding.lib.spreadsheets import safe_cell

DATES = (
    EventKind.NOTIFIED,
    EventKind.REFERRED,
    EventKind.DECIDED,
    EventKind.STARTED,
    EventKind.COMPLETED,
    EventKind.PUBLISHED,
)
HEADINGS = (
    "Reference",
    "Kind",
    "Partnership",
    "Led by",
    "Status",
    "Guidance",
    "Incident",
    *(kind.label for kind in DATES),
    "Themes",
    "Counted on another day because",
)


def tracker_text(cases: Iterable[Case], *, taken_by: str, taken_at: datetime) -> str:
    """Return the file. Its first line is the watermark: who took it, when, and that it is confidential.

    Only fields a partnership may share are in it: no summary, no exact age, no characteristics, no name.
    """
    made = io.StringIO()
    writer = csv.writer(made)
    mark = f"OFFICIAL-SENSITIVE. Taken by {taken_by} on {taken_at:%-d %B %Y at %H:%M}. Do not pass on without need."
    writer.writerow([mark])
    writer.writerow(HEADINGS)
    for case in cases:
        writer.writerow([safe_cell(cell) for cell in _cells(case)])
    return made.getvalue()


def _cells(case: Case) -> list[str]:
    standing = {event.kind: event.when.label for event in case.events.all() if event.withdrawn_at is None}
    return [
        case.reference,
        case.get_kind_display(),
        case.partnership.name,
        case.lead_board or case.partnership.name,
        case.get_status_display(),
        str(case.edition or ""),
        case.incident_on.label if case.incident_on else "",
        *(standing.get(kind, "") for kind in DATES),
        "; ".join(theme.title for theme in case.themes.all()),
        case.counted_because,
    ]
