"""Posts: added, changed, and how they stand."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from partnerships.directory.models import Partnership, User
from partnerships.directory.services import audit_record
from partnerships.governance.models import Post, PostNote
from safeguarding.lib.slugs import slug_among
from safeguarding.lib.workflow import NotAllowed, Overtaken

FIELDS = ("title", "agency", "statutory", "basis", "established", "unit", "supervision", "ended_on")


@transaction.atomic
def post_add(*, by: User | None, partnership: Partnership, title: str, **said: Any) -> Post:
    """Put a post in the register. The same one twice (a double click) is kept once."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)  # two additions must not take one slug
    posts = Post.objects.of(partnership)
    post = Post(partnership=partnership, title=title, **said)
    if same := next((row for row in posts.filter(title=title) if _said(row) == _said(post)), None):
        return same
    post.slug = slug_among(title, set(posts.values_list("slug", flat=True)))
    _check(post)
    post.save()
    audit_record(by=by, action="post_add", partnership=partnership, about=post, after=_said(post))
    return post


@transaction.atomic
def post_change(*, by: User | None, post: Post, version: int, **said: Any) -> Post:
    """Change a post opened at `version`; raises Overtaken when somebody changed it meanwhile."""
    stored = Post.objects.select_for_update(of=("self",)).select_related("partnership", "agency").get(pk=post.pk)
    before = _said(stored)
    for name in FIELDS:
        setattr(stored, name, said.get(name, getattr(stored, name)))
    if _said(stored) == before:
        return stored
    if stored.version != version:
        raise Overtaken("Somebody changed this post after you opened it.", code="overtaken")
    _check(stored)
    stored.version = version + 1
    stored.save()
    audit_record(
        by=by, action="post_change", partnership=stored.partnership, about=stored, before=before, after=_said(stored)
    )
    return stored


@transaction.atomic
def post_note(
    *,
    by: User | None,
    post: Post,
    noted_on: date,
    standing: str,
    filled: Decimal | None = None,
    words: str = "",
    source: str = "",
) -> PostNote:
    """Say how a post stands from a day on. A second note for one day replaces the first; the audit trail keeps both."""
    if standing not in PostNote.Standing.values:
        raise NotAllowed("Choose how the post stands.", code="standing")
    if filled is not None and post.established is not None and filled > post.established:
        raise NotAllowed("More can not be filled than there is of the post.", code="filled")
    said = {"standing": standing, "filled": filled, "words": words, "source": source}
    before = PostNote.objects.filter(post=post, noted_on=noted_on).values(*said).first() or {}
    if before == said:
        return PostNote.objects.get(post=post, noted_on=noted_on)
    note, _ = PostNote.objects.update_or_create(post=post, noted_on=noted_on, defaults={**said, "entered_by": by})
    after = {**said, "noted_on": noted_on}
    audit_record(by=by, action="post_note", partnership=post.partnership, about=post, before=before, after=after)
    return note


def _check(post: Post) -> None:
    if post.agency and post.agency.partnership_id != post.partnership_id:
        raise NotAllowed("This agency belongs to another partnership.", code="agency")
    if post.statutory and not post.basis:
        raise NotAllowed("Say which law or guidance asks for the post.", code="basis")


def _said(post: Post) -> dict[str, Any]:
    return {name: post.agency_id if name == "agency" else getattr(post, name) for name in FIELDS}
