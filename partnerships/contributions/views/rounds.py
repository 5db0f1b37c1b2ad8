"""Rounds: opening and changing one, asking one more contributor."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify

from partnerships.contributions.selectors import rounds_of
from partnerships.contributions.services import contribution_add, round_change, round_open
from partnerships.contributions.setup_forms import AskForm, RoundAddForm, RoundChangeForm
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.refusal import show_both


class RoundAdd(PartnershipView):
    """Ask for contributions."""

    permission = P.CONTRIBUTION_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("contributions/round_add.html", form=RoundAddForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Open the round."""
        form = RoundAddForm(request.POST, partnership=self.partnership)

        def keep(said: dict[str, Any]) -> HttpResponse:
            round_open(by=self.person, partnership=self.partnership, slug=slugify(said["title"])[:60], **said)
            messages.success(request, f"{said['title']} is open.")
            return redirect("contribution_list", self.partnership.slug)

        return saved_or_shown(self, "contributions/round_add.html", form, keep)


class RoundEdit(PartnershipView):
    """Change a round's title, period and due day."""

    permission = P.CONTRIBUTION_MANAGE

    def get(self, request: HttpRequest, asked: int) -> HttpResponse:
        """Show it as it stands."""
        row = get_object_or_404(rounds_of(self.partnership), pk=asked)
        form = RoundChangeForm(initial=RoundChangeForm.initial_of(row))
        return self.page("contributions/round_edit.html", form=form, asked=row)

    def post(self, request: HttpRequest, asked: int) -> HttpResponse:
        """Save it."""
        row, form = get_object_or_404(rounds_of(self.partnership), pk=asked), RoundChangeForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            round_change(by=self.person, asked=row, **said)
            messages.success(request, f"{said['title']} is saved.")
            return redirect("contribution_list", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Title": row.title, "Period": row.period.label, "Due": f"{row.due_on:%-d %B %Y}"}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "contributions/round_edit.html", form, save, overtaken, asked=row)


class ContributionAsk(PartnershipView):
    """Ask one more contributor, or one contributor twice."""

    permission = P.CONTRIBUTION_MANAGE

    def get(self, request: HttpRequest, asked: int) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(rounds_of(self.partnership), pk=asked)
        return self.page("contributions/ask.html", form=AskForm(asked=row), asked=row)

    def post(self, request: HttpRequest, asked: int) -> HttpResponse:
        """Ask."""
        row = get_object_or_404(rounds_of(self.partnership), pk=asked)

        def keep(said: dict[str, Any]) -> HttpResponse:
            made = contribution_add(by=self.person, asked=row, **said)
            messages.success(request, f"{made.title} is asked for a contribution.")
            return redirect("contribution_list", self.partnership.slug)

        return saved_or_shown(self, "contributions/ask.html", AskForm(request.POST, asked=row), keep, asked=row)
