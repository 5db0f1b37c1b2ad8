"""Reads of the accounts: sides, totals, what remains, who pays, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from partnerships.directory.models import Agency, Partnership
from partnerships.governance.models import FinanceLine, FinanceStatement

# The best there is comes first where nobody says which basis is meant.
BASES = (FinanceStatement.Basis.ACTUAL, FinanceStatement.Basis.FORECAST, FinanceStatement.Basis.BUDGET)


@dataclass(frozen=True, kw_only=True)
class SideOfAccounts:
    """One side: its lines by category, and the total computed from those that count.

    `printed` is the total a published document gives for it, as printed. `whole` is False where the document does not
    print every line.
    """

    label: str
    lines: Sequence[FinanceLine]
    sign: int
    printed: Decimal | None = None
    whole: bool = True

    @property
    def total_label(self) -> str:
        """Return what the sum of the lines is called: it is a total only when every line is known."""
        word = self.label.lower()
        return f"Total {word}" if self.whole else f"Printed lines of {word}, added up"

    @property
    def categories(self) -> list[tuple[str, list[FinanceLine]]]:
        """Return runs of lines with one category, in the order of the statement."""
        return [(name, list(lines)) for name, lines in groupby(self.lines, key=lambda line: line.category)]

    @property
    def counted(self) -> list[FinanceLine]:
        """Return the lines that make up the total."""
        return [line for line in self.lines if line.in_total]

    @property
    def excluded(self) -> list[FinanceLine]:
        """Return the lines shown outside the total."""
        return [line for line in self.lines if not line.in_total]

    @property
    def net(self) -> Decimal:
        """Return the total as a positive amount (credits taken off)."""
        return sum_of(self.counted)

    @property
    def total(self) -> Decimal:
        """Return the total under the statement's sign convention."""
        return self.net * self.sign

    @property
    def difference(self) -> Decimal:
        """Return how far the printed total lies from the computed one.

        Zero when they agree, none is printed, or lines are missing that may explain it.
        """
        return Decimal(0) if self.printed is None or not self.whole else self.printed - self.total


@dataclass(frozen=True, kw_only=True)
class Accounts:
    """A statement with both sides and what remains."""

    statement: FinanceStatement
    income: SideOfAccounts
    expenditure: SideOfAccounts

    @property
    def lines(self) -> list[FinanceLine]:
        """Return the lines of both sides, income first."""
        return [*self.income.lines, *self.expenditure.lines]

    @property
    def missing(self) -> str:
        """Return why nothing can be said about what remains; empty when every line is known."""
        sides = [side.label.lower() for side in (self.income, self.expenditure) if not side.whole]
        return f"the document does not print every line of the {' and the '.join(sides)}" if sides else ""

    @property
    def balance(self) -> Decimal:
        """Return income less expenditure: positive is a surplus, whatever the sign convention."""
        return self.income.net - self.expenditure.net

    @property
    def outcome(self) -> Decimal:
        """Return the balance under the statement's sign convention: where income is negative, so is a surplus."""
        return self.balance * self.statement.income_sign

    @property
    def balance_word(self) -> str:
        """Return surplus, deficit or balanced."""
        return "surplus" if self.balance > 0 else "deficit" if self.balance < 0 else "balanced"

    @property
    def brought_forward(self) -> list[FinanceLine]:
        """Return the lines of income that earlier years left, in the total or not."""
        return [line for line in self.income.lines if line.nature == FinanceLine.Nature.BROUGHT_FORWARD]

    @property
    def left_over(self) -> Decimal:
        """Return what there is at the end: the balance, and what earlier years left outside the total."""
        return self.balance + sum_of([line for line in self.brought_forward if not line.in_total])

    @property
    def partners(self) -> list[Agency]:
        """Return the agencies whose money is in the total, the one that gives most first."""
        payers = {line.agency for line in self.income.counted if line.agency}
        return sorted(payers, key=lambda agency: (-sum_of(self.paid_by(agency)), agency.name))

    def paid_by(self, agency: Agency) -> list[FinanceLine]:
        """Return an agency's lines of income that count."""
        return [line for line in self.income.counted if line.agency_id == agency.pk]


def sum_of(lines: Sequence[FinanceLine]) -> Decimal:
    """Return the sum of lines as positive amounts, credits taken off."""
    return sum((line.effect for line in lines), Decimal(0))


def statements_of(partnership: Partnership) -> QuerySet[FinanceStatement]:
    """Return the statements with their lines, newest first. Two queries."""
    lines = FinanceLine.objects.select_related("statement", "updated_by", "agency__organisation")
    return FinanceStatement.objects.of(partnership).prefetch_related(Prefetch("lines", lines))


def lines_of(partnership: Partnership) -> QuerySet[FinanceLine]:
    """Return the lines of all statements."""
    return FinanceLine.objects.of(partnership).select_related("statement__partnership", "updated_by")


def accounts_of(statement: FinanceStatement) -> Accounts:
    """Return a statement's sides, totals and balance; prefetched lines are used."""
    return Accounts(
        statement=statement,
        income=_side(statement, FinanceLine.Side.INCOME, statement.income_sign, statement.printed_income),
        expenditure=_side(statement, FinanceLine.Side.EXPENDITURE, 1, statement.printed_expenditure),
    )


def year_before(statements: Sequence[FinanceStatement], statement: FinanceStatement) -> FinanceStatement | None:
    """Return the accounts of the year before on the best basis, None where there are none."""
    earlier = statement.period.year_earlier().token
    before = [one for basis in BASES for one in statements if (one.period_token, one.basis) == (earlier, basis)]
    return next(iter(before), None)


def counterparts_of(statements: Sequence[FinanceStatement], statement: FinanceStatement) -> list[FinanceStatement]:
    """Return what a statement is set against: the year before on the best basis, and its own budget."""
    before = year_before(statements, statement)
    budget = (statement.period_token, FinanceStatement.Basis.BUDGET)
    planned = [one for one in statements if (one.period_token, one.basis) == budget and one.pk != statement.pk]
    return [*([before] if before else []), *planned]


def _side(statement: FinanceStatement, side: FinanceLine.Side, sign: int, printed: Decimal | None) -> SideOfAccounts:
    lines = [line for line in statement.lines.all() if line.side == side]
    whole = statement.unlisted not in (side, FinanceStatement.Unlisted.BOTH)
    return SideOfAccounts(label=side.label, lines=lines, sign=sign, printed=printed, whole=whole)
