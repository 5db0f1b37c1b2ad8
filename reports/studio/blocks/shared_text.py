"""A shared text, in the words of everywhere or of one area."""

from typing import Any, ClassVar

from django import forms

from partnerships.directory.models import Partnership
from partnerships.directory.selectors import areas_below
from partnerships.evidence.selectors import area_wordings, texts_of, words_for
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reports.studio.tokens import tokens_in


class SharedTextForm(SectionForm):
    """Which text, and in whose words."""

    settings: ClassVar[tuple[str, ...]] = ("text", "area")

    text = forms.ChoiceField(required=False, label="Shared text")
    area = forms.ChoiceField(required=False, label="In the words of")
    field_order = ("title", "text", "area", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer the texts and the areas."""
        self.choose("text", [(text.slug, text.title) for text in texts_of(partnership)], "Choose one")
        self.choose("area", [(area.code, area.name) for area in areas_below(partnership)], "Everywhere")


def _gather(context: GatherContext, section: Section) -> dict[str, Any]:
    texts = context.once("shared texts", lambda: {text.slug: text for text in texts_of(context.partnership)})
    text = texts.get(str(section.config.get("text") or ""))
    if text is None:
        return {"body": "", "area": "", "behind": False}
    wording = words_for(text, str(section.config.get("area") or ""))
    for token in tokens_in(wording.body):
        for key in token.keys:
            context.want(key)
    behind = any(one.behind for one in area_wordings(text) if one.wording.pk == wording.pk)
    return {"body": wording.body, "area": wording.area.name if wording.area else "", "behind": behind}


SHARED_TEXT = BlockSpec(
    key="shared_text",
    title="Shared text",
    sentence="Words written once for several reports; an area can have words of its own.",
    template="reports/blocks/shared_text.html",
    form=SharedTextForm,
    gather=_gather,
    checks=("wording_behind", "nothing_there"),
)
