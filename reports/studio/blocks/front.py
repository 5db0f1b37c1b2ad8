"""The pages a report begins and ends with: cover, contents, signatures and the list of sources."""

from typing import Any

from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


def _nothing(context: GatherContext, section: Section) -> dict[str, Any]:
    # The template prints from the document itself (its sections, signatures and references).
    return {}


def _cover(context: GatherContext, section: Section) -> dict[str, Any]:
    report = context.report
    return {"title": report.title, "subtitle": report.subtitle, "period": report.span.label}


COVER = BlockSpec(
    key="cover",
    title="Cover",
    sentence="The title, the partnership and the period.",
    template="reports/blocks/cover.html",
    gather=_cover,
)
CONTENTS = BlockSpec(
    key="contents",
    title="Contents",
    sentence="The list of sections, with page numbers in print.",
    template="reports/blocks/contents.html",
    gather=_nothing,
)
SIGNATURES = BlockSpec(
    key="signatures",
    title="Signatures",
    sentence="Who signed the report, for whom and when.",
    template="reports/blocks/signatures.html",
    gather=_nothing,
)
SOURCE_ANNEX = BlockSpec(
    key="source_annex",
    title="Where the figures come from",
    sentence="Every figure of the report with its number, value and source.",
    template="reports/blocks/source_annex.html",
    gather=_nothing,
)
