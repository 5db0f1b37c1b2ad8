"""Writing reports as a whole."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services import audit_record
from reports.studio.models import Report, Section, SectionVersion, SignatureSlot
from reports.studio.policies import TRANSITIONS, check_report_open, check_unchanged
from reports.studio.structure import Outline, Part, Signer
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, Overtaken, advance


@transaction.atomic
def report_create(
    *,
    by: User | None,
    partnership: Partnership,
    slug: str,
    title: str,
    period: Period,
    subtitle: str = "",
    outline: Outline | None = None,
) -> Report:
    """Start a report, with the sections and signatures of `outline` where one is given."""
    if Report.objects.of(partnership).filter(slug=slug).exists():
        raise ValidationError(f"There is already a report with the short name {slug!r}. Choose another.", code="slug")
    report = Report.objects.create(
        partnership=partnership, slug=slug, title=title, subtitle=subtitle, period=period.token, created_by=by
    )
    if outline:
        _add_parts(report, outline.parts, None, by)
        for signer in outline.signers:
            _ask_to_sign(report, signer)
    audit_record(by=by, action="report.created", partnership=partnership, about=report, after={"title": title})
    return report


@transaction.atomic
def report_update(*, by: User, report: Report, title: str, subtitle: str, period: Period, version: int) -> None:
    """Change title and period; NotAllowed (stale) when somebody changed the report since `version`."""
    check_report_open(report)
    check_unchanged(report.version, version, "the report")
    before = {"title": report.title, "subtitle": report.subtitle, "period": report.period}
    after = {"title": title, "subtitle": subtitle, "period": period.token}
    moved = Report.objects.filter(pk=report.pk, version=version).update(version=F("version") + 1, **after)
    if not moved:
        raise Overtaken("Somebody else changed the report meanwhile. Look at it again.", code="stale")
    report.refresh_from_db()
    audit_record(
        by=by, action="report.changed", partnership=report.partnership, about=report, before=before, after=after
    )


@transaction.atomic
def report_put_up(*, by: User, report: Report) -> None:
    """Put the report up for signing: a new round begins, signatures of earlier rounds do not count."""
    if not report.slots.exists():
        raise NotAllowed("Say first who has to sign the report.", code="nobody")
    advance(report, "put_up_for_signing", TRANSITIONS, round=report.round + 1)
    audit_record(
        by=by,
        action="report.put_up_for_signing",
        partnership=report.partnership,
        about=report,
        after={"round": report.round},
    )


@transaction.atomic
def report_reopen(*, by: User, report: Report, reason: str) -> None:
    """Take the report back to draft. Signatures given so far no longer count; the reason is kept in the trail."""
    if not reason.strip():
        raise ValidationError("Say why the report is reopened.", code="reason")
    before = report.status
    advance(report, "reopen", TRANSITIONS)
    audit_record(
        by=by,
        action="report.reopened",
        partnership=report.partnership,
        about=report,
        before={"status": before},
        after={"reason": reason.strip()},
    )


@transaction.atomic
def report_publish(*, by: User, report: Report) -> None:
    """Mark a signed report as published. Publishing calls this when an edition goes out."""
    advance(report, "publish", TRANSITIONS)
    audit_record(by=by, action="report.published", partnership=report.partnership, about=report)


def _ask_to_sign(report: Report, signer: Signer) -> None:
    if not signer.kind:
        title = signer.title or report.partnership.chair_title
        SignatureSlot.objects.create(report=report, order=report.slots.count(), title=title, role=signer.role)
        return
    partners = Agency.objects.of(report.partnership).filter(
        standing=Agency.Standing.PARTNER, organisation__kind=signer.kind, left_on=None
    )
    for number, agency in enumerate(partners.select_related("organisation"), start=1):
        title = signer.title if number == 1 else f"{signer.title} {number}"
        SignatureSlot.objects.create(
            report=report, order=report.slots.count(), title=title, role=signer.role, agency=agency
        )


def _add_parts(report: Report, parts: Sequence[Part], parent: Section | None, by: User | None) -> None:
    for order, part in enumerate(parts, start=1):
        section = Section.objects.create(
            report=report,
            slug=part.slug,
            parent=parent,
            order=order * 10,
            title=part.title,
            numbering=part.numbering,
            block=part.block,
            config=dict(part.config),
            guidance=part.guidance,
            reference=part.reference,
            reserved_for=part.reserved_for,
        )
        SectionVersion.objects.create(
            section=section, number=1, title=section.title, config=section.config, saved_by=by
        )
        _add_parts(report, part.parts, section, by)
