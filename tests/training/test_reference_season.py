"""The season of a published report, entered through the services: what it prints against what is computed."""

import pytest

from partnerships.directory.models import Partnership
from partnerships.training.facts import PROVIDER, resolve
from partnerships.training.rules import findings
from partnerships.training.season import Slice
from partnerships.training.selectors import places_of, season_of
from partnerships.training.tables import people_table, places_said, reconciled, sectors_said
from safeguarding.lib.facts import Fact, FactKey, Status
from tests.support.cast import Cast
from tests.training import chscp


@pytest.fixture
def partnership(cast: Cast) -> Partnership:
    """Return a partnership with the season of 2021-22."""
    chscp.entered(cast.a)
    return cast.a


def fact(partnership: Partnership, name: str, **parameters: str) -> Fact:
    """Return one fact of the season."""
    key = FactKey(f"training/{name}", {"period": "2021-22", **parameters})
    return resolve(partnership, [key])[str(key)]


def test_the_47_sessions_and_1031_attendances_are_computed_from_the_courses(partnership: Partnership) -> None:
    assert fact(partnership, "sessions").text == "47"
    assert fact(partnership, "attended").text == "1,031"
    assert fact(partnership, "courses").text == "14"
    assert fact(partnership, "attended").provenance.origin == "derived"


def test_levels_are_told_apart(partnership: Partnership) -> None:
    assert fact(partnership, "attended", level="1").text == "203"
    assert fact(partnership, "attended", level="3").text == "181"
    assert fact(partnership, "sessions", level="none").text == "36"
    assert fact(partnership, "attended", course="safer-sleep").text == "41"


def test_the_1451_available_places_are_found_to_be_bookings(partnership: Partnership) -> None:
    found = [one for one in findings(season_of(partnership, chscp.YEAR)) if one.rule.key == "places-are-bookings"]
    assert [one.remark.text for one in found] == [
        "The 1,451 “places” are really bookings: 1,031 attended and 420 cancelled or did not attend."
    ]
    assert fact(partnership, "places").status is Status.NOT_AVAILABLE
    assert fact(partnership, "booked").text == "1,451"
    assert fact(partnership, "booked").provenance.inputs == (
        "training/attended?period=2021-22",
        "training/missed?period=2021-22",
    )


def test_take_up_and_the_missed_share_are_computed_and_the_printed_29_per_cent_agrees(partnership: Partnership) -> None:
    assert fact(partnership, "take-up").text == "71.1%"
    assert fact(partnership, "missed-share").text == "28.9%"
    verdicts = {str(one.row): one.verdict for one in reconciled(season_of(partnership, chscp.YEAR))}
    assert verdicts["Cancelled or did not attend, % of booked, 2021-22"] == "agrees"


def test_every_other_check_finds_nothing_wrong_in_what_the_report_prints(partnership: Partnership) -> None:
    assert {one.rule.key for one in findings(season_of(partnership, chscp.YEAR))} == {"places-are-bookings"}


def test_printed_totals_agree_stand_in_or_are_bookings(partnership: Partnership) -> None:
    rows = reconciled(season_of(partnership, chscp.YEAR))
    by_verdict = {verdict: {str(one.row) for one in rows if one.verdict == verdict} for verdict in _verdicts(rows)}
    assert by_verdict["agrees"] == {
        "Sessions held, 2021-22",
        "Attended, 2021-22",
        "Cancelled or did not attend, % of booked, 2021-22",
    }
    assert by_verdict["bookings"] == {"Places, 2021-22"}
    assert len(by_verdict["stands in"]) == 10
    assert "differs" not in by_verdict


def _verdicts(rows: list[object]) -> set[str]:
    return {one.verdict for one in rows}  # type: ignore[attr-defined]


def test_sectors_come_from_the_report_and_say_so(partnership: Partnership) -> None:
    told = {sector: fact(partnership, "attended", sector=sector) for sector in chscp.SECTORS}
    assert {sector: int(one.value) for sector, one in told.items()} == chscp.SECTORS  # type: ignore[arg-type]
    assert sum(int(one.value) for one in told.values()) == 1031  # type: ignore[arg-type]
    assert {one.provenance.origin for one in told.values()} == {"imported"}
    assert told["health"].provenance.place == chscp.SOURCE
    assert fact(partnership, "attended-share", sector="police").text == "1.8%"


def test_people_without_a_sector_are_not_listed_again_beside_the_reports_sectors(partnership: Partnership) -> None:
    season = season_of(partnership, chscp.YEAR)
    assert [sector.value for sector in sectors_said(season)] == list(chscp.SECTORS)
    assert {place.code for place in places_said(season, places_of(partnership))} == set(chscp.AREAS)
    table = people_table(season, places_of(partnership))
    assert table is not None
    assert dict(table.rows)["Health"] == ["\u2013", "\u2013", "\u2013", "171"]
    assert sorted(table.total) == ["1,031", "10.0%", "24.0%", "66.0%"]


def test_people_who_work_in_both_areas_are_a_third_group(partnership: Partnership) -> None:
    shares = {code: fact(partnership, "attended-share", area=code) for code in chscp.AREAS}
    assert {code: one.text for code, one in shares.items()} == {
        "hackney": "66%",
        "city-of-london": "10%",
        "several": "24%",
    }
    assert fact(partnership, "attended", area="hackney").status is Status.NOT_AVAILABLE
    assert shares["hackney"].label == "Share of everybody who attended, Hackney"


def test_good_or_better_is_computed_from_the_parts_the_report_prints(partnership: Partnership) -> None:
    found = {
        entry.label: entry.text
        for entry in PROVIDER.catalogue(partnership, "good or higher")
        if "Very good" not in entry.label
    }
    assert found == {
        "Trainers' facilitation skills, style and knowledge (at the end): Good or higher": "97.3%",
        "Knowledge after training (at the end): Good or higher": "93.4%",
    }


def test_a_mean_is_not_invented_where_the_lower_answers_are_not_printed(partnership: Partnership) -> None:
    key = FactKey("training/evaluation.knowledge-after-training-2021-22.mean")
    told = resolve(partnership, [key])[str(key)]
    assert told.status is Status.NOT_AVAILABLE
    assert told.note == "the answers at every point are not known"


def test_income_is_a_fact_with_its_page(partnership: Partnership) -> None:
    assert fact(partnership, "income").text == "£200.00"
    assert fact(partnership, "cost").status is Status.NOT_AVAILABLE


def test_a_total_changed_by_one_is_found(partnership: Partnership) -> None:
    season = season_of(partnership, chscp.YEAR)
    row = next(one for one in season.printed_of("attended", Slice()))
    row.value += 1
    assert [one.remark.text for one in findings(season) if one.rule.key == "printed-differs"] == [
        "It prints 1,032; the records give 1,031."
    ]
