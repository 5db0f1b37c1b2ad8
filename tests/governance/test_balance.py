"""Do printed accounts add up? Three published ones do, or are flagged for what they are."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.directory.models import Agency
from partnerships.governance.balance import balance_findings
from partnerships.governance.facts import PROVIDER
from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors import Accounts, SideOfAccounts, accounts_of, statements_of
from partnerships.governance.services import line_add, statement_create
from safeguarding.lib.facts import FactKey, Period, Status
from safeguarding.lib.workflow import NotAllowed
from tests.factories import AgencyFactory, OrganisationFactory
from tests.support.cast import Cast

D = Decimal
NAMES = ("balance", "outcome", "expenditure-total", "expenditure.staffing.share", "income.council.share")
# City and Hackney 2021/22, p. 26: the printed total leaves out the one-off line that stands above it.
CITY_AND_HACKNEY = [
    *(("Hackney Council", 236972), ("City of London Corporation", 29480), ("Hackney Education", 24480)),
    *(("Mental health trust", 24480), ("Commissioning group", 12000), ("Hospital trust", 12000)),
    *(("Metropolitan Police", 5000), ("Probation", 2000), ("Fire brigade", 500), ("Training income", 200)),
]
# Havering 2012-13: adds up exactly; three amounts stand outside the budget.
HAVERING = [
    *(("Council", "117475.70"), ("Police", "5000.00"), ("Primary care trust", "28706.49")),
    *(("Hospital trust", "4778.33"), ("Community trust", "4778.33"), ("Probation", "1000.00"), ("Cafcass", "562.15")),
]


def statement(cast: Cast, year: int, **said: object) -> FinanceStatement:
    period = Period.financial_year(year)
    return statement_create(  # type: ignore[arg-type]
        by=None, partnership=cast.a, title="Accounts", period=period, basis="actual", source="Published report", **said
    )


def accounts(cast: Cast) -> Accounts:
    return accounts_of(statements_of(cast.a).first())


def value(cast: Cast, name: str, period: str) -> str:
    key = FactKey.parse(f"governance/finance.{name}?period={period}")
    return PROVIDER.resolve(cast.a, [key])[str(key)].text


def test_the_printed_income_of_city_and_hackney_omits_forty_thousand_pounds(cast: Cast) -> None:
    made = statement(cast, 2021, printed_income=D(347112), printed_expenditure=D(344940))
    for label, amount in CITY_AND_HACKNEY:
        line_add(by=None, statement=made, side="income", label=label, amount=D(amount))
    line_add(
        by=None, statement=made, side="income", label="Project funding", amount=D(40000), nature="grant", one_off=True
    )
    line_add(by=None, statement=made, side="expenditure", label="All spending", amount=D(344940))
    (finding,) = balance_findings(accounts(cast))
    assert finding.code == "printed_total"
    assert "£347,112.00" in finding.text
    assert "£387,112.00" in finding.text
    assert "omits “Project funding” (£40,000.00)" in finding.text
    assert value(cast, "income-difference", "2021-22") == "-£40,000.00"
    assert value(cast, "printed-income-total", "2021-22") == "£347,112.00"
    assert value(cast, "one-off-total", "2021-22") == "£40,000.00"
    assert value(cast, "nature.grant", "2021-22") == "£40,000.00"


def test_haverings_contributions_add_up_and_what_is_outside_the_budget_is_said(cast: Cast) -> None:
    made = statement(cast, 2012, printed_income=D("162301.00"))
    for label, text in HAVERING:
        line_add(by=None, statement=made, side="income", label=label, amount=D(text), nature="contribution")
    for label, amount in (("Child death panel", 35890), ("Grant", 17798), ("Carried forward", 4437)):
        line_add(by=None, statement=made, side="income", label=label, amount=D(amount), in_total=False)
    silent, printed = balance_findings(accounts(cast))
    named = "“Child death panel” (£35,890.00) and “Grant” (£17,798.00) and “Carried forward” (£4,437.00)"
    assert silent.text == f"Left out of the total income without a reason: {named}."
    assert printed.text == f"The printed total income of £162,301.00 omits {named}. With it there would be £220,426.00."
    assert value(cast, "income-total", "2012-13") == "£162,301.00"
    assert value(cast, "excluded-total", "2012-13") == "£58,125.00"


def test_southends_signs_agree_with_its_printed_totals(cast: Cast) -> None:
    made = statement(
        cast,
        2018,
        sign_convention="income_negative",
        printed_income=D("-140084.42"),
        printed_expenditure=D("137755.83"),
        printed_outcome=D("-2328.59"),
    )
    line_add(by=None, statement=made, side="expenditure", label="Salaries", amount=D("149500.86"))
    line_add(by=None, statement=made, side="expenditure", label="Recharge", amount=D("-11745.03"))
    line_add(by=None, statement=made, side="income", label="Partners", amount=D("140084.42"))
    assert balance_findings(accounts(cast)) == []
    FinanceStatement.objects.filter(pk=made.pk).update(printed_outcome=D("2328.59"))
    (finding,) = balance_findings(accounts(cast))
    assert finding.text == "The printed outcome is £2,328.59; income less expenditure gives -£2,328.59."


def test_no_surplus_is_claimed_where_a_document_leaves_lines_out(cast: Cast) -> None:
    made = statement(cast, 2012, unlisted="expenditure", printed_expenditure=D(900), printed_outcome=D(-100))
    line_add(by=None, statement=made, side="income", label="Council", amount=D(800), agency=cast.agency)
    line_add(by=None, statement=made, side="expenditure", label="Staffing", amount=D(600))
    assert balance_findings(accounts(cast)) == []
    keys = [FactKey.parse(f"governance/finance.{name}?period=2012-13") for name in NAMES]
    found = PROVIDER.resolve(cast.a, keys)
    balance, outcome, spent, share, paid = (found[str(key)] for key in keys)
    assert (balance.status, outcome.status, share.status) == (Status.NOT_AVAILABLE,) * 3
    assert balance.note == "the document does not print every line of the expenditure"
    assert (spent.value, spent.label) == (D(600), "Printed lines of expenditure, added up (actual)")
    assert paid.value == 100


@pytest.mark.parametrize("unlisted", ["income", "both"])
def test_lines_missing_on_the_other_side_leave_no_balance_either(cast: Cast, unlisted: str) -> None:
    made = statement(cast, 2012, unlisted=unlisted)
    line_add(by=None, statement=made, side="income", label="Council", amount=D(800))
    assert accounts(cast).missing.startswith("the document does not print every line of the income")
    assert accounts(cast).expenditure.whole == (unlisted == "income")


def test_partners_who_pay_nothing_are_named_once_anybody_is(cast: Cast) -> None:
    police = AgencyFactory(partnership=cast.a, organisation=OrganisationFactory(name="City Police"))
    made = statement(cast, 2021)
    line_add(by=None, statement=made, side="income", label="Council", amount=D(1))
    assert balance_findings(accounts(cast), [police]) == []
    line_add(by=None, statement=made, side="income", label="Council again", amount=D(1), agency=cast.agency)
    (finding,) = balance_findings(accounts(cast), [police, cast.agency])
    assert finding.text == "No contribution is recorded from the safeguarding partner City Police."


def test_shares_by_partner_are_of_the_income_that_counts(cast: Cast) -> None:
    made = statement(cast, 2021, sign_convention="income_negative")
    for side, label, amount, agency, counts in (
        ("income", "Council", 60, cast.agency, True),
        ("income", "Council, schools", 15, cast.agency, True),
        ("income", "Police", 25, cast.other_agency, True),
        ("income", "Rooms", 900, cast.other_agency, False),
    ):
        line_add(by=None, statement=made, side=side, label=label, amount=D(amount), agency=agency, in_total=counts)
    assert value(cast, f"partner.{cast.agency.slug}", "2021-22") == "£75.00"
    assert value(cast, f"partner.{cast.agency.slug}.share", "2021-22") == "75.0%"
    assert value(cast, f"partner.{cast.other_agency.slug}.share", "2021-22") == "25.0%"
    assert value(cast, "income-total", "2021-22") == "-£100.00"
    assert value(cast, "amount.income-total", "2021-22") == "£100.00"
    assert value(cast, "income.police.share", "2021-22") == "25.0%"


def test_amounts_called_actual_before_the_year_ended_are_a_finding(cast: Cast) -> None:
    statement(cast, 2021)
    (finding,) = balance_findings(accounts(cast), today=date(2022, 3, 31))
    assert finding.code == "too_early"
    assert balance_findings(accounts(cast), today=date(2022, 4, 1)) == []


AMOUNTS = st.lists(st.decimals(min_value=1, max_value=9999, places=2), min_size=1, max_size=8, unique=True)


@given(AMOUNTS, st.sampled_from([1, -1]), st.data())
def test_whatever_line_a_printed_total_omits_the_difference_is_found(
    amounts: list[Decimal], sign: int, data: st.DataObject
) -> None:
    lines = [FinanceLine(label=str(at), amount=amount) for at, amount in enumerate(amounts)]
    omitted = data.draw(st.sampled_from(lines))
    printed = (sum(amounts) - omitted.amount) * sign
    side = SideOfAccounts(label="Income", lines=lines, sign=sign, printed=printed)
    assert side.difference * sign == -omitted.amount
    other = SideOfAccounts(label="Expenditure", lines=[], sign=1)
    whole = Accounts(statement=FinanceStatement(basis="budget"), income=side, expenditure=other)
    findings = [one for one in balance_findings(whole) if one.code == "printed_total"]
    assert len(findings) == 1
    exact = [line for line in lines if line.amount == omitted.amount]
    assert f"“{exact[0].label}”" in findings[0].text


def test_an_agency_of_another_partnership_can_not_pay(cast: Cast) -> None:
    made = statement(cast, 2021)
    foreign: Agency = cast.agency_of_b
    with pytest.raises(NotAllowed, match="another partnership"):
        line_add(by=None, statement=made, side="income", label="Stranger", amount=D(1), agency=foreign)


def test_money_the_printed_total_omits_is_said_although_a_reason_is_given(cast: Cast) -> None:
    made = statement(cast, 2021, printed_income=D(347112))
    left = {"in_total": False, "excluded_because": "Spent in another year"}
    line_add(by=None, statement=made, side="income", label="Partners", amount=D(347112))
    line_add(by=None, statement=made, side="income", label="Project funding", amount=D(40000), nature="grant", **left)
    line_add(by=None, statement=made, side="income", label="Office", amount=D(900), nature="in-kind", **left)
    (finding,) = balance_findings(accounts(cast))
    assert "£347,112.00 omits “Project funding” (£40,000.00). With it there would be £387,112.00." in finding.text


def test_what_is_brought_forward_is_what_last_year_left(cast: Cast) -> None:
    before = statement(cast, 2020)
    line_add(by=None, statement=before, side="income", label="Council", amount=D(500))
    line_add(by=None, statement=before, side="expenditure", label="Staff", amount=D(380))
    made = statement(cast, 2021)
    line = line_add(
        by=None, statement=made, side="income", label="From last year", amount=D(100), nature="brought-forward"
    )
    last = accounts_of(before)
    (finding,) = balance_findings(accounts(cast), before=last)
    assert "“From last year” (£100.00) is carried forward" in finding.text
    assert "2020-21 leave £120.00." in finding.text
    FinanceLine.objects.filter(pk=line.pk).update(amount=D(120))
    assert balance_findings(accounts(cast), before=last) == []
