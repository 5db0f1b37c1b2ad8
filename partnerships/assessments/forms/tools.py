"""Editing a draft of a tool in the browser."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from partnerships.assessments.library import LevelSpec, StatementSpec
from partnerships.assessments.models import Layer, ScaleLevel, Statement, Tool
from partnerships.assessments.statistics import plainly
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.fields import VersionField, WordsField

LEVELS_HELP = (
    "One level on each line, lowest first: value, words, colour (red, amber, light-green, green or none) and, "
    "where a score asks for an action, the word action. For example: 1, Red, red, action"
)
SCALES = {
    "rag": "1, Red, red, action\n2, Amber, amber, action\n3, Green, green",
    "rag4": "1, Red, red, action\n2, Amber, amber, action\n3, Light green, light-green\n4, Green, green",
    "0-3": "0, Not met, red, action\n1, Partly met, amber, action\n2, Met, light-green\n3, Met and checked, green",
    "1-4": "1, Poor, red, action\n2, Adequate, amber, action\n3, Good, light-green\n4, Outstanding, green",
}
SCALE_NAMES = [
    ("rag", "Red, amber, green"),
    ("rag4", "Red, amber, light green, green"),
    ("0-3", "0 to 3"),
    ("1-4", "1 to 4"),
]


class LevelsField(forms.CharField):
    """A scale as lines; cleans to levels in order of value."""

    widget = forms.Textarea(attrs={"rows": 6})

    def clean(self, value: Any) -> list[LevelSpec]:
        """Return the levels; the first wrong line is named in the error."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        levels = sorted((_level(line) for line in lines), key=lambda level: level.value)
        if len({level.value for level in levels}) != len(levels):
            raise forms.ValidationError("Two levels have the same value. Give each its own.")
        if len(levels) < 2:
            raise forms.ValidationError("Enter at least two levels.")
        return levels


def _level(line: str) -> LevelSpec:
    parts = [part.strip() for part in line.split(",")]
    try:
        value = Decimal(parts[0])
    except InvalidOperation as error:
        raise forms.ValidationError(f"“{line}” does not begin with a number.") from error
    if len(parts) < 2 or not parts[1]:
        raise forms.ValidationError(f"“{line}” has no words after its number.")
    colour = parts[2].lower() if len(parts) > 2 else ""
    colour = "" if colour == "none" else colour
    if colour not in ScaleLevel.Colour.values:
        raise forms.ValidationError(
            f"“{colour}” is not a colour of the scale. Use red, amber, light-green, green or none."
        )
    return LevelSpec(value=value, label=parts[1][:60], colour=colour, opens_action="action" in parts[3:])


def level_lines(levels: Sequence[ScaleLevel]) -> str:
    """Return a stored scale as the lines it is edited in."""
    return "\n".join(
        f"{plainly(one.value)}, {one.label}, {one.colour or 'none'}{', action' if one.opens_action else ''}"
        for one in levels
    )


class ToolNewForm(GovUKForm):
    """A tool of the partnership's own."""

    title = forms.CharField(max_length=160, label="Name of the tool")
    scale = forms.ChoiceField(
        choices=SCALE_NAMES, widget=forms.RadioSelect, label="Scale", help_text="You can change it in the draft."
    )
    part = forms.CharField(max_length=160, label="Title of the first part")

    def levels(self) -> list[LevelSpec]:
        """Return the levels of the chosen scale."""
        return LevelsField().clean(SCALES[self.cleaned_data["scale"]])


class ToolForm(GovUKForm):
    """What a draft says of itself. The scale of a national tool can not be changed."""

    title = forms.CharField(max_length=160, label="Name of the tool")
    purpose = WordsField(max_length=2000, rows=4, required=False, label="What it is for")
    half_points = forms.BooleanField(required=False, label="Half points between levels are allowed")
    not_rated_allowed = forms.BooleanField(required=False, label="“Not rated” is allowed")
    not_applicable_allowed = forms.BooleanField(required=False, label="“Does not apply” is allowed, with a reason")
    levels = LevelsField(label="Scale", help_text=LEVELS_HELP)
    version = VersionField()

    def __init__(self, *args: Any, tool: Tool, **kwargs: Any) -> None:
        names = ("title", "purpose", "half_points", "not_rated_allowed", "not_applicable_allowed")
        initial = {name: getattr(tool, name) for name in names}
        kwargs["initial"] = {**initial, "version": tool.revision, "levels": level_lines(list(tool.levels.all()))}
        super().__init__(*args, **kwargs)
        if tool.origin:
            for name in (*names[2:], "levels"):
                del self.fields[name]


class PartForm(GovUKForm):
    """A part to be added."""

    title = forms.CharField(max_length=160, label="Title of the part")
    version = VersionField()


class StatementForm(GovUKForm):
    """A statement of a draft."""

    domain = forms.CharField(
        max_length=120,
        required=False,
        label="Standard",
        help_text="Statements of one standard stand together. A new title makes a new standard.",
    )
    short_title = forms.CharField(max_length=120, label="Short title")
    text = WordsField(max_length=1000, rows=3, label="Statement")
    guidance = WordsField(max_length=2000, rows=3, required=False, label="Guidance")
    evidence_prompt = WordsField(max_length=1000, rows=2, required=False, label="What would show it")
    layer = forms.ChoiceField(
        choices=[(Layer.LOCAL.value, "Local"), (Layer.REGIONAL.value, "Regional")],
        widget=forms.RadioSelect,
        initial=Layer.LOCAL.value,
        label="Who asks",
    )
    once = forms.BooleanField(required=False, label="An agency with sites answers it once for all of them")
    version = VersionField()

    def __init__(self, *args: Any, tool: Tool, statement: Statement | None = None, **kwargs: Any) -> None:
        self.levels = list(tool.levels.all())
        initial: dict[str, Any] = {"version": tool.revision}
        own: dict[Decimal, str] = {}
        if statement:
            names = ("domain", "short_title", "text", "guidance", "evidence_prompt", "layer", "once")
            initial |= {name: getattr(statement, name) for name in names}
            own = {one.value: one.text for one in statement.descriptors.all()}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        if statement and statement.layer == Layer.NATIONAL:
            self.fields["layer"].choices = Layer.choices  # type: ignore[attr-defined]
        for at, level in enumerate(self.levels):
            label = f"What {level.label.lower()} looks like"
            self.fields[f"level-{at}"] = forms.CharField(
                max_length=500, required=False, label=label, initial=own.get(level.value, "")
            )

    def said(self) -> StatementSpec:
        """Return the statement that was described."""
        names = ("domain", "short_title", "text", "guidance", "evidence_prompt", "layer", "once")
        words = {level.value: self.cleaned_data[f"level-{at}"] for at, level in enumerate(self.levels)}
        return StatementSpec(**{name: self.cleaned_data[name] for name in names}, descriptors=words)
