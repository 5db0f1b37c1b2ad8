"""Who pays for the partnership, and how the accounts compare with the year before or with the budget."""

from collections.abc import Iterator
from typing import Any

from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors import Accounts, SideOfAccounts, accounts_of, counterparts_of
from reports.studio.blocks.finance import FinanceForm, name_of, statement_of, statements_in
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey


def key_of(context: GatherContext, statement: FinanceStatement, name: str) -> str:
    """Return the key of an amount without signs; it is wanted by that."""
    parameters = {"period": statement.period_token, "basis": statement.basis}
    return context.want(FactKey(f"governance/finance.{name}", parameters))


def _gather_partners(context: GatherContext, section: Section) -> dict[str, Any]:
    statement = statement_of(context, section)
    accounts = accounts_of(statement) if statement else None
    if statement is None or accounts is None or not accounts.income.counted:
        return {"rows": []}
    return {
        "statement": name_of(statement),
        "caption": f"Income by partner, {statement.period.label}",
        "basis": statement.get_basis_display(),
        "rows": list(_payers(context, accounts)),
        "total": key_of(context, statement, "amount.income-total"),
    }


def _payers(context: GatherContext, accounts: Accounts) -> Iterator[dict[str, str]]:
    statement = accounts.statement
    for agency in accounts.partners:
        name = f"partner.{agency.slug}"
        share = key_of(context, statement, f"{name}.share")
        yield {"label": agency.name, "amount": key_of(context, statement, name), "share": share}
    for line in accounts.income.counted:
        if line.agency_id is None:
            name = f"income.{line.slug}"
            share = key_of(context, statement, f"{name}.share")
            yield {"label": line.label, "amount": key_of(context, statement, f"amount.{name}"), "share": share}


def _gather_comparison(context: GatherContext, section: Section) -> dict[str, Any]:
    statement = statement_of(context, section)
    if statement is None:
        return {"comparisons": [], "of": ""}
    others = counterparts_of(statements_in(context), statement)
    return {"of": _named(statement), "comparisons": [_set_against(context, statement, other) for other in others]}


def _set_against(context: GatherContext, statement: FinanceStatement, other: FinanceStatement) -> dict[str, Any]:
    now, then = accounts_of(statement), accounts_of(other)
    return {
        "with": _named(other),
        "sides": [
            _compared(context, now.expenditure, then.expenditure, now, then),
            _compared(context, now.income, then.income, now, then),
        ],
    }


def _named(statement: FinanceStatement) -> str:
    return f"{statement.period.label}, {statement.get_basis_display().lower()}"


def _compared(
    context: GatherContext, side: SideOfAccounts, earlier: SideOfAccounts, now: Accounts, then: Accounts
) -> dict[str, Any]:
    name = side.label.lower()
    before = {line.slug: line for line in earlier.counted}
    after = {line.slug: line for line in side.counted}
    lines: dict[str, FinanceLine] = {**before, **after}
    rows = [
        {
            "label": line.label,
            "before": key_of(context, then.statement, f"amount.{name}.{slug}") if slug in before else "",
            "after": key_of(context, now.statement, f"amount.{name}.{slug}") if slug in after else "",
        }
        for slug, line in lines.items()
    ]
    total = {
        "label": f"Total {name}",
        "before": key_of(context, then.statement, f"amount.{name}-total"),
        "after": key_of(context, now.statement, f"amount.{name}-total"),
    }
    return {"label": side.label, "rows": rows, "total": total}


INCOME_BY_PARTNER = BlockSpec(
    key="income_by_partner",
    title="Income by partner",
    sentence="What each partner pays and its share of all income, as a table and a chart.",
    template="reports/blocks/income_by_partner.html",
    form=FinanceForm,
    gather=_gather_partners,
    checks=("balance",),
)
FINANCE_COMPARISON = BlockSpec(
    key="finance_comparison",
    title="Finance compared",
    sentence="Each line beside the year before, and beside the budget of the year.",
    template="reports/blocks/finance_comparison.html",
    form=FinanceForm,
    gather=_gather_comparison,
)
