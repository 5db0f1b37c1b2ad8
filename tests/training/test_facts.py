"""What training offers to reports: values, words, provenance, and a constant number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.training.facts import PROVIDER, catalogue, resolve
from partnerships.training.models import Session
from safeguarding.lib.facts import Fact, FactKey, Qualifier, Status
from tests.support.cast import Cast
from tests.training.factories import areas_made, counted, course_made, evaluation_made, held_made, session_made
from tests.training.samples import numbers, season_made


def told(cast: Cast, text: str) -> Fact:
    """Return the fact of a key."""
    return resolve(cast.a, [FactKey.parse(text)])[str(FactKey.parse(text))]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("sessions?period=2025-26", "3"),
        ("courses?period=2025-26", "2"),
        ("sessions?period=2025-26-q1", "1"),
        ("sessions?period=2025-26&level=3", "1"),
        ("places?period=2025-26", "80"),
        ("booked?period=2025-26", "84"),
        ("attended?period=2025-26", "70"),
        ("cancelled?period=2025-26", "10"),
        ("did-not-attend?period=2025-26", "4"),
        ("missed?period=2025-26", "14"),
        ("take-up?period=2025-26", "83.3%"),
        ("missed-share?period=2025-26", "16.7%"),
        ("fill?period=2025-26", "105.0%"),
        ("attended?period=2025-26&sector=health", "18"),
        ("attended?period=2025-26&area=several", "6"),
        ("attended?period=2025-26&area=hillside&sector=health", "12"),
        ("attended?area=riverside&level=1&period=2025-26&sector=police", "4"),
        ("attended?period=2025-26&sector=voluntary", "0"),
        ("take-up?period=2025-26&sector=police", "66.7%"),
        ("attended-share?period=2025-26&area=hillside", "68.6%"),
        ("income?period=2025-26", "£200.00"),
    ],
)
def test_what_was_delivered_by_level_sector_and_area(cast: Cast, key: str, text: str) -> None:
    season_made(cast)
    assert told(cast, f"training/{key}").text == text


@pytest.mark.parametrize(
    "key",
    [
        "training/attended",
        "training/attended?period=never",
        "training/attended?period=2025-26&sector=navy",
        "training/attended?period=2025-26&area=atlantis",
        "training/attended?period=2025-26&level=9",
        "training/attended?period=2025-26&course=none",
        "training/attended?period=2025-26&colour=red",
        "training/sessions?period=2025-26&sector=health",
        "training/income?period=2025-26&level=1",
        "training/nothing?period=2025-26",
        "training/evaluation.none.mean",
        "training/evaluation.how-was-the-trainer-2025-26.option-9",
        "training/evaluation.how-was-the-trainer-2025-26.median",
        "training/compliance.council.share?level=1&period=1999-00",
        "training/compliance.council.share?period=2025-26",
        "training/compliance-total.mean?level=1&period=2025-26",
    ],
)
def test_keys_that_name_nothing_are_left_out(cast: Cast, key: str) -> None:
    season_made(cast)
    assert resolve(cast.a, [FactKey.parse(key)]) == {}


def test_people_without_a_sector_make_a_sectors_figure_at_least(cast: Cast) -> None:
    areas_made(cast.a)
    counted(session_made(course_made(cast.a)), {"health": numbers(5), "unrecorded": numbers(3)})
    health = told(cast, "training/attended?period=2025-26&sector=health")
    assert (health.qualifier, health.text) == (Qualifier.AT_LEAST, "at least 5")
    assert told(cast, "training/attended?period=2025-26&sector=unrecorded").text == "3"
    assert told(cast, "training/attended-share?period=2025-26&sector=health").status is Status.NOT_AVAILABLE


def test_where_one_session_is_silent_the_total_is_not_available_rather_than_too_small(cast: Cast) -> None:
    held_made(cast.a)
    held_made(cast.a, "Safer sleep", booked=None, cancelled=None)
    assert told(cast, "training/attended?period=2025-26").text == "30"
    booked = told(cast, "training/booked?period=2025-26")
    assert (booked.status, booked.note) == (Status.NOT_AVAILABLE, "not every session that was held says it")
    assert told(cast, "training/take-up?period=2025-26").status is Status.NOT_AVAILABLE


def test_sessions_called_off_or_still_to_come_do_not_count(cast: Cast) -> None:
    held_made(cast.a)
    session_made(course_made(cast.a, "Safer sleep"), date(2025, 7, 1))
    assert told(cast, "training/sessions?period=2025-26").text == "1"
    nothing = told(cast, "training/attended?period=2019-20")
    assert (nothing.status, nothing.note) == (Status.NOT_AVAILABLE, "no session was held in the period")


def test_a_figure_leads_to_its_page_its_rule_and_its_inputs(cast: Cast) -> None:
    season_made(cast)
    take_up = told(cast, "training/take-up?period=2025-26&sector=health").provenance
    assert take_up.rule == "attended divided by booked, to 1 decimal"
    assert take_up.inputs == (
        "training/attended?period=2025-26&sector=health",
        "training/booked?period=2025-26&sector=health",
    )
    assert take_up.trace == "/p/alderbrook/training/?period=2025-26"
    assert take_up.entered_at.startswith("20")


def test_a_fact_survives_being_kept_in_a_snapshot(cast: Cast) -> None:
    season_made(cast)
    for entry in catalogue(cast.a, ""):
        fact = told(cast, entry.key)
        assert Fact.from_json(fact.as_json()) == fact


def test_evaluation_gives_means_answers_and_shares(cast: Cast) -> None:
    made = evaluation_made(cast.a, 0, 1, 8, 17, 12)
    stem = f"training/evaluation.{made.slug}"
    parts = {part: told(cast, f"{stem}.{part}").text for part in ("mean", "answered", "option-5", "at-least-3")}
    assert parts == {"mean": "4.05", "answered": "38", "option-5": "31.6%", "at-least-3": "97.4%"}
    label = told(cast, f"{stem}.at-least-3").label
    assert label == "How was the trainer? (at the end): Good or higher"


def test_change_in_practice_is_asked_three_months_on(cast: Cast) -> None:
    made = evaluation_made(
        cast.a, 4, 21, question="Did you change anything?", scale=("No", "Yes"), moment="later", kind="practice"
    )
    fact = told(cast, f"training/evaluation.{made.slug}.option-2")
    assert (fact.text, fact.label) == ("84.0%", "Did you change anything? (after three months): Yes")


def test_the_catalogue_finds_figures_by_their_words_and_holds_at_most_fifty(cast: Cast) -> None:
    season_made(cast)
    found = {entry.key for entry in catalogue(cast.a, "attended health 2025-26")}
    assert "training/attended?period=2025-26&sector=health" in found
    assert len(catalogue(cast.a, "")) == 50
    assert catalogue(cast.b, "") == []
    assert PROVIDER.room == "training"


def test_other_partnerships_figures_stay_theirs(cast: Cast) -> None:
    season_made(cast)
    key = FactKey.parse("training/attended?period=2025-26")
    assert resolve(cast.b, [key])[str(key)].status is Status.NOT_AVAILABLE


@pytest.mark.parametrize("sessions", [5, 200])
def test_facts_take_the_same_number_of_queries_at_5_and_200_sessions(cast: Cast, sessions: int) -> None:
    season_made(cast)
    course = course_made(cast.a, "Many")
    Session.objects.bulk_create(
        [
            Session(partnership=cast.a, course=course, starts_on=date(2025, 5, 1), ends_on=date(2025, 5, 1))
            for _ in range(sessions)
        ]
    )
    keys = [FactKey.parse(entry.key) for entry in catalogue(cast.a, "")]
    keys += [FactKey.parse("training/compliance.council.share?level=1&period=2025-26")]
    keys += [FactKey.parse("training/evaluation.how-was-the-trainer-2025-26.mean")]
    with CaptureQueriesContext(connection) as queries:
        assert set(resolve(cast.a, keys)) == {str(key) for key in keys}
    assert len(queries) == 10
