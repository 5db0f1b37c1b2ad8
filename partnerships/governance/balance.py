"""Do the accounts add up, and does everybody stand in them who should? Findings, never corrections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from partnerships.directory.models import Agency
from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors.finance import Accounts, SideOfAccounts, sum_of
from safeguarding.lib.facts import Unit, UnitKind

MONEY = Unit(kind=UnitKind.MONEY, decimals=2)
MOST_LINES = 3  # a difference explained by more lines than that would be a coincidence


@dataclass(frozen=True, kw_only=True)
class BalanceFinding:
    """Something about a statement a reader would trip over, and what can be done about it."""

    code: str
    text: str
    mend: str = ""


def balance_findings(
    accounts: Accounts, partners: Sequence[Agency] = (), today: date | None = None, before: Accounts | None = None
) -> list[BalanceFinding]:
    """Return what does not add up in a statement.

    `partners` are the safeguarding partners who should contribute, `before` the accounts of the year before.
    """
    return [
        *_printed_total(accounts.income),
        *_printed_total(accounts.expenditure),
        *_printed_outcome(accounts),
        *_left_out(accounts.income),
        *_left_out(accounts.expenditure),
        *_brought_forward(accounts, before),
        *_silent_partners(accounts, partners),
        *_too_early(accounts.statement, today),
    ]


def _printed_total(side: SideOfAccounts) -> Iterator[BalanceFinding]:
    if not side.difference or side.printed is None:
        return
    text = (
        f"The printed total {side.label.lower()} is {MONEY.phrase(side.printed)}, but the lines add up to "
        f"{MONEY.phrase(side.total)}: a difference of {MONEY.phrase(abs(side.difference))}."
    )
    omitted = _explaining(side.counted, -side.difference * side.sign)
    if omitted:
        text += f" The printed total omits {_named(omitted)}."
    mend = "The portal prints the computed total. Say in the note why the published one differs, or leave the line out."
    yield BalanceFinding(code="printed_total", text=text, mend=mend)


def _explaining(lines: Sequence[FinanceLine], amount: Decimal) -> list[FinanceLine]:
    """Return the fewest lines that together make the amount; none when no one, two or three do."""
    for count in range(1, MOST_LINES + 1):
        found = [some for some in combinations(lines, count) if sum(line.effect for line in some) == amount]
        if found:
            return list(found[0]) if len(found) == 1 else []
    return []


def _printed_outcome(accounts: Accounts) -> Iterator[BalanceFinding]:
    printed = accounts.statement.printed_outcome
    if printed is not None and printed != accounts.outcome and not accounts.missing:
        computed = MONEY.phrase(accounts.outcome)
        text = f"The printed outcome is {MONEY.phrase(printed)}; income less expenditure gives {computed}."
        yield BalanceFinding(code="printed_outcome", text=text, mend="Check the lines against the document.")


def _left_out(side: SideOfAccounts) -> Iterator[BalanceFinding]:
    """Report money outside the total; support in kind is none, so a total rightly leaves it out."""
    silent = [line for line in side.excluded if not line.excluded_because]
    if silent:
        text = f"Left out of the total {side.label.lower()} without a reason: {_named(silent)}."
        yield BalanceFinding(code="left_out", text=text, mend="Say why at the line; the report prints the reason.")
    money = [line for line in side.excluded if line.nature != FinanceLine.Nature.IN_KIND and line.effect]
    if money and side.whole and side.printed == side.total:
        text = (
            f"The printed total {side.label.lower()} of {MONEY.phrase(side.total)} omits {_named(money)}. "
            f"With it there would be {MONEY.phrase((side.net + sum_of(money)) * side.sign)}."
        )
        mend = "Count the line in the total, or let the reason beside it say why it stays outside."
        yield BalanceFinding(code="printed_without", text=text, mend=mend)


def _brought_forward(accounts: Accounts, before: Accounts | None) -> Iterator[BalanceFinding]:
    if before is None or before.missing or before.statement.basis != FinanceStatement.Basis.ACTUAL:
        return
    lines = accounts.brought_forward
    if lines and sum_of(lines) != before.left_over:
        text = (
            f"{_named(lines)} is carried forward from earlier years, but the accounts of "
            f"{before.statement.period.label} leave {MONEY.phrase(before.left_over)}."
        )
        mend = "Check the line against last year's accounts, or say in its note where the difference went."
        yield BalanceFinding(code="brought_forward", text=text, mend=mend)


def _named(lines: Sequence[FinanceLine]) -> str:
    return " and ".join(f"“{line.label}” ({MONEY.phrase(line.effect)})" for line in lines)


def _silent_partners(accounts: Accounts, partners: Sequence[Agency]) -> Iterator[BalanceFinding]:
    if not any(line.agency_id for line in accounts.income.lines):
        return  # nobody is named yet, so nobody is missing
    payers = {line.agency_id for line in accounts.income.lines}
    silent = [agency.name for agency in partners if agency.pk not in payers]
    if silent:
        text = f"No contribution is recorded from the safeguarding partner {' and '.join(silent)}."
        mend = "Add the line, with 0 where nothing was paid."
        yield BalanceFinding(code="silent_partner", text=text, mend=mend)


def _too_early(statement: FinanceStatement, today: date | None) -> Iterator[BalanceFinding]:
    if today and statement.basis == FinanceStatement.Basis.ACTUAL and today <= statement.period.end:
        text = f"The amounts are called actual, but {statement.period.label} has not ended."
        yield BalanceFinding(code="too_early", text=text, mend="Call them a forecast until the year has ended.")
