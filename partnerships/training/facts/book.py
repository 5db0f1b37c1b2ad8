"""What the facts of training are worked out from, each table read once however many keys are asked for."""

from dataclasses import dataclass
from functools import cached_property

from partnerships.directory.models import Partnership
from partnerships.training.models import Amount, Compliance, Evaluation, PrintedTotal, Session
from partnerships.training.season import Season
from partnerships.training.selectors import (
    Place,
    amounts_of,
    compliances_of,
    evaluations_of,
    periods_of,
    places_of,
    printed_of,
    sessions_of,
)
from safeguarding.lib.facts import Period


@dataclass(frozen=True)
class Book:
    """The records of one partnership; what is not asked for is not read."""

    partnership: Partnership

    @cached_property
    def sessions(self) -> list[Session]:
        """Return every session with its counts. Two queries."""
        return list(sessions_of(self.partnership))

    @cached_property
    def compliances(self) -> list[Compliance]:
        """Return accepted statements. Two queries."""
        return list(compliances_of(self.partnership).filter(status=Compliance.Status.ACCEPTED))

    @cached_property
    def evaluations(self) -> dict[str, Evaluation]:
        """Return the questions by slug. Three queries."""
        return {held.slug: held for held in evaluations_of(self.partnership)}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Return where people can work, by code. One query."""
        return {place.code: place for place in places_of(self.partnership)}

    @cached_property
    def periods(self) -> list[Period]:
        """Return the years with training. Four queries."""
        return periods_of(self.partnership)

    def season(self, period: Period) -> Season:
        """Return one period's records; seasons of all periods share what was read. Two further queries at most."""
        seasons = self._seasons
        if period not in seasons:
            seasons[period] = Season(
                period=period,
                sessions=[one for one in self.sessions if period.start <= one.starts_on and one.ends_on <= period.end],
                printed=[row for row in self._printed if row.period_token == period.token],
                amounts=[one for one in self._amounts if period.start <= one.starts_on and one.ends_on <= period.end],
            )
        return seasons[period]

    @cached_property
    def _seasons(self) -> dict[Period, Season]:
        return {}

    @cached_property
    def _printed(self) -> list[PrintedTotal]:
        return list(printed_of(self.partnership))

    @cached_property
    def _amounts(self) -> list[Amount]:
        return list(amounts_of(self.partnership))


def period_named(token: str) -> Period | None:
    """Return the period a key names, None when it names none."""
    try:
        return Period.parse(token)
    except ValueError:
        return None
