"""Rules about change over time, tuned for the small counts safeguarding works with.

A percentage says nothing about 2 becoming 4, and a z-score needs a history nobody has. Counts are compared as two
Poisson counts through the variance-stabilising square root (Anscombe: 2*sqrt(x + 3/8) has a variance close to 1),
and a change of fewer than MINIMUM is never queried, however unlikely.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from math import sqrt

from partnerships.returns.entries import Entry
from partnerships.returns.rules.spec import Answer, Level, Remark, Rule
from safeguarding.lib.facts import Status, UnitKind

MINIMUM = 10  # a change in a count smaller than this is never queried
LIMIT = 3.0  # standard deviations: about one false alarm in 370 unchanged figures
POINTS = 15  # percentage points
PROPORTION = Decimal("0.5")  # of the earlier figure, for rates and money


def count_change_unlikely(before: Decimal, after: Decimal) -> bool:
    """Return True when two counts differ by more than chance and by at least MINIMUM."""
    if abs(after - before) < MINIMUM:
        return False
    distance = 2 * (sqrt(float(after) + 0.375) - sqrt(float(before) + 0.375)) / sqrt(2)
    return abs(distance) > LIMIT


def _unlikely(answer: Answer, before: Decimal, after: Decimal) -> bool:
    if answer.definition.kind == UnitKind.COUNT:
        return count_change_unlikely(before, after)
    if answer.definition.kind == UnitKind.PERCENT:
        return abs(after - before) > POINTS
    return bool(before) and abs(after - before) > PROPORTION * abs(before)


def _check(earlier: Callable[[Answer], Mapping[str, Entry]], when: str) -> Callable[[Answer], Iterator[Remark]]:
    def check(answer: Answer) -> Iterator[Remark]:
        if not UnitKind(answer.definition.kind).numeric:
            return
        write = answer.definition.unit.phrase
        for category, entry in answer.now.items():
            nil = entry.status is Status.NIL
            before, after = answer.number(earlier(answer).get(category)), Decimal(0) if nil else answer.number(entry)
            if before is not None and after is not None and _unlikely(answer, before, after):
                yield category, f"It was {write(before)} {when} and is {'nil' if nil else write(after)} now."

    return check


AGAINST_PREVIOUS = Rule(
    key="change-previous",
    level=Level.QUERY,
    sentence="A figure that differs from the period before by more than chance needs a word of explanation.",
    check=_check(lambda answer: answer.previous, "in the period before"),
)
AGAINST_YEAR = Rule(
    key="change-year",
    level=Level.QUERY,
    sentence="A figure that differs from the same period last year by more than chance needs a word of explanation.",
    check=_check(lambda answer: answer.year_earlier, "in the same period last year"),
)
