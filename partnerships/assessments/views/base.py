"""What the pages of self-assessment share."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.assessments.models import Response, Round, Tool
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.selectors.rounds import responses_of, rounds_of, tools_of
from partnerships.assessments.selectors.statistics import AGREED
from partnerships.assessments.statistics import plainly
from partnerships.directory.authz import saving
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.forms.base import GovUKForm


class AssessmentPage(PartnershipView):
    """A page everybody who may see results may open."""

    permission = P.ASSESSMENT_VIEW

    @property
    def manages(self) -> bool:
        """Return True for people who run rounds."""
        return self.access.may(P.ASSESSMENT_MANAGE)

    @property
    def oversees(self) -> bool:
        """Return True for people who see what was handed in before it is agreed."""
        return self.access.may(P.ASSESSMENT_OVERSEE)

    @property
    def own(self) -> frozenset[int]:
        """Return the agencies the person answers for."""
        return self.access.agency_ids(P.ASSESSMENT_ANSWER_OWN)

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """Render a page; its macros write scores and compare days."""
        return super().page(template, status, plainly=plainly, today=timezone.localdate(), **context)

    def round(self, held: int) -> Round:
        """Return the round of the address or 404."""
        return get_object_or_404(rounds_of(self.partnership), pk=held)

    def tool(self, tool: int) -> Tool:
        """Return the version of a tool or 404."""
        return get_object_or_404(tools_of(self.partnership), pk=tool)

    def response(self, response: int) -> Response:
        """Return a response this person may read, or 404: their agency's, an agreed one, or one that was handed in
        for those who oversee; managers read drafts too, because they type for agencies."""
        row = get_object_or_404(responses_of(self.partnership), pk=response)
        read = self.manages or row.agency_id in self.own or row.status in AGREED
        if not (read or (self.oversees and row.status in HANDED_IN)):
            raise Http404
        return row


class ManagePage(AssessmentPage):
    """A page of those who run rounds."""

    permission = P.ASSESSMENT_MANAGE


class AnswerPage(AssessmentPage):
    """A page on which a respondent answers: only for its own agency, or a manager who types for it."""

    permission = P.ASSESSMENT_ANSWER_OWN

    def response(self, response: int) -> Response:
        """Return the response or 404; 403 for somebody who may read it but not answer."""
        row = super().response(response)
        if row.agency is None and not self.manages:
            raise Http404
        self.access.demand(self.permission, row.agency)
        return row


def saved_or_shown(
    view: PartnershipView,
    template: str,
    form: GovUKForm,
    save: Callable[[], HttpResponse],
    overtaken: Callable[[], object] | None = None,
    **context: Any,
) -> HttpResponse:
    """Do as every room does; these forms say themselves what was entered, so `save` is told nothing."""
    return saving.saved_or_shown(view, template, form, lambda _: save(), overtaken, **context)
