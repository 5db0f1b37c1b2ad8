"""Posts and vacancies on the last day of the period."""

from typing import Any

from partnerships.governance.selectors import PostView, posts_on
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from safeguarding.lib.facts import FactKey, Period


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    day = context.report.span.end
    views = context.once("posts", lambda: posts_on(context.partnership, day))
    return {
        "period": context.report.span.label,
        "posts": [_post(context, view, Period.snapshot(day)) for view in views],
    }


def _post(context: GatherContext, view: PostView, period: Period) -> dict[str, Any]:
    post = view.post
    keys = {
        part: context.want(FactKey(f"governance/posts.{post.slug}.{part}", {"period": period.token}))
        for part in ("established", "filled", "vacant")
    }
    return {
        "title": post.title,
        "agency": post.agency.name if post.agency else "The partnership",
        "statutory": post.statutory,
        "unit": post.get_unit_display(),
        "supervision": post.supervision,
        "standing": view.words,
        "needs_somebody": view.needs_somebody,
        **keys,
    }


POSTS = BlockSpec(
    key="posts",
    title="Posts and vacancies",
    sentence="Posts on the last day of the period: how much there should be, is filled and is vacant, and since when.",
    template="reports/blocks/posts.html",
    gather=_gather,
    checks=("statutory_vacancy",),
)
