"""The law behind the report, in the edition of the guidance that was in force at the end of its period."""

from typing import Any, ClassVar

from django import forms

from partnerships.assurance.statute import Edition, editions_for, editions_in_force, replaced_within, texts_of
from partnerships.directory.models import Partnership
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section


class LawForm(SectionForm):
    """Which edition."""

    settings: ClassVar[tuple[str, ...]] = ("edition",)

    edition = forms.ChoiceField(required=False)
    field_order = ("title", "edition", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the editions of the partnership's kind."""
        known = [(one.slug, one.title) for one in editions_for(partnership)]
        self.choose("edition", known, "The one in force on the last day of the report's period")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    named = section.config.get("edition")
    chosen = [one for one in editions_for(context.partnership) if one.slug == named] if named else []
    return {
        "editions": [
            _edition(context, one) for one in chosen or editions_in_force(context.partnership, context.report.span.end)
        ]
    }


def _edition(context: GatherContext, edition: Edition) -> dict[str, Any]:
    texts = context.once(f"law {edition.slug}", lambda: texts_of(context.partnership, edition.slug))
    return {
        "title": edition.title,
        "starts_on": edition.starts_on.isoformat(),
        "before": [
            {"title": former.title, "until": last.isoformat()}
            for former, last in replaced_within(edition, context.report.span)
        ],
        "texts": [
            {
                "title": text.title,
                "text": text.body,
                "source": text.source,
                "unverified": text.certainty == "M" and not text.number,
            }
            for text in texts
        ],
    }


LAW = BlockSpec(
    key="law",
    title="The law behind the report",
    sentence="What the law asks for, in the edition of the guidance of the report's period, each text with its source.",
    template="reports/blocks/law.html",
    form=LawForm,
    gather=_gather,
    checks=("unverified_law",),
)
