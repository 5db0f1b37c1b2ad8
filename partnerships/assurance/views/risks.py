"""The risk register: list, matrix, one risk and everything that is done with it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.actions.models import Origin
from partnerships.assurance.forms.risks import (
    EscalateForm,
    EscalationAnswerForm,
    ReviewForm,
    RiskCloseForm,
    RiskForm,
    ScaleForm,
)
from partnerships.assurance.models import Risk
from partnerships.assurance.policies import is_open
from partnerships.assurance.selectors.risks import escalations_for, matrix_of, overdue, risks_for, scale_of
from partnerships.assurance.services import (
    risk_action_open,
    risk_add,
    risk_change,
    risk_close,
    risk_escalate,
    risk_escalation_answer,
    risk_reopen,
    risk_review,
    risk_scale_change,
)
from partnerships.assurance.views.pages import ActionPage, AssurancePage, Crumb, FormPage, initial_of, taken
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import show_both
from safeguarding.lib.workflow import Overtaken

FIELDS = (
    "title",
    "cause",
    "mitigation",
    "agency",
    "owner_post",
    "review_due_on",
    "target_likelihood",
    "target_impact",
    "target_on",
    "in_reports",
)


class RiskPage(AssurancePage):
    """A page of the register; the rows are those the person may read."""

    permission = P.RISK_VIEW_OWN

    def may_add(self) -> bool:
        """Return True for those who keep the register and for agency leads."""
        return self.access.may(P.ASSURANCE_EDIT_OWN)


class RiskList(RiskPage):
    """The register."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List open risks, highest first, or closed ones."""
        closed = request.GET.get("show") == "closed"
        rows = [risk for risk in risks_for(self.access) if is_open(risk) != closed]
        rows.sort(key=lambda risk: (-(risk.latest.score if risk.latest else 0), risk.number))
        today = timezone.localdate()
        return self.page(
            "assurance/risks.html",
            risks=[(risk, overdue(risk, today)) for risk in rows],
            closed=closed,
            may_add=self.may_add(),
            manages=self.manages,
            sees_all=self.access.may(P.RISK_VIEW_ALL),
        )


class RiskMatrix(RiskPage):
    """Where the open risks lie."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the matrix."""
        scale = scale_of(self.partnership)
        matrix = matrix_of(scale, risks_for(self.access))
        return self.page("assurance/matrix.html", matrix=matrix, scale=scale, manages=self.manages)


class RiskDetail(RiskPage):
    """One risk with its history."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show it."""
        risk = get_object_or_404(risks_for(self.access), number=number)
        return self.page(
            "assurance/risk.html",
            risk=risk,
            changes=self.may_change([risk.agency]),
            is_open=is_open(risk),
            late=overdue(risk, timezone.localdate()),
            reviews=list(risk.reviews.all()),
            actions=self.follow_up(Origin.RISK, risk.number),
            escalations=list(risk.escalations.all()),
        )


class RiskFormPage(FormPage):
    """A form about one risk, for those who keep the register and the lead of the agency that owns it."""

    permission = P.ASSURANCE_EDIT_OWN
    kept: Risk

    def find(self, **where: Any) -> None:
        """Find the risk among those the person may read, or 404; 403 without the right to change it."""
        self.kept = get_object_or_404(risks_for(self.access), number=where["number"])
        self.demand_change([self.kept.agency])

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        page = (f"Risk {self.kept.number}", self.address("risk_detail", self.kept.number))
        return [("Risks", self.address("risk_list")), page]

    def back(self, said: str) -> HttpResponse:
        """Go to the risk."""
        return self.go("risk_detail", self.kept.number, said=said)


class _Described(FormPage):
    """What adding and changing a risk share."""

    permission = P.ASSURANCE_EDIT_OWN

    def risk_form(self, data: Any, initial: Mapping[str, Any], *, new: bool) -> RiskForm:
        """Return the form; a lead chooses among the own agencies only."""
        seats = self.seats
        if not self.manages:
            seats = seats.filter(pk__in=self.access.agency_ids(P.ASSURANCE_EDIT_OWN))
        scale = scale_of(self.partnership)
        return RiskForm(data, initial=initial, scale=scale, seats=seats, new=new, manages=self.manages)


class RiskAdd(_Described):
    """Put a risk in the register."""

    heading, button = "Add a risk", "Add the risk"

    def form(self, data: Any) -> RiskForm:
        """Return the form with today."""
        return self.risk_form(data, {"opened_on": timezone.localdate()}, new=True)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        made = risk_add(by=self.person, partnership=self.partnership, **taken(form))
        return self.go("risk_detail", made.number, said=f"{made} is in the register.")

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Risks", self.address("risk_list"))]


class RiskEdit(RiskFormPage, _Described):
    """Change what a risk says and who owns it."""

    permission = P.ASSURANCE_EDIT_OWN
    heading = "Change the risk"

    def form(self, data: Any) -> RiskForm:
        """Return it as it stands."""
        return self.risk_form(data, initial_of(self.kept, FIELDS), new=False)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        version = form.cleaned_data["version"] or 0
        risk_change(by=self.person, risk=self.kept, version=version, **taken(form))
        return self.back("The risk is saved.")

    def theirs(self, row: Risk) -> Mapping[str, str]:
        """Return the words saved meanwhile."""
        return {
            "The risk": row.title,
            "Why it could happen": row.cause,
            "What is done about it": row.mitigation,
            "Owner": row.owner,
            "Target": str(row.target or ""),
        }


class RiskReviewAdd(RiskFormPage):
    """Score a risk again."""

    heading, button = "Review the risk", "Save the review"

    def form(self, data: Any) -> ReviewForm:
        """Return the form with the score it has now."""
        latest = self.kept.latest
        initial: dict[str, Any] = {"reviewed_on": timezone.localdate()}
        if latest:
            initial |= {"likelihood": latest.likelihood, "impact": latest.impact}
        return ReviewForm(data, initial=initial, scale=scale_of(self.partnership), seats=self.seats)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Keep the review."""
        made = risk_review(by=self.person, risk=self.kept, **taken(form))
        return self.back(f"The review is kept: {made.words}.")


class RiskEscalate(RiskFormPage):
    """Take a risk to somebody who can do more."""

    heading, button = "Escalate the risk", "Escalate"

    def form(self, data: Any) -> EscalateForm:
        """Return the form with today."""
        return EscalateForm(data, initial={"escalated_on": timezone.localdate()})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Record it."""
        made = risk_escalate(by=self.person, risk=self.kept, **taken(form))
        return self.back(f"The risk is escalated to {made}. Record the answer when it comes.")


class RiskAnswer(RiskFormPage):
    """Record the answer to an escalation."""

    heading, button = "Record the answer", "Save the answer"

    def find(self, **where: Any) -> None:
        """Find the escalation and its risk."""
        self.escalation = get_object_or_404(escalations_for(self.access), pk=where["escalation"])
        self.kept = self.escalation.risk
        self.demand_change([self.kept.agency])
        self.about = f"Escalated to {self.escalation.to}. Asked for: {self.escalation.reason}"

    def form(self, data: Any) -> EscalationAnswerForm:
        """Return the form."""
        return EscalationAnswerForm(data)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Keep the answer."""
        risk_escalation_answer(by=self.person, escalation=self.escalation, **taken(form))
        return self.back("The answer is kept.")


class RiskClose(RiskFormPage):
    """Stop watching a risk."""

    heading, button = "Close the risk", "Close the risk"

    def form(self, data: Any) -> RiskCloseForm:
        """Return the form with today."""
        return RiskCloseForm(data, initial={"closed_on": timezone.localdate()})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Close it."""
        risk_close(by=self.person, risk=self.kept, **taken(form))
        return self.back("The risk is closed. It stays in the register.")


class RiskAction(ActionPage, RiskFormPage):
    """Open an action that lowers the risk."""

    permission = P.ASSURANCE_EDIT_OWN

    def suggested(self) -> dict[str, Any]:
        """Return the risk's owner."""
        return {"agency": self.kept.agency, "owner_post": self.kept.owner_post}

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Open it."""
        made = risk_action_open(by=self.person, risk=self.kept, **taken(form))
        return self.back(f"Action {made.reference} is open.")


class RiskReopen(AssurancePage):
    """Watch a closed risk again. POST only."""

    permission = P.ASSURANCE_EDIT_OWN

    def post(self, request: HttpRequest, number: int) -> HttpResponse:
        """Open it again, or say why not."""
        risk = get_object_or_404(risks_for(self.access), number=number)
        self.demand_change([risk.agency])
        done_or_said(self, lambda: risk_reopen(by=self.person, risk=risk))
        return self.go("risk_detail", number)


class ScaleEdit(FormPage):
    """Change the scale. Reviews already made keep theirs."""

    heading = "How risks are scored"
    button = "Use this scale from now on"
    about = "A score is likelihood times impact. Reviews already made keep the scale they were made on."

    def find(self, **where: Any) -> None:
        """Read the scale in force."""
        self.kept = scale_of(self.partnership)

    def form(self, data: Any) -> ScaleForm:
        """Return the scale as lines."""
        initial = {name: getattr(self.kept, name) for name in ("likelihood", "impact", "bands")}
        return ScaleForm(data, initial={**initial, "version": self.kept.number})

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Put it in force."""
        risk_scale_change(
            by=self.person, partnership=self.partnership, number=form.cleaned_data["version"], **taken(form)
        )
        return self.go("risk_matrix", said="Reviews are made on this scale from now on.")

    def overtaken(self, form: GovUKForm, error: Overtaken) -> int:
        """Show the scale that is in force now."""
        now = scale_of(self.partnership)
        lines = {"Likelihood": now.likelihoods, "Impact": now.impacts}
        saved = {label: ", ".join(f"{one.value} {one.label}" for one in steps) for label, steps in lines.items()}
        saved["Bands"] = ", ".join(f"{band['value']} {band['label']}" for band in now.bands)
        return int(show_both(form, by=now.made_by, at=now.made_at, version=now.number, saved=saved))

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Risks", self.address("risk_list")), ("Matrix", self.address("risk_matrix"))]
