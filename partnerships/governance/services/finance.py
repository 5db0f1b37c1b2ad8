"""Finance statements and their lines."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import FinanceLine, FinanceStatement
from safeguarding.lib.facts import Period
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken

_STALE = "Somebody changed this statement after you opened it. Look at it again before you go on."
_FIELDS = (
    *("side", "category", "label", "amount", "is_credit", "in_total", "excluded_because"),
    *("nature", "one_off", "agency", "note"),
)
_PRINTED = ("printed_income", "printed_expenditure", "printed_outcome")
_STATEMENT = ("title", "sign_convention", "note", "unlisted", *_PRINTED)


@transaction.atomic
def statement_create(
    *,
    by: User | None,
    partnership: Partnership,
    title: str,
    period: Period,
    basis: str,
    sign_convention: str = FinanceStatement.SignConvention.INCOME_POSITIVE,
    note: str = "",
    source: str = "",
    unlisted: str = "",
    printed_income: Decimal | None = None,
    printed_expenditure: Decimal | None = None,
    printed_outcome: Decimal | None = None,
) -> FinanceStatement:
    """Open the accounts of a period on one basis. `printed_*` are totals of a published document.

    `unlisted` names the sides of which the document does not print every line.
    """
    rows = FinanceStatement.objects.of(partnership).filter(period_token=period.token, basis=basis)
    if rows.exists():
        raise NotAllowed(f"There is already a statement for {period} on this basis. Edit that one.", code="duplicate")
    statement = FinanceStatement.objects.create(
        partnership=partnership,
        title=title,
        period_token=period.token,
        basis=basis,
        sign_convention=sign_convention,
        note=note,
        source=source,
        unlisted=unlisted,
        printed_income=printed_income,
        printed_expenditure=printed_expenditure,
        printed_outcome=printed_outcome,
    )
    audit_record(by=by, action="finance_statement_create", partnership=partnership, about=statement)
    return statement


@transaction.atomic
def statement_change(*, by: User | None, statement: FinanceStatement, version: int, **said: Any) -> FinanceStatement:
    """Change what stands above the lines; raises Overtaken when the statement moved on after `version`."""
    stored = FinanceStatement.objects.select_for_update(of=("self",)).select_related("partnership").get(pk=statement.pk)
    before = {name: getattr(stored, name) for name in _STATEMENT}
    after = {name: said.get(name, before[name]) for name in _STATEMENT}
    if before == after:
        return stored
    if stored.version != version:
        raise Overtaken(_STALE, code="overtaken")
    for name, value in after.items():
        setattr(stored, name, value)
    stored.version = version + 1
    stored.save()
    audit_record(
        by=by,
        action="finance_statement_change",
        partnership=stored.partnership,
        about=stored,
        before=before,
        after=after,
    )
    return stored


@transaction.atomic
def line_add(
    *,
    by: User | None,
    statement: FinanceStatement,
    side: str,
    label: str,
    amount: Decimal,
    category: str = "",
    is_credit: bool = False,
    in_total: bool = True,
    excluded_because: str = "",
    nature: str = "",
    one_off: bool = False,
    agency: Agency | None = None,
    note: str = "",
    version: int | None = None,
) -> FinanceLine:
    """Add a line at the end of its side. `amount` is positive; a negative one is a credit and is kept as such.

    With `version`, the statement as the person saw it, a double click adds one line and a stale form none.
    """
    if amount < 0:
        amount, is_credit = -amount, not is_credit
    stored = FinanceStatement.objects.select_for_update().get(pk=statement.pk)  # two lines must not take one place
    said = {"side": side, "category": category, "label": label, "amount": amount, "is_credit": is_credit}
    said |= {"in_total": in_total, "excluded_because": "" if in_total else excluded_because, "note": note}
    said |= {"nature": nature, "one_off": one_off, "agency": agency}
    _check_agency(statement, agency)
    if version is not None and stored.version != version:
        if twin := FinanceLine.objects.filter(statement=stored, updated_by=by, **said).first():
            return twin
        raise Overtaken(_STALE, code="overtaken")
    taken = set(FinanceLine.objects.filter(statement=statement, side=side).values_list("slug", flat=True))
    line = FinanceLine.objects.create(
        statement=statement, slug=slug_among(label, taken), order=len(taken) + 1, updated_by=by, **said
    )
    _touched(by, "finance_line_add", line, before=None, after=_said(line))
    return line


@transaction.atomic
def line_change(*, by: User | None, line: FinanceLine, version: int, **said: Any) -> FinanceLine:
    """Change a line of a statement opened at `version`; raises Overtaken when the statement moved on meanwhile."""
    stored = FinanceLine.objects.select_related("statement__partnership", "agency").get(pk=line.pk)
    before = _said(stored)
    for name in _FIELDS:
        setattr(stored, name, said.get(name, getattr(stored, name)))
    if stored.in_total:
        stored.excluded_because = ""
    _check_agency(stored.statement, stored.agency)
    if _said(stored) == before:
        return stored
    _check_version(stored.statement, version)
    stored.updated_at, stored.updated_by = timezone.now(), by
    if stored.side != before["side"]:
        others = FinanceLine.objects.filter(statement=stored.statement, side=stored.side)
        stored.slug = slug_among(stored.label, set(others.values_list("slug", flat=True)))
    stored.save()
    _touched(by, "finance_line_change", stored, before=before, after=_said(stored))
    return stored


@transaction.atomic
def line_remove(*, by: User | None, line: FinanceLine, version: int) -> None:
    """Take a line out; the audit trail keeps what it said."""
    _check_version(line.statement, version)
    _touched(by, "finance_line_remove", line, before=_said(line), after=None)
    line.delete()


def _check_version(statement: FinanceStatement, version: int) -> None:
    stored = FinanceStatement.objects.select_for_update().get(pk=statement.pk)
    if stored.version != version:
        raise Overtaken(_STALE, code="overtaken")


def _check_agency(statement: FinanceStatement, agency: Agency | None) -> None:
    if agency and agency.partnership_id != statement.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")


def _said(line: FinanceLine) -> dict[str, Any]:
    return {name: getattr(line, name) if name != "agency" else line.agency_id for name in _FIELDS}


def _touched(
    by: User | None, action: str, line: FinanceLine, before: dict[str, Any] | None, after: dict[str, Any] | None
) -> None:
    statement = FinanceStatement.objects.select_for_update().get(pk=line.statement_id)
    statement.version += 1
    statement.save(update_fields=["version"])
    line.statement = statement
    audit_record(by=by, action=action, partnership=statement.partnership, about=line, before=before, after=after)
