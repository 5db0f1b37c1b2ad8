"""What a person, a spreadsheet or another system says about one cell: checked and compared.

Nothing here touches the database, so every door (page, paste, upload, API) refuses alike.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from partnerships.returns.models import IndicatorVersion, ObservationVersion
from partnerships.returns.models.observation import computed
from safeguarding.lib.facts import Period, Qualifier, Status, UnitKind

SILENT = frozenset({Status.NOT_AVAILABLE, Status.NOT_APPLICABLE, Status.NOT_COLLECTED})
WITH_FIGURE = frozenset({Status.VALUE, Status.PROVISIONAL, Status.ESTIMATED})
LARGEST = Decimal(10) ** 11
LONGEST = 500  # characters of a reason, a grade or words: what the database keeps


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is said about a cell. Without arguments it says nothing: a blank cell."""

    status: Status = Status.BLANK
    value: Decimal | None = None
    upper: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    text: str = ""
    counted_on: date | None = None
    qualifier: Qualifier = Qualifier.EXACT
    reason: str = ""
    comment: str = ""

    @classmethod
    def of(cls, version: ObservationVersion | None) -> "Entry":
        """Return what a kept version says; nothing for None."""
        if version is None:
            return cls()
        return cls(
            status=Status(version.status),
            value=version.value,
            upper=version.upper,
            numerator=version.numerator,
            denominator=version.denominator,
            text=version.text,
            counted_on=version.counted_on,
            qualifier=Qualifier(version.qualifier),
            reason=version.reason,
            comment=version.comment,
        )

    def figure(self, definition: IndicatorVersion) -> Decimal | str | None:
        """Return the number or words said: nil is 0, a share or rate from parts is computed, silence is None."""
        if self.status is Status.NIL:
            return Decimal(0)
        if self.numerator is not None and self.denominator is not None:
            return computed(definition, self.numerator, self.denominator)
        return self.value if self.value is not None else (self.text or None)

    def shown(self, definition: IndicatorVersion) -> str:
        """Return what is printed beside a cell: 1,323 or 47.7% or nil or "not available"; empty when blank.

        Of a rate only the number: the page says once per how many.
        """
        if self.status is Status.BLANK:
            return ""
        figure = self.figure(definition)
        if self.status is Status.NIL or figure is None:
            return "nil" if self.status is Status.NIL else self.status.label
        unit = definition.unit
        write = unit.number if definition.kind == UnitKind.RATE else unit.phrase
        text = write(figure) if isinstance(figure, Decimal) else figure
        mark = f" {self.status.symbol}" if self.status is not Status.VALUE else ""
        return f"{self.qualifier.prefix}{text}{mark}"

    @property
    def typed(self) -> dict[str, str]:
        """Return the entry as the form fields that would say it; `reading.entry_read` reads them back."""
        if self.qualifier is Qualifier.RANGE and self.value is not None and self.upper is not None:
            value = f"{_plain(self.value)} to {_plain(self.upper)}"
        else:
            value = self.text or (f"{self.qualifier.prefix}{_plain(self.value)}" if self.value is not None else "")
        return {
            "status": Status.VALUE.value if self.status is Status.BLANK else self.status.value,
            "value": value,
            "numerator": _plain(self.numerator),
            "denominator": _plain(self.denominator),
            "reason": self.reason,
            "comment": self.comment,
            "counted_on": day_written(self.counted_on) if self.counted_on else "",
        }

    @property
    def fingerprint(self) -> str:
        """Return the figure as canonical text: explanations hold while it is the same."""
        numbers = (self.value, self.upper, self.numerator, self.denominator)
        parts = [_plain(number) for number in numbers]
        return "|".join([self.status, *parts, self.text])[:120]


def entry_checked(definition: IndicatorVersion, entry: Entry, period: Period) -> Entry:
    """Return the entry if it may be kept for the period; ValidationError, per field, says what to mend."""
    _check_day(entry.counted_on, period)
    _check_length(entry.reason, "reason", "The reason", "put the rest into the comment")
    _check_length(entry.text, "value", "The answer", "put the rest into the comment")
    if entry.status in SILENT and not entry.reason:
        raise ValidationError({"reason": f"Say why the figure is {entry.status.label}."})
    if entry.status not in WITH_FIGURE or not UnitKind(definition.kind).numeric:
        return entry
    if definition.from_parts and entry.value is None:
        _check_parts(definition, entry)
        return entry
    for number in (entry.value, entry.upper):
        if number is not None:
            _check_number(definition, number, "value")
    if entry.qualifier is Qualifier.RANGE and (entry.upper is None or entry.upper < (entry.value or 0)):
        raise ValidationError({"value": "A range needs an upper figure that is not below the lower one."})
    return entry


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def day_written(day: date) -> str:
    """Return a day as people write and read it: 31 December 2026."""
    return f"{day.day} {day:%B %Y}"


def part_name(definition: IndicatorVersion, field: str) -> str:
    """Return the words for one of the boxes of a cell, as messages name it."""
    names = {
        "numerator": definition.numerator_label or "the first count",
        "denominator": definition.denominator_label or "the second count",
    }
    return f"“{names[field]}”" if field in names else "a figure"


def _check_length(text: str, field: str, what: str, advice: str) -> None:
    if len(text) > LONGEST:
        message = f"{what} has {len(text)} characters. Shorten it to {LONGEST}, or {advice}."
        raise ValidationError({field: message})


def _check_day(day: date | None, period: Period) -> None:
    if day and not period.start <= day <= period.end:
        message = f"{day_written(day)} is outside {period.label}. Enter a day within it."
        raise ValidationError({"counted_on": message})


def _check_parts(definition: IndicatorVersion, entry: Entry) -> None:
    for field, number in (("numerator", entry.numerator), ("denominator", entry.denominator)):
        if number is None:
            raise ValidationError({field: f"Enter {part_name(definition, field)} as well."})
        _check_count(number, field, "This count")
    if entry.numerator is not None and entry.denominator is not None:
        bounded = definition.kind == UnitKind.PERCENT and not definition.over_100_allowed
        if bounded and entry.numerator > entry.denominator:
            raise ValidationError({"numerator": "The first count can not be larger than the second: it is part of it."})


def _check_number(definition: IndicatorVersion, number: Decimal, field: str) -> None:
    if abs(number) >= LARGEST:
        raise ValidationError({field: "The figure is too large. Check that nothing was pasted twice."})
    if definition.kind == UnitKind.COUNT and definition.decimals == 0:
        _check_count(number, field, f"The number of {definition.noun}" if definition.noun else "A count")
    if number < 0 and definition.kind != UnitKind.MONEY:
        raise ValidationError({field: "The figure can not be below zero."})
    if definition.kind == UnitKind.PERCENT and number > 100 and not definition.over_100_allowed:
        raise ValidationError({field: f"{number.normalize():f}% is more than 100%. Enter a figure from 0 to 100."})
    # One more decimal than printed is kept for computing; more is a slip of the keyboard.
    if -int(number.normalize().as_tuple().exponent) > max(definition.decimals + 1, 1) and definition.decimals < 3:
        raise ValidationError({field: f"Give the figure to {definition.decimals} decimals."})


def _check_count(number: Decimal, field: str, what: str) -> None:
    if number < 0:
        raise ValidationError({field: f"{what} can not be below zero."})
    if number != number.to_integral_value():
        raise ValidationError({field: f"{what} must be a whole number."})
    if number >= LARGEST:
        raise ValidationError({field: "The figure is too large. Check that nothing was pasted twice."})
