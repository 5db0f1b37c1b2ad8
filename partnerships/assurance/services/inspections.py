"""Inspections, their grades and findings, what followed, and frameworks a partnership describes itself."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from partnerships.assurance.frameworks import grades_named
from partnerships.assurance.models import (
    Framework,
    Inspection,
    InspectionFinding,
    InspectionGrade,
    InspectionNote,
)
from partnerships.assurance.policies import check_grades, check_ours
from partnerships.assurance.services.saving import changed, free_slug, recorded
from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services import audit_record
from safeguarding.lib.happened import check_not_ahead
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def inspection_add(
    *,
    by: User | None,
    partnership: Partnership,
    framework: Framework,
    subject: str,
    starts_on: date,
    ends_on: date,
    agencies: Sequence[Agency] = (),
    grades: Mapping[str, str] | None = None,
    **fields: Any,
) -> Inspection:
    """Record an inspection with its grades by component. `fields` are the columns of Inspection.

    NotAllowed for one of the same framework, subject and day (a double click), a grade not on the framework's scale.
    """
    _check(partnership, framework, starts_on, ends_on, agencies)
    check_grades(framework, dict(grades or {}))
    slug = free_slug(
        Inspection.objects.of(partnership), partnership, f"{framework.short_name} {subject} {starts_on.year}"
    )
    twins = Inspection.objects.of(partnership).filter(framework=framework, starts_on=starts_on)
    if twins.filter(subject__iexact=subject).exists():
        raise NotAllowed("This inspection is recorded already.", code="subject")
    made = Inspection.objects.create(
        partnership=partnership,
        slug=slug,
        framework=framework,
        subject=subject,
        starts_on=starts_on,
        ends_on=ends_on,
        updated_by=by,
        **fields,
    )
    made.agencies.set(agencies)
    _grade(made, grades or {})
    said = {**fields, "starts_on": starts_on, "grades": dict(grades or {}), "agencies": _names(agencies)}
    recorded(by=by, action="inspection_add", partnership=partnership, about=made, said=said)
    return made


@transaction.atomic
def inspection_change(
    *,
    by: User | None,
    inspection: Inspection,
    version: int,
    agencies: Sequence[Agency],
    grades: Mapping[str, str],
    **fields: Any,
) -> Inspection:
    """Correct an inspection, its agencies and its grades. The framework and the slug stay. Raises Overtaken."""
    starts_on = fields.get("starts_on", inspection.starts_on)
    ends_on = fields.get("ends_on", inspection.ends_on)
    _check(inspection.partnership, inspection.framework, starts_on, ends_on, agencies)
    check_grades(inspection.framework, dict(grades))
    held = {row.component: row.grade for row in inspection.grades.all()}
    seats = {"grades": (held, dict(grades)), "agencies": (_names(inspection.agencies.all()), _names(agencies))}
    if changed(by=by, action="inspection_change", row=inspection, version=version, fields=fields, beside=seats):
        inspection.agencies.set(agencies)
        inspection.grades.all().delete()
        _grade(inspection, grades)
    return inspection


@transaction.atomic
def finding_add(
    *, by: User | None, inspection: Inspection, kind: str, text: str, theme: str = "", agency: Agency | None = None
) -> InspectionFinding:
    """Add a strength or an area for improvement. The same words twice are kept once."""
    check_ours(inspection.partnership, agency)
    said = {"kind": kind, "theme": theme, "text": text, "agency": agency}
    if same := InspectionFinding.objects.filter(inspection=inspection, **said).first():
        return same
    made = InspectionFinding.objects.create(inspection=inspection, entered_by=by, **said)
    recorded(by=by, action="inspection_finding_add", partnership=inspection.partnership, about=inspection, said=said)
    return made


@transaction.atomic
def finding_remove(*, by: User | None, finding: InspectionFinding) -> None:
    """Take a finding out; the audit trail keeps what it said, and actions it opened stay."""
    inspection = finding.inspection
    before = {"kind": finding.kind, "theme": finding.theme, "text": finding.text}
    audit_record(
        by=by,
        action="inspection_finding_remove",
        partnership=inspection.partnership,
        about=inspection,
        before=before,
    )
    finding.delete()


@transaction.atomic
def note_add(*, by: User | None, inspection: Inspection, kind: str, happened_on: date, text: str) -> InspectionNote:
    """Note what followed on a day: a plan, a progress letter, a visit. The same note twice is kept once."""
    check_not_ahead(happened_on, timezone.localdate(), "happened_on")
    if happened_on < inspection.starts_on:
        raise NotAllowed("This can not come before the inspection began.", code="happened_on")
    said = {"kind": kind, "happened_on": happened_on, "text": text}
    if same := InspectionNote.objects.filter(inspection=inspection, **said).first():
        return same
    made = InspectionNote.objects.create(inspection=inspection, entered_by=by, **said)
    recorded(by=by, action="inspection_note_add", partnership=inspection.partnership, about=inspection, said=said)
    return made


@transaction.atomic
def framework_add(
    *,
    by: User | None,
    partnership: Partnership,
    name: str,
    body: str,
    grades: Sequence[str],
    components: Sequence[str],
    edition: str = "",
) -> Framework:
    """Describe a framework the portal does not ship with. `grades` best first; both may be empty."""
    slug = slugify(f"{name} {edition}")[:60].strip("-")
    if Framework.objects.of(partnership).filter(slug=slug).exists():
        raise NotAllowed("There is a framework of that name and edition already.", code="name")
    if grades and not components:
        components = ["Overall"]
    made = Framework.objects.create(
        partnership=partnership,
        slug=slug,
        name=name,
        short_name=name[:40],
        body=body,
        family=slugify(name)[:60],
        edition=edition,
        grades=grades_named(list(grades)),
        components=[{"slug": slugify(label), "label": label} for label in components],
        source="Described by the partnership",
        certainty="P",
    )
    said = {"grades": list(grades), "components": list(components)}
    recorded(by=by, action="inspection_framework_add", partnership=partnership, about=made, said=said)
    return made


def _check(
    partnership: Partnership, framework: Framework, starts_on: date, ends_on: date, agencies: Sequence[Agency]
) -> None:
    check_ours(partnership, *agencies)
    if framework.partnership_id not in (None, partnership.pk):
        raise NotAllowed("Choose a framework from the list.", code="framework")
    check_not_ahead(starts_on, timezone.localdate(), "starts_on")
    if ends_on < starts_on:
        raise NotAllowed("The last day can not come before the first.", code="ends_on")


def _grade(inspection: Inspection, grades: Mapping[str, str]) -> None:
    InspectionGrade.objects.bulk_create(
        InspectionGrade(inspection=inspection, component=part, grade=grade) for part, grade in grades.items()
    )


def _names(agencies: Iterable[Agency]) -> list[str]:
    return sorted(str(one) for one in agencies)
