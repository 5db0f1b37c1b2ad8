"""Facts of the risk register. Counts speak of every risk; a single risk speaks only when a report may name it."""

from decimal import Decimal
from typing import Any

from partnerships.assurance.facts.book import TEXT, Book, period_named
from partnerships.assurance.models import Risk
from partnerships.assurance.selectors.risks import Movement, movement_of
from safeguarding.lib.facts import Fact, FactKey, Period, Unit, UnitKind

COUNTS = {
    "open": ("Risks open at the end of the period", "risks opened by its last day and not closed by then"),
    "high": ("Risks in the two highest bands at the end of the period", "open risks by the band of their last score"),
    "new": ("Risks opened in the period", "risks by the day they were opened"),
    "closed": ("Risks closed in the period", "risks by the day they were closed"),
    "up": ("Risks scored higher than before the period", "open risks whose last score is above the one before"),
    "down": ("Risks scored lower than before the period", "open risks whose last score is below the one before"),
    "escalated": ("Risks escalated in the period", "risks with at least one escalation in the period"),
}
PARTS = {"score": "score and band", "movement": "movement", "target": "target"}


def risk_fact(book: Book, key: FactKey) -> Fact | None:
    """Return assurance/risks.<count> or assurance/risk.<number>.<part>; None when the key names nothing."""
    period = period_named(key)
    family, _, rest = key.rest.partition(".")
    if period is None or set(key.parameters) != {"period"}:
        return None
    if family == "risks":
        return _count(book, key, rest, period) if rest in COUNTS else None
    number, _, part = rest.partition(".")
    risk = next((one for one in book.risks if str(one.number) == number and one.in_reports), None)
    return _part(book, key, risk, part, period) if risk and part in PARTS else None


def risk_keys(book: Book) -> list[FactKey]:
    """Return the keys an author is offered: counts of each year."""
    return [FactKey(f"assurance/risks.{name}", {"period": year.token}) for year in book.years for name in COUNTS]


def _count(book: Book, key: FactKey, name: str, period: Period) -> Fact:
    label, rule = COUNTS[name]
    number = sum(1 for risk in book.risks if _holds(name, risk, period))
    return book.counted(key, label, "risks", period, number, route="risk_list", rule=rule, as_at=period.end)


def _holds(name: str, risk: Risk, period: Period) -> bool:
    inside = {
        "new": risk.opened_on,
        "closed": risk.closed_on,
    }
    if name in inside:
        day = inside[name]
        return day is not None and period.start <= day <= period.end
    if name == "escalated":
        return any(period.start <= one.escalated_on <= period.end for one in risk.escalations.all())
    if not risk.open_on(period.end):
        return False
    if name == "open":
        return True
    moved = movement_of(risk, period)
    return _is_high(moved) if name == "high" else moved.words.startswith(name)


def _is_high(moved: Movement) -> bool:
    return moved.now is not None and moved.now.scale.rank_of(moved.now.score) < 2


def _part(book: Book, key: FactKey, risk: Risk, part: str, period: Period) -> Fact:
    moved = movement_of(risk, period)
    review = moved.now
    label = f"Risk {risk.number}, {PARTS[part]}"
    about: dict[str, Any] = {"route": "risk_detail", "where": [risk.number], "as_at": period.end}
    if part == "target":
        unit = Unit(kind=UnitKind.SCORE)
        value = None if risk.target is None else Decimal(risk.target)
        return book.made(key, label, period, value, unit, note="no target is set", **about)
    if review is None:
        return book.made(key, label, period, None, TEXT, note="not scored by then", **about)
    value_text = review.words if part == "score" else moved.words
    rule = "" if part == "score" else "the last score of the period against the last before it, on one scale"
    return book.made(
        key, label, period, value_text, TEXT, rule=rule, at=review.entered_at, by=str(review.entered_by or ""), **about
    )
