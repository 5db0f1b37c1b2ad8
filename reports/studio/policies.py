"""What may happen in which state, whoever asks. Each rule raises as `check_x` and answers as `x`."""

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from reports.studio.models import Report, Section, SignatureSlot
from safeguarding.lib.workflow import NotAllowed, Transition, TransitionTable

S = Report.Status
TRANSITIONS = TransitionTable(
    Transition("put_up_for_signing", (S.DRAFT,), S.IN_REVIEW),
    Transition("complete_signing", (S.IN_REVIEW,), S.SIGNED),
    Transition("reopen", (S.IN_REVIEW, S.SIGNED, S.PUBLISHED), S.DRAFT),
    Transition("publish", (S.SIGNED,), S.PUBLISHED),
)
_OPEN = (S.DRAFT, S.IN_REVIEW)


def check_report_open(report: Report) -> None:
    """Words and order may change until everybody has signed; what is signed is reopened with a reason first."""
    if report.status not in _OPEN:
        raise NotAllowed(
            f"The report is {report.get_status_display().lower()}. Reopen it, with a reason, before you change it.",
            code="state",
        )


def report_open(report: Report) -> bool:
    """Return True while the report can be changed."""
    return report.status in _OPEN


def may_write(access: Access, section: Section) -> bool:
    """Return True when the person may change this section: a reserved one belongs to the chair alone."""
    if section.reserved_for == Section.Reserved.CHAIR:
        return access.may(Permission.REPORT_FOREWORD)
    return access.may(Permission.REPORT_EDIT)


def may_sign(access: Access, slot: SignatureSlot) -> bool:
    """Return True when the slot is this person's: they hold its role, and an agency's role for that very agency."""
    if not access.may(Permission.REPORT_SIGN):
        return False
    return any(held.role == slot.role and held.agency_id == slot.agency_id for held in access.memberships)


def check_unchanged(held: int, version: int, what: str) -> None:
    """Raise when somebody saved since the person opened the page."""
    if held != version:
        raise NotAllowed(f"Somebody else changed {what} after you opened it. Look at it again.", code="stale")
