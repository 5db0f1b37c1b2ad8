"""Agencies, the organisations behind them and the areas of a partnership."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from partnerships.directory.models import Agency, Area, Organisation, Partnership, User
from partnerships.directory.selectors import areas_within
from partnerships.directory.services.audit import audit_record
from partnerships.directory.services.locking import queue_up, save_if_unchanged
from partnerships.directory.services.organisations import free_slug, organisation_add
from safeguarding.lib.workflow import NotAllowed


@transaction.atomic
def agency_add(
    *,
    by: User,
    partnership: Partnership,
    organisation: Organisation,
    title: str = "",
    standing: str = Agency.Standing.RELEVANT,
    area: Area | None = None,
    joined_on: date | None = None,
) -> Agency:
    """Give an organisation a seat. Raises NotAllowed when it holds one under the same title."""
    queue_up(partnership)
    rows = Agency.objects.of(partnership)
    if rows.filter(organisation=organisation, title=title, left_on=None).exists():
        raise NotAllowed(
            f"{title or organisation.name} is an agency of this partnership already. "
            "Enter a title if another service of the same organisation answers apart.",
            code="agency",
        )
    taken = frozenset(rows.values_list("slug", flat=True))
    made = Agency.objects.create(
        partnership=partnership,
        organisation=organisation,
        slug=free_slug(title or organisation.short_name or organisation.name, taken=taken, length=60),
        title=title,
        standing=standing,
        area=area,
        joined_on=joined_on,
    )
    audit_record(by=by, action="agency_added", partnership=partnership, about=made, after=agency_said(made))
    return made


@transaction.atomic
def agency_add_new(
    *,
    by: User,
    partnership: Partnership,
    name: str,
    kind: str,
    title: str = "",
    standing: str = Agency.Standing.RELEVANT,
    area: Area | None = None,
    joined_on: date | None = None,
) -> Agency:
    """Add a body no partnership knew and give it a seat. Raises NotAllowed when one of that name exists."""
    organisation = organisation_add(by=by, partnership=partnership, name=name, kind=kind)
    return agency_add(
        by=by,
        partnership=partnership,
        organisation=organisation,
        title=title,
        standing=standing,
        area=area,
        joined_on=joined_on,
    )


@transaction.atomic
def agency_edit(
    *,
    by: User,
    agency: Agency,
    version: int,
    title: str,
    standing: str,
    area: Area | None,
    joined_on: date | None,
    left_on: date | None,
) -> None:
    """Change a seat or end it. Raises Overtaken when somebody saved since `version`, NotAllowed for bad dates."""
    if joined_on and left_on and left_on < joined_on:
        raise NotAllowed("The agency can not leave before it joined.", code="left_on")
    before = agency_said(agency)
    changes = {"title": title, "standing": standing, "area": area, "joined_on": joined_on, "left_on": left_on}
    save_if_unchanged(agency, version=version, **changes)
    audit_record(
        by=by,
        action="agency_changed",
        partnership=agency.partnership,
        about=agency,
        before=before,
        after=agency_said(agency),
    )


@transaction.atomic
def area_add(*, by: User, partnership: Partnership, parent: Area, name: str, code: str, kind: str) -> Area:
    """Add an area at or below the partnership's own. Raises NotAllowed for a place elsewhere or a code in use."""
    if Area.objects.filter(code=code).exists():
        raise NotAllowed(f"The code {code} is in use. Enter another one.", code="code")
    _check_ours(partnership, parent)
    made = Area.objects.create(code=code, name=name, kind=kind, parent=parent)
    said = {"parent": parent.name, "code": code}
    audit_record(by=by, action="area_added", partnership=partnership, about=made, after=said)
    return made


@transaction.atomic
def area_change(
    *, by: User, partnership: Partnership, area: Area, version: int, name: str, parent: Area | None = None
) -> None:
    """Put right what an area at or below the partnership's own is called and what it is part of. Raises Overtaken.

    Without `parent` it stays where it is. The trail of every partnership of that very area says so as well.
    """
    _check_ours(partnership, area)
    if parent is not None and area.pk == partnership.area_id:
        raise NotAllowed("The partnership's own area stays where it is.", code="parent")
    if parent is not None and parent.pk in {row.pk for row in areas_within(area)}:
        raise NotAllowed(f"{area.name} can not be part of itself or of a place within it.", code="parent")
    if parent is not None:
        _check_ours(partnership, parent)
    before = area_said(area)
    changes: dict[str, object] = {"name": name} if parent is None else {"name": name, "parent": parent}
    save_if_unchanged(area, version=version, **changes)
    concerned = Partnership.objects.filter(Q(pk=partnership.pk) | Q(area=area)).order_by("pk")
    for each in concerned:
        audit_record(by=by, action="area_changed", partnership=each, about=area, before=before, after=area_said(area))


def area_said(area: Area) -> dict[str, object]:
    """Return what the audit trail keeps of an area."""
    return {"name": area.name, "parent": area.parent.name if area.parent else ""}


def _check_ours(partnership: Partnership, area: Area) -> None:
    above: Area | None = area
    while above is not None and above.pk != partnership.area_id:
        above = above.parent
    if above is None:
        raise NotAllowed("Select a place of this partnership.", code="parent")


@transaction.atomic
def partnership_edit(
    *, by: User, partnership: Partnership, version: int, name: str, short_name: str, chair_title: str
) -> None:
    """Change what the partnership is called and what it calls its chair. Raises Overtaken."""
    fields = ("name", "short_name", "chair_title")
    before = {field: getattr(partnership, field) for field in fields}
    changes = dict(zip(fields, (name, short_name, chair_title), strict=True))
    save_if_unchanged(partnership, version=version, **changes)
    audit_record(
        by=by,
        action="partnership_changed",
        partnership=partnership,
        about=partnership,
        before=before,
        after=changes,
    )


def agency_said(agency: Agency) -> dict[str, object]:
    """Return what the audit trail keeps of an agency."""
    return {
        "organisation": agency.organisation.name,
        "title": agency.title,
        "standing": agency.standing,
        "area": agency.area.name if agency.area else "",
        "joined_on": agency.joined_on,
        "left_on": agency.left_on,
    }
