"""Finance: lines are entered, totals and balance computed, whatever the signs."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.models import AuditEvent
from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors import Accounts, SideOfAccounts, accounts_of
from partnerships.governance.services import line_add, line_change, line_remove, statement_create
from safeguarding.lib.facts import Period
from safeguarding.lib.workflow import NotAllowed, Overtaken
from tests.governance.factories import statement_made
from tests.support.cast import Cast


@pytest.fixture
def manager(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def entry(**changes: str) -> dict[str, str]:
    return {"side": "income", "label": "Schools", "amount": "60.00", "in_total": "on", **changes}


def test_totals_and_the_balance_follow_from_the_lines(cast: Cast) -> None:
    accounts = accounts_of(statement_made(cast.a))
    assert (accounts.income.total, accounts.expenditure.total) == (Decimal("1000.00"), Decimal("800.25"))
    assert (accounts.balance, accounts.outcome, accounts.balance_word) == (
        Decimal("199.75"),
        Decimal("199.75"),
        "surplus",
    )


def test_where_income_is_negative_a_surplus_prints_negative(cast: Cast) -> None:
    accounts = accounts_of(statement_made(cast.a, sign_convention="income_negative"))
    assert (accounts.income.total, accounts.expenditure.total) == (Decimal("-1000.00"), Decimal("800.25"))
    assert (accounts.outcome, accounts.balance_word) == (Decimal("-199.75"), "surplus")


def test_a_line_outside_the_total_is_shown_and_not_added(cast: Cast) -> None:
    statement = statement_made(cast.a)
    line_add(by=None, statement=statement, side="income", label="Room", amount=Decimal(500), in_total=False)
    accounts = accounts_of(FinanceStatement.objects.get(pk=statement.pk))
    assert len(accounts.income.lines) == 3
    assert accounts.income.net == Decimal("1000.00")


def test_lines_of_one_name_get_slugs_of_their_own(cast: Cast) -> None:
    statement = statement_made(cast.a)
    line = line_add(by=None, statement=statement, side="income", label="Police", amount=Decimal(1))
    assert line.slug == "police-2"


def test_a_manager_opens_a_statement_and_adds_a_line(cast: Cast, manager: Client) -> None:
    said = {"title": "Finance", "period": "2018-19", "basis": "budget", "sign_convention": "income_positive"}
    manager.post(reverse("finance_add", args=[cast.a.slug]), said)
    statement = FinanceStatement.objects.get(partnership=cast.a)
    add = reverse("line_add", args=[cast.a.slug, statement.pk])
    page = manager.post(add, entry(version="0"), follow=True).content.decode()
    assert "Schools is added" in page
    assert "£60.00" in page
    assert "already a statement" in manager.post(reverse("finance_add", args=[cast.a.slug]), said).content.decode()


def test_a_double_click_adds_one_line(cast: Cast, manager: Client) -> None:
    statement = statement_made(cast.a)
    add = reverse("line_add", args=[cast.a.slug, statement.pk])
    for _ in range(2):
        manager.post(add, entry(version=str(statement.version)))
    assert statement.lines.filter(label="Schools").count() == 1


@pytest.mark.parametrize(
    ("amount", "message"),
    [("-5", "Amount must be 0 or more"), ("ten", "Amount must be a number"), ("1.234", "2 decimal places or fewer")],
)
def test_a_wrong_amount_says_how_to_mend_it(cast: Cast, manager: Client, amount: str, message: str) -> None:
    statement = statement_made(cast.a)
    add = reverse("line_add", args=[cast.a.slug, statement.pk])
    response = manager.post(add, entry(amount=amount, version=str(statement.version)))
    assert response.status_code == 422
    assert message in response.content.decode()


def test_a_line_is_changed_and_the_trail_keeps_what_it_said(cast: Cast, manager: Client) -> None:
    statement = statement_made(cast.a)
    line = statement.lines.get(label="Council")
    edit = reverse("line_edit", args=[cast.a.slug, statement.pk, line.pk])
    manager.post(edit, entry(label="Council", amount="750.00", version=str(statement.version)))
    event = AuditEvent.objects.filter(action="finance_line_change").get()
    assert (event.before["amount"], event.after["amount"]) == ("700.00", "750.00")
    assert FinanceLine.objects.get(pk=line.pk).updated_by == cast.manager


def test_a_stale_change_shows_both_and_a_stale_removal_does_nothing(cast: Cast, manager: Client) -> None:
    statement = statement_made(cast.a)
    line = statement.lines.get(label="Council")
    line_change(by=cast.second_manager, line=line, version=statement.version, amount=Decimal("710.00"))
    old = str(statement.version)
    edit = reverse("line_edit", args=[cast.a.slug, statement.pk, line.pk])
    response = manager.post(edit, entry(label="Council", amount="720.00", version=old))
    page = response.content.decode()
    assert response.status_code == 409
    assert "£710.00" in page
    assert "720.00" in page
    remove = reverse("line_remove", args=[cast.a.slug, statement.pk, line.pk])
    assert "Look at it again" in manager.post(remove, {"version": old}, follow=True).content.decode()
    assert manager.post(remove, {"version": str(statement.version + 1)}, follow=True).status_code == 200
    assert not FinanceLine.objects.filter(pk=line.pk).exists()


def test_services_refuse_stale_and_double_work(cast: Cast) -> None:
    statement = statement_made(cast.a)
    line = statement.lines.get(label="Police")
    with pytest.raises(Overtaken):
        line_remove(by=None, line=line, version=0)
    with pytest.raises(Overtaken):
        line_add(by=None, statement=statement, side="income", label="X", amount=Decimal(1), version=0)
    with pytest.raises(NotAllowed):
        statement_create(
            by=None, partnership=cast.a, title="T", period=Period.financial_year(2018), basis=statement.basis
        )
    unchanged = line_change(by=None, line=line, version=0, amount=line.amount)
    assert unchanged.updated_at == line.updated_at


def test_a_line_that_changes_sides_keeps_a_slug_of_its_own(cast: Cast) -> None:
    statement = statement_made(cast.a)
    line_add(by=None, statement=statement, side="expenditure", label="Police", amount=Decimal(5))
    statement.refresh_from_db()
    line = statement.lines.get(label="Police", side="income")
    moved = line_change(by=None, line=line, version=statement.version, side="expenditure")
    assert moved.slug == "police-2"


AMOUNTS = st.lists(
    st.tuples(st.decimals(min_value=0, max_value=10**6, places=2), st.booleans(), st.booleans()), max_size=8
)


@given(AMOUNTS, AMOUNTS, st.sampled_from(["income_positive", "income_negative"]))
def test_outcome_and_balance_agree_under_both_signs(income: list, expenditure: list, signs: str) -> None:
    statement = FinanceStatement(sign_convention=signs)
    sides = {}
    for name, amounts, sign in (("income", income, statement.income_sign), ("expenditure", expenditure, 1)):
        lines = [
            FinanceLine(statement=statement, side=name, amount=amount, is_credit=credit, in_total=counted)
            for amount, credit, counted in amounts
        ]
        sides[name] = SideOfAccounts(label=name, lines=lines, sign=sign)
        assert sides[name].total == sum((line.printed for line in lines if line.in_total), Decimal(0))
    accounts = Accounts(statement=statement, income=sides["income"], expenditure=sides["expenditure"])
    printed = accounts.expenditure.total + accounts.income.total
    assert accounts.outcome == (printed if signs == "income_negative" else accounts.balance)
    assert (accounts.balance > 0) == (accounts.balance_word == "surplus")


def test_what_stands_above_the_lines_is_changed_and_compared_with_the_lines(cast: Cast) -> None:
    statement = statement_made(cast.a)
    client = Client()
    client.force_login(cast.manager)
    said = {"title": "Accounts", "sign_convention": "income_positive", "printed_income": "900.00"}
    said["version"] = str(statement.version)
    where = reverse("finance_edit", args=[cast.a.slug, statement.pk])
    page = client.post(where, said, follow=True).content.decode()
    assert "The printed total income is £900.00" in page
    assert client.post(where, {**said, "title": "Older"}).status_code == 409


def test_a_line_outside_the_total_says_why(cast: Cast) -> None:
    statement = statement_made(cast.a)
    client = Client()
    client.force_login(cast.manager)
    said = {"side": "income", "label": "Rooms", "amount": "12", "nature": "in-kind", "version": str(statement.version)}
    where = reverse("line_add", args=[cast.a.slug, statement.pk])
    assert "Say why the line is not counted" in client.post(where, said).content.decode()
    page = client.post(where, {**said, "excluded_because": "rooms lent by the council"}, follow=True).content.decode()
    assert "rooms lent by the council" in page
    assert "Support in kind" in page
