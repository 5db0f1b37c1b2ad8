"""A round held before the portal, and what a document printed of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from partnerships.assessments.entries import PrintedStatistic
from partnerships.assessments.forms.answering import ManyForm
from partnerships.assessments.models import PublishedStatistic, Round, ScaleLevel, Statement
from partnerships.assessments.selectors.rounds import live_tools_of
from partnerships.assessments.statistics import plainly
from partnerships.directory.models import Partnership
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField

HOW = [(mode.value, mode.label) for mode in (Round.Mode.INDIVIDUAL, Round.Mode.FACILITATED)]
_NUMBER = re.compile(r"\d+(\.\d)?")
_COLUMNS = ("mode", "mean", "range")


class EarlierRoundForm(GovUKForm):
    """A round that only a document tells of."""

    tool = forms.ChoiceField(label="Tool", help_text="The one whose statements the document prints.")
    title = forms.CharField(max_length=160, label="Name of the round", help_text="For example, Section 11 2018/19.")
    starts_on = DatePartsField(label="First day of the period it is about")
    ends_on = DatePartsField(label="Last day of the period it is about")
    mode = forms.ChoiceField(choices=HOW, widget=forms.RadioSelect, label="How answers were given")
    respondents = forms.IntegerField(
        required=False, min_value=1, max_value=5000, label="How many answered", help_text="Empty where it is not said."
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tools = {str(tool.pk): tool for tool in live_tools_of(partnership)}
        self.fields["tool"].choices = [(key, str(tool)) for key, tool in self.tools.items()]  # type: ignore[attr-defined]

    def clean(self) -> None:
        """Refuse a period that ends before it starts."""
        super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or later.")

    def said(self) -> dict[str, Any]:
        """Return what was entered, as the service takes it."""
        return {**self.cleaned_data, "tool": self.tools[self.cleaned_data["tool"]]}


class PrintedForm(ManyForm):
    """Mode, mean and range of each statement as the document prints them. An empty box was not printed."""

    def __init__(
        self,
        *args: Any,
        levels: Sequence[ScaleLevel],
        statements: Sequence[Statement],
        held: Mapping[int, PublishedStatistic],
        version: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels, self.statements = levels, statements
        self.fields["version"] = VersionField(initial=version)
        source = next(iter(held.values()), None)
        document = forms.CharField(max_length=255, label="Document", help_text="For example, Annual report 2018/19.")
        place = forms.CharField(max_length=120, label="Where in it", help_text="For example, Appendix 3, page 50.")
        document.initial, place.initial = (source.source_document, source.source_place) if source else ("", "")
        self.put("document", document)
        self.put("place", place)
        low, high = (Decimal(plainly(level.value)) for level in (levels[0], levels[-1]))
        for row in statements:
            boxes = {
                "mode": forms.CharField(max_length=20),
                "mean": forms.DecimalField(min_value=low, max_value=high, max_digits=5, decimal_places=2),
                "range": forms.DecimalField(min_value=0, max_value=high - low, max_digits=4, decimal_places=1),
            }
            for name, box in boxes.items():
                value = getattr(held.get(row.pk), name, None)
                box.required, box.label = False, f"{name.title()}: {row.number}. {row.short_title}"
                box.initial = plainly(value) if isinstance(value, Decimal) else value
                box.widget.attrs["inputmode"] = "text" if name == "mode" else "decimal"
                self.put(f"s{row.pk}-{name}", box)

    def rows(self) -> Iterator[tuple[Statement, list[BoundField]]]:
        """Yield each statement with its boxes."""
        for row in self.statements:
            yield row, [self[f"s{row.pk}-{name}"] for name in _COLUMNS]

    def clean(self) -> None:
        """Refuse a mode that is no score of the scale."""
        super().clean()
        for row in self.statements:
            name = f"s{row.pk}-mode"
            if any(not self._is_score(part) for part in self.cleaned_data.get(name, "").split("/") if part):
                ends = f"{plainly(self.levels[0].value)} to {plainly(self.levels[-1].value)}"
                advice = f"Enter a score of the scale ({ends}), a tie as 2/3."
                self.add_error(name, f"The mode of “{row.short_title}” is not a score. {advice}")

    def statistics(self) -> list[PrintedStatistic]:
        """Return what was entered of every statement."""
        given = self.cleaned_data
        return [
            PrintedStatistic(statement=row.slug, **{name: given[f"s{row.pk}-{name}"] for name in _COLUMNS})
            for row in self.statements
        ]

    def _is_score(self, part: str) -> bool:
        part = part.strip()
        if _NUMBER.fullmatch(part):
            return self.levels[0].value <= Decimal(part) <= self.levels[-1].value
        return part.casefold() in {level.label.casefold() for level in self.levels}


class PrintedRemarkForm(GovUKForm):
    """A remark the document prints."""

    statement = forms.ModelChoiceField(
        queryset=Statement.objects.none(), label="Statement it stands under", empty_label="Choose a statement"
    )
    text = WordsField(
        max_length=2000,
        rows=3,
        label="Words",
        help_text="As printed, without anything that names or describes a child.",
    )

    def __init__(self, *args: Any, held: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Statement.objects.filter(part__tool=held.tool_id).order_by("part__number", "number")
        self.fields["statement"].queryset = offered  # type: ignore[attr-defined]
        self.fields["statement"].label_from_instance = lambda row: row.short_title  # type: ignore[attr-defined]
