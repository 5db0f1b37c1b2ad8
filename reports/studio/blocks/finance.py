"""Income and expenditure with computed totals, under a sign convention that is printed."""

from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from partnerships.governance.models import FinanceLine, FinanceStatement
from partnerships.governance.selectors import Accounts, SideOfAccounts, accounts_of, statements_of
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey


class FinanceForm(SectionForm):
    """Which statement."""

    settings: ClassVar[tuple[str, ...]] = ("statement",)

    statement = forms.ChoiceField(required=False)
    field_order = ("title", "statement", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the partnership's statements."""
        statements = [(name_of(one), str(one)) for one in statements_of(partnership)]
        self.choose("statement", statements, "The latest of the report's period")


def name_of(statement: FinanceStatement) -> str:
    """Return what settings call a statement: its period and basis."""
    return f"{statement.period_token} {statement.basis}"


def statements_in(context: GatherContext) -> list[FinanceStatement]:
    """Return the partnership's statements, read once for the whole report."""
    return context.once("statements", lambda: list(statements_of(context.partnership)))


def statement_of(context: GatherContext, section: Section) -> FinanceStatement | None:
    """Return the statement named in the settings, or the latest whose period lies in the report's."""
    statements = statements_in(context)
    named = section.config.get("statement")
    if named:
        return next((one for one in statements if name_of(one) == named), None)
    span = context.report.span
    return next((one for one in statements if one.period.start <= span.end and one.period.end >= span.start), None)


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    statement = statement_of(context, section)
    if statement is None:
        return {"title": "", "sides": []}
    accounts = accounts_of(statement)
    return {
        "statement": name_of(statement),
        "title": statement.title,
        "period": statement.period.label,
        "basis": statement.get_basis_display(),
        "convention": statement.get_sign_convention_display(),
        "note": statement.note,
        "sides": [
            _side(context, statement, accounts.expenditure, "expenditure"),
            _side(context, statement, accounts.income, "income"),
        ],
        "excluded": [_excluded(context, accounts, line) for line in accounts.lines if not line.in_total],
        "balance": _key(context, statement, "balance"),
        "outcome": _key(context, statement, "outcome"),
        "missing": accounts.missing,
    }


def _side(context: GatherContext, statement: FinanceStatement, side: SideOfAccounts, name: str) -> dict[str, Any]:
    return {
        "label": side.label,
        "categories": [
            {
                "name": category,
                "lines": [
                    {
                        "label": line.label,
                        "value": _key(context, statement, f"{name}.{line.slug}"),
                        "note": line.note,
                        "counts": line.in_total,
                        "one_off": line.one_off,
                    }
                    for line in lines
                ],
            }
            for category, lines in side.categories
        ],
        "total": _key(context, statement, f"{name}-total"),
        "total_label": side.total_label,
        "printed": _key(context, statement, f"printed-{name}-total") if side.difference else "",
    }


def _excluded(context: GatherContext, accounts: Accounts, line: FinanceLine) -> dict[str, str]:
    return {
        "label": line.label,
        "value": _key(context, accounts.statement, f"amount.{line.side}.{line.slug}"),
        "kind": line.get_nature_display(),
        "because": line.excluded_because.rstrip("."),
    }


def _key(context: GatherContext, statement: FinanceStatement, name: str) -> str:
    parameters = {"period": statement.period_token, "basis": statement.basis}
    return context.want(FactKey(f"governance/finance.{name}", parameters))


FINANCE = BlockSpec(
    key="finance",
    title="Finance",
    sentence="Income and expenditure of a statement, with computed totals, the outcome and what is left out of them.",
    template="reports/blocks/finance.html",
    form=FinanceForm,
    gather=_gather,
    checks=("other_period", "balance"),
)
