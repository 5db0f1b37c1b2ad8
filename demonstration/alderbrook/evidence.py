"""What the invented partnership captured through its year, and two texts it shares with its areas."""

from datetime import date, timedelta
from typing import Any

from demonstration.data import toml
from demonstration.founding import Founded
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Area, User
from partnerships.evidence.models import Tag
from partnerships.evidence.services import box_capture, shared_text_add, tag_keep, wording_save
from partnerships.governance.models import Priority

FOLDER, PLAN = "demo", "plan"


def load(founded: Founded, *, today: date) -> None:
    """Enter the boxes in the order of their days, each by somebody of its agency where there is one."""
    described = toml(FOLDER, "evidence")
    manager = founded.person(Role.BOARD_MANAGER)
    areas = {area.code: area for area in Area.objects.filter(parent=founded.partnership.area)}
    tags = _tags(founded, described["themes"], manager)
    _texts(founded, described["shared_texts"], areas, manager)
    for row in sorted(described["boxes"], key=lambda row: row["days"]):
        box_capture(
            by=founded.people.get(f"{Role.AGENCY_LEAD}:{row.get('agency')}", manager),
            partnership=founded.partnership,
            kind=row["kind"],
            heading=row["heading"],
            body=row["body"],
            happened_on=today + timedelta(days=row["days"]),
            agency=founded.agencies.get(row.get("agency", "")),
            area=areas.get(row.get("area", "")),
            tags=[tags[name] for name in (*row.get("themes", ()), *row.get("priorities", ()))],
            details=_details(row["details"], today),
        )


def _tags(founded: Founded, themes: list[str], by: User) -> dict[str | int, Tag]:
    """Return the themes by name, and the priorities of the plan, which are on the list since it was written."""
    keep: dict[str | int, Tag] = {
        name: tag_keep(by=by, partnership=founded.partnership, sort=Tag.Sort.THEME, name=name) for name in themes
    }
    for priority in Priority.objects.filter(plan__partnership=founded.partnership, plan__slug=PLAN):
        keep[priority.number] = Tag.objects.of(founded.partnership).get(slug=f"{PLAN}-{priority.number}")
    return keep


def _texts(founded: Founded, rows: list[dict[str, Any]], areas: dict[str, Area], by: User) -> None:
    for row in rows:
        text = shared_text_add(by=by, partnership=founded.partnership, title=row["title"], body=row["body"])
        for code, body in row.get("areas", {}).items():
            wording_save(by=by, text=text, area=areas[code], version=0, body=body)


def _details(said: dict[str, Any], today: date) -> dict[str, Any]:
    """Turn days counted from today into days of the calendar."""
    details = dict(said)
    if "changed_on_days" in details:
        details["changed_on"] = today + timedelta(days=details.pop("changed_on_days"))
    return details
