"""The sign-off page: each signature with what it stands under, and what stops the signing."""

from dataclasses import dataclass
from datetime import datetime

from partnerships.directory.authz.access import Access
from reports.studio.assembly import gathered
from reports.studio.checklist import Checklist, checklist_of
from reports.studio.models import Report, Signature, SignatureSlot
from reports.studio.policies import may_sign
from reports.studio.selectors import slots_with_signatures


@dataclass(frozen=True, kw_only=True)
class SlotRow:
    """One signature: given and valid, given for other content than now (`void`), or still needed."""

    slot: SignatureSlot
    signed_by: str
    signed_at: datetime | None
    valid: bool
    mine: bool

    @property
    def void(self) -> bool:
        """Return True when it was given, but for other content or in an earlier round."""
        return self.signed_at is not None and not self.valid


@dataclass(frozen=True, kw_only=True)
class SignOffPage:
    """What the page shows. `digest` is of the content a person signs when they press the button."""

    rows: list[SlotRow]
    checklist: Checklist
    digest: str
    open_for_signing: bool

    @property
    def broken(self) -> bool:
        """Return True when a signature was given for what the report no longer says."""
        return any(row.void for row in self.rows)


def sign_off_of(report: Report, access: Access) -> SignOffPage:
    """Return the sign-off page's content for a person."""
    content = gathered(report)
    rows = [_row(slot, report, content.digest, access) for slot in slots_with_signatures(report)]
    return SignOffPage(
        rows=rows,
        checklist=checklist_of(content),
        digest=content.digest,
        open_for_signing=report.status == Report.Status.IN_REVIEW,
    )


def _row(slot: SignatureSlot, report: Report, digest: str, access: Access) -> SlotRow:
    given: list[Signature] = list(slot.signatures.all())
    last = given[-1] if given else None
    return SlotRow(
        slot=slot,
        signed_by=str(last.signed_by) if last else "",
        signed_at=last.signed_at if last else None,
        valid=bool(last and last.round == report.round and last.digest == digest),
        mine=may_sign(access, slot),
    )
