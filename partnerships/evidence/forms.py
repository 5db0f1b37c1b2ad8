"""Shape and wording of what people enter as evidence. The fields of a kind are made from its specification."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms

from partnerships.directory.authz.access import Access
from partnerships.directory.authz.permissions import Permission
from partnerships.directory.models import Agency, Area, Partnership
from partnerships.directory.selectors import agencies_present, agency_rows, areas_below
from partnerships.evidence.kinds import KINDS, FieldSpec, KindSpec, Sort
from partnerships.evidence.models import EvidenceBox, Tag
from partnerships.evidence.selectors import tags_to_choose
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField
from safeguarding.lib.forms.scanned import ScannedForm
from safeguarding.lib.prose_editor import ProseField

ALWAYS = ("heading", "body", "happened_on", "agency", "area", "themes", "priorities")


class BoxForm(ScannedForm):
    """A box of one kind: what every box has, then the fields of its kind."""

    heading = forms.CharField(max_length=160, label="Heading", help_text="One line that says what this is about.")
    body = ProseField(rows=6)
    happened_on = DatePartsField(
        label="Date", noun="Date", help_text="The day it is about, such as the end of a survey."
    )
    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), required=False, label="Agency", empty_label=None)
    area = forms.ModelChoiceField(
        queryset=Area.objects.none(), required=False, label="Area", empty_label="Whole partnership"
    )
    themes = forms.ModelMultipleChoiceField(
        queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Themes"
    )
    priorities = forms.ModelMultipleChoiceField(
        queryset=Tag.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Priorities it bears on"
    )
    version = VersionField(required=False)

    def __init__(
        self, *args: Any, kind: KindSpec, access: Access, box: EvidenceBox | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["body"].label = kind.says
        self._offer(access, box)
        made = {field.key: FIELDS[field.sort](field) for field in kind.fields}
        self.fields.update(made)
        self.order_fields(["heading", "body", *made, *ALWAYS[2:], "version", "confirmed"])
        free = [field.key for field in kind.fields if field.sort in (Sort.LINE, Sort.WORDS)]
        self.scanned = ("heading", "body", *free)

    def _offer(self, access: Access, box: EvidenceBox | None) -> None:
        """Offer what the person may choose: a manager every agency and none, others their own.

        What the box has already stays on offer, though the agency left or the theme was retired.
        """
        agencies, field = agencies_present(access.partnership), self.fields["agency"]
        if access.may(Permission.EVIDENCE_MANAGE):
            field.empty_label = "The partnership itself"  # type: ignore[attr-defined]
        else:
            agencies = agencies.filter(pk__in=access.agency_ids(Permission.EVIDENCE_EDIT_OWN))
            field.required = True
        own = agency_rows().filter(pk__in=[box.agency_id] if box and box.agency_id else [])
        field.queryset = own | agencies  # type: ignore[attr-defined]
        self.fields["area"].queryset = areas_below(access.partnership)  # type: ignore[attr-defined]
        for name, sort in (("themes", Tag.Sort.THEME), ("priorities", Tag.Sort.PRIORITY)):
            tags = tags_to_choose(access.partnership, sort, box)
            self.fields[name].queryset = tags  # type: ignore[attr-defined]
            if not tags:
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        """Return what the services take, without the version."""
        given = self.cleaned_data
        tags = [*given.get("themes", ()), *given.get("priorities", ())]
        details = {field.key: given.get(field.key) for field in self.kind.fields}
        plain = {name: given[name] for name in ("heading", "body", "happened_on", "agency", "area")}
        return {**plain, "tags": tags, "details": details}

    @staticmethod
    def initial_of(box: EvidenceBox) -> dict[str, Any]:
        """Return what the form shows for a box."""
        tags = list(box.tags.all())
        days = [field.key for field in box.spec.fields if field.sort is Sort.DAY and field.key in box.details]
        return {
            **box.details,
            **{key: date.fromisoformat(box.details[key]) for key in days},
            **{name: getattr(box, name) for name in ("heading", "body", "happened_on", "agency", "area", "version")},
            "themes": [tag for tag in tags if tag.sort == Tag.Sort.THEME],
            "priorities": [tag for tag in tags if tag.sort == Tag.Sort.PRIORITY],
        }


def _choice(field: FieldSpec) -> forms.Field:
    empty = [] if field.required else [("", "Not recorded")]
    few = len(field.choices) < 6
    return forms.ChoiceField(
        choices=[*empty, *field.choices] if few or empty else [("", "Choose one"), *field.choices],
        widget=forms.RadioSelect if few else forms.Select,
        **_plain(field),
    )


def _plain(field: FieldSpec) -> dict[str, Any]:
    return {"label": field.label, "help_text": field.hint, "required": field.required}


FIELDS: Mapping[Sort, Callable[[FieldSpec], forms.Field]] = {
    Sort.LINE: lambda field: forms.CharField(max_length=255, **_plain(field)),
    Sort.WORDS: lambda field: WordsField(max_length=4000, rows=3, **_plain(field)),
    Sort.CHOICE: _choice,
    Sort.COUNT: lambda field: forms.IntegerField(min_value=0, max_value=10_000_000, **_plain(field)),
    Sort.PERCENT: lambda field: forms.DecimalField(min_value=0, max_value=100, decimal_places=1, **_plain(field)),
    Sort.DAY: lambda field: DatePartsField(noun=field.label.rstrip("?"), **_plain(field)),
    Sort.TICK: lambda field: forms.BooleanField(**_plain(field)),
}


class FilterForm(GovUKForm):
    """Which boxes are listed."""

    says_optional = False

    kind = forms.ChoiceField(required=False, choices=[("", "Every kind"), *((kind.key, kind.label) for kind in KINDS)])
    theme = forms.ChoiceField(required=False)
    priority = forms.ChoiceField(required=False)
    area = forms.ChoiceField(required=False)
    agency = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, empty, choices in filter_choices(partnership):
            self.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


def filter_choices(partnership: Partnership) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return what boxes can be narrowed by: name, words for any, and the choices. Reports offer the same."""
    tags = list(Tag.objects.of(partnership))
    themes = [(tag.slug, tag.name) for tag in tags if tag.sort == Tag.Sort.THEME]
    priorities = [(tag.slug, tag.name) for tag in tags if tag.sort == Tag.Sort.PRIORITY]
    areas = [(area.code, area.name) for area in areas_below(partnership)]
    agencies = [(agency.slug, agency.name) for agency in Agency.objects.of(partnership).select_related("organisation")]
    return [
        ("theme", "Every theme", themes),
        ("priority", "Every priority", priorities),
        ("area", "Every area", areas),
        ("agency", "Every agency", agencies),
    ]


class ReasonForm(GovUKForm):
    """Why a box is withdrawn."""

    reason = forms.CharField(
        max_length=255,
        label="Why is it withdrawn?",
        error_messages={"required": "Say why the box is withdrawn"},
    )


class TagForm(GovUKForm):
    """A theme or a priority."""

    sort = forms.ChoiceField(choices=Tag.Sort.choices, label="What is it?", widget=forms.RadioSelect, initial="theme")
    name = forms.CharField(max_length=160, label="Name")


class TagChangeForm(GovUKForm):
    """Rename or retire it."""

    name = forms.CharField(max_length=160, label="Name")
    retired_on = DatePartsField(
        required=False,
        label="No longer used from",
        noun="Date",
        help_text="Boxes filed under it keep it; new ones can not choose it.",
    )
    version = VersionField()


class SharedTextForm(GovUKForm):
    """A new shared text."""

    title = forms.CharField(max_length=160, label="Title")
    body = ProseField(label="Words everywhere")


class WordingForm(GovUKForm):
    """The words of a shared text, everywhere or in one area."""

    body = ProseField(label="Words")
    version = VersionField()
