"""Who signs a Child Safeguarding Statement, when it is in force and when it must be renewed. Pure rules.

After the process of CHSCP (report 2021-22): the chief executive or equal; in a school the head and the chair of
governors; in a charity the chief executive and the chair of trustees; renewal within 24 months or on material change.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from partnerships.assessments.models import SafeguardingStatement
from partnerships.directory.models import Organisation

MONTHS = 24
CHIEF = "Chief executive or equal"
OFFICES: dict[str, tuple[str, ...]] = {
    Organisation.Kind.EDUCATION: ("Head", "Chair of governors"),
    Organisation.Kind.VOLUNTARY: ("Chief executive", "Chair of trustees"),
}


class Standing(Enum):
    """Where an agency's statement stands: the word, and the colour beside it."""

    NONE = ("None yet", "grey")
    DRAFT = ("Not signed by everybody", "blue")
    IN_FORCE = ("In force", "green")
    DUE_SOON = ("Due soon", "yellow")
    OVERDUE = ("Overdue", "red")
    CHANGED = ("Overdue after a change", "red")

    @property
    def word(self) -> str:
        """Return the word."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """Return the colour of its tag."""
        return self.value[1]

    @property
    def late(self) -> bool:
        """Return True when the statement must be renewed now."""
        return self in (Standing.OVERDUE, Standing.CHANGED)


@dataclass(frozen=True)
class Signing:
    """An office that must sign, and the day it did; None when it has not."""

    office: str
    signed_on: date | None


def offices_of(kind: str) -> tuple[str, ...]:
    """Return the offices that sign for a kind of organisation."""
    return OFFICES.get(kind, (CHIEF,))


def signings_of(pledge: SafeguardingStatement) -> list[Signing]:
    """Return who must sign and when they did. Prefetch `signatures` and select the organisation with lists."""
    days = {row.office: row.signed_on for row in pledge.signatures.all()}
    return [Signing(office, days.get(office)) for office in offices_of(pledge.agency.organisation.kind)]


def in_force_from(pledge: SafeguardingStatement) -> date | None:
    """Return the day the last office signed, None while one is missing."""
    days = [one.signed_on for one in signings_of(pledge)]
    return None if None in days else max(day for day in days if day)


def renewal_of(pledge: SafeguardingStatement) -> date | None:
    """Return the day by which a statement in force must be renewed: 24 months on, or at once after a change."""
    signed = in_force_from(pledge)
    if signed is None:
        return None
    if pledge.changed_on and pledge.changed_on > signed:
        return pledge.changed_on
    return months_after(signed, MONTHS)


def standing_of(pledge: SafeguardingStatement | None, today: date) -> Standing:
    """Return where a statement stands; due soon from three months before."""
    if pledge is None:
        return Standing.NONE
    renewal = renewal_of(pledge)
    signed = in_force_from(pledge)
    if renewal is None or signed is None:
        return Standing.DRAFT
    if pledge.changed_on and pledge.changed_on > signed:
        return Standing.CHANGED
    if today > renewal:
        return Standing.OVERDUE
    return Standing.DUE_SOON if today >= months_after(renewal, -3) else Standing.IN_FORCE


def current(pledges: Iterable[SafeguardingStatement]) -> SafeguardingStatement | None:
    """Return the newest edition that is in force, else the newest draft: a draft does not end what is in force."""
    rows = sorted(pledges, key=lambda row: row.edition, reverse=True)
    return next((row for row in rows if in_force_from(row)), rows[0] if rows else None)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months on, or the last day of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
