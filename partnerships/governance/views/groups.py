"""The structure: the groups, who chairs them, and who reports to whom."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.directory.models import Group
from partnerships.directory.services.groups import FIELDS, group_add, group_change
from partnerships.governance.forms import GroupForm
from partnerships.governance.selectors import groups_of, structure_of
from safeguarding.lib.refusal import show_both


class GroupList(PartnershipView):
    """The structure diagram, and the same as a nested list with everything known about each group."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show today's structure; groups that ended stand below."""
        structure = structure_of(self.partnership, timezone.localdate())
        manages = self.access.may(P.GOVERNANCE_MANAGE)
        return self.page("governance/groups.html", structure=structure, manages=manages)


class GroupAdd(PartnershipView):
    """Put a group in the tree."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = GroupForm(partnership=self.partnership, initial={"version": 0, "kind": Group.Kind.SUBGROUP})
        return self.page("governance/group.html", form=form, group=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = GroupForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "governance/group.html", form, self.keep, group=None)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Add the group."""
        made = group_add(by=self.person, partnership=self.partnership, **{name: said[name] for name in FIELDS})
        messages.success(self.request, f"{made} is part of the structure.")
        return redirect("group_list", self.partnership.slug)


class GroupEdit(PartnershipView):
    """Change a group, or give it a last day."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, group: str) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(groups_of(self.partnership), slug=group)
        said = {name: getattr(row, name) for name in FIELDS}
        form = GroupForm(partnership=self.partnership, group=row, initial={**said, "version": row.version})
        return self.page("governance/group.html", form=form, group=row)

    def post(self, request: HttpRequest, group: str) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(groups_of(self.partnership), slug=group)
        form = GroupForm(request.POST, partnership=self.partnership, group=row)

        def save(said: dict[str, Any]) -> HttpResponse:
            group_change(by=self.person, group=row, **said)
            messages.success(request, f"{said['name']} is saved.")
            return redirect("group_list", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Name": row.name, "Chaired by": row.chair, "Purpose": row.purpose}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/group.html", form, save, overtaken, group=row)
