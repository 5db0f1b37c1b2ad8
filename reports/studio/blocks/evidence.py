"""Evidence captured through the year, chosen and never retyped: boxes, quotes, and "you said, we did"."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse

from partnerships.directory.models import Partnership
from partnerships.evidence.facts import voice_key
from partnerships.evidence.forms import filter_choices
from partnerships.evidence.kinds import KINDS, QUOTE, VOICE, Sort
from partnerships.evidence.models import EvidenceBox, Tag
from partnerships.evidence.policies import why_not_printed
from partnerships.evidence.selectors import boxes_of
from reports.studio.blocks.forms import SectionForm
from reports.studio.blocks.spec import BlockSpec, GatherContext
from reports.studio.models import Section
from reports.studio.tokens import tokens_in

ORDER = [kind.key for kind in KINDS]
FILTERS = ("kind", "theme", "priority", "area", "agency")
CHOSEN, FITTING = "chosen", "fitting"
_PRINTED_APART = {"question", "asked", "answered", "agreed", "printed_share", "changed", "changed_on"}
_PRINTED_APART |= {"speaker", "document", "year", "exactness"}


class EvidenceForm(SectionForm):
    """Which boxes: those ticked, or all that fit. The filters also shorten the list there is to tick."""

    settings: ClassVar[tuple[str, ...]] = (*FILTERS, "shows", "boxes")
    only_kind: ClassVar[str] = ""

    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *((kind.key, kind.label) for kind in KINDS)])
    theme = forms.ChoiceField(required=False)
    priority = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    agency = forms.ChoiceField(required=False)
    shows = forms.ChoiceField(
        label="What is printed",
        widget=forms.RadioSelect,
        choices=[
            (CHOSEN, "The boxes ticked below"),
            (FITTING, "Every box that fits the choices above and the period of the report"),
        ],
        initial=CHOSEN,
    )
    boxes = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Boxes to print",
        help_text="Choose a kind or a theme above and save: the list then shows only what fits.",
    )
    field_order = ("title", *FILTERS, "shows", "boxes", "version")

    def offer(self, partnership: Partnership) -> None:
        """Offer what boxes can be narrowed by, and the boxes that fit or are ticked already."""
        if self.only_kind:
            del self.fields["kind"]
        for name, empty, choices in filter_choices(partnership):
            self.choose(name, choices, empty)
        narrowed = {name: str(self._now(name) or "") for name in FILTERS}
        ticked = self._now("boxes") or []
        fitting = set(boxes_of(partnership).fitting(**{**narrowed, "kind": self.only_kind or narrowed["kind"]}))
        rows = [row for row in boxes_of(partnership) if row in fitting or row.slug in ticked]
        offered = [row for row in rows if row.slug in ticked or not why_not_printed(row)]
        offered.sort(key=lambda row: (ORDER.index(row.kind), row.happened_on))
        self.choose("boxes", [(row.slug, self._label(row)) for row in offered])

    def _now(self, name: str) -> Any:
        """Return what the form holds for a field, posted or stored."""
        if self.is_bound and name in self.fields:
            return self.fields[name].widget.value_from_datadict(self.data, self.files, name)
        return self.initial.get(name)

    def _label(self, row: EvidenceBox) -> str:
        kind = "" if self.only_kind else f"{row.spec.label}: "
        return f"{kind}{row.heading} ({row.whose}, {row.happened_on:%-d %B %Y})"


class QuotesForm(EvidenceForm):
    """Which quotes."""

    settings = EvidenceForm.settings[1:]
    only_kind = QUOTE.key


class VoiceForm(EvidenceForm):
    """Which voices."""

    settings = EvidenceForm.settings[1:]
    only_kind = VOICE.key


def boxes_chosen(context: GatherContext, section: Section, kind: str) -> Sequence[EvidenceBox]:
    """Return the boxes a section names, withdrawn ones included, in the order of kinds and days."""
    config = section.config
    rows: list[EvidenceBox] = context.once("evidence", lambda: list(boxes_of(context.partnership)))
    if config.get("shows") == FITTING:
        span = context.report.span
        wanted = {**{name: config.get(name) or "" for name in FILTERS}, "kind": kind or config.get("kind") or ""}
        found = [row for row in rows if _fits(row, wanted) and span.start <= row.happened_on <= span.end]
    else:
        found = [row for row in rows if row.slug in (config.get("boxes") or ()) and (not kind or row.kind == kind)]
    return sorted(found, key=lambda row: (ORDER.index(row.kind), row.happened_on, row.pk))


def _fits(row: EvidenceBox, wanted: dict[str, str]) -> bool:
    held = {(tag.sort, tag.slug) for tag in row.tags.all()}
    return (
        wanted["kind"] in ("", row.kind)
        and wanted["area"] in ("", row.area.code if row.area else None)
        and wanted["agency"] in ("", row.agency.slug if row.agency else None)
        and all(
            not wanted[sort] or (sort, wanted[sort]) in held for sort in (Tag.Sort.THEME.value, Tag.Sort.PRIORITY.value)
        )
    )


def gather_boxes(context: GatherContext, section: Section, kind: str = "") -> dict[str, Any]:
    """Return what the section prints, and what it may not print with the reason."""
    chosen = boxes_chosen(context, section, kind)
    fitting = section.config.get("shows") == FITTING
    reasons = {row.slug: why_not_printed(row) for row in chosen}
    printed = [_box(context, row) for row in chosen if not reasons[row.slug]]
    return {
        "boxes": printed,
        "kinds": list(dict.fromkeys(one["kinds"] for one in printed)),
        # What was chosen by name and may not be printed is an error; what merely fits is left out quietly.
        "left_out": [{"heading": row.heading, "why": reasons[row.slug]} for row in chosen if reasons[row.slug]]
        if not fitting
        else [],
    }


def _box(context: GatherContext, row: EvidenceBox) -> dict[str, Any]:
    for token in tokens_in(row.body):
        for key in token.keys:
            context.want(key)
    details = row.details
    told = [(field.label, field.in_words(details.get(field.key))) for field in row.spec.fields if field.printed]
    apart = {field.label for field in row.spec.fields if field.key in _PRINTED_APART}
    free = [field.label for field in row.spec.fields if field.sort in (Sort.LINE, Sort.WORDS)]
    return {
        "slug": row.slug,
        "kind": row.kind,
        "label": row.spec.label,
        "kinds": row.spec.plural,
        "heading": row.heading,
        "body": row.body,
        "told": [[label, words] for label, words in told if words and label not in apart],
        "free": free,
        "details": {key: details.get(key, "") for key in sorted(_PRINTED_APART)},
        "base": _base(context, row),
        "agency": row.whose,
        "area": row.where if row.area else "",
        "on": row.happened_on.isoformat(),
        "in_period": context.report.span.start <= row.happened_on <= context.report.span.end,
        "trace": reverse("evidence_box", args=[context.partnership.slug, row.slug]),
    }


def _base(context: GatherContext, row: EvidenceBox) -> dict[str, str]:
    """Return the keys of the figures that say how many were asked, answered and said so, as far as it is known."""
    parts = ("asked", "answered", "share")
    if row.kind != VOICE.key:
        return dict.fromkeys(parts, "")
    details = row.details
    known = {part for part in ("asked", "answered") if details.get(part) is not None}
    if details.get("agreed") is not None or details.get("printed_share") is not None:
        known.add("share")
    return {part: context.want(voice_key(row.slug, part)) if part in known else "" for part in parts}


def _gather(kind: str) -> Any:
    return lambda context, section: gather_boxes(context, section, kind)


CHECKS = ("box_left_out", "other_period", "nothing_there")
EVIDENCE = BlockSpec(
    key="evidence",
    title="Evidence",
    sentence="What was captured through the year: evidence, impact, assurance, learning and more, box by box.",
    template="reports/blocks/evidence.html",
    form=EvidenceForm,
    gather=_gather(""),
    checks=CHECKS,
)
QUOTES = BlockSpec(
    key="quotes",
    title="Quotes",
    sentence="People's own words, each with who said it and the document it stands in. Only with consent.",
    template="reports/blocks/evidence.html",
    form=QuotesForm,
    gather=_gather(QUOTE.key),
    checks=CHECKS,
)
VOICES = BlockSpec(
    key="voice",
    title="You said, we did",
    sentence="What children, families and practitioners said, how many were asked, and what changed.",
    template="reports/blocks/voice.html",
    form=VoiceForm,
    gather=_gather(VOICE.key),
    checks=(*CHECKS, "no_change"),
)
