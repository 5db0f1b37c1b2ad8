"""A partnership's own editions of guidance: drafted, reviewed, put in force; deadlines marked as verified."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.selectors.audit import last_change_of
from reviews.cases.guidance_forms import CheckedForm, EditionDraftForm, EditionForm, RuleForm
from reviews.cases.models import ClockRule, GuidanceEdition, SourceCheck
from reviews.cases.selectors.editions import (
    check_of,
    edition_named,
    editions_with_rules,
    own_editions,
    rules_known,
    rules_of,
)
from reviews.cases.services import (
    edition_change,
    edition_discard,
    edition_draft,
    edition_put_in_force,
    edition_rule_add,
    edition_rule_change,
    edition_rule_remove,
    rule_check,
    rule_check_remove,
)
from reviews.cases.views.base import STALE, WRONG, refuse
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, Overtaken, first_words


class EditionView(PartnershipView):
    """A page on which an edition of the partnership is written."""

    permission = Permission.GUIDANCE_MANAGE

    def get_edition(self, slug: str) -> GuidanceEdition:
        """Return one of the partnership's own editions or 404."""
        return get_object_or_404(own_editions(self.partnership), slug=slug)

    def get_rule(self, edition: GuidanceEdition, rule: int) -> ClockRule:
        """Return a deadline of the edition or 404."""
        return get_object_or_404(rules_of(edition), pk=rule)

    def onward(self, edition: GuidanceEdition, said: str) -> HttpResponse:
        """Say what was done and show the edition."""
        messages.success(self.request, said)
        return redirect("edition_detail", self.partnership.slug, edition.slug)

    def form_page(
        self, edition: GuidanceEdition | None, form: GovUKForm, words: str, button: str, status: int = 200
    ) -> HttpResponse:
        """Render a form."""
        context = {"form": form, "words": words, "button_words": button, "edition": edition}
        return self.page("cases/edition_form.html", status, **context)

    def stale(self, edition: GuidanceEdition, form: GovUKForm, values: dict[str, str]) -> None:
        """Show what somebody else saved beside the person's own words; saving again then replaces it."""
        edition.refresh_from_db()
        change = last_change_of(edition)
        form.add_stale_error(by=change.actor_name, at=change.at, values=values)
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = str(edition.version)  # type: ignore[index]


class EditionAdd(EditionView):
    """Draft an edition, empty or from another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form, filled from the edition named in the address."""
        initial: dict[str, Any] = {}
        if copied := edition_named(self.partnership, request.GET.get("copy", "")).first():
            plain = {name: getattr(copied, name) for name in ("title", "audience", "starts_on", "source")}
            initial = {"copied": copied.slug, **plain}
        return self.show(EditionDraftForm(initial=initial, editions=self.choices()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin it."""
        form = EditionDraftForm(request.POST, editions=self.choices())
        if not form.is_valid():
            return self.show(form, WRONG)
        said = {**form.cleaned_data}
        copied = edition_named(self.partnership, said.pop("copied")).first()
        try:
            made = edition_draft(by=self.person, partnership=self.partnership, copied=copied, **said)
        except NotAllowed as error:
            refuse(form, error)
            return self.show(form, WRONG)
        return self.onward(made, "Drafted. Check each deadline against the text, then put the edition in force.")

    def choices(self) -> list[GuidanceEdition]:
        """Return the editions that can be copied."""
        return list(editions_with_rules(self.partnership))

    def show(self, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.form_page(None, form, "Draft an edition", "Begin the draft", status)


class EditionDetail(EditionView):
    """Review an edition of the partnership: all it says, and what is still to be done."""

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Show it."""
        row = self.get_edition(edition)
        return self.page("cases/edition.html", edition=row, rules=rules_of(row))


class EditionChange(EditionView):
    """Change what a draft is and what a decision under it considers."""

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Show the form."""
        row = self.get_edition(edition)
        return self.show(row, EditionForm.of(row))

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Keep it."""
        row = self.get_edition(edition)
        form = EditionForm.of(row, request.POST)
        if not form.is_valid():
            return self.show(row, form, WRONG)
        try:
            edition_change(by=self.person, edition=row, **form.cleaned_data)
        except Overtaken:
            self.stale(row, form, saved(form, row))
            return self.show(row, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.show(row, form, WRONG)
        return self.onward(row, "Saved.")

    def show(self, edition: GuidanceEdition, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.form_page(edition, form, "Change the draft", "Save", status)


class RuleAdd(EditionView):
    """Add a deadline to a draft."""

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Show the form."""
        row = self.get_edition(edition)
        return self.show(row, RuleForm(edition=row))

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Add it."""
        row = self.get_edition(edition)
        form = RuleForm(request.POST, edition=row)
        if not form.is_valid():
            return self.show(row, form, WRONG)
        try:
            edition_rule_add(by=self.person, edition=row, **form.cleaned_data)
        except Overtaken:
            self.stale(row, form, {"Deadlines": "; ".join(f"{rule}: {rule.counts}" for rule in rules_of(row))})
            return self.show(row, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.show(row, form, WRONG)
        return self.onward(row, "The deadline is added.")

    def show(self, edition: GuidanceEdition, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.form_page(edition, form, "Add a deadline", "Add the deadline", status)


class RuleChange(EditionView):
    """Change a deadline of a draft."""

    def get(self, request: HttpRequest, edition: str, rule: int) -> HttpResponse:
        """Show the form."""
        row = self.get_edition(edition)
        return self.show(row, RuleForm(edition=row, rule=self.get_rule(row, rule)))

    def post(self, request: HttpRequest, edition: str, rule: int) -> HttpResponse:
        """Keep it."""
        row = self.get_edition(edition)
        held = self.get_rule(row, rule)
        form = RuleForm(request.POST, edition=row, rule=held)
        if not form.is_valid():
            return self.show(row, form, WRONG)
        try:
            edition_rule_change(by=self.person, rule=held, **form.cleaned_data)
        except Overtaken:
            held.refresh_from_db()
            self.stale(row, form, saved(form, held))
            return self.show(row, form, STALE)
        except NotAllowed as error:
            refuse(form, error)
            return self.show(row, form, WRONG)
        return self.onward(row, "Saved.")

    def show(self, edition: GuidanceEdition, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.form_page(edition, form, "Change a deadline", "Save", status)


class RuleRemove(EditionView):
    """Take a deadline out of a draft."""

    def post(self, request: HttpRequest, edition: str, rule: int) -> HttpResponse:
        """Take it out."""
        row = self.get_edition(edition)
        held = self.get_rule(row, rule)
        try:
            edition_rule_remove(by=self.person, rule=held, version=version_of(request))
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("edition_detail", self.partnership.slug, row.slug)
        return self.onward(row, f"“{held.title}” is taken out of the draft.")


class EditionForce(EditionView):
    """Put a draft in force, after one more look at what that means."""

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Ask."""
        row = self.get_edition(edition)
        return self.page("cases/edition_force.html", edition=row, rules=rules_of(row))

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Do it."""
        row = self.get_edition(edition)
        try:
            edition_put_in_force(by=self.person, edition=row, version=version_of(request))
        except NotAllowed as error:
            messages.error(request, f"{first_words(error)} Nothing was put in force.")
            return redirect("edition_detail", self.partnership.slug, row.slug)
        return self.onward(row, f"{row.title} is in force for cases that begin on or after its first day.")


class EditionDiscard(EditionView):
    """Throw a draft away."""

    def get(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Ask."""
        return self.page("cases/edition_discard.html", edition=self.get_edition(edition))

    def post(self, request: HttpRequest, edition: str) -> HttpResponse:
        """Do it."""
        row = self.get_edition(edition)
        try:
            edition_discard(by=self.person, edition=row, version=version_of(request))
        except NotAllowed as error:
            messages.error(request, f"{first_words(error)} Nothing was thrown away.")
            return redirect("edition_detail", self.partnership.slug, row.slug)
        messages.success(request, f"The draft “{row.title}” is thrown away.")
        return redirect("guidance_list", self.partnership.slug)


class RuleCheck(PartnershipView):
    """Mark a deadline of an edition in force as verified in the primary text."""

    permission = Permission.GUIDANCE_MANAGE

    def get(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Show the form, filled with the mark there is."""
        row = get_object_or_404(rules_known(self.partnership), pk=rule)
        mark = check_of(self.partnership, row)
        initial = {"place": mark.place, "checked_on": mark.checked_on} if mark else {}
        return self.form_page(row, mark, CheckedForm(initial=initial), 200)

    def post(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Keep it."""
        row, form = get_object_or_404(rules_known(self.partnership), pk=rule), CheckedForm(request.POST)
        mark = check_of(self.partnership, row)
        if not form.is_valid():
            return self.form_page(row, mark, form, WRONG)
        try:
            rule_check(by=self.person, partnership=self.partnership, rule=row, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(row, mark, form, WRONG)
        messages.success(request, f"“{row.title}” is marked as verified.")
        return redirect("guidance_list", self.partnership.slug)

    def form_page(self, rule: ClockRule, mark: SourceCheck | None, form: CheckedForm, status: int) -> HttpResponse:
        """Render the form."""
        return self.page("cases/rule_check.html", status, form=form, rule=rule, mark=mark)


class RuleCheckRemove(PartnershipView):
    """Take back the mark that a deadline was verified."""

    permission = Permission.GUIDANCE_MANAGE

    def post(self, request: HttpRequest, rule: int) -> HttpResponse:
        """Take it back; a second click finds nothing left to take back."""
        row = get_object_or_404(rules_known(self.partnership), pk=rule)
        if mark := check_of(self.partnership, row):
            rule_check_remove(by=self.person, check=mark)
        messages.success(request, f"“{row.title}” is as sure as its edition says.")
        return redirect("guidance_list", self.partnership.slug)


def saved(form: GovUKForm, row: GuidanceEdition | ClockRule) -> dict[str, str]:
    """Return what is stored now, by the labels of a form."""
    row.refresh_from_db()
    shown = {name: field for name, field in form.fields.items() if name != "version"}
    return {str(field.label): said(row, name) for name, field in shown.items()}


def said(row: GuidanceEdition | ClockRule, name: str) -> str:
    """Return a stored value in the words of the screen."""
    words = getattr(row, f"get_{name}_display", None)
    return str(words() if words else getattr(row, name))


def version_of(request: HttpRequest) -> int:
    """Return the version of the draft a button was shown with; none counts as overtaken."""
    given = request.POST.get("version", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0
