"""What governance offers to reports, with provenance and constant queries."""

from datetime import date
from decimal import Decimal

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from partnerships.governance.facts import PROVIDER
from partnerships.governance.services import plan_create, post_add, priority_add
from safeguarding.lib.facts import Fact, FactKey, Period, Status
from tests.governance.factories import board_made, chain_made, meeting_made, seats_made, statement_made
from tests.support.cast import Cast


def facts_of(cast: Cast, *texts: str) -> list[Fact | None]:
    found = PROVIDER.resolve(cast.a, [FactKey.parse(text) for text in texts])
    return [found.get(str(FactKey.parse(text))) for text in texts]


def test_totals_are_derived_from_lines_that_name_their_source(cast: Cast) -> None:
    statement_made(cast.a, sign_convention="income_negative", source="Appendix 2")
    income, spent, balance, outcome, line = facts_of(
        cast,
        "governance/finance.income-total?period=2018-19",
        "governance/finance.expenditure-total?period=2018-19",
        "governance/finance.balance?period=2018-19",
        "governance/finance.outcome?period=2018-19",
        "governance/finance.expenditure.recharge?period=2018-19",
    )
    assert [fact.cell for fact in (income, spent, balance, outcome, line) if fact] == [
        "-1,000.00",
        "800.25",
        "199.75",
        "-199.75",
        "-100.25",
    ]
    assert income is not None
    assert income.provenance.inputs == (
        "governance/finance.income.council?period=2018-19",
        "governance/finance.income.police?period=2018-19",
    )
    assert line is not None
    assert (line.provenance.origin, line.provenance.place) == ("imported", "Appendix 2")
    assert line.provenance.trace.startswith("/p/alderbrook/governance/finance/")


def test_a_key_without_a_basis_means_the_best_there_is(cast: Cast) -> None:
    statement_made(cast.a, basis="budget")
    key = "governance/finance.balance?period=2018-19"
    assert [fact.label for fact in facts_of(cast, key) if fact] == ["Balance (budget)"]
    statement_made(cast.a, basis="forecast")
    assert [fact.status for fact in facts_of(cast, key) if fact] == [Status.PROVISIONAL]
    statement_made(cast.a, basis="actual")
    best, budget = facts_of(cast, key, f"{key}&basis=budget")
    assert best is not None
    assert budget is not None
    assert (best.label, budget.label) == ("Balance (actual)", "Balance (budget)")


def test_attendance_is_a_share_of_counts_that_can_be_named(cast: Cast) -> None:
    board = board_made(cast.a)
    seats = seats_made(board, "Police", "Lay member")
    meeting_made(board, date(2018, 6, 5), seats, "YN")
    meeting_made(board, date(2018, 9, 5), seats, "AN")
    meeting_made(board, date(2019, 2, 6))
    share, attended, meetings, held, planned = facts_of(
        cast,
        "governance/attendance.police?period=2018-04-01..2019-03-31",
        "governance/attendance.police.attended?period=2018-04-01..2019-03-31",
        "governance/attendance.police.meetings?period=2018-04-01..2019-03-31",
        "governance/meetings.board.held?period=2018-19",
        "governance/meetings.board.planned?period=2018-19",
    )
    assert share is not None
    assert (share.text, share.value) == ("50%", Decimal(50))
    assert share.provenance.inputs == (attended.key, meetings.key)  # type: ignore[union-attr]
    assert "meetings held while the seat existed" in share.provenance.rule
    assert [fact.cell for fact in (attended, meetings, held, planned) if fact] == ["1", "2", "2", "1"]


def test_a_seat_without_a_meeting_is_not_available_with_a_reason(cast: Cast) -> None:
    seats_made(board_made(cast.a), "Police")
    (share,) = facts_of(cast, "governance/attendance.police?period=2018-19")
    assert share is not None
    assert (share.status, share.note) == (Status.NOT_AVAILABLE, "no meeting was held while the seat existed")


def test_keys_that_name_nothing_are_left_out(cast: Cast) -> None:
    statement_made(cast.a)
    seats_made(board_made(cast.a), "Police")
    assert (
        facts_of(
            cast,
            "governance/finance.balance?period=2017-18",
            "governance/finance.balance",
            "governance/finance.income.nobody?period=2018-19",
            "governance/finance.profit?period=2018-19",
            "governance/attendance.nobody?period=2018-19",
            "governance/attendance.police?period=always",
            "governance/attendance.police.left?period=2018-19",
            "governance/meetings.nobody.held?period=2018-19",
            "governance/meetings.board?period=2018-19",
            "governance/weather.today?period=2018-19",
        )
        == [None] * 10
    )


def test_another_partnership_gets_nothing(cast: Cast) -> None:
    statement_made(cast.a)
    assert PROVIDER.resolve(cast.b, [FactKey.parse("governance/finance.balance?period=2018-19")]) == {}
    assert PROVIDER.catalogue(cast.b, "") == []


def test_any_number_of_keys_takes_six_queries_and_the_catalogue_eleven(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    statement_made(cast.a)
    board = board_made(cast.a)
    seats = seats_made(board, *(f"Seat {number}" for number in range(20)))
    meeting_made(board, date(2018, 6, 5), seats, "Y" * 20)
    keys = [FactKey.parse(f"governance/attendance.{seat.slug}?period=2018-19") for seat in seats]
    keys += [FactKey.parse("governance/finance.balance?period=2018-19")]
    with django_assert_num_queries(6):
        assert len(PROVIDER.resolve(cast.a, keys)) == 21
    with django_assert_num_queries(11):
        PROVIDER.catalogue(cast.a, "")


def test_the_catalogue_finds_figures_by_words_and_every_key_resolves(cast: Cast) -> None:
    statement_made(cast.a)
    board = board_made(cast.a)
    meeting_made(board, date(2018, 6, 5), seats_made(board, "Police"), "Y")
    entries = PROVIDER.catalogue(cast.a, "")
    found = PROVIDER.resolve(cast.a, [FactKey.parse(entry.key) for entry in entries])
    assert {key: fact.text for key, fact in found.items()} == {entry.key: entry.text for entry in entries}
    assert [entry.text for entry in PROVIDER.catalogue(cast.a, "total INCOME 2018-19")] == ["£1,000.00"]


def test_priorities_chains_posts_and_groups_of_this_year_are_found_by_words(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    board_made(cast.a)
    this = Period.financial_year(Period.snapshot(timezone.localdate()).financial_year_start)
    plan = plan_create(by=None, partnership=cast.a, slug="plan", title="Plan", period=this)
    chain_made(priority_add(by=None, plan=plan, title="Neglect"))
    post_add(by=None, partnership=cast.a, title="Named nurse", established=Decimal(2), unit="people")
    for words in ("priorities all", "impact chains", "named nurse established", "statutory posts", "groups board"):
        assert PROVIDER.catalogue(cast.a, words), words
    keys = [FactKey.parse(entry.key) for entry in PROVIDER.catalogue(cast.a, this.label)]
    assert set(PROVIDER.resolve(cast.a, keys)) == {str(key) for key in keys}
    for number in range(3):
        chain_made(priority_add(by=None, plan=plan, title=f"Priority {number}"))
        post_add(by=None, partnership=cast.a, title=f"Nurse {number}", established=Decimal(2), unit="people")
    with django_assert_num_queries(17):
        PROVIDER.catalogue(cast.a, "")
