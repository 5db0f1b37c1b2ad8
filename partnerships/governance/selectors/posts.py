"""Reads of posts: how each stood on a day, and since when it has been vacant."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from partnerships.directory.models import Partnership
from partnerships.governance.models import Post, PostNote

UNFILLED = (PostNote.Standing.VACANT, PostNote.Standing.COVERED)


@dataclass(frozen=True, kw_only=True)
class PostView:
    """A post on a day: its latest note, how much is filled, and since when it has been vacant."""

    post: Post
    note: PostNote | None
    vacant_since: date | None

    @property
    def filled(self) -> Decimal | None:
        """Return how much is filled: as noted, else all of a filled post and none of a vacant one; None if unknown."""
        if self.note is None:
            return None
        if self.note.filled is not None:
            return self.note.filled
        if self.note.standing in UNFILLED:
            return Decimal(0)
        return None if self.note.standing == PostNote.Standing.PART else self.post.established

    @property
    def vacant(self) -> Decimal | None:
        """Return how much is not filled; None where either amount is not known."""
        filled = self.filled
        return None if filled is None or self.post.established is None else self.post.established - filled

    @property
    def words(self) -> str:
        """Return how it stands, since when where it is vacant, and what was said about it."""
        if self.note is None:
            return "Not recorded"
        since = f" since {self.vacant_since.day} {self.vacant_since:%B %Y}" if self.vacant_since else ""
        return ". ".join(filter(None, (f"{self.note.get_standing_display()}{since}", self.note.words)))

    @property
    def needs_somebody(self) -> bool:
        """Return True when a statutory post has nobody of its own."""
        return self.post.statutory and self.note is not None and self.note.standing in UNFILLED


def posts_of(partnership: Partnership) -> QuerySet[Post]:
    """Return the posts with their notes. Two queries."""
    notes = PostNote.objects.select_related("entered_by")
    rows = Post.objects.of(partnership).select_related("agency__organisation")
    return rows.prefetch_related(Prefetch("notes", notes))


def posts_on(partnership: Partnership, day: date) -> list[PostView]:
    """Return the posts there were on a day, statutory ones first. Two queries."""
    return [post_on(post, day) for post in posts_of(partnership) if post.existed_on(day)]


def post_on(post: Post, day: date) -> PostView:
    """Return how a post stood on a day; notes come newest first."""
    notes = [note for note in post.notes.all() if note.noted_on <= day]
    since = None
    for note in notes:
        if note.standing not in UNFILLED:
            break
        since = note.noted_on
    return PostView(post=post, note=notes[0] if notes else None, vacant_since=since)
