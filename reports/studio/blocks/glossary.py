"""The glossary: what the abbreviations stand for, as the partnership keeps them."""

from typing import Any

from partnerships.governance.models import GlossaryTerm
from partnerships.governance.selectors import glossary_of
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


def glossary_terms(context: GatherContext) -> list[GlossaryTerm]:
    """Return the partnership's terms, read once for the whole report."""
    return context.once("glossary", lambda: glossary_of(context.partnership))


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    return {"terms": [{"term": one.abbreviation, "meaning": one.expansion} for one in glossary_terms(context)]}


GLOSSARY = BlockSpec(
    key="glossary",
    title="Glossary",
    sentence="Abbreviations and what they stand for, in two columns.",
    template="reports/blocks/glossary.html",
    gather=_gather,
    checks=("acronym",),
)
