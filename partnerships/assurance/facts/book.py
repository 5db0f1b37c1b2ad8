"""What the facts of assurance are worked out from, each register read once however many keys are asked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from partnerships.assurance.models import Challenge, DisagreementCount, Inspection, Resource, Risk, ThreatAssessment
from partnerships.assurance.selectors.challenges import challenges_of, disagreements_of
from partnerships.assurance.selectors.inspections import inspections_of
from partnerships.assurance.selectors.resources import resources_of
from partnerships.assurance.selectors.risks import risks_of
from partnerships.assurance.selectors.threats import assessments_of
from partnerships.directory.models import Partnership
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Status, Unit, UnitKind
from safeguarding.lib.facts.fact import stamp

TEXT = Unit(kind=UnitKind.TEXT)
GRADE = Unit(kind=UnitKind.GRADE)


@dataclass(frozen=True)
class Book:
    """The registers of one partnership; what is not asked for is not read."""

    partnership: Partnership

    @cached_property
    def risks(self) -> list[Risk]:
        """Return every risk. Three queries."""
        return list(risks_of(self.partnership))

    @cached_property
    def challenges(self) -> list[Challenge]:
        """Return every challenge. Two queries."""
        return list(challenges_of(self.partnership))

    @cached_property
    def disagreements(self) -> list[DisagreementCount]:
        """Return the counts of disagreement. One query."""
        return list(disagreements_of(self.partnership))

    @cached_property
    def inspections(self) -> list[Inspection]:
        """Return every inspection. Five queries."""
        return list(inspections_of(self.partnership))

    @cached_property
    def assessments(self) -> list[ThreatAssessment]:
        """Return every threat assessment. Five queries."""
        return list(assessments_of(self.partnership))

    @cached_property
    def resources(self) -> list[Resource]:
        """Return the links and documents in use. Two queries."""
        return list(resources_of(self.partnership))

    @cached_property
    def years(self) -> list[Period]:
        """Return the financial years the registers speak of, newest first, this year among them."""
        days = [timezone.localdate()]
        days += [review.reviewed_on for risk in self.risks for review in risk.reviews.all()]
        days += [row.raised_on for row in self.challenges] + [row.starts_on for row in self.inspections]
        starts = {Period.snapshot(day).financial_year_start for day in days}
        return [Period.financial_year(year) for year in sorted(starts, reverse=True)]

    def counted(self, key: FactKey, label: str, noun: str, period: Period, count: int, **more: Any) -> Fact:
        """Return a count worked out from a register."""
        return self.made(key, label, period, Decimal(count), Unit(kind=UnitKind.COUNT, noun=noun), **more)

    def made(
        self,
        key: FactKey,
        label: str,
        period: Period,
        value: Decimal | str | None,
        unit: Unit,
        *,
        route: str = "assurance_home",
        where: Collection[object] = (),
        rule: str = "",
        silence: Status = Status.NOT_AVAILABLE,
        note: str = "",
        at: datetime | None = None,
        by: str = "",
        version: int = 0,
        as_at: date | None = None,
        disclosure: Disclosure = Disclosure.PUBLIC,
    ) -> Fact:
        """Return a fact of this room; without a value it is silent for the reason in `note`."""
        provenance = Provenance(
            origin="derived" if rule else "typed",
            place=f"{REGISTERS.get(route, 'Registers of assurance')} of {self.partnership.short_name}",
            entered_by=by,
            entered_at=stamp(at),
            version=version,
            rule=rule,
            trace=reverse(route, args=[self.partnership.slug, *where]),
        )
        return Fact(
            key=str(key),
            label=label,
            value=value,
            unit=unit,
            period=period,
            status=Status.VALUE if value is not None else silence,
            note="" if value is not None else note,
            as_at=as_at,
            disclosure=disclosure,
            provenance=provenance,
        )


REGISTERS = {
    "risk_list": "Risk register",
    "risk_detail": "Risk register",
    "challenge_list": "Challenge log",
    "inspection_list": "Inspection register",
    "inspection_detail": "Inspection register",
    "threat_detail": "Strategic threat assessment",
    "resource_list": "Register of links and documents",
}


def period_named(key: FactKey) -> Period | None:
    """Return the period a key names, None when it names none."""
    try:
        return Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
