"""Posts and vacancies."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from partnerships.governance.forms import PostForm, PostNoteForm
from partnerships.governance.models import Post
from partnerships.governance.selectors import posts_of, posts_on
from partnerships.governance.services import post_add, post_change, post_note
from safeguarding.lib.refusal import show_both


class PostList(PartnershipView):
    """Every post as it stands today, statutory ones first."""

    permission = P.GOVERNANCE_VIEW

    def get(self, request: HttpRequest) -> HttpResponse:
        """List."""
        views = posts_on(self.partnership, timezone.localdate())
        return self.page("governance/posts.html", views=views, manages=self.access.may(P.GOVERNANCE_MANAGE))


class PostAdd(PartnershipView):
    """Put a post in the register."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        form = PostForm(partnership=self.partnership, initial={"version": 0, "unit": Post.Unit.WTE})
        return self.page("governance/post.html", form=form, post=None)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it, and go on with how it stands."""
        form = PostForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "governance/post.html", form, self.keep, post=None)

    def keep(self, said: dict[str, Any]) -> HttpResponse:
        """Add the post."""
        said.pop("version")
        made = post_add(by=self.person, partnership=self.partnership, **said)
        return redirect("post_note", self.partnership.slug, made.slug)


class PostEdit(PartnershipView):
    """Change a post."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, post: str) -> HttpResponse:
        """Show the form."""
        row = get_object_or_404(posts_of(self.partnership), slug=post)
        said = {name: getattr(row, name) for name in PostForm.base_fields}
        return self.page("governance/post.html", form=PostForm(partnership=self.partnership, initial=said), post=row)

    def post(self, request: HttpRequest, post: str) -> HttpResponse:
        """Save it."""
        row = get_object_or_404(posts_of(self.partnership), slug=post)
        form = PostForm(request.POST, partnership=self.partnership)

        def save(said: dict[str, Any]) -> HttpResponse:
            post_change(by=self.person, post=row, **said)
            messages.success(request, f"{said['title']} is saved.")
            return redirect("post_list", self.partnership.slug)

        def overtaken() -> None:
            saved = {"Post": row.title, "How much there is of it": str(row.established or "")}
            show_both(form, by="", at=None, version=row.version, saved=saved)

        return saved_or_shown(self, "governance/post.html", form, save, overtaken, post=row)


class PostNoteAdd(PartnershipView):
    """Say how a post stands; earlier notes stand below."""

    permission = P.GOVERNANCE_MANAGE

    def get(self, request: HttpRequest, post: str) -> HttpResponse:
        """Show the form, dated today."""
        row = get_object_or_404(posts_of(self.partnership), slug=post)
        form = PostNoteForm(initial={"noted_on": timezone.localdate()})
        return self.page("governance/post_note.html", form=form, post=row)

    def post(self, request: HttpRequest, post: str) -> HttpResponse:
        """Keep the note."""
        row = get_object_or_404(posts_of(self.partnership), slug=post)

        def save(said: dict[str, Any]) -> HttpResponse:
            post_note(by=self.person, post=row, **said)
            messages.success(request, f"How {row} stands is noted.")
            return redirect("post_list", self.partnership.slug)

        return saved_or_shown(self, "governance/post_note.html", PostNoteForm(request.POST), save, post=row)
