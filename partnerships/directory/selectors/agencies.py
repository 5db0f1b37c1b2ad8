"""Agencies, organisations and areas as the screens need them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from partnerships.directory.models import Agency, Area, Organisation, Partnership, Succession, User


@dataclass(frozen=True)
class AreaRow:
    """One place of the tree: `depth` 0 is the top. `own` marks the partnership's own area.

    That and what is below it are `ours`.
    """

    pk: int
    name: str
    kind: str
    code: str
    depth: int
    own: bool
    part_of: str
    ours: bool


def partnerships_of(user: User) -> list[Partnership]:
    """Return the partnerships in which a person holds a role today."""
    return list(Partnership.objects.visible_to(user).select_related("area"))


def agencies_of(partnership: Partnership) -> QuerySet[Agency]:
    """Return every seat, those that ended last, with the number of people who hold a role for it today."""
    today = timezone.localdate()
    present = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gt=today)
    )
    people = Count("memberships__user", filter=present, distinct=True)
    rows = Agency.objects.of(partnership).select_related("organisation", "area").annotate(people=people)
    return rows.order_by(F("left_on").asc(nulls_first=True), "standing", "organisation__name", "title")


def agency_rows() -> QuerySet[Agency]:
    """Return every seat with its organisation. Scope it with `of`."""
    return Agency.objects.select_related("organisation", "area", "partnership")


def agencies_present(partnership: Partnership) -> QuerySet[Agency]:
    """Return the seats held today."""
    rows = Agency.objects.of(partnership).select_related("organisation")
    return rows.filter(Q(left_on__isnull=True) | Q(left_on__gt=timezone.localdate()))


def members_between(partnership: Partnership, start: date, end: date) -> QuerySet[Agency]:
    """Return the seats held on any day from `start` to `end`, with the names and predecessors of who held them.

    A seat is not held any more on the day it was left.
    """
    rows = Agency.objects.of(partnership).select_related("organisation", "area")
    joined, stayed = Q(joined_on__isnull=True) | Q(joined_on__lte=end), Q(left_on__isnull=True) | Q(left_on__gt=start)
    return rows.filter(joined, stayed).prefetch_related("organisation__names", "organisation__origins__predecessor")


def organisations_of(partnership: Partnership) -> QuerySet[Organisation]:
    """Return organisations with a seat in the partnership, or that took over from one that had."""
    seats = Agency.objects.of(partnership).values("organisation")
    heirs = Succession.objects.filter(predecessor__in=seats).values("successor")
    return Organisation.objects.filter(Q(pk__in=seats) | Q(pk__in=heirs)).prefetch_related(
        "names", "successions__successor", "origins__predecessor"
    )


def all_organisations() -> QuerySet[Organisation]:
    """Return every body the installation knows: a register of public names, whoever they serve."""
    return Organisation.objects.order_by("name")


def areas_around(partnership: Partnership) -> list[AreaRow]:
    """Return the way from the top down to the partnership's area, and everything below it. One query."""
    rows = {area.pk: area for area in Area.objects.order_by("name")}
    children: dict[int | None, list[Area]] = {}
    for area in rows.values():
        children.setdefault(area.parent_id, []).append(area)
    own = rows[partnership.area_id]
    above = [own]
    while above[0].parent_id:
        above.insert(0, rows[above[0].parent_id])
    shown = [_area_row(area, depth, own, rows) for depth, area in enumerate(above)]
    return shown + _below(own, children, len(above), own, rows)


def areas_below(partnership: Partnership) -> QuerySet[Area]:
    """Return the partnership's own area and everything below it, to choose from."""
    own = partnership.area_id
    keys = [row.pk for row in areas_around(partnership)]
    return Area.objects.filter(pk__in=keys[keys.index(own) :])


def areas_within(area: Area) -> list[Area]:
    """Return an area and everything below it. One query."""
    children: dict[int | None, list[Area]] = {}
    for row in Area.objects.order_by("name"):
        children.setdefault(row.parent_id, []).append(row)
    found = [area]
    for row in found:  # grows while it is walked
        found += children.get(row.pk, [])
    return found


def _below(
    area: Area, children: dict[int | None, list[Area]], depth: int, own: Area, all_areas: dict[int, Area]
) -> list[AreaRow]:
    rows: list[AreaRow] = []
    for child in children.get(area.pk, []):
        rows += [
            _area_row(child, depth, own, all_areas),
            *_below(child, children, depth + 1, own, all_areas),
        ]
    return rows


def _area_row(area: Area, depth: int, own: Area, all_areas: dict[int, Area]) -> AreaRow:
    return AreaRow(
        pk=area.pk,
        name=area.name,
        kind=area.get_kind_display(),
        code=area.code,
        depth=depth,
        own=area.pk == own.pk,
        part_of=all_areas[area.parent_id].name if area.parent_id else "",
        ours=depth >= _depth(own, all_areas),
    )


def _depth(area: Area, all_areas: dict[int, Area]) -> int:
    return 1 + _depth(all_areas[area.parent_id], all_areas) if area.parent_id else 0
