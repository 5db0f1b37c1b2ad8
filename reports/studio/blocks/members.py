"""Members of the partnership: who took part in the period by their standing in law, each with its dates."""

from datetime import date
from typing import Any

from partnerships.directory.models import Agency
from partnerships.directory.selectors.agencies import members_between
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import Period

HEADINGS = (
    (Agency.Standing.PARTNER, "Safeguarding partners"),
    (Agency.Standing.RELEVANT, "Relevant agencies"),
    (Agency.Standing.NAMED, "Named organisations"),
    (Agency.Standing.OTHER, "Others who contribute"),
)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    span = context.report.span
    seats = context.once("members", lambda: members_between(context.partnership, span.start, span.end))
    told = [
        (standing, [_member(seat, span) for seat in seats if seat.standing == standing]) for standing, _ in HEADINGS
    ]
    return {
        "on": span.end.isoformat(),
        "standings": [
            {"heading": heading, "members": members}
            for (_, heading), (_, members) in zip(HEADINGS, told, strict=True)
            if members
        ],
    }


def _member(seat: Agency, span: Period) -> dict[str, Any]:
    day = min(seat.left_on or span.end, span.end)
    body = seat.organisation
    return {
        "name": seat.title or body.name_on(day),
        "of": body.name_on(day) if seat.title and body.name_on(day) not in seat.title else "",
        "area": seat.area.name if seat.area else "",
        "joined": _day(seat.joined_on),
        "left": _day(seat.left_on if seat.left_on and seat.left_on <= span.end else None),
        "before": [
            {"name": one.predecessor.name, "on": one.on.isoformat()} for one in body.origins.all() if one.on <= day
        ],
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


MEMBERS = BlockSpec(
    key="members",
    title="Members of the partnership",
    sentence="Safeguarding partners, relevant agencies and named organisations of the period, with the dates of each.",
    template="reports/blocks/members.html",
    gather=_gather,
    checks=("nothing_there",),
)
