"""What a person, a spreadsheet or another system says about one cell: read from text, checked, compared.

Nothing here touches the database, so every door (page, paste, upload, API) reads and refuses alike.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from partnerships.returns.models import IndicatorVersion, ObservationVersion
from partnerships.returns.models.observation import computed
from safeguarding.lib.facts import Period, Qualifier, Status, UnitKind

SILENT = frozenset({Status.NOT_AVAILABLE, Status.NOT_APPLICABLE, Status.NOT_COLLECTED})
WITH_FIGURE = frozenset({Status.VALUE, Status.PROVISIONAL, Status.ESTIMATED})
LARGEST = Decimal(10) ** 11
# "About 40" and "5 to 7" are answers; so are the signs people put for them.
_QUALIFIERS = (
    ("at least ", Qualifier.AT_LEAST),
    ("more than ", Qualifier.MORE_THAN),
    ("over ", Qualifier.MORE_THAN),
    ("about ", Qualifier.ABOUT),
    ("approximately ", Qualifier.ABOUT),
    (">=", Qualifier.AT_LEAST),
    (">", Qualifier.MORE_THAN),
    ("~", Qualifier.ABOUT),
)
_ORNAMENT = re.compile(r"[\s,£\u00a0\u202f]")


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
        """Return the entry as the form fields that would say it; `entry_read` reads them back."""
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
            "counted_on": self.counted_on.isoformat() if self.counted_on else "",
        }

    @property
    def fingerprint(self) -> str:
        """Return the figure as canonical text: explanations hold while it is the same."""
        numbers = (self.value, self.upper, self.numerator, self.denominator)
        parts = [_plain(number) for number in numbers]
        return "|".join([self.status, *parts, self.text])[:120]


def entry_read(definition: IndicatorVersion, raw: Mapping[str, str]) -> Entry:
    """Return the entry that form fields `status`, `value`, `numerator`, `denominator`, `reason`, `comment` say.

    A typed figure wins over an untouched status; "nil" may be typed. ValidationError, per field, says what to mend.
    """
    said = {name: raw.get(name, "").strip() for name in ("status", "value", "numerator", "denominator")}
    reason, comment = raw.get("reason", "").strip(), raw.get("comment", "").strip()
    if said["value"].casefold() == "nil":
        return Entry(status=Status.NIL, comment=comment)
    status = _status(said["status"])
    typed = any(said[name] for name in ("value", "numerator", "denominator"))
    if status not in WITH_FIGURE and status is not Status.BLANK:
        if typed:
            raise ValidationError({"value": f"Clear the figure, or choose “value” instead of “{status.label}”."})
        return Entry(status=status, reason=reason, comment=comment)
    if not typed:
        return Entry(comment=comment)
    status = Status.VALUE if status is Status.BLANK else status
    day = _day_read(raw.get("counted_on", ""))
    return _with_figure(definition, said, Entry(status=status, reason=reason, comment=comment, counted_on=day))


def entry_checked(definition: IndicatorVersion, entry: Entry, period: Period) -> Entry:
    """Return the entry if it may be kept for the period; ValidationError, per field, says what to mend."""
    _check_day(entry.counted_on, period)
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


def _day_read(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValidationError({"counted_on": "Enter the day as year-month-day, for example 2026-12-31."}) from None


def _status(text: str) -> Status:
    if not text:
        return Status.BLANK
    try:
        return Status(text)
    except ValueError:
        raise ValidationError({"status": f"“{text}” is not one of the choices."}) from None


def _with_figure(definition: IndicatorVersion, said: Mapping[str, str], entry: Entry) -> Entry:
    if not UnitKind(definition.kind).numeric:
        return replace(entry, text=said["value"][:500])
    if not definition.from_parts:
        return _qualified(said["value"], entry, definition)
    if said["value"] and not (said["numerator"] or said["denominator"]):
        raise ValidationError({"numerator": "Enter the two counts; the portal works out the figure itself."})
    return replace(
        entry,
        numerator=_number(said["numerator"], "numerator", definition),
        denominator=_number(said["denominator"], "denominator", definition),
    )


def _qualified(text: str, entry: Entry, definition: IndicatorVersion) -> Entry:
    for words, qualifier in _QUALIFIERS:
        if text.casefold().startswith(words):
            number = _number(text[len(words) :], "value", definition)
            return replace(entry, value=number, qualifier=qualifier)
    lower, between, upper = text.casefold().partition(" to ")
    if between:
        low, high = (_number(part, "value", definition) for part in (lower, upper))
        return replace(entry, value=low, upper=high, qualifier=Qualifier.RANGE)
    return replace(entry, value=_number(text, "value", definition))


def _plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


def _number(text: str, field: str, definition: IndicatorVersion) -> Decimal:
    plain = _ORNAMENT.sub("", text)
    if definition.kind == UnitKind.PERCENT and field == "value":
        plain = plain.removesuffix("%")
    if not plain:
        raise ValidationError({field: f"Enter {_part_name(definition, field)} as well."})
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        message = f"“{text}” is not a number. Use digits only, for example {_example(definition)}."
        raise ValidationError({field: message})
    return number


def _check_day(day: date | None, period: Period) -> None:
    if day and not period.start <= day <= period.end:
        message = f"{day.day} {day:%B %Y} is outside {period.label}. Enter a day within it."
        raise ValidationError({"counted_on": message})


def _check_parts(definition: IndicatorVersion, entry: Entry) -> None:
    for field, number in (("numerator", entry.numerator), ("denominator", entry.denominator)):
        if number is None:
            raise ValidationError({field: f"Enter {_part_name(definition, field)} as well."})
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


def _part_name(definition: IndicatorVersion, field: str) -> str:
    names = {
        "numerator": definition.numerator_label or "the first count",
        "denominator": definition.denominator_label or "the second count",
    }
    return f"“{names[field]}”" if field in names else "a figure"


def _example(definition: IndicatorVersion) -> str:
    return "47.7" if definition.decimals else "116"
