"""The rules figures are checked by, in the order they run. To add one: docs/how-to/add-an-indicator-rule.md."""

from partnerships.returns.rules.change import AGAINST_PREVIOUS, AGAINST_YEAR
from partnerships.returns.rules.numbers import ACCEPTABLE, BLANK, SILENT_AGAIN
from partnerships.returns.rules.parts import ADDS_UP, PART_OVER_WHOLE
from partnerships.returns.rules.spec import Answer, Level, Rule

RULES: tuple[Rule, ...] = (
    BLANK,
    ACCEPTABLE,
    PART_OVER_WHOLE,
    ADDS_UP,
    AGAINST_PREVIOUS,
    AGAINST_YEAR,
    SILENT_AGAIN,
)

__all__ = ["RULES", "Answer", "Level", "Rule"]
