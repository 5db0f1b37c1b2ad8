"""Decisions on a case."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from partnerships.directory.authz.permissions import Permission
from reviews.cases.decision_forms import DecisionForm, DisputeForm, PanelAnswerForm, RatificationForm
from reviews.cases.models import Case, Decision, Kind
from reviews.cases.models.words import KIND_WORDS
from reviews.cases.selectors.corrections import parts_withdrawn
from reviews.cases.selectors.decisions import decisions_of, partners_of
from reviews.cases.selectors.register import keeps
from reviews.cases.services import decision_ratify, decision_record, dispute_record, panel_answer_record
from reviews.cases.views.base import CaseView, KeeperFormView
from safeguarding.lib.forms.base import GovUKForm


def body_of(case: Case) -> str:
    """Return the national body that answers decisions of this kind, as it stands within a sentence."""
    body = KIND_WORDS[Kind(case.kind)].body
    return body if body.startswith("Home") else body.lower()


PLAIN = ("outcome", "decided_on", "decided_by", "delegated", "rationale", "paragraph", "dispute")


class DecisionList(CaseView):
    """What was decided, why, and who agrees."""

    words = "Decisions"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show them."""
        case = self.get_case(reference)
        may_change = keeps(case, self.person) and self.access.may(Permission.CASE_COORDINATE)
        return self.show(
            case,
            "cases/decisions.html",
            decisions=decisions_of(case),
            may_change=may_change,
            body=body_of(case),
            deciders=KIND_WORDS[Kind(case.kind)].deciders,
            withdrawn_parts=parts_withdrawn(case, self.person, "decision"),
        )


class DecisionAdd(KeeperFormView):
    """Record a decision, criterion by criterion."""

    words = "Record a decision"
    template = "cases/decision_add.html"
    button_words = "Record the decision"
    onward = "decision_list"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the criteria of the case's law."""
        return DecisionForm(data, case=case)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        given = {name: form.cleaned_data[name] for name in PLAIN}
        criteria = form.considered()  # type: ignore[attr-defined]
        made = decision_record(by=self.person, case=case, criteria=criteria, **given)
        if made.outcome != Decision.Outcome.REVIEW:
            return f"{made}: recorded."
        return f"{made}: recorded, also under “What happened”. The deadlines have been counted again."


class DecisionFormView(KeeperFormView):
    """A form about one decision."""

    onward = "decision_list"

    def get_decision(self, case: Case, pk: int) -> Decision:
        """Return the decision or 404."""
        return get_object_or_404(decisions_of(case), pk=pk)


class RatificationAdd(DecisionFormView):
    """Record a partner's ratification or dissent."""

    words = "Record what a partner said"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask which partner, how it stands and its words."""
        self.get_decision(case, found["decision"])
        return RatificationForm(data, partners=partners_of(case))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        given = {name: form.cleaned_data[name] for name in ("agency", "stance", "words", "given_on")}
        decision = self.get_decision(case, found["decision"])
        return f"{decision_ratify(by=self.person, decision=decision, **given)}."


class DisputeAdd(DecisionFormView):
    """Record a step of a disagreement about a decision."""

    words = "Record a disagreement"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask what was done, when and what was said."""
        self.get_decision(case, found["decision"])
        return DisputeForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        given = {name: form.cleaned_data[name] for name in ("route", "taken_on", "words")}
        return f"{dispute_record(by=self.person, decision=self.get_decision(case, found['decision']), **given)}."


class PanelAnswerAdd(DecisionFormView):
    """Record the national panel's answer."""

    words = "Record the answer of the national body"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for its words and date."""
        self.get_decision(case, found["decision"])
        body = body_of(case)
        if not body:
            raise Http404
        return PanelAnswerForm(data, body=body)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        given = {
            name: form.cleaned_data[name]
            for name in ("stance", "verbatim", "answered_on", "goes_ahead", "may_be_quoted")
        }
        panel_answer_record(by=self.person, decision=self.get_decision(case, found["decision"]), **given)
        return f"The answer of the {body_of(case)} is recorded, also under “What happened” of the case."
