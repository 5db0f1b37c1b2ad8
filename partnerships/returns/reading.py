"""Reading what is typed into a cell, a spreadsheet or another system's message: the same for every door."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from partnerships.returns.answers import ANSWERS, WORDS
from partnerships.returns.entries import WITH_FIGURE, Entry, part_name
from partnerships.returns.models import IndicatorVersion
from safeguarding.lib.facts import Qualifier, Status, UnitKind
from safeguarding.lib.forms.dates import month_number, whole

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
_FEWER = re.compile(r"(<|≤|less than|fewer than|under|below|up to|at most)\s*\S", re.IGNORECASE)
_AND_MORE = re.compile(r"([0-9][0-9., ]*)\s*(?:\+|or more|and over)", re.IGNORECASE)
# Commas and blanks are read between thousands only: a decimal comma would make a figure ten times too large.
_PLAIN = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([, ])[0-9]{3})(?:\1[0-9]{3})*(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"-?[0-9]+,[0-9]+")
_EXPONENT = re.compile(r"-?[0-9.]+e[-+]?[0-9]+", re.IGNORECASE)
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_BETWEEN_DAY_PARTS = re.compile(r"[\s/.-]+")


def entry_read(definition: IndicatorVersion, raw: Mapping[str, str]) -> Entry:
    """Return the entry that form fields `status`, `value`, `numerator`, `denominator`, `reason`, `comment` say.

    A typed figure wins over an untouched status; "nil" may be typed. A reason belongs to a missing figure and is
    dropped where there is one. ValidationError, per field, says what to mend.
    """
    said = {name: raw.get(name, "").strip() for name in ("status", "value", "numerator", "denominator")}
    reason, comment = raw.get("reason", "").strip(), raw.get("comment", "").strip()
    if said["value"].casefold() == "nil":
        return Entry(status=Status.NIL, comment=comment)
    status = _status(said["status"])
    typed = any(said[name] for name in ("value", "numerator", "denominator"))
    if status not in WITH_FIGURE and status is not Status.BLANK:
        if typed:
            raise ValidationError({"value": f"Clear the figure, or choose “Figure” instead of “{WORDS[status]}”."})
        return Entry(status=status, reason=reason, comment=comment)
    if not typed:
        return Entry(comment=comment)
    status = Status.VALUE if status is Status.BLANK else status
    day = day_read(raw.get("counted_on", ""))
    return _with_figure(definition, said, Entry(status=status, comment=comment, counted_on=day))


def day_read(text: str) -> date | None:
    """Return the day typed as 31 December 2026, 31/12/2026 or 2026-12-31; None for nothing."""
    parts = [part for part in _BETWEEN_DAY_PARTS.split(text.strip()) if part]
    if not parts:
        return None
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    try:
        day, month, year = parts
        if len(year) != 4:
            raise ValueError(year)
        return date(whole(year), month_number(month), whole(day))
    except ValueError:
        advice = "Enter the day as day, month and year, for example 31 December 2026 or 31/12/2026."
        raise ValidationError({"counted_on": advice}) from None


def _status(text: str) -> Status:
    if not text:
        return Status.BLANK
    try:
        return Status(text)
    except ValueError:
        message = f"“{text}” is not one of the choices. Choose one of {', '.join(ANSWERS)}."
        raise ValidationError({"status": message}) from None


def _with_figure(definition: IndicatorVersion, said: Mapping[str, str], entry: Entry) -> Entry:
    if not UnitKind(definition.kind).numeric:
        return replace(entry, text=said["value"])
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


def _number(text: str, field: str, definition: IndicatorVersion) -> Decimal:
    plain = _BLANKS.sub(" ", text.replace("£", "")).strip()
    if definition.kind == UnitKind.PERCENT and field == "value":
        plain = plain.removesuffix("%").rstrip()
    if not plain:
        raise ValidationError({field: f"Enter {part_name(definition, field)} as well."})
    if not (_PLAIN.fullmatch(plain) or _GROUPED.fullmatch(plain)):
        raise ValidationError({field: f"“{text.strip()}” is not a number. {_advice(plain, field, definition)}"})
    return Decimal(plain.replace(",", "").replace(" ", ""))


def _advice(plain: str, field: str, definition: IndicatorVersion) -> str:
    if _DECIMAL_COMMA.fullmatch(plain):
        return f"Write {plain.replace(',', '.')} with a full stop; a comma goes before three digits only, as in 1,323."
    if _EXPONENT.fullmatch(plain):
        return "Write all its digits, without an “e”."
    if _FEWER.match(plain) and field == "value":
        return (
            "Give the figure itself; small numbers are protected when a report is published. "
            "If you may not give it, clear the box and choose “Suppressed”."
        )
    if (more := _AND_MORE.fullmatch(plain)) and field == "value":
        return f"Write “at least {more[1].strip()}”."
    return f"Use digits only, for example {_example(definition)}."


def _example(definition: IndicatorVersion) -> str:
    return "47.7" if definition.decimals else "116"
