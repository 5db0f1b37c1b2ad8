"""Finance statements and their lines."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.balance import balance_findings
from partnerships.governance.forms import LineForm, StatementChangeForm, StatementForm
from partnerships.governance.selectors import accounts_of, lines_of, safeguarding_partners, statements_of, year_before
from partnerships.governance.services import line_add, line_change, line_remove, statement_change, statement_create
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import NotAllowed, first_words


class FinanceList(PartnershipView):
    """Every statement with its computed totals."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        accounts = [accounts_of(row) for row in statements_of(self.partnership)]
        return self.page(
            "governance/finance_list.html", accounts=accounts, manages=self.access.may(P.GOVERNANCE_MANAGE)
        )


class FinanceAdd(PartnershipView):
    """Open a statement."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = StatementForm(initial={"basis": "actual", "sign_convention": "income_positive"})
        return self.page("governance/finance_add.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open it."""
        return saved_or_shown(self, "governance/finance_add.html", StatementForm(request.POST), self.keep)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Make the statement."""
        made = statement_create(by=self.person, partnership=self.partnership, **said)
        return redirect("finance_detail", self.partnership.slug, made.pk)


class FinanceDetail(PartnershipView):
    """Both sides of a statement, totals and balance."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest, statement: int) -> HttpResponse:
        """Show it."""
        statements = list(statements_of(self.partnership))
        row = next((one for one in statements if one.pk == statement), None)
        if row is None:
            raise Http404
        accounts, before = accounts_of(row), year_before(statements, row)
        partners, last = safeguarding_partners(self.partnership), accounts_of(before) if before else None
        return self.page(
            "governance/finance_detail.html",
            accounts=accounts,
            findings=balance_findings(accounts, partners, timezone.localdate(), last),
            manages=self.access.may(P.GOVERNANCE_MANAGE),
        )


class FinanceEdit(PartnershipView):
    """Change what stands above the lines: title, signs, note, printed totals."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, statement: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(statements_of(self.partnership), pk=statement)
        said = {name: getattr(row, name) for name in StatementChangeForm.base_fields}
        form = StatementChangeForm(initial=said)
        return self.page("governance/finance_edit.html", form=form, statement=row)

    def post(self, request: HttpRequest, statement: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(statements_of(self.partnership), pk=statement)
        form = StatementChangeForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            statement_change(by=self.person, statement=row, **said)
            messages.success(request, f"{row} is saved.")
            return redirect("finance_detail", self.partnership.slug, row.pk)

        def overtaken() -> None:
            saved = {"Title": row.title, "Note": row.note}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/finance_edit.html", form, save, overtaken, statement=row)


class LineAdd(PartnershipView):
    """Add a line."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, statement: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(statements_of(self.partnership), pk=statement)
        said = {"side": request.GET.get("side", ""), "in_total": True, "version": row.version}
        return self.page(
            "governance/line.html", form=LineForm(partnership=self.partnership, initial=said), statement=row, line=None
        )

    def post(self, request: HttpRequest, statement: int) -> HttpResponse:
        """Add it."""
        row = get_object_or_404(statements_of(self.partnership), pk=statement)

        def save(said: dict[str, Any]) -> HttpResponse:
            made = line_add(by=self.person, statement=row, **said)
            messages.success(request, f"{made.label} is added.")
            return redirect("finance_detail", self.partnership.slug, row.pk)

        form = LineForm(request.POST, partnership=self.partnership)

        def overtaken() -> None:
            show_both(form, by="", at=None, version=row.version, saved={})

        return saved_or_shown(self, "governance/line.html", form, save, overtaken, statement=row, line=None)


class LineEdit(PartnershipView):
    """Change a line."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, statement: int, line: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(lines_of(self.partnership), pk=line, statement=statement)
        said = {name: getattr(row, name) for name in LineForm.base_fields if name != "version"}
        form = LineForm(partnership=self.partnership, initial={**said, "version": row.statement.version})
        return self.page("governance/line.html", form=form, statement=row.statement, line=row)

    def post(self, request: HttpRequest, statement: int, line: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(lines_of(self.partnership), pk=line, statement=statement)
        form = LineForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            line_change(by=self.person, line=row, **said)
            messages.success(request, f"{said['label']} is saved.")
            return redirect("finance_detail", self.partnership.slug, statement)

        def overtaken() -> None:
            saved = {"Description": row.label, "Amount": f"£{row.amount:,}", "Note": row.note}
            version = row.statement.version
            show_both(form, by=row.updated_by, at=row.updated_at, version=version, saved=saved)

        return saved_or_shown(self, "governance/line.html", form, save, overtaken, statement=row.statement, line=row)


class LineRemove(PartnershipView):
    """Take a line out, after a question."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, statement: int, line: int) -> HttpResponse:
        """Ask."""
        row = get_object_or_404(lines_of(self.partnership), pk=line, statement=statement)
        return self.page("governance/line_remove.html", statement=row.statement, line=row)

    def post(self, request: HttpRequest, statement: int, line: int) -> HttpResponse:
        """Remove it, unless the statement moved on since the question was shown."""
        row = get_object_or_404(lines_of(self.partnership), pk=line, statement=statement)
        seen = request.POST.get("version", "")
        try:
            line_remove(by=self.person, line=row, version=int(seen) if seen.isdigit() else -1)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"{row.label} is removed.")
        return redirect("finance_detail", self.partnership.slug, statement)
