"""Every check: what it minds, what it leaves alone, and that it says how to mend it."""

from datetime import date
from decimal import Decimal

import pytest

from partnerships.directory.models import Partnership
from partnerships.training.models import Compliance, ComplianceLine, Session
from partnerships.training.rules import RULES, findings
from partnerships.training.selectors import season_of
from partnerships.training.services import printed_total_add
from tests.support.cast import Cast
from tests.training.factories import (
    YEAR,
    compliance_made,
    counted,
    course_made,
    evaluation_made,
    held_made,
    session_made,
)


def minds(partnership: Partnership) -> dict[str, list[str]]:
    """Return what the checks mind, by rule."""
    found: dict[str, list[str]] = {}
    for one in findings(season_of(partnership, YEAR)):
        found.setdefault(one.rule.key, []).append(one.remark.text)
    return found


def prints(partnership: Partnership, measure: str, value: str, **about: str) -> None:
    """Keep what a document prints."""
    printed_total_add(
        by=None,
        partnership=partnership,
        period=YEAR,
        measure=measure,
        value=Decimal(value),
        source="Annual report",
        **about,
    )


def test_a_season_that_adds_up_is_left_alone(cast: Cast) -> None:
    held_made(cast.a)
    prints(cast.a, "sessions", "1")
    prints(cast.a, "attended", "15")
    prints(cast.a, "missed_share", "25")
    assert minds(cast.a) == {}


def test_every_rule_has_a_key_of_its_own_and_a_sentence_that_says_what_to_do() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES) == 11
    assert all(rule.sentence.endswith(".") and rule.sentence.count(".") >= 1 for rule in RULES)


@pytest.mark.parametrize(
    ("said", "rule", "text"),
    [
        ({"booked": 10, "attended": 15}, "attended-over-booked", "15 attended but only 10 had booked."),
        (
            {"booked": 21},
            "outcomes-add",
            "21 booked, but attended, cancelled and did not attend add to 20.",
        ),
        ({"booked": 40, "attended": 35}, "booked-over-places", "40 booked for 30 places."),
    ],
)
def test_bookings_that_can_not_be_right(cast: Cast, said: dict[str, int], rule: str, text: str) -> None:
    held_made(cast.a, **said)
    assert minds(cast.a) == {rule: [text]}


def test_a_session_held_without_counts_is_named_and_takes_the_total_away(cast: Cast) -> None:
    held_made(cast.a)
    other = session_made(course_made(cast.a, "Safer sleep"))
    Session.objects.filter(pk=other.pk).update(status="held")
    assert minds(cast.a) == {"no-counts": ["It was held, but nobody has said who came."]}
    assert season_of(cast.a, YEAR).known("attended").value is None


def test_an_agency_and_its_sector_in_one_place_may_be_counted_twice(cast: Cast) -> None:
    session = session_made(course_made(cast.a))
    counted(session, {"other": {"attended": 5}, cast.other_agency: {"attended": 2}})
    assert "counted-twice" in minds(cast.a)


def test_printed_places_that_are_the_bookings_are_found_and_real_places_are_not(cast: Cast) -> None:
    held_made(cast.a)
    prints(cast.a, "places", "20")
    assert minds(cast.a)["places-are-bookings"] == [
        "The 20 “places” are really bookings: 15 attended and 5 cancelled or did not attend."
    ]
    assert "printed-differs" not in minds(cast.a)
    Session.objects.update(places=20)  # as many places as bookings: then the document is right
    assert minds(cast.a) == {}


def test_a_total_printed_elsewhere_differs_at_its_own_decimals(cast: Cast) -> None:
    held_made(cast.a, booked=21, cancelled=4)
    prints(cast.a, "missed_share", "29")
    assert minds(cast.a) == {}  # 28.6 is 29 without decimals
    prints(cast.a, "attended", "16")
    assert minds(cast.a) == {"printed-differs": ["It prints 16; the records give 15."]}


def test_a_printed_breakdown_adds_to_its_whole(cast: Cast) -> None:
    held_made(cast.a)
    prints(cast.a, "attended", "9", sector="health")
    prints(cast.a, "attended", "5", sector="police")
    assert minds(cast.a) == {"breakdown-adds": ["The sectors add to 14, the whole is 15."]}


@pytest.mark.parametrize(("shares", "wrong"), [(("66", "35"), False), (("66", "40"), True)])
def test_printed_percentages_may_be_out_by_rounding_only(cast: Cast, shares: tuple[str, str], wrong: bool) -> None:
    held_made(cast.a)
    for reach, value in zip(("several", "unrecorded"), shares, strict=True):
        prints(cast.a, "attended_share", value, reach=reach)
    assert ("breakdown-adds" in minds(cast.a)) is wrong


def test_compliance_figures_are_checked_too(cast: Cast) -> None:
    compliance_made(cast)
    assert minds(cast.a) == {"as-at-after": ["Counted on 12 May 2026, after 2025-26 had ended."]}
    Compliance.objects.update(as_at=date(2026, 3, 31))
    ComplianceLine.objects.filter(level="1").update(trained=121)
    assert minds(cast.a) == {"trained-over-eligible": ["121 trained of 120 eligible."]}


def test_no_more_people_answer_than_attended(cast: Cast) -> None:
    session = held_made(cast.a)
    evaluation_made(cast.a, 0, 0, 4, 6, 6, course=session.course)
    assert minds(cast.a) == {"answers-over-attended": ["16 answered, but only 15 attended."]}
