"""Writing sections. Every saving is a version; what somebody else saved meanwhile is never overwritten."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify

from partnerships.directory.models import Agency, User
from partnerships.directory.services import audit_record
from reports.studio.blocks import BLOCKS_BY_KEY
from reports.studio.models import Report, Section, SectionVersion
from reports.studio.policies import check_report_open
from reports.studio.printing import token_text
from reports.studio.providers import resolve
from reports.studio.tokens import problems_in, tokens_in
from safeguarding.lib.richtext import clean
from safeguarding.lib.workflow import NotAllowed, Overtaken


@transaction.atomic
def section_add(
    *,
    by: User,
    report: Report,
    title: str,
    block: str,
    parent: Section | None = None,
    numbering: str = Section.Numbering.NUMBERED,
    reserved_for: str = Section.Reserved.NONE,
    config: Mapping[str, Any] | None = None,
    body: str = "",
    slug: str = "",
) -> Section:
    """Add a section at the end of its parent (or of the report)."""
    check_report_open(report)
    siblings = report.sections.filter(parent=parent)
    section = Section.objects.create(
        report=report,
        slug=_free_slug(report, slug or title),
        parent=parent,
        order=(siblings.aggregate(last=Max("order"))["last"] or 0) + 10,
        title=title,
        numbering=numbering,
        block=BLOCKS_BY_KEY[block].key,
        config=dict(config or {}),
        reserved_for=reserved_for,
        body=clean(body),
    )
    section.seen = _seen(section)
    section.save(update_fields=["seen"])
    _keep_version(section, by)
    _touch(report)
    audit_record(by=by, action="section.added", partnership=report.partnership, about=section, after={"block": block})
    return section


@transaction.atomic
def section_save(
    *,
    by: User | None,
    section: Section,
    version: int,
    title: str,
    body: str | None = None,
    config: Mapping[str, Any] | None = None,
) -> Section:
    """Keep new words or settings as the next version; Overtaken (code stale) when `version` is not the latest.

    The figures named in the words are read now and what they print is remembered, so that prose is known to be
    stale when one of them changes. Saving the very same again does nothing.
    """
    check_report_open(section.report)
    body = section.body if body is None else clean(body)
    if problems := problems_in(body):
        raise ValidationError([f"Mend or remove {problem}" for problem in problems], code="token")
    config = section.config if config is None else dict(config)
    if section.version == version + 1 and (section.title, section.body, section.config) == (title, body, config):
        return section  # the same form sent twice
    before = {"title": section.title, "version": section.version}
    changes = {"title": title, "body": body, "config": config}
    moved = Section.objects.filter(pk=section.pk, version=version).update(version=F("version") + 1, **changes)
    if not moved:
        raise Overtaken("Somebody else saved this section after you opened it.", code="stale")
    section.refresh_from_db()
    section.seen = _seen(section)
    section.save(update_fields=["seen"])
    _keep_version(section, by)
    audit_record(
        by=by,
        action="section.saved",
        partnership=section.report.partnership,
        about=section,
        before=before,
        after={"title": title, "version": section.version},
    )
    return section


@transaction.atomic
def section_plan(
    *,
    by: User,
    section: Section,
    assignee: User | None,
    agency: Agency | None,
    due_on: date | None,
    numbering: str,
) -> None:
    """Say who writes the section, by when, and how its heading is numbered."""
    check_report_open(section.report)
    section.assignee, section.agency, section.due_on, section.numbering = assignee, agency, due_on, numbering
    section.save(update_fields=["assignee", "agency", "due_on", "numbering"])
    _touch(section.report)
    audit_record(
        by=by,
        action="section.planned",
        partnership=section.report.partnership,
        about=section,
        after={"assignee": str(assignee or ""), "agency": str(agency or ""), "due_on": due_on},
    )


@transaction.atomic
def section_move(*, by: User, section: Section, step: int) -> None:
    """Move a section up (-1) or down (1) among its siblings; at the edge nothing happens."""
    check_report_open(section.report)
    siblings = list(section.report.sections.standing().select_for_update().filter(parent=section.parent_id))
    place = next(at for at, one in enumerate(siblings) if one.pk == section.pk)
    target = place + step
    if not 0 <= target < len(siblings):
        return
    siblings.insert(target, siblings.pop(place))
    for order, one in enumerate(siblings, start=1):
        one.order = order * 10
    Section.objects.bulk_update(siblings, ["order"])
    _touch(section.report)
    audit_record(
        by=by,
        action="section.moved",
        partnership=section.report.partnership,
        about=section,
        after={"place": target + 1},
    )


@transaction.atomic
def section_remove(*, by: User, section: Section) -> None:
    """Take a section without sub-sections out of the report. Its versions stay in the trail."""
    check_report_open(section.report)
    if section.children.filter(removed_at__isnull=True).exists():
        raise NotAllowed("The section has sub-sections. Move or take out those first.", code="children")
    if section.reserved_for != Section.Reserved.NONE and section.body:
        raise NotAllowed("The section holds words only its author may take out.", code="reserved")
    gone = Section.objects.filter(pk=section.pk, removed_at__isnull=True)
    if gone.update(removed_at=timezone.now(), removed_by=by):
        _touch(section.report)
        audit_record(by=by, action="section.removed", partnership=section.report.partnership, about=section)


def _seen(section: Section) -> dict[str, str]:
    """Return what each token of the body prints now."""
    tokens = list(tokens_in(section.body))
    facts = resolve(section.report.partnership, {key for token in tokens for key in token.keys})
    return {str(token): token_text(token, facts) for token in tokens}


def _keep_version(section: Section, by: User | None) -> None:
    SectionVersion.objects.create(
        section=section,
        number=section.version,
        title=section.title,
        body=section.body,
        config=section.config,
        saved_by=by,
    )


def _touch(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(version=F("version") + 1)


def _free_slug(report: Report, words: str) -> str:
    base = slugify(words)[:70] or "section"
    taken = set(report.sections.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)
