"""Mending what was recorded wrongly, and the one place where a real name may be kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from reviews.cases.correction_forms import KindForm, NameForm, SubjectChangeForm
from reviews.cases.forms import ReasonForm
from reviews.cases.models import Case, Subject
from reviews.cases.policies import KIND_BECOMES
from reviews.cases.selectors.corrections import PARTS, parts_standing, said_of, subjects_of
from reviews.cases.services import (
    case_kind_change,
    part_withdraw,
    subject_change,
    subject_name,
    subject_name_remove,
)
from reviews.cases.services.corrections import COUNTED
from reviews.cases.views.base import KeeperFormView
from reviews.cases.views.learning import given
from safeguarding.lib.forms.base import GovUKForm


class PartWithdraw(KeeperFormView):
    """Withdraw a decision, a finding, a relation or another part that was recorded wrongly."""

    words = "Withdraw what was recorded wrongly"
    template = "cases/part_withdraw.html"
    button_words = "Withdraw"

    def get_part(self, case: Case, **found: Any) -> Any:
        """Return the standing part of this case or 404."""
        return get_object_or_404(parts_standing(case, self.person, found["sort"]), pk=found["part"])

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask why."""
        self.get_part(case, **found)
        return ReasonForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Withdraw it, and go back to the page it stands on."""
        part = self.get_part(case, **found)
        said = str(part)
        part_withdraw(by=self.person, part=part, because=form.cleaned_data["reason"])
        self.onward = PARTS[found["sort"]].page
        return f"“{said}” is withdrawn. {PARTS[found['sort']].then}".strip()

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form below what would be withdrawn."""
        part, sort = self.get_part(case, **found), PARTS[found["sort"]]
        return super().form_page(case, form, status, said=said_of(part), back=sort.page, then=sort.then)


class SubjectView(KeeperFormView):
    """A form about one child or adult of the case."""

    def get_subject(self, case: Case, **found: Any) -> Subject:
        """Return the person of this case or 404."""
        return get_object_or_404(subjects_of(case), pk=found["subject"])


class SubjectChange(SubjectView):
    """Correct what is recorded of a child or adult."""

    words = "Correct what is recorded of a child or adult"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Show it as it is."""
        row = self.get_subject(case, **found)
        return SubjectChangeForm(data, initial={name: getattr(row, name) for name in (*COUNTED, "version")})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Save it."""
        row = self.get_subject(case, **found)
        subject_change(by=self.person, subject=row, **given(form))
        return f"What is recorded of {row} is saved."

    def stale(self, case: Case, form: GovUKForm, **found: Any) -> None:
        """Show what is saved beside the person's own words, and let the next save through."""
        row = self.get_subject(case, **found)
        saved = {
            "Pseudonym": row.pseudonym,
            "Age at the time": row.get_age_band_display(),
            "Ethnic group": row.get_ethnicity_display(),
            "Exact age": row.exact_age,
            "What else matters for the review": row.characteristics,
        }
        self.stale_form(case, form, ("case_subject_changed", "case_subject_added"), saved, row.version)


class NameKeep(SubjectView):
    """Keep a real name with recorded consent. It is shown on this page and nowhere else, and each look is logged."""

    words = "Keep a real name with consent"
    template = "cases/name.html"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the name, who consented and when."""
        kept = getattr(self.get_subject(case, **found), "real_name", None)
        names = ("name", "consent_by", "consent_on")
        return NameForm(data, initial={name: getattr(kept, name) for name in names} if kept else {})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Keep it."""
        row = self.get_subject(case, **found)
        subject_name(by=self.person, subject=row, **form.cleaned_data)
        return f"The name of {row} is kept. It is shown on its own page only."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form below what is kept now."""
        row = self.get_subject(case, **found)
        return super().form_page(case, form, status, subject=row, kept=getattr(row, "real_name", None))


class NameRemove(SubjectView):
    """Remove a real name for good."""

    words = "Remove the real name"
    button_words = "Remove the name for good"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask why."""
        get_object_or_404(subjects_of(case).exclude(real_name=None), pk=found["subject"])
        return ReasonForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Remove it."""
        row = self.get_subject(case, **found)
        subject_name_remove(by=self.person, subject=row, because=form.cleaned_data["reason"])
        return f"The name of {row} is removed for good."


class KindChange(KeeperFormView):
    """Turn a mandatory safeguarding adults review into a discretionary one, or back."""

    words = "Change the kind of review"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the other kind and the reason."""
        return KindForm(data, kind=case.kind)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Change it."""
        said = form.cleaned_data
        case_kind_change(by=self.person, case=case, kind=said["kind"], because=said["because"])
        return f"This is a {case.get_kind_display()} now."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form, or go back where the kind can not change."""
        if case.kind not in KIND_BECOMES:
            messages.error(self.request, "This case can not become another kind. Open a new one and relate the two.")
            return redirect(reverse("case_detail", args=[self.partnership.slug, case.reference]))
        return super().form_page(case, form, status, **found)
