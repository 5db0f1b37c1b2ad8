"""The service navigation of a partnership: sections and their rooms, filtered by what the person may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.urls import reverse

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission as P


class Section(StrEnum):
    """What a person comes for; the first row of the navigation, in this order. Each value is the link's words."""

    OVERVIEW = "Overview"
    COLLECT = "Collect"
    LEARN = "Learn"
    GOVERN = "Govern"
    REPORT = "Report"
    SET_UP = "Set up"


@dataclass(frozen=True)
class Room:
    """A room's entry: shown to people who hold `permission`, current on pages below its address."""

    section: Section
    label: str
    route: str
    permission: P


@dataclass(frozen=True)
class RoomItem:
    """A room resolved for one request."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class SectionItem:
    """A section with the rooms this person may enter; its link leads to the first of them."""

    label: str
    rooms: tuple[RoomItem, ...]

    @property
    def url(self) -> str:
        """Return the address of the first room."""
        return self.rooms[0].url

    @property
    def current(self) -> bool:
        """Return whether the page lies in one of the rooms."""
        return any(room.current for room in self.rooms)


ROOMS: tuple[Room, ...] = (
    Room(Section.OVERVIEW, "Overview", "overview", P.PARTNERSHIP_VIEW),
    Room(Section.COLLECT, "Figures", "collection_list", P.FIGURES_VIEW),
    Room(Section.COLLECT, "Contributions", "contribution_list", P.CONTRIBUTION_VIEW_OWN),
    Room(Section.COLLECT, "Self-assessment", "assessment_list", P.ASSESSMENT_VIEW),
    Room(Section.COLLECT, "Training", "training_season", P.TRAINING_VIEW),
    Room(Section.COLLECT, "Evidence", "evidence_list", P.EVIDENCE_VIEW_OWN),
    Room(Section.LEARN, "Case reviews", "case_list", P.CASE_READ),
    Room(Section.LEARN, "Audits", "practice_audit_list", P.PRACTICE_AUDIT_VIEW),
    Room(Section.LEARN, "Actions", "action_list", P.ACTION_VIEW),
    Room(Section.GOVERN, "Governance", "priority_list", P.GOVERNANCE_VIEW),
    Room(Section.GOVERN, "Assurance", "assurance_home", P.ASSURANCE_VIEW),
    Room(Section.REPORT, "Reports", "report_list", P.REPORT_VIEW),
    Room(Section.REPORT, "Published", "edition_list", P.REPORT_DOWNLOAD),
    Room(Section.SET_UP, "Agencies", "agency_list", P.PARTNERSHIP_VIEW),
    Room(Section.SET_UP, "Administration", "administration", P.PEOPLE_MANAGE),
)


def navigation(request: HttpRequest) -> dict[str, tuple[SectionItem, ...]]:
    """Context processor: the sections for the partnership of this page, or none outside a partnership."""
    access: Access | None = getattr(request, "access", None)
    if access is None:
        return {"nav": ()}
    return {"nav": sections(ROOMS, access, request.path)}


def named_above(crumbs: Sequence[tuple[str, str]], nav: Sequence[SectionItem]) -> bool:
    """Return whether the only crumb is the room the navigation marks as current: the page need not say it twice."""
    here = {room.url for section in nav for room in section.rooms if room.current}
    return len(crumbs) == 1 and crumbs[0][1] in here


def sections(rooms: Sequence[Room], access: Access, path: str) -> tuple[SectionItem, ...]:
    """Return the sections with a room this person may enter; a page belongs to the room with the nearest address."""
    entered = {
        room: reverse(room.route, args=[access.partnership.slug]) for room in rooms if access.may(room.permission)
    }
    home = reverse("overview", args=[access.partnership.slug])
    above = [url for url in entered.values() if path.startswith(url) and (url != home or path == home)]
    here = max(above, key=len, default="")
    return tuple(
        SectionItem(section.value, found)
        for section in Section
        if (
            found := tuple(
                RoomItem(room.label, url, url == here) for room, url in entered.items() if room.section is section
            )
        )
    )
