"""Checks of the conversation about the report: comments nobody has settled."""

from collections.abc import Iterator

from reports.studio.assembly import Gathered
from reports.studio.checks.finding import Finding, Level
from reports.studio.checks.reading import found
from reports.studio.selectors import open_comment_counts


def check_comments(content: Gathered) -> Iterator[Finding]:
    """An open comment stops the signing: what was asked is answered first. One query."""
    counts = open_comment_counts(content.report)
    parts = {part["id"]: part for part in content.content["sections"]}
    for node in content.nodes:
        if count := counts.get(node.section.pk, 0):
            text = f"{count} comments are not settled." if count > 1 else "A comment is not settled."
            mend = "Answer it in the words and settle it."
            yield found(content, parts[node.section.slug], Level.ERROR, "comment", text, mend=mend)


CHECKS = (check_comments,)
