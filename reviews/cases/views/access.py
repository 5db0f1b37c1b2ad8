"""Who is on a case's list, who read it, emergency access and its notice."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission
from reviews.cases.forms import AccessForm
from reviews.cases.models import Case
from reviews.cases.selectors.register import access_list, people_to_name
from reviews.cases.selectors.trail import events_about
from reviews.cases.selectors.wording import details_of
from reviews.cases.services import access_end, access_give
from reviews.cases.views.base import KeeperFormView, KeeperView
from reviews.cases.views.learning import given
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.workflow import NotAllowed, first_words

EVENTS_PER_PAGE = 50


class AccessList(KeeperFormView):
    """The list, with a form that adds to it."""

    words = "Access list"
    template = "cases/access.html"
    button_words = "Add to the list"
    onward = "case_access"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask whom to add and why."""
        return AccessForm(data, people=people_to_name(case))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add them."""
        made = access_give(by=self.person, case=case, **given(form))
        return f"{made.user} can read this case from now on."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the list and the form."""
        return self.show(
            case, self.template, status, form=form, button_words=self.button_words, entries=access_list(case)
        )


class AccessEnd(KeeperView):
    """Take somebody off the list."""

    words = "Access list"

    def post(self, request: HttpRequest, reference: str, entry: int) -> HttpResponse:
        """End it at once."""
        case = self.get_case(reference)
        row = get_object_or_404(access_list(case), pk=entry)
        try:
            access_end(by=self.person, entry=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
        else:
            messages.success(request, f"{row.user} is off the list.")
        # Whoever takes themselves off can no longer see the list.
        onward = "case_list" if row.user_id == self.person.pk else "case_access"
        arguments = [self.partnership.slug] + ([] if onward == "case_list" else [case.reference])
        return redirect(onward, *arguments)


class CaseLog(KeeperView):
    """Everything that happened to the case in the portal, every read included."""

    permission = Permission.CASE_COORDINATE
    words = "Read log"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it, newest first."""
        case = self.get_case(reference)
        page = Paginator(events_about(case), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
        return self.show(case, "cases/log.html", page=page, details_of=details_of)
