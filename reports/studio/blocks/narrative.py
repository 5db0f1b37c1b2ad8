"""Words, with figures inserted."""

from typing import Any

from reports.studio.blocks.forms import ProseForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reports.studio.tokens import tokens_in


def prose_data(context: GatherContext, section: Section) -> dict[str, Any]:
    """Return the body as kept; its tokens are replaced when it is printed."""
    for token in tokens_in(section.body):
        for key in token.keys:
            context.want(key)
    return {"body": section.body}


NARRATIVE = BlockSpec(
    key="narrative",
    title="Words",
    sentence="Headings, paragraphs, lists and tables you write, with figures inserted from the portal.",
    template="reports/blocks/narrative.html",
    gather=prose_data,
    checks=("stale", "typed_number"),
    form=ProseForm,
)


def _foreword_data(context: GatherContext, section: Section) -> dict[str, Any]:
    return {**prose_data(context, section), "by": context.partnership.chair_title}


FOREWORD = BlockSpec(
    key="foreword",
    title="Foreword",
    sentence="Words of the independent chair or scrutineer, which nobody else can change.",
    template="reports/blocks/foreword.html",
    gather=_foreword_data,
    checks=("foreword",),
    form=ProseForm,
)
