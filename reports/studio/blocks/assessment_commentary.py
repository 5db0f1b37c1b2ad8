"""What people wrote in an anonymous round, under the short title of the statement they wrote it about."""

from itertools import groupby
from typing import Any, ClassVar

from django import forms

from partnerships.assessments.selectors.rounds import remarks_released
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


class CommentaryForm(SectionForm):
    """Which round."""

    settings: ClassVar[tuple[str, ...]] = ("round",)

    round = forms.ChoiceField(required=False)
    field_order: tuple[str, ...] = ("title", "round", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the rounds with remarks a report may print."""
        held = {row.round.slug: row.round.title for row in remarks_released(partnership)}
        self.choose("round", list(held.items()), "The latest round with remarks")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    said = context.once("released remarks", lambda: list(remarks_released(context.partnership)))
    named = section.config.get("round") or (said[0].round.slug if said else "")
    chosen = [row for row in said if row.round.slug == named]
    return {
        "title": chosen[0].round.title if chosen else "",
        "statements": [
            {"title": statement.short_title, "remarks": [row.text for row in rows]}
            for statement, rows in groupby(chosen, key=lambda row: row.statement)
        ],
    }


ASSESSMENT_COMMENTARY = BlockSpec(
    key="assessment_commentary",
    title="Self-assessment: remarks",
    sentence="What people wrote in an anonymous round, by statement: remarks a board manager has read and released.",
    template="reports/blocks/assessment_commentary.html",
    form=CommentaryForm,
    gather=_gather,
)
