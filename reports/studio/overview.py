"""The report page: every section with its state, and how far the report is."""

from dataclasses import dataclass

from django.utils import timezone

from reports.studio.assembly import gathered
from reports.studio.blocks import BLOCKS_BY_KEY, BlockSpec
from reports.studio.checklist import Checklist, checklist_of
from reports.studio.models import Report
from reports.studio.outline import Node
from reports.studio.selectors import open_comment_counts
from safeguarding.lib.richtext import word_count


@dataclass(frozen=True, kw_only=True)
class SectionRow:
    """One line of the section list. `state` is the word shown, `errors` and `warnings` count open findings."""

    node: Node
    block: BlockSpec
    state: str
    words: int
    comments: int
    errors: int
    warnings: int
    late: bool


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The report at a glance."""

    rows: list[SectionRow]
    checklist: Checklist

    @property
    def done(self) -> int:
        """Return how many sections have their content and nothing that blocks."""
        return sum(1 for row in self.rows if row.state == "Done")


def overview_of(report: Report) -> Overview:
    """Return the report page's content; a constant number of queries."""
    content = gathered(report)
    checklist = checklist_of(content)
    comments = open_comment_counts(report)
    parents = {node.section.parent_id for node in content.nodes}
    rows = [
        _row(node, checklist, comments.get(node.section.pk, 0), node.section.pk in parents) for node in content.nodes
    ]
    return Overview(rows=rows, checklist=checklist)


def _row(node: Node, checklist: Checklist, comments: int, has_children: bool) -> SectionRow:
    section = node.section
    block = BLOCKS_BY_KEY[section.block]
    errors, warnings = checklist.counts(section.slug)
    words = word_count(section.body) if block.prose else 0
    # A chapter may consist of its sub-sections alone.
    waits = block.prose and not words and not has_children
    late = bool(section.due_on and section.due_on < timezone.localdate() and waits)
    return SectionRow(
        node=node,
        block=block,
        state=_state(waits, errors, comments, late),
        words=words,
        comments=comments,
        errors=errors,
        warnings=warnings,
        late=late,
    )


def _state(waits: bool, errors: int, comments: int, late: bool) -> str:
    if late:
        return "Late"
    if waits:
        return "Not started"
    if errors:
        return "To mend"
    return "In discussion" if comments else "Done"
