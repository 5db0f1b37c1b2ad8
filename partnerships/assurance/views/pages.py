"""What the pages of assurance share: who may change what, and the one way a form is shown, refused or saved."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from partnerships.actions.models import Action
from partnerships.actions.selectors.log import origin_actions
from partnerships.assurance.forms.base import ActionForm
from partnerships.assurance.models.base import Kept
from partnerships.assurance.selectors.saved import saved_now
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.models import Agency
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import STALE, WRONG, refuse, show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken

Crumb = tuple[str, str]


class AssurancePage(PartnershipView):
    """A page everybody who reads the board's papers may open."""

    permission = P.ASSURANCE_VIEW

    @property
    def manages(self) -> bool:
        """Return True for people who keep the registers."""
        return self.access.may(P.ASSURANCE_MANAGE)

    def may_change(self, agencies: Iterable[Agency | None]) -> bool:
        """Return True for those who keep the registers, and for the leads of one of these agencies."""
        own = self.access.agency_ids(P.ASSURANCE_EDIT_OWN)
        return self.manages or any(agency is not None and agency.pk in own for agency in agencies)

    def demand_change(self, agencies: Iterable[Agency | None]) -> None:
        """Raise PermissionDenied unless the person may change what concerns these agencies."""
        if not self.may_change(agencies):
            raise PermissionDenied

    def address(self, name: str, *args: object) -> str:
        """Return the path of a page of this partnership."""
        return reverse(name, args=[self.partnership.slug, *args])

    def go(self, name: str, *args: object, said: str = "") -> HttpResponse:
        """Answer with another page of this partnership, and a message that something was done."""
        if said:
            messages.success(self.request, said)
        return redirect(name, self.partnership.slug, *args)

    def follow_up(self, kind: str, key: object) -> list[Action]:
        """Return the actions that came of a record, as far as this person may know of them."""
        if not self.access.may(P.ACTION_VIEW):
            return []
        return list(origin_actions(self.partnership, self.person, kind, [str(key)]))


class FormPage(AssurancePage, ABC):
    """A page with one form. Subclasses find what it is about, make the form and save what was entered.

    `heading` is the page's title, `button` the words on the button, `about` a sentence above the form.
    """

    permission = P.ASSURANCE_MANAGE
    heading = ""
    button = "Save"
    about = ""
    kept: Any = None

    def get(self, request: HttpRequest, **where: Any) -> HttpResponse:
        """Show the form."""
        self.find(**where)
        return self.shown(self.form(None))

    def post(self, request: HttpRequest, **where: Any) -> HttpResponse:
        """Save what was entered, or show the form with what is wrong and, if somebody was quicker, their words."""
        self.find(**where)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.shown(form, int(WRONG))
        try:
            return self.stored(form)
        except Overtaken as error:
            return self.shown(form, self.overtaken(form, error))
        except NotAllowed as error:
            return self.shown(form, int(refuse(form, error)))

    def find(self, **where: Any) -> None:
        """Find what the page is about, or answer 404 or 403."""

    @abstractmethod
    def form(self, data: Any) -> GovUKForm:
        """Return the form, filled in when `data` is given."""

    @abstractmethod
    def stored(self, form: GovUKForm) -> HttpResponse:
        """Call the service and answer."""

    def crumbs(self) -> list[Crumb]:
        """Return the way to this page."""
        return []

    def theirs(self, row: Any) -> Mapping[str, str]:
        """Return what is saved now, in words, to be read beside one's own."""
        return {}

    def overtaken(self, form: GovUKForm, error: Overtaken) -> int:
        """Put what somebody else saved into the form."""
        if not isinstance(self.kept, Kept):
            return int(refuse(form, error))
        row = saved_now(self.kept)
        by, at = row.updated_by, row.updated_at
        return int(show_both(form, by=by, at=at, version=row.version, saved=self.theirs(row)) or STALE)

    def shown(self, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Show the form."""
        return self.page(
            "assurance/form.html",
            status,
            form=form,
            heading=self.heading,
            button_words=self.button,
            about=self.about,
            way=self.crumbs(),
        )

    @property
    def seats(self) -> Any:
        """Return the agencies a form offers."""
        return agencies_present(self.partnership)


class RemovePage(FormPage):
    """Ask before something is taken out; mixed into the form page that finds the record."""

    button = "Take it out"

    def form(self, data: Any) -> GovUKForm:
        """Return a form that asks nothing."""
        return GovUKForm(data)


class ActionPage(FormPage):
    """Open an action that follows from a record; mixed into the form page that finds the record."""

    heading, button = "Open an action", "Open the action"

    def form(self, data: Any) -> ActionForm:
        """Return the form with what the record suggests."""
        return ActionForm(data, initial=self.suggested(), seats=self.seats)

    def suggested(self) -> dict[str, Any]:
        """Return what is written in the boxes to begin with."""
        return {}


def initial_of(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return the stored values of fields, with the version that is edited."""
    return {name: getattr(row, name) for name in (*names, "version")}


def taken(form: GovUKForm, *leave: str) -> dict[str, Any]:
    """Return what was entered, without the version and the fields named."""
    return {name: value for name, value in form.cleaned_data.items() if name not in ("version", *leave)}
