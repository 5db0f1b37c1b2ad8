"""What reports may print about cases: only what a coordinator released, as it was then."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnerships.directory.models import AuditEvent, User
from reports.studio import providers
from reviews.cases.models import EventKind, FigureRelease
from reviews.cases.periods import period_typed
from reviews.cases.selectors.figures import figures_of
from reviews.cases.services import case_change, case_close, case_count, case_import, event_record, figures_release
from safeguarding.lib.calendar import FuzzyDate
from safeguarding.lib.facts import Disclosure, Fact, Period
from safeguarding.lib.workflow import NotAllowed
from tests.cases.factories import case_made, coordinator_of
from tests.cases.test_need_to_know import signed_in
from tests.support.cast import Cast

YEAR = Period.financial_year(2026)
BEFORE = Period.financial_year(2025)


def fact(cast: Cast, name: str, period: Period = BEFORE) -> Fact | None:
    key = f"cases/{name}?period={period.token}"
    return providers.resolve(cast.a, [key]).get(key)


def count(cast: Cast, person: User, kind: str, period: Period) -> int:
    return next(row.count for row in figures_of(cast.a, person, period) if row.kind == kind)


def released(cast: Cast, person: User, period: Period = BEFORE) -> None:
    figures_release(by=person, partnership=cast.a, period=period, reason="Yearly report")


def test_each_kind_is_counted_by_its_own_event(cast: Cast, coordinator: User) -> None:
    case_made(coordinator, cast.a, began=date(2026, 3, 31))
    review = case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 3, 1))
    event_record(by=coordinator, case=review, kind=EventKind.PUBLISHED, when=FuzzyDate.read("may 2026"), evidence="x")
    assert [count(cast, coordinator, "rapid_review", year) for year in (BEFORE, YEAR)] == [1, 0]
    assert [count(cast, coordinator, "lcspr", year) for year in (BEFORE, YEAR)] == [0, 1]


def test_the_day_it_is_counted_on_can_be_overridden(cast: Cast, coordinator: User) -> None:
    case = case_made(coordinator, cast.a, began=date(2026, 3, 31))
    case_count(by=coordinator, case=case, counted_on=date(2026, 4, 1), because="Handed in with the next year")
    assert [count(cast, coordinator, "rapid_review", year) for year in (BEFORE, YEAR)] == [0, 1]


def test_a_review_led_elsewhere_is_not_counted_here(cast: Cast, coordinator: User) -> None:
    case = case_made(coordinator, cast.a)
    case_change(by=coordinator, case=case, version=1, themes=[], lead_board="Next-door partnership")
    assert count(cast, coordinator, "rapid_review", BEFORE) == 0


def test_a_date_too_rough_for_the_year_stops_the_release_until_it_is_settled(cast: Cast, coordinator: User) -> None:
    case = case_import(
        by=coordinator,
        partnership=cast.a,
        kind="scr",
        pseudonym="Child B",
        events={EventKind.PUBLISHED: FuzzyDate.read("2021")},
        evidence="Report",
    )
    year = Period.financial_year(2021)
    with pytest.raises(NotAllowed, match="dated too roughly"):
        released(cast, coordinator, year)
    case_count(by=coordinator, case=case, counted_on=date(2021, 5, 1), because="Press notice")
    released(cast, coordinator, year)
    assert fact(cast, "scr.count", year).value == Decimal(1)


def test_nothing_is_a_figure_before_its_release_whatever_its_value(cast: Cast, coordinator: User) -> None:
    case_made(coordinator, cast.a)
    assert fact(cast, "rapid-review.count") is None
    assert fact(cast, "dhr.count") is None
    assert [entry for entry in providers.catalogue(cast.a, "review") if entry.key.startswith("cases/")] == []


def test_a_released_figure_says_who_let_it_out_and_stays_what_it_was(cast: Cast, coordinator: User) -> None:
    case_made(coordinator, cast.a)
    released(cast, coordinator)
    case_made(coordinator, cast.a, pseudonym="Child R")
    found = fact(cast, "rapid-review.count")
    assert (found.value, found.provenance.approved_by) == (Decimal(1), "Case coordinator")
    assert found.disclosure is Disclosure.SMALL_NUMBERS
    assert fact(cast, "dhr.count").value == Decimal(0)
    released(cast, coordinator)
    assert fact(cast, "rapid-review.count").value == Decimal(2)


def value(cast: Cast, person: User, kind: str, part: str, period: Period) -> int:
    return next(row.values[part] for row in figures_of(cast.a, person, period) if row.kind == kind)


def test_a_review_is_a_flow_when_decided_and_published_and_a_stock_between(cast: Cast, coordinator: User) -> None:
    review = case_made(coordinator, cast.a, kind="lcspr", began=date(2024, 3, 1))
    event_record(by=coordinator, case=review, kind=EventKind.PUBLISHED, when=FuzzyDate.read("may 2025"), evidence="x")
    years = [Period.financial_year(year) for year in (2023, 2024, 2025)]
    parts = ("decided", "published", "under-way")
    assert [[value(cast, coordinator, "lcspr", part, year) for part in parts] for year in years] == [
        [1, 0, 1],
        [0, 0, 1],
        [0, 1, 0],
    ]


def test_a_case_closed_without_a_publication_is_under_way_no_more(cast: Cast, coordinator: User) -> None:
    review = case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 6, 1))
    assert value(cast, coordinator, "lcspr", "under-way", YEAR) == 1
    case_close(by=coordinator, case=review, because="No further work")
    today = Period.snapshot(timezone.localdate())
    assert value(cast, coordinator, "lcspr", "under-way", today) == 0


def test_a_partnership_counts_a_kind_by_another_event_and_says_why(cast: Cast, coordinator: User) -> None:
    case_made(coordinator, cast.a, kind="lcspr", began=date(2025, 6, 1))
    assert count(cast, coordinator, "lcspr", BEFORE) == 0
    client = signed_in(cast.manager)
    said = {"basis": "decided", "reason": "Board, June 2026"}
    assert client.post(reverse("basis_set", args=[cast.a.slug, "lcspr"]), {**said, "reason": ""}).status_code == 422
    client.post(reverse("basis_set", args=[cast.a.slug, "lcspr"]), said)
    assert count(cast, coordinator, "lcspr", BEFORE) == 1
    page = client.get(reverse("guidance_list", args=[cast.a.slug])).content.decode()
    assert "Decision to carry out the review: Board, June 2026" in page
    assert client.get(reverse("basis_set", args=[cast.a.slug, "unknown"])).status_code == 404
    assert count(cast, coordinator_of(cast.b), "lcspr", BEFORE) == 0


def test_a_review_of_two_partnerships_is_counted_once_above(cast: Cast, coordinator: User) -> None:
    there = coordinator_of(cast.b)
    case_made(coordinator, cast.a)
    mirrored = case_made(there, cast.b)
    case_change(by=there, case=mirrored, version=1, themes=[], lead_board=cast.a.name)
    counted = [
        next(r.count for r in figures_of(p, u, BEFORE) if r.kind == "rapid_review")
        for p, u in ((cast.a, coordinator), (cast.b, there))
    ]
    assert sum(counted) == 1


def test_days_taken_are_averaged_over_what_was_finished_in_the_period(cast: Cast, coordinator: User) -> None:
    for sent in ("23 April 2025", "25 April 2025"):
        case = case_made(coordinator, cast.a, began=date(2025, 4, 1))
        event_record(by=coordinator, case=case, kind=EventKind.RAPID_SENT, when=FuzzyDate.read(sent), evidence="x")
    released(cast, coordinator)
    # Good Friday and Easter Monday 2025 lie between: 14 and 16 working days.
    assert [fact(cast, f"rapid-review.{part}").value for part in ("days", "days-of")] == [Decimal(30), Decimal(2)]
    assert fact(cast, "rapid-review.days-taken").text == "15.0"
    assert fact(cast, "lcspr.days-taken").value is None


def test_how_many_were_published_is_public_and_the_rest_is_not(cast: Cast, coordinator: User) -> None:
    released(cast, coordinator)
    said = {part: fact(cast, f"lcspr.{part}").disclosure for part in ("published", "decided", "under-way")}
    assert said["published"] is Disclosure.PUBLIC
    assert {said["decided"], said["under-way"]} == {Disclosure.SMALL_NUMBERS}
    assert fact(cast, "lcspr.under-way").as_at == date(2026, 3, 31)


def test_figures_can_be_released_for_the_period_of_any_report(cast: Cast, coordinator: User, keeper: Client) -> None:
    case_made(coordinator, cast.a, began=date(2018, 9, 3))
    page = reverse("case_figures", args=[cast.a.slug])
    assert "Show this period" in keeper.get(page).content.decode()
    keeper.post(f"{page}?period=2017-09-30..2019-03-31", {"reason": "Report"})
    assert fact(cast, "rapid-review.count", Period.span(date(2017, 9, 30), date(2019, 3, 31))).value == Decimal(1)
    refused = keeper.get(f"{page}?period=sometime")
    assert refused.status_code == 422
    assert "Enter a period such as 2025-26" in refused.content.decode()
    assert keeper.post(f"{page}?period=sometime", {"reason": "Report"}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("2026", "cy2026"),
        ("last year", "2025-26"),
        ("this year", "2026-27"),
        ("Q1 2026-27", "2026-27-q1"),
        ("quarter 1 of 2026/27", "2026-27-q1"),
        ("2025/2026", "2025-26"),
        ("March 2026", "m2026-03"),
        ("30 September 2017 to 31 March 2019", "2017-09-30..2019-03-31"),
        ("2026-27-q1", "2026-27-q1"),
    ],
)
def test_a_period_is_asked_for_in_the_words_people_use(typed: str, token: str) -> None:
    assert period_typed(typed, date(2026, 11, 27)).token == token


def test_the_share_on_time_is_computed_from_what_was_released(cast: Cast, coordinator: User) -> None:
    for sent in ("23 April 2025", "25 April 2025"):
        case = case_made(coordinator, cast.a, began=date(2025, 4, 1))
        event_record(by=coordinator, case=case, kind=EventKind.RAPID_SENT, when=FuzzyDate.read(sent), evidence="x")
    released(cast, coordinator)
    assert fact(cast, "rapid-review.on-time").number == Decimal(50)
    assert fact(cast, "dhr.on-time").value is None


def deadlines(cast: Cast, person: User, kind: str, period: Period) -> tuple[int, int]:
    met, due = (value(cast, person, kind, part, period) for part in ("deadlines-met", "deadlines"))
    return met, due


def test_a_deadline_still_to_come_has_not_fallen_due(cast: Cast, coordinator: User) -> None:
    today = timezone.localdate()
    case_made(coordinator, cast.a, began=today)
    assert deadlines(cast, coordinator, "rapid_review", Period.span(today, today + timedelta(days=365))) == (0, 0)


def test_a_deadline_counts_in_the_period_it_fell_due_in_whatever_year_its_case_counts(
    cast: Cast, coordinator: User
) -> None:
    case_made(coordinator, cast.a, kind="lcspr", began=date(2026, 3, 22))  # due on 22 September, never published
    notified = case_made(coordinator, cast.a, kind="notification", began=date(2026, 3, 31))  # due on 9 April
    told = FuzzyDate.read("31 march 2026")
    event_record(by=coordinator, case=notified, kind="partners_told", when=told, evidence="x")
    for year, review, notification in ((BEFORE, (0, 0), (0, 0)), (YEAR, (0, 1), (1, 2))):
        assert deadlines(cast, coordinator, "lcspr", year) == review
        assert deadlines(cast, coordinator, "notification", year) == notification


def test_a_coordinator_counts_only_cases_they_keep(cast: Cast, coordinator: User) -> None:
    case_made(coordinator, cast.a)
    assert count(cast, coordinator_of(cast.a), "rapid_review", BEFORE) == 0


def test_a_release_counts_the_cases_of_every_coordinator(cast: Cast, coordinator: User) -> None:
    for pseudonym in ("One", "Two", "Three"):
        case_made(coordinator, cast.a, pseudonym=pseudonym)
    deputy = coordinator_of(cast.a, "Deputy coordinator")
    case_made(deputy, cast.a, pseudonym="Four")
    for person in (coordinator, deputy):
        released(cast, person)
        assert fact(cast, "rapid-review.count").value == Decimal(4)


def test_only_who_keeps_the_register_alone_sees_what_was_released_beside_their_own(
    cast: Cast, coordinator: User, keeper: Client
) -> None:
    case_made(coordinator, cast.a)
    released(cast, coordinator)
    case_made(coordinator, cast.a, pseudonym="Later")
    page = f"{reverse('case_figures', args=[cast.a.slug])}?period=2025-26"
    assert "Differs" in keeper.get(page).text
    deputy = coordinator_of(cast.a, "Deputy coordinator")
    case_made(deputy, cast.a, pseudonym="Four")
    for client in (keeper, signed_in(deputy)):
        text = client.get(page).text
        assert "Differs" not in text
        assert "by Case coordinator" in text


def test_releasing_is_on_the_partnerships_trail_without_a_number(cast: Cast, coordinator: User, keeper: Client) -> None:
    case_made(coordinator, cast.a)
    answer = keeper.post(
        f"{reverse('case_figures', args=[cast.a.slug])}?period=2025-26", {"reason": "Yearly report"}, follow=True
    )
    assert "The figures of 2025-26 can be printed in reports now." in answer.content.decode()
    event = AuditEvent.objects.of(cast.a).get(action="review_figures_released")
    assert event.after == {"period": "2025-26", "reason": "Yearly report"}
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureRelease.objects.update(value=9)


@pytest.mark.parametrize("key", ["cases/unknown.count", "cases/scr.unknown", "cases/scr.count"])
def test_a_key_that_names_nothing_is_left_out(cast: Cast, key: str) -> None:
    assert providers.resolve(cast.a, [key, f"{key}?period=never"]) == {}
