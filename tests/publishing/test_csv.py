"""The figures as CSV: nothing lost, nothing a spreadsheet would run."""

import csv
import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.publishing.render import render_csv
from reports.publishing.source import Source
from safeguarding.lib.facts import Fact
from safeguarding.lib.spreadsheets import safe_cell
from tests.publishing.reports import CLA, PLANS, SHARE, figures_made


@pytest.fixture
def rows() -> dict[str, dict[str, str]]:
    """Return the rows of the file by key."""
    facts = figures_made().facts
    content = {
        "facts": {key: fact.as_json() for key, fact in facts.items()},
        "references": {CLA: 1, PLANS: 2},
        "signatures": [],
        "sections": [],
    }
    data = render_csv(Source("", "0" * 64, datetime(2026, 11, 21, tzinfo=UTC), content)).data
    return {row["key"]: row for row in csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))}


def test_a_row_says_what_is_known_about_its_figure(rows: dict[str, dict[str, str]]) -> None:
    row = rows[SHARE]
    assert (row["value"], row["qualifier"], row["geography"]) == ("90.5", "at_least", "Alderbrook")
    assert (row["period"], row["period starts"], row["period ends"]) == ("2017-18", "2017-04-01", "2018-03-31")
    assert (row["source"], row["agency"], row["version"]) == ("return of the council, Q4", "Council", "2")


def test_a_suppressed_figure_has_its_symbol_and_no_value(rows: dict[str, dict[str, str]]) -> None:
    assert (rows[PLANS]["status"], rows[PLANS]["symbol"], rows[PLANS]["value"]) == ("suppressed", "[c]", "")


def test_words_that_look_like_a_formula_are_words(rows: dict[str, dict[str, str]]) -> None:
    assert rows[SHARE]["label"] == "'=Visits made in time"


def test_figures_come_in_the_order_of_their_numbers(rows: dict[str, dict[str, str]]) -> None:
    assert list(rows)[:2] == [CLA, PLANS]
    assert [row["number"] for row in rows.values()][:3] == ["1", "2", ""]


def test_who_typed_a_figure_does_not_travel_with_the_file(rows: dict[str, dict[str, str]]) -> None:
    assert "A person" not in str(rows)


@given(st.text())
def test_no_text_survives_that_a_spreadsheet_would_run(text: str) -> None:
    safe = safe_cell(text)
    assert safe in (text, f"'{text}")
    if not safe.lstrip("+-").replace(".", "", 1).isdecimal():
        assert safe.lstrip()[:1] not in {"=", "+", "-", "@"}


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_a_number_stays_a_number(number: Decimal) -> None:
    assert safe_cell(f"{number:f}") == f"{number:f}"


def test_a_fact_of_the_file_is_the_fact_of_the_report() -> None:
    fact = figures_made().facts[SHARE]
    assert Fact.from_json(fact.as_json()) == fact
