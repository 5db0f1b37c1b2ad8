"""What a rule is: plain data with one check function, so that it can be read, listed on a page and tested alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from partnerships.returns.entries import Entry
from partnerships.returns.models import IndicatorVersion
from safeguarding.lib.facts import Period, Status, UnitKind

_OF_SOMETHING = frozenset({UnitKind.PERCENT, UnitKind.RATE, UnitKind.SCORE})


class Level(StrEnum):
    """An error blocks handing in, a query needs an explanation, information needs nothing."""

    ERROR = "error"
    QUERY = "query"
    INFO = "info"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One indicator in one return: what is said per category ("" is the figure itself), now and before."""

    definition: IndicatorVersion
    period: Period
    now: Mapping[str, Entry]
    previous: Mapping[str, Entry]
    year_earlier: Mapping[str, Entry]

    def number(self, entry: Entry | None) -> Decimal | None:
        """Return the number an entry says; None for words and silence, and where nil is nothing to take a share of."""
        if entry is not None and entry.status is Status.NIL and self.definition.kind in _OF_SOMETHING:
            return None
        figure = entry.figure(self.definition) if entry else None
        return figure if isinstance(figure, Decimal) else None


Remark = tuple[str, str]  # category slug, sentence


@dataclass(frozen=True, kw_only=True)
class Rule:
    """`check` yields a remark per category it minds; `sentence` says what is checked and how to mend it."""

    key: str
    level: Level
    sentence: str
    check: Callable[[Answer], Iterable[Remark]]
