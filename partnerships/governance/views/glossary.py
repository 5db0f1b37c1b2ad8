"""The register of abbreviations."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.acronyms import USUAL, clashes_in
from partnerships.governance.forms import TermChangeForm, TermForm, UsualForm
from partnerships.governance.selectors import glossary_of, terms_of
from partnerships.governance.services import term_add, term_change, term_remove
from safeguarding.lib.refusal import show_both


class GlossaryList(PartnershipView):
    """The abbreviations, with those that mean two things marked."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        terms = glossary_of(self.partnership)
        manages = self.access.may(P.GOVERNANCE_MANAGE)
        return self.page("governance/glossary.html", terms=terms, clashes=clashes_in(terms), manages=manages)


class UsualTerms(PartnershipView):
    """Take over abbreviations with the meaning the field usually gives them."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show those the register has not."""
        return self.page("governance/terms_usual.html", form=self.form(None))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add what is ticked."""
        return saved_or_shown(self, "governance/terms_usual.html", self.form(request.POST), self.keep)

    def form(self, data: Any) -> UsualForm:
        """Return the form without what is listed already."""
        return UsualForm(data, listed={term.abbreviation.upper() for term in terms_of(self.partnership)})

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Add the terms."""
        for short in said["terms"]:
            term_add(by=self.person, partnership=self.partnership, abbreviation=short, expansion=USUAL[short][0])
        messages.success(self.request, f"{len(said['terms'])} added.")
        return redirect("glossary_list", self.partnership.slug)


class TermAdd(PartnershipView):
    """Add an abbreviation."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("governance/term.html", form=TermForm(), term=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        return saved_or_shown(self, "governance/term.html", TermForm(request.POST), self.keep, term=None)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Add the term."""
        made = term_add(by=self.person, partnership=self.partnership, **said)
        messages.success(self.request, f"{made.abbreviation} is added.")
        return redirect("glossary_list", self.partnership.slug)


class TermEdit(PartnershipView):
    """Correct an abbreviation, or take it out."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, term: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(terms_of(self.partnership), pk=term)
        said = {"abbreviation": row.abbreviation, "expansion": row.expansion, "note": row.note}
        form = TermChangeForm(initial={**said, "version": row.version})
        return self.page("governance/term.html", form=form, term=row)

    def post(self, request: HttpRequest, term: int) -> HttpResponse:
        """Save or remove it."""
        row = get_object_or_404(terms_of(self.partnership), pk=term)
        if "remove" in request.POST:
            term_remove(by=self.person, term=row)
            messages.success(request, f"{row.abbreviation} is removed.")
            return redirect("glossary_list", self.partnership.slug)

        def save(said: dict[str, Any]) -> HttpResponse:
            term_change(by=self.person, term=row, **said)
            return redirect("glossary_list", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Abbreviation": row.abbreviation, "What it stands for": row.expansion, "Note": row.note}
            show_both(form, by=None, at=None, version=row.version, saved=saved)

        form = TermChangeForm(request.POST)
        return saved_or_shown(self, "governance/term.html", form, save, overtaken, term=row)
