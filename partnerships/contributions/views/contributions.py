"""Reading a contribution, its period, handing it in, extending it and taking it out of its round."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from partnerships.contributions.forms import CommentForm, ExtensionForm, HeadingForm, PeriodForm, ReasonForm, RemarkForm
from partnerships.contributions.models import Contribution
from partnerships.contributions.policies import (
    can_ask_again,
    can_edit,
    can_reopen,
    can_send_back,
    can_withdraw,
    missing,
    role_to_approve,
)
from partnerships.contributions.remarks import remarks_on
from partnerships.contributions.rights import may_comment, may_submit, may_write, roles_held
from partnerships.contributions.selectors import (
    attachments_of,
    contribution_answers,
    last_years,
    round_boards,
    talk_of,
)
from partnerships.contributions.services import (
    contribution_ask_again,
    contribution_describe,
    contribution_extend,
    contribution_submit,
    contribution_withdraw,
)
from partnerships.contributions.views.base import ContributionPage, ManagePage, Move, WritePage
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import WRONG, show_both


def detail(view: ContributionPage, row: Contribution, **forms: GovUKForm) -> HttpResponse:
    """Show a contribution with what this person can do to it now; `forms` are those with a mistake."""
    answers = contribution_answers(row)
    edits = may_write(view.access, row) and can_edit(row)
    writes = {
        "form": CommentForm(),
        "remark": RemarkForm(answers=answers),
        "heading": HeadingForm(),
        "reason": ReasonForm(),
    }
    manages = view.access.may(P.CONTRIBUTION_MANAGE)
    return view.page(
        "contributions/detail.html",
        status=WRONG if forms else 200,
        contribution=row,
        answers=answers,
        talk=talk_of(row),
        attachments=attachments_of(row),
        missing=missing(answers),
        remarks=remarks_on(answers) if edits else [],
        edits=edits,
        carries=edits and not all(answer.version for answer in answers) and bool(last_years(row)),
        submits=edits and may_submit(view.access, row),
        comments=may_comment(view.access, row),
        late=can_edit(row) and row.due < timezone.localdate(),
        manages=manages,
        **_reviewing(view, row, manages),
        **{**writes, **forms},
    )


def _reviewing(view: ContributionPage, row: Contribution, manages: bool) -> dict[str, Any]:
    """Return what this person can do as a reviewer."""
    held = roles_held(view.access)
    reviews = manages or bool(set(held) & set(row.round.template.approvers))
    return {
        "approves": role_to_approve(row, list(row.approvals.all()), view.person, held),
        "own_submission": reviews and can_send_back(row) and row.submitted_by_id == view.person.pk,
        "sends_back": reviews and can_send_back(row),
        "reopens": manages and can_reopen(row),
        "withdraws": manages and can_withdraw(row),
        "asks_again": manages and can_ask_again(row),
        "extends": manages and can_edit(row),
    }


class ContributionList(PartnershipView):
    """Every round with its status board; agencies see their own contributions."""

    permission = P.CONTRIBUTION_VIEW_OWN

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        boards = round_boards(self.access, timezone.localdate())
        manages = self.access.may(P.CONTRIBUTION_MANAGE)
        return self.page("contributions/list.html", boards=boards, manages=manages)


class ContributionDetail(ContributionPage):
    """One contribution."""

    def get(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Show it."""
        return detail(self, self.found(contribution))


class ContributionPeriod(WritePage):
    """The contributor's own reporting period."""

    def get(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Show the form."""
        row = self.found(contribution)
        said = {"starts_on": row.starts_on, "ends_on": row.ends_on, "version": row.version}
        return self.page("contributions/period.html", form=PeriodForm(initial=said), contribution=row)

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Save it."""
        row, form = self.found(contribution), PeriodForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            contribution_describe(by=self.person, contribution=row, **said)
            return self.back(row)

        def overtaken() -> None:
            show_both(form, by="", at=None, version=row.version, saved={"Period": row.period.label})

        return saved_or_shown(self, "contributions/period.html", form, save, overtaken, contribution=row)


class ContributionExtend(ManagePage):
    """More time for one contribution, with the reason."""

    def get(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Show the form."""
        row = self.found(contribution)
        said = {"due_on": row.due_on, "due_because": row.due_because, "version": row.version}
        return self.page("contributions/extend.html", form=ExtensionForm(initial=said), contribution=row)

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Save it."""
        row, form = self.found(contribution), ExtensionForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            contribution_extend(by=self.person, contribution=row, **said)
            messages.success(request, f"{row.title}: the new due date is saved.")
            return self.back(row)

        def overtaken() -> None:
            show_both(form, by="", at=None, version=row.version, saved={"Due": f"{row.due:%-d %B %Y}"})

        return saved_or_shown(self, "contributions/extend.html", form, save, overtaken, contribution=row)


class ContributionSubmit(ContributionPage):
    """Hand it in. POST only."""

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Submit it, or say why not."""
        row = self.found(contribution)
        if not may_submit(self.access, row):
            raise PermissionDenied
        words = "{title} has been submitted. The board manager reads it next."
        return self.done(row, lambda: contribution_submit(by=self.person, contribution=row), words)


class ContributionWithdraw(ManagePage):
    """Stop asking for it, with the reason. POST only."""

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Take it out of the round."""
        row, form = self.found(contribution), ReasonForm(request.POST)
        if not form.is_valid():
            return detail(self, row, reason=form)
        reason = form.cleaned_data["reason"]
        words = "{title} is no longer asked for. What was written is kept."
        return self.done(row, lambda: contribution_withdraw(by=self.person, contribution=row, reason=reason), words)


class ContributionAskAgain(Move):
    """Ask again for one that was taken out."""

    permission = Move.permission
    service = staticmethod(contribution_ask_again)
    words = "{title} is asked again."
