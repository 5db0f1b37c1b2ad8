"""How an edition and its clocks are written down."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class RuleSpec:
    """One deadline; fields as in the model ClockRule. `kinds` are the kinds of case it holds for."""

    key: str
    kinds: tuple[str, ...]
    title: str
    start_event: str
    stop_event: str
    amount: int
    unit: str
    source: str
    certainty: str
    may_pause: bool = False
    pauses: str = ""


@dataclass(frozen=True, kw_only=True)
class EditionSpec:
    """One edition of guidance and the deadlines it sets."""

    slug: str
    title: str
    audience: str
    starts_on: date
    source: str
    certainty: str
    rules: tuple[RuleSpec, ...]
    note: str = ""
