"""What counts as a small number."""

from dataclasses import dataclass
from decimal import Decimal

THRESHOLD = 5  # Department for Education, children in need statistics: 1 to 5 become c
LOWEST, HIGHEST = 2, 50


@dataclass(frozen=True, kw_only=True)
class Policy:
    """Counts of people from `floor` to `threshold` are small. A zero is printed as a true zero unless the policy
    hides zeros too, as research safe settings ask (UK LLC).
    """

    threshold: int = THRESHOLD
    zeros_shown: bool = True

    @property
    def floor(self) -> int:
        """Return the least count that is small. A reader knows that a hidden count is at least this."""
        return 1 if self.zeros_shown else 0

    def is_small(self, number: Decimal) -> bool:
        """Return True for a count that could point at persons."""
        return 0 <= number <= self.threshold and not (self.zeros_shown and number == 0)

    def as_json(self) -> dict[str, int | bool]:
        """Return plain data for the record of a build."""
        return {"threshold": self.threshold, "zeros_shown": self.zeros_shown}
