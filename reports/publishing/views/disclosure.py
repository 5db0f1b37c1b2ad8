"""The review of the public edition: what will be hidden and why, and what people decide against the rules."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from reports.publishing.disclosing import Controlled, policy_of
from reports.publishing.forms import DecisionForm, PolicyForm
from reports.publishing.models import DisclosureDecision
from reports.publishing.policies import may_decide, may_withdraw
from reports.publishing.review import figures_of, review_now, review_of
from reports.publishing.selectors import decisions_of
from reports.publishing.services.disclosure import decision_ask, decision_settle, decision_withdraw, policy_set
from reports.studio.models import Report
from reports.studio.views.base import StudioView
from safeguarding.lib.workflow import NotAllowed


class ReviewPage(StudioView):
    """Base of the pages about the public edition of one report."""

    tab = "disclosure_review"

    def decision(self, report: str, pk: int) -> DisclosureDecision:
        """Return a decision about a report of this partnership or 404."""
        return self.get_own(decisions_of(self.report(report)), pk=pk)

    def back(self, report: str) -> HttpResponse:
        """Answer with the review."""
        return redirect("disclosure_review", self.partnership.slug, report)

    def answer(self, report: Report, control: Controlled, form: DecisionForm, status: int = 200) -> HttpResponse:
        """Show the review with a form to ask for a decision."""
        decisions = [
            (row, may_decide(row, self.person), may_withdraw(row), row in control.lapsed)
            for row in decisions_of(report)
        ]
        context: dict[str, Any] = {"review": review_of(control), "decisions": decisions, "form": form}
        return self.report_page("publishing/review.html", report, status, **context)


class Review(ReviewPage):
    """What the public edition would hide if it were built now."""

    def get(self, request: HttpRequest, report: str) -> HttpResponse:
        """Show it."""
        found = self.report(report)
        control = review_now(found)
        form = DecisionForm(figures=figures_of(control), initial={"shows": "hide"})
        return self.answer(found, control, form)


class Ask(ReviewPage):
    """Ask that a figure be printed or hidden against the rules."""

    permission = Permission.REPORT_PUBLISH

    def post(self, request: HttpRequest, report: str) -> HttpResponse:
        """Keep the request for a second person, or show what is wrong with it."""
        found = self.report(report)
        control = review_now(found)
        form = DecisionForm(request.POST, figures=figures_of(control))
        if not form.is_valid():
            return self.answer(found, control, form)
        data = form.cleaned_data
        try:
            decision_ask(
                by=self.person,
                report=found,
                fact=control.facts[data["key"]],
                shows=data["shows"] == "show",
                reason=data["reason"],
            )
        except NotAllowed as refusal:
            self.refuse(refusal)
        else:
            self.say("A second person now has to decide.")
        return self.back(report)


class Settle(ReviewPage):
    """Approve or refuse what somebody else asked for."""

    permission = Permission.DISCLOSURE_SETTLE

    def post(self, request: HttpRequest, report: str, decision: int) -> HttpResponse:
        """Decide."""
        approve = request.POST.get("answer") == "approve"
        try:
            decision_settle(by=self.person, decision=self.decision(report, decision), approve=approve)
        except NotAllowed as refusal:
            self.refuse(refusal)
        else:
            self.say("Approved." if approve else "Refused.")
        return self.back(report)


class Withdraw(ReviewPage):
    """Take a request or a decision back."""

    permission = Permission.REPORT_PUBLISH

    def post(self, request: HttpRequest, report: str, decision: int) -> HttpResponse:
        """Let the rules hold again."""
        try:
            decision_withdraw(by=self.person, decision=self.decision(report, decision))
        except NotAllowed as refusal:
            self.refuse(refusal)
        else:
            self.say("Taken back. The rules hold again for this figure.")
        return self.back(report)


class PolicyPage(PartnershipView):
    """What counts as a small number in this partnership."""

    permission = Permission.REPORT_PUBLISH

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the policy."""
        policy = policy_of(self.partnership)
        zeros = "shown" if policy.zeros_shown else "hidden"
        form = PolicyForm(initial={"threshold": policy.threshold, "zeros": zeros})
        return self.page("publishing/policy.html", form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Set another one."""
        form = PolicyForm(request.POST)
        if not form.is_valid():
            return self.page("publishing/policy.html", form=form)
        reason = form.cleaned_data["reason"]
        policy_set(by=self.person, partnership=self.partnership, policy=form.policy, reason=reason)
        messages.success(request, "The policy holds from now on. Editions that are published stay as they are.")
        return redirect("disclosure_policy", self.partnership.slug)
