"""Facts of posts: how much there should be of each, how much is filled, how much is vacant."""

from collections.abc import Collection
from decimal import Decimal

from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.governance.models import Post
from partnerships.governance.selectors.posts import PostView, post_on, posts_of
from safeguarding.lib.facts import Disclosure, Fact, FactKey, Period, Provenance, Status, Unit, UnitKind
from safeguarding.lib.facts.fact import stamp

UNITS = {
    Post.Unit.WTE: Unit(kind=UnitKind.COUNT, noun="whole-time equivalents", decimals=2),
    Post.Unit.SESSIONS: Unit(kind=UnitKind.COUNT, noun="sessions a week", decimals=2),
    Post.Unit.PEOPLE: Unit(kind=UnitKind.COUNT, noun="people"),
}
POSTS = Unit(kind=UnitKind.COUNT, noun="posts")
PARTS = ("established", "filled", "vacant")


def resolve_posts(partnership: Partnership, keys: Collection[FactKey]) -> dict[str, Fact]:
    """Answer the keys of posts, on the last day of their period. Two queries."""
    posts = list(posts_of(partnership))
    facts = {str(key): _fact(partnership, posts, key) for key in keys}
    return {key: fact for key, fact in facts.items() if fact}


def _fact(partnership: Partnership, posts: list[Post], key: FactKey) -> Fact | None:
    try:
        period = Period.parse(key.parameters.get("period", ""))
    except ValueError:
        return None
    slug, _, part = key.rest.partition(".")[2].partition(".")
    views = [post_on(post, period.end) for post in posts if post.existed_on(period.end)]
    if slug == "statutory-vacant" and not part:
        number = Decimal(sum(view.needs_somebody for view in views))
        return _made(partnership, key, period, ("Statutory posts without anybody of their own", number, POSTS, None))
    view = next((view for view in views if view.post.slug == slug), None)
    if view is None or part not in PARTS:
        return None
    value = view.post.established if part == "established" else view.filled if part == "filled" else view.vacant
    return _made(partnership, key, period, (f"{view.post}: {part}", value, UNITS[Post.Unit(view.post.unit)], view))


def _made(
    partnership: Partnership,
    key: FactKey,
    period: Period,
    said: tuple[str, Decimal | None, Unit, PostView | None],
) -> Fact:
    label, value, unit, view = said
    note = view.note if view else None
    return Fact(
        key=str(key),
        label=label,
        value=value,
        unit=unit,
        status=Status.NOT_AVAILABLE if value is None else Status.VALUE,
        note="nobody said how much" if value is None else "",
        period=period,
        as_at=note.noted_on if note else period.end,
        disclosure=Disclosure.PUBLIC,
        provenance=Provenance(
            origin="typed" if view else "derived",
            place=note.source if note and note.source else f"Register of posts of {partnership.name}",
            rule="" if view else "statutory posts vacant or covered by others on the last day of the period",
            entered_by=str(note.entered_by or "") if note else "",
            entered_at=stamp(note.entered_at) if note else "",
            trace=reverse("post_list", args=[partnership.slug]),
        ),
    )
