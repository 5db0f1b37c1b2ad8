"""Approving, sending back, reopening; comments and how they were settled."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from partnerships.contributions.forms import CommentForm, RemarkForm, SettleForm
from partnerships.contributions.policies import role_to_approve
from partnerships.contributions.rights import may_comment, roles_held
from partnerships.contributions.selectors import contribution_answers
from partnerships.contributions.services import (
    comment_add,
    comment_settle,
    contribution_approve,
    contribution_reopen,
    contribution_send_back,
)
from partnerships.contributions.views.base import ContributionPage, ManagePage
from partnerships.contributions.views.contributions import detail
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown


class ContributionApprove(ContributionPage):
    """Approve it, in the role the template asks for. POST only."""

    permission = P.CONTRIBUTION_VIEW_ALL

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Approve, or say why not."""
        row, held = self.found(contribution), roles_held(self.access)
        asked = [role for role in row.round.template.approvers if role in held]
        if not asked:
            raise PermissionDenied
        role = role_to_approve(row, list(row.approvals.all()), self.person, held) or asked[0]
        words = (
            "Your approval of {title} is kept."
            if len(row.round.template.approvers) > 1
            else "{title} has been approved."
        )
        return self.done(row, lambda: contribution_approve(by=self.person, contribution=row, role=role), words)


class _Return(ContributionPage):
    """Give it back to its contributor, with a comment. POST only."""

    permission = P.CONTRIBUTION_VIEW_ALL
    service: ClassVar[Callable[..., Any]]

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Return it, or say what is missing."""
        row, form = self.found(contribution), CommentForm(request.POST)
        said = self.said(row.round.template.approvers)
        if not form.is_valid():
            return detail(self, row, form=form)
        said["comment"] = form.cleaned_data["comment"]
        words = "{title} is back with its contributor."
        return self.done(row, lambda: type(self).service(by=self.person, contribution=row, **said), words)

    def said(self, approvers: list[str]) -> dict[str, Any]:
        """Return what the service is told beside the comment; 403 for who may not return it."""
        self.access.demand(P.CONTRIBUTION_MANAGE)
        return {}


class ContributionSendBack(_Return):
    """Send a submitted one back: any of those who approve can say that it needs action."""

    permission = _Return.permission
    service = staticmethod(contribution_send_back)

    def said(self, approvers: list[str]) -> dict[str, Any]:
        """Return the role in which the person says so; managers may without one."""
        role = next((role for role in approvers if role in roles_held(self.access)), "")
        return {"role": role} if role else super().said(approvers)


class ContributionReopen(_Return, ManagePage):
    """Reopen an approved one."""

    permission = ManagePage.permission
    service = staticmethod(contribution_reopen)


class CommentAdd(ContributionPage):
    """Comment on an answer or on the whole. POST only."""

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Keep the comment."""
        row = self.found(contribution)
        if not may_comment(self.access, row):
            raise PermissionDenied
        answers = contribution_answers(row)
        form = RemarkForm(request.POST, answers=answers)
        if not form.is_valid():
            return detail(self, row, remark=form)
        about = next((one for one in answers if str(one.pk) == form.cleaned_data["about"]), None)
        text = form.cleaned_data["text"]
        words = "Your comment is kept. It has to be settled before {title} is approved."
        return self.done(row, lambda: comment_add(by=self.person, contribution=row, text=text, answer=about), words)


class CommentSettle(ContributionPage):
    """Say what was done about a comment."""

    def get(self, request: HttpRequest, contribution: int, comment: int) -> HttpResponse:
        """Show the comment and the form."""
        return self.answer(contribution, comment, SettleForm())

    def post(self, request: HttpRequest, contribution: int, comment: int) -> HttpResponse:
        """Settle it."""
        return self.answer(contribution, comment, SettleForm(request.POST))

    def answer(self, contribution: int, comment: int, form: SettleForm) -> HttpResponse:
        """Show the page, or settle and go back."""
        row = self.found(contribution)
        if not may_comment(self.access, row):
            raise PermissionDenied
        said = get_object_or_404(row.comments.select_related("by", "answer__prompt"), pk=comment)

        def settle(given: dict[str, Any]) -> HttpResponse:
            comment_settle(by=self.person, comment=said, how=given["how"])
            return self.back(row)

        if form.is_bound:
            return saved_or_shown(self, "contributions/settle.html", form, settle, contribution=row, comment=said)
        return self.page("contributions/settle.html", form=form, contribution=row, comment=said)
