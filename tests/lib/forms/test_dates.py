"""A date in three boxes: what is accepted, and what is said of what is not."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from safeguarding.lib.forms.dates import MONTHS, DatePartsError, DatePartsField, DatePartsWidget


def typed(day: str = "", month: str = "", year: str = "") -> dict[str, str]:
    """Return the three boxes as the widget hands them on."""
    return {"day": day, "month": month, "year": year}


def refused(**boxes: str) -> DatePartsError:
    """Return the error for a wrong date."""
    with pytest.raises(DatePartsError) as caught:
        DatePartsField(label="Date of the meeting").clean(typed(**boxes))
    return caught.value


def outcome(field: DatePartsField, data: QueryDict) -> str:
    """Return the date, or what is said of it."""
    try:
        return str(field.clean(field.widget.value_from_datadict(data, {}, "d")))
    except ValidationError as error:
        return error.messages[0]


@pytest.mark.parametrize("month", ["3", "03", "March", "march", "mar", "MARC"])
def test_a_month_may_be_a_number_or_a_word(month: str) -> None:
    field = DatePartsField(label="Date of the meeting")
    assert field.clean(typed("27", month, "2026")) == datetime.date(2026, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "message", "parts"),
    [
        ({"day": "27", "month": "3"}, "must include a year", ("year",)),
        ({"year": "2026"}, "must include a day and month", ("day", "month")),
        ({"day": "31", "month": "2", "year": "2026"}, "must be a real date", ("day",)),
        ({"day": "29", "month": "2", "year": "2025"}, "must be a real date", ("day",)),
        ({"day": "27", "month": "13", "year": "2026"}, "must have a month from 1 to 12", ("month",)),
        ({"day": "27", "month": "Marchember", "year": "2026"}, "must have a month from 1 to 12", ("month",)),
        ({"day": "27", "month": "3", "year": "26"}, "must have a year of 4 numbers", ("year",)),
        ({"day": "-1", "month": "3", "year": "2026"}, "must be a real date", ("day",)),
        ({"day": "\u0661", "month": "3", "year": "2026"}, "must be a real date", ("day",)),
    ],
)
def test_an_error_says_which_box_is_wrong(boxes: dict[str, str], message: str, parts: tuple[str, ...]) -> None:
    error = refused(**boxes)
    assert error.messages == [f"Date of the meeting {message}"]
    assert error.parts == parts


def test_nothing_typed_asks_for_the_date() -> None:
    with pytest.raises(ValidationError, match="Enter date of the meeting"):
        DatePartsField(label="Date of the meeting").clean(None)


def test_nothing_typed_is_no_date_when_it_is_optional() -> None:
    assert DatePartsField(label="Date", required=False).clean(None) is None


@given(st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2199, 12, 31)))
def test_every_date_comes_back_from_its_boxes(day: datetime.date) -> None:
    field = DatePartsField(label="Date")
    boxes = field.widget.parts(day)
    assert field.clean(boxes) == day
    assert field.clean({**boxes, "month": MONTHS[day.month - 1]}) == day


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_whatever_is_typed_gives_a_date_or_a_plain_message(day: str, month: str, year: str) -> None:
    field = DatePartsField(label="Date", required=False)
    data = QueryDict(mutable=True)
    data.update({"d-day": day, "d-month": month, "d-year": year})
    assert outcome(field, data).startswith(("Date must ", "20", "19", "21", "None"))


def test_a_form_without_the_boxes_has_left_the_date_out() -> None:
    widget = DatePartsWidget()
    assert widget.value_omitted_from_data({}, {}, "held")
    assert not widget.value_omitted_from_data({"held-day": ""}, {}, "held")


@pytest.mark.parametrize(
    ("boxes", "changed"),
    [(typed("27", "3", "2026"), False), (typed("28", "3", "2026"), True), (typed("x", "3", "2026"), True)],
)
def test_a_date_has_changed_when_it_is_another_day(boxes: dict[str, str], changed: bool) -> None:
    assert DatePartsField(label="Date").has_changed(datetime.date(2026, 3, 27), boxes) is changed
