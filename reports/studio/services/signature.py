"""Signing: each for themselves, all for the same content."""

from django.core.exceptions import ValidationError
from django.db import transaction

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.roles import AGENCY_ROLES
from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from reports.studio.assembly import gathered
from reports.studio.checklist import checklist_of
from reports.studio.models import Report, Signature, SignatureSlot
from reports.studio.policies import TRANSITIONS, check_report_open, may_sign
from safeguarding.lib.workflow import NotAllowed, advance


@transaction.atomic
def slot_add(*, by: User, report: Report, title: str, role: str, agency: Agency | None = None) -> SignatureSlot:
    """Ask for a further signature; an agency's role needs the agency. ValidationError for a title used twice."""
    check_report_open(report)
    if (role in AGENCY_ROLES) != bool(agency):
        raise ValidationError({"agency": "Select the agency whose signatory signs."})
    if agency and agency.partnership_id != report.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="partnership")
    if report.slots.filter(title=title).exists():
        raise ValidationError({"title": f"“{title}” is asked for already. Use another title."})
    last = report.slots.count()
    slot = SignatureSlot.objects.create(report=report, order=last, title=title, role=role, agency=agency)
    audit_record(by=by, action="signature.asked_for", partnership=report.partnership, about=slot)
    return slot


@transaction.atomic
def slot_remove(*, by: User, slot: SignatureSlot) -> None:
    """Ask no longer for a signature; refused once somebody signed there."""
    check_report_open(slot.report)
    if slot.signatures.exists():
        raise NotAllowed("Somebody has signed here, so the place stays.", code="signed")
    audit_record(by=by, action="signature.not_needed", partnership=slot.report.partnership, about=slot)
    slot.delete()


@transaction.atomic
def report_sign(*, access: Access, slot: SignatureSlot, digest: str) -> Signature:
    """Sign the content with this digest; with the last signature needed the report is signed.

    `digest` is of the content the person was shown: when it has changed since, nothing is signed. Errors, open comments
    and warnings without a word stop the signing: nobody signs what is known to be wrong. A second click signs once.
    """
    report = Report.objects.select_for_update().get(pk=slot.report_id)
    if report.status != Report.Status.IN_REVIEW:
        raise NotAllowed("The report is not up for signing.", code="state")
    if not may_sign(access, slot):
        raise NotAllowed("This signature is somebody else's to give.", code="slot")
    content = gathered(report)
    if content.digest != digest:
        raise NotAllowed("The report changed after you opened the page. Read it again before you sign.", code="stale")
    checklist = checklist_of(content)
    if not checklist.ready:
        raise NotAllowed(
            "The checks are not finished: mend every error and answer every warning before anybody signs.",
            code="checks",
        )
    signature, made = Signature.objects.get_or_create(
        slot=slot, round=report.round, digest=digest, defaults={"signed_by": access.user}
    )
    if made:
        audit_record(
            by=access.user,
            action="report.signature_given",
            partnership=report.partnership,
            about=slot,
            after={"digest": digest, "round": report.round},
        )
        _complete(report, digest, access.user)
    return signature


def _complete(report: Report, digest: str, by: User) -> None:
    needed = report.slots.count()
    given = Signature.objects.filter(slot__report=report, round=report.round, digest=digest).count()
    if given == needed:
        advance(report, "complete_signing", TRANSITIONS)
        audit_record(by=by, action="report.signed", partnership=report.partnership, about=report)
