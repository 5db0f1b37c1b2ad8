"""Keeping the list of themes and priorities."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.evidence.forms import TagChangeForm, TagForm
from partnerships.evidence.selectors import tags_of
from partnerships.evidence.services import tag_change, tag_keep
from safeguarding.lib.refusal import show_both


class TagList(PartnershipView):
    """Themes and priorities boxes can be filed under."""

    permission = P.EVIDENCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, with a form for one more."""
        return self.page("evidence/tags.html", form=TagForm(), tags=list(tags_of(self.partnership)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put one on the list."""

        def keep(said: dict[str, Any]) -> HttpResponse:
            tag = tag_keep(by=self.person, partnership=self.partnership, sort=said["sort"], name=said["name"])
            messages.success(request, f"“{tag}” is on the list.")
            return redirect("evidence_tags", self.partnership.slug)

        tags = list(tags_of(self.partnership))
        return saved_or_shown(self, "evidence/tags.html", TagForm(request.POST), keep, tags=tags)


class TagEdit(PartnershipView):
    """Rename or retire one."""

    permission = P.EVIDENCE_MANAGE

    def get(self, request: HttpRequest, tag: int) -> HttpResponse:
        """Show it as it stands."""
        row = get_object_or_404(tags_of(self.partnership), pk=tag)
        said = {"name": row.name, "retired_on": row.retired_on, "version": row.version}
        return self.page("evidence/tag.html", form=TagChangeForm(initial=said), tag=row)

    def post(self, request: HttpRequest, tag: int) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(tags_of(self.partnership), pk=tag)
        form = TagChangeForm(request.POST)

        def save(said: dict[str, Any]) -> HttpResponse:
            tag_change(by=self.person, tag=row, **said)
            return redirect("evidence_tags", self.partnership.slug)

        def overtaken() -> None:
            show_both(form, by="", at=None, version=row.version, saved={"Name": row.name})

        return saved_or_shown(self, "evidence/tag.html", form, save, overtaken, tag=row)
