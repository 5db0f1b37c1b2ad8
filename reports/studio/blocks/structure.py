"""The structure of the partnership: a drawn diagram, and the same as a nested list with chairs and terms."""

from typing import Any

from partnerships.directory.models import Group
from partnerships.governance.selectors import structure_of
from partnerships.governance.selectors.groups import Branch
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    day = context.report.span.end
    structure = context.once("structure", lambda: structure_of(context.partnership, day))
    return {
        "period": context.report.span.label,
        "title": structure.title,
        "groups": [_branch(branch) for branch in structure.branches],
        "without_chair": [group.name for group in structure.groups if not group.chair],
    }


def _branch(branch: Branch) -> dict[str, Any]:
    group: Group = branch.group
    return {
        "name": group.name,
        "kind": group.get_kind_display(),
        "tone": branch.node.tone,
        "note": branch.node.note,
        "former": group.former_name,
        "chair": group.chair,
        "purpose": group.purpose,
        "meets": group.meets,
        "with": group.joint_with,
        "took_over_from": group.supersedes.name if group.supersedes else "",
        "terms": group.terms_url,
        "below": [_branch(one) for one in branch.below],
    }


STRUCTURE = BlockSpec(
    key="structure",
    title="Structure of the partnership",
    sentence="The groups on the last day of the period: a drawn diagram and the same as a list, with chairs and terms.",
    template="reports/blocks/structure.html",
    gather=_gather,
    checks=("no_chair",),
)
