"""Whether an edition of guidance and its deadlines may be written as asked."""

from datetime import date

from django.utils import timezone

from reviews.cases.models import SPECS, GuidanceEdition, Kind
from safeguarding.lib.workflow import NotAllowed


def check_draft(edition: GuidanceEdition) -> None:
    """Raise NotAllowed when the edition is in force. Whether a case stands on it is nobody's to learn from this."""
    if not edition.is_draft:
        raise NotAllowed(
            "This edition is in force and can not be changed, because cases may stand on it. "
            "Draft the next edition from it.",
            code="state",
        )


def check_terms(*, start_event: str, stop_event: str, amount: int) -> None:
    """Raise NotAllowed for a clock that counts nothing or stops with what starts it."""
    if not amount:
        raise NotAllowed("Enter 1 or more. To count back from the start, enter a number below zero.", code="amount")
    if start_event == stop_event:
        raise NotAllowed("The clock can not start with the event that stops it.", code="start_event")


def check_kind(edition: GuidanceEdition, kind: str) -> None:
    """Raise NotAllowed for a kind of case that does not stand under the edition's law."""
    if SPECS[Kind(kind)].audience != edition.audience:
        raise NotAllowed(
            f"This edition is for {edition.get_audience_display().lower()}. Choose a kind of case it holds for.",
            code="kind",
        )


def check_audience(edition: GuidanceEdition, audience: str, deadlines: int) -> None:
    """Raise NotAllowed when deadlines for other kinds of case would be left in the draft."""
    if deadlines and audience != edition.audience:
        raise NotAllowed(
            "The deadlines of this draft are for another kind of case. Take them out first.", code="audience"
        )


def check_ready(edition: GuidanceEdition, deadlines: int) -> None:
    """Raise NotAllowed for an edition that says nothing: cases would stand on it and have no deadline."""
    if not deadlines and not edition.criteria_listed:
        raise NotAllowed("Add a deadline or the criteria of a decision first. This edition says nothing yet.")


def check_checked(edition: GuidanceEdition, checked_on: date) -> None:
    """Raise NotAllowed when a draft is to be marked, or on a day that has not come."""
    if edition.is_draft:
        raise NotAllowed("Write in the draft itself how sure the deadline is.", code="state")
    if checked_on > timezone.localdate():
        raise NotAllowed("This day has not come yet. Enter the day you read the text.", code="checked_on")
