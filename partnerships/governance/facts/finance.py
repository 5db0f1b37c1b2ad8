"""Facts of finance statements: lines as entered, totals, shares and balance derived from them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors.finance import (
    BASES,
    Accounts,
    SideOfAccounts,
    accounts_of,
    statements_of,
    sum_of,
)
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Provenance, Status, Unit, UnitKind, share
from safeguarding.lib.facts.fact import stamp

MONEY = Unit(kind=UnitKind.MONEY, decimals=2)
_SIGNS = "under the statement's signs"


@dataclass(frozen=True)
class _Sum:
    """A figure computed from lines: what it is called, its value, how it was made, from what.

    `missing` says why it is no more than a part where a document does not print every line.
    """

    label: str
    value: Decimal | None
    rule: str
    lines: Sequence[FinanceLine] = ()
    missing: str = ""


def _total(side: SideOfAccounts) -> _Sum:
    word = side.label.lower()
    rule = f"sum of the {word} lines, credits taken off" + (f", {_SIGNS}" if word == "income" else "")
    missing = "" if side.whole else f"the document does not print every line of the {word}"
    return _Sum(side.total_label, side.total, rule, side.counted, missing)


def _remainder(label: str, value: Decimal, rule: str, accounts: Accounts) -> _Sum:
    """Return what is left over; nothing can be left over of what is not known."""
    lines = [*accounts.income.counted, *accounts.expenditure.counted]
    return _Sum(label, None if accounts.missing else value, rule, lines, accounts.missing)


def _difference(side: SideOfAccounts) -> _Sum | None:
    if side.printed is None or not side.whole:
        return None
    rule = "printed total less the total computed from the lines"
    return _Sum(f"Printed less computed total {side.label.lower()}", side.difference, rule, side.counted)


def _of(name: str, lines: Sequence[FinanceLine]) -> _Sum | None:
    return (
        _Sum(name, sum_of(lines), "sum of the lines as positive amounts, credits taken off", lines) if lines else None
    )


_COMPUTED: dict[str, Callable[[Accounts], _Sum | None]] = {
    "income-total": lambda accounts: _total(accounts.income),
    "expenditure-total": lambda accounts: _total(accounts.expenditure),
    "balance": lambda accounts: _remainder(
        "Balance", accounts.balance, "total income less total expenditure; positive is a surplus", accounts
    ),
    "outcome": lambda accounts: _remainder(
        "Outcome", accounts.outcome, f"balance {_SIGNS}; negative is a surplus where income is negative", accounts
    ),
    "income-difference": lambda accounts: _difference(accounts.income),
    "expenditure-difference": lambda accounts: _difference(accounts.expenditure),
    "excluded-total": lambda accounts: _of(
        "Left out of the totals", [line for line in accounts.lines if not line.in_total]
    ),
    "one-off-total": lambda accounts: _of("One-off amounts", [line for line in accounts.lines if line.one_off]),
}
_PRINTED = {
    "printed-income-total": ("Total income as printed", "printed_income"),
    "printed-expenditure-total": ("Total expenditure as printed", "printed_expenditure"),
    "printed-outcome": ("Outcome as printed", "printed_outcome"),
}


def resolve_finance(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer the finance keys. Two queries."""
    periods = {key.parameters.get("period", "") for key in keys}
    statements: dict[tuple[str, str], Accounts] = {
        (row.period_token, row.basis): accounts_of(row)
        for row in statements_of(partnership).filter(period_token__in=periods)
    }
    found = {}
    for key in keys:
        accounts = _chosen(statements, key)
        fact = _fact(partnership, accounts, key) if accounts else None
        if fact:
            found[str(key)] = fact
    return found


def catalogue_of_finance(partnership: Partnership) -> list[Fact]:
    """Return every finance fact there is. Two queries."""
    facts: list[Fact | None] = []
    for row in statements_of(partnership):
        accounts = accounts_of(row)
        names = [*_COMPUTED, *_PRINTED, *(f"{line.side}.{line.slug}" for line in row.lines.all())]
        for agency in accounts.partners:
            names += [f"partner.{agency.slug}", f"partner.{agency.slug}.share"]
        names += [f"nature.{nature}" for nature in FinanceLine.Nature.values]
        parameters = {"period": row.period_token, "basis": row.basis}
        facts += [_fact(partnership, accounts, FactKey(f"governance/finance.{name}", parameters)) for name in names]
    return [fact for fact in facts if fact]


def _chosen(statements: dict[tuple[str, str], Accounts], key: FactKey) -> Accounts | None:
    period = key.parameters.get("period", "")
    wanted = key.parameters.get("basis")
    candidates = [wanted] if wanted else list(BASES)
    return next((statements[period, basis] for basis in candidates if (period, basis) in statements), None)


def _fact(partnership: Partnership, accounts: Accounts, key: FactKey) -> Fact | None:
    name = key.rest.partition(".")[2]
    if name.startswith("amount."):
        signed = _fact(partnership, accounts, _renamed(key, name.removeprefix("amount.")))
        return _positive(accounts.statement, signed, key)
    if name.endswith(".share"):
        return _share(partnership, accounts, key, name.removesuffix(".share"))
    if name in _PRINTED:
        return _as_printed(partnership, accounts.statement, key, name)
    if made := _sum(accounts, name):
        return _computed(partnership, accounts.statement, key, made)
    side, _, slug = name.partition(".")
    lines = [line for line in accounts.lines if (line.side, line.slug) == (side, slug)]
    return _line(partnership, accounts.statement, key, lines[0]) if lines else None


def _sum(accounts: Accounts, name: str) -> _Sum | None:
    if name in _COMPUTED:
        return _COMPUTED[name](accounts)
    kind, _, slug = name.partition(".")
    if kind == "partner":
        agency = next((one for one in accounts.partners if one.slug == slug), None)
        return _of(f"Paid by {agency.name}", accounts.paid_by(agency)) if agency else None
    if kind == "nature" and slug in FinanceLine.Nature.values:
        return _of(FinanceLine.Nature(slug).label, [line for line in accounts.lines if line.nature == slug])
    return None


def _positive(statement: FinanceStatement, fact: Fact | None, key: FactKey) -> Fact | None:
    """Return an amount without the statement's sign convention: income is positive, a credit negative."""
    if fact is None or fact.number is None:
        return None
    income = key.rest.startswith(("finance.amount.income", "finance.amount.printed-income"))
    return replace(fact, key=str(key), value=fact.number * (statement.income_sign if income else 1))


def _share(partnership: Partnership, accounts: Accounts, key: FactKey, name: str) -> Fact | None:
    """Return what a line or a partner is of its side's total, in per cent."""
    side = "expenditure" if name.startswith("expenditure") else "income"
    part = _fact(partnership, accounts, _renamed(key, name if name.startswith("partner.") else f"amount.{name}"))
    whole = _fact(partnership, accounts, _renamed(key, f"amount.{side}-total"))
    if part is None or whole is None:
        return None
    if not (accounts.expenditure if side == "expenditure" else accounts.income).whole:
        whole = replace(whole, value=None, status=Status.NOT_AVAILABLE)
    made = share(key=str(key), label=f"{part.label}, share of total {side}", part=part, whole=whole)
    return replace(made, provenance=replace(made.provenance, trace=_page(partnership, accounts.statement)))


def _renamed(key: FactKey, name: str) -> FactKey:
    return FactKey(f"governance/finance.{name}", key.parameters)


def _line(partnership: Partnership, statement: FinanceStatement, key: FactKey, line: FinanceLine) -> Fact:
    label = f"{line.get_side_display()}: {line.category + ', ' if line.category else ''}{line.label}"
    provenance = Provenance(
        origin="imported" if statement.source else "typed",
        place=statement.source or str(statement),
        agency=line.agency.name if line.agency else "",
        entered_by=str(line.updated_by or ""),
        entered_at=stamp(line.updated_at),
        version=statement.version,
        trace=_page(partnership, statement),
    )
    return _money(statement, key, label, line.printed, provenance, line.note)


def _as_printed(partnership: Partnership, statement: FinanceStatement, key: FactKey, name: str) -> Fact | None:
    label, field = _PRINTED[name]
    value: Decimal | None = getattr(statement, field)
    if value is None:
        return None
    provenance = Provenance(
        origin="imported",
        place=statement.source or str(statement),
        version=statement.version,
        trace=_page(partnership, statement),
    )
    return _money(statement, key, label, value, provenance, "as the document prints it; never computed with")


def _computed(partnership: Partnership, statement: FinanceStatement, key: FactKey, made: _Sum) -> Fact:
    inputs = [str(FactKey(f"governance/finance.{line.side}.{line.slug}", key.parameters)) for line in made.lines]
    provenance = Provenance(
        origin="derived",
        place=statement.source or str(statement),
        inputs=tuple(inputs),
        rule=made.rule,
        version=statement.version,
        trace=_page(partnership, statement),
    )
    return _money(statement, key, made.label, made.value, provenance, made.missing)


def _money(
    statement: FinanceStatement, key: FactKey, label: str, value: Decimal | None, provenance: Provenance, note: str
) -> Fact:
    known = Status.PROVISIONAL if statement.basis == FinanceStatement.Basis.FORECAST else Status.VALUE
    return Fact(
        key=str(key),
        label=f"{label} ({statement.get_basis_display().lower()})",
        value=value,
        unit=MONEY,
        status=Status.NOT_AVAILABLE if value is None else known,
        period=statement.period,
        disclosure=Disclosure.PUBLIC,
        provenance=provenance,
        note=note,
    )


def _page(partnership: Partnership, statement: FinanceStatement) -> str:
    return reverse("finance_detail", args=[partnership.slug, statement.pk])
