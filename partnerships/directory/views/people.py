"""Who is in the partnership and what they may do."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory import policies
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.forms.people import ROLE_SENTENCES, MembershipEndForm, PersonForm, RoleForm
from partnerships.directory.models import Membership, User
from partnerships.directory.selectors import invitations_waiting, people_of, person_of, role_words, roles_held
from partnerships.directory.services.memberships import membership_add, membership_end
from partnerships.directory.services.people import person_rename
from partnerships.directory.views.base import STALE, WRONG, refuse
from safeguarding.lib.workflow import NotAllowed, Overtaken


class Administration(PartnershipView):
    """The entry of the navigation."""

    permission = Permission.PEOPLE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go to the people."""
        return redirect("people_list", self.partnership.slug)


class PeopleList(PartnershipView):
    """Everybody with a role, and the invitations that wait."""

    permission = Permission.PEOPLE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List; `?quiet=on` keeps those who have not signed in for 90 days."""
        quiet = "quiet" in request.GET
        return self.page(
            "directory/people_list.html",
            people=people_of(self.partnership, quiet_only=quiet),
            invitations=invitations_waiting(self.partnership),
            quiet=quiet,
        )


class PersonView(PartnershipView):
    """Base of the pages about one person of this partnership."""

    permission = Permission.PEOPLE_MANAGE

    def get_person(self, pk: int) -> User:
        """Return a person with a role here today, or 404."""
        return get_object_or_404(person_of(self.partnership), pk=pk)


class PersonDetail(PersonView):
    """One person's roles here; other partnerships' are not shown."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show roles with what can be done to them."""
        person = self.get_person(pk)
        roles = [
            {"held": held, "words": role_words(held), "can_end": policies.can_end(held)}
            for held in person.held  # type: ignore[attr-defined]
        ]
        return self.page("directory/person_detail.html", person=person, roles=roles)


class PersonEdit(PersonView):
    """Put a person's name right."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        person = self.get_person(pk)
        return self.form_page(person, PersonForm(initial={"name": person.name, "was": person.name}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save it, or show the name somebody else gave meanwhile."""
        person, form = self.get_person(pk), PersonForm(request.POST)
        if not form.is_valid():
            return self.form_page(person, form, WRONG)
        try:
            person_rename(by=self.person, person=person, **form.cleaned_data)
        except Overtaken:
            form.add_error("name", f"Somebody else changed the name to {person.name} meanwhile. Open the page again.")
            return self.form_page(person, form, STALE)
        messages.success(request, f"The name is {person.name} now.")
        return redirect("person_detail", self.partnership.slug, person.pk)

    def form_page(self, person: User, form: PersonForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/person_edit.html", status, person=person, form=form)


class MembershipAdd(PersonView):
    """Give a member another role."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the form."""
        return self.form_page(self.get_person(pk), RoleForm(partnership=self.partnership))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the role."""
        person, form = self.get_person(pk), RoleForm(request.POST, partnership=self.partnership)
        if not form.is_valid():
            return self.form_page(person, form, WRONG)
        try:
            made = membership_add(by=self.person, partnership=self.partnership, person=person, **form.cleaned_data)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(person, form, WRONG)
        messages.success(request, f"{person} now holds the role {role_words(made)}.")
        return redirect("person_detail", self.partnership.slug, person.pk)

    def form_page(self, person: User, form: RoleForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/membership_add.html", status, person=person, form=form, sentences=ROLE_SENTENCES)


class MembershipEnd(PartnershipView):
    """End one role of one person."""

    permission = Permission.PEOPLE_MANAGE

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the day."""
        held = self.get_held(pk)
        return self.form_page(held, MembershipEndForm(initial={"ends_on": timezone.localdate()}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End the role."""
        held, form = self.get_held(pk), MembershipEndForm(request.POST)
        if not form.is_valid():
            return self.form_page(held, form, WRONG)
        ends_on: date = form.cleaned_data["ends_on"]
        try:
            membership_end(by=self.person, membership=held, ends_on=ends_on)
        except NotAllowed as error:
            refuse(form, error)
            return self.form_page(held, form, WRONG)
        messages.success(request, f"The role {role_words(held)} of {held.user} ends on {ends_on:%-d %B %Y}.")
        return redirect("people_list", self.partnership.slug)

    def get_held(self, pk: int) -> Membership:
        """Return a role of this partnership held today, or 404."""
        return self.get_own(roles_held(), pk=pk)

    def form_page(self, held: Membership, form: MembershipEndForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page("directory/membership_end.html", status, held=held, words=role_words(held), form=form)
