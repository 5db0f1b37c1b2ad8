"""What the pages of contributions share."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.contributions.models import Contribution
from partnerships.contributions.rights import may_write
from partnerships.contributions.selectors import contributions_visible
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.workflow import NotAllowed, first_words


class ContributionPage(PartnershipView):
    """A page about one contribution this person may read."""

    permission = P.CONTRIBUTION_VIEW_OWN

    def found(self, pk: int) -> Contribution:
        """Return the contribution, or answer 404: the others' existence is not theirs to know."""
        return get_object_or_404(contributions_visible(self.access), pk=pk)

    def back(self, row: Contribution) -> HttpResponse:
        """Go to the contribution."""
        return redirect("contribution_detail", self.partnership.slug, row.pk)

    def done(self, row: Contribution, do: Callable[[], object], words: str) -> HttpResponse:
        """Do what one button asks for, tell the person what came of it, and go back to the contribution."""
        try:
            do()
        except NotAllowed as error:
            messages.error(self.request, first_words(error))
        else:
            messages.success(self.request, words.format(title=row.title))
        return self.back(row)


class WritePage(ContributionPage):
    """A page for who may write the contribution; others who read it get 403."""

    permission = ContributionPage.permission

    def found(self, pk: int) -> Contribution:
        """Return the contribution, 404 or 403."""
        row = super().found(pk)
        if not may_write(self.access, row):
            raise PermissionDenied
        return row


class ManagePage(ContributionPage):
    """A page of those who manage rounds."""

    permission = P.CONTRIBUTION_MANAGE


class Move(ManagePage):
    """A change of state asked for with one button. POST only."""

    permission = ManagePage.permission
    service: ClassVar[Callable[..., Any]]
    words: ClassVar[str]

    def post(self, request: HttpRequest, contribution: int) -> HttpResponse:
        """Move it, or say why not."""
        row = self.found(contribution)
        return self.done(row, lambda: type(self).service(by=self.person, contribution=row), self.words)
