"""Forms of the risk register."""

from typing import Any

from django import forms

from partnerships.assurance.forms.base import OWNER_HINT, AgencyField, RoomForm, version
from partnerships.assurance.models import Level, RiskEscalation, RiskScale
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField, WordsField


def steps(levels: tuple[Level, ...]) -> list[tuple[int, str]]:
    """Return a scale as choices: "3 Possible: could happen this year"."""
    return [(one.value, f"{one.value} {one.label}" + (f": {one.meaning}" if one.meaning else "")) for one in levels]


class Scored(RoomForm):
    """A form with likelihood and impact on the partnership's scale."""

    def __init__(self, *args: Any, scale: RiskScale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {"likelihood": scale.likelihoods, "impact": scale.impacts}
        for name, field in self.fields.items():
            levels = offered.get(name.removeprefix("target_"))
            if levels and isinstance(field, forms.TypedChoiceField):
                field.choices = [*([("", "No target")] if not field.required else []), *steps(levels)]


def score(label: str, **kwargs: Any) -> forms.TypedChoiceField:
    """Return a field for a step of the scale."""
    widget = forms.RadioSelect if kwargs.get("required", True) else forms.Select
    return forms.TypedChoiceField(coerce=int, empty_value=None, label=label, widget=widget, **kwargs)


class RiskForm(Scored):
    """A risk as it is described and owned; a new one also gets its first score."""

    title = forms.CharField(
        max_length=200, label="The risk", help_text="What could happen, in one line. No child or person is named."
    )
    cause = WordsField(label="Why it could happen, and to whom", max_length=4000, rows=4, required=False)
    mitigation = WordsField(label="What is done about it", max_length=4000, rows=4, required=False)
    agency = AgencyField(label="Agency that owns it", empty="No agency: a post of the partnership")
    owner_post = forms.CharField(max_length=160, required=False, label="Post that owns it", help_text=OWNER_HINT)
    opened_on = DatePartsField(label="Opened on", noun="Opened on")
    likelihood = score("Likelihood today")
    impact = score("Impact today")
    review_due_on = DatePartsField(label="Look at it again by", noun="Date of the next review", required=False)
    target_likelihood = score("Likelihood aimed at", required=False)
    target_impact = score("Impact aimed at", required=False)
    target_on = DatePartsField(label="Aimed at by", noun="Date of the target", required=False)
    in_reports = forms.BooleanField(
        required=False,
        label="A report may name this risk",
        help_text="Otherwise it is only counted. What a published report names, everybody can read.",
    )
    version = version()

    def __init__(self, *args: Any, new: bool, manages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not new:
            for name in ("opened_on", "likelihood", "impact"):
                del self.fields[name]
        if not manages:
            del self.fields["in_reports"]
            self.fields["agency"].required = True
            self.fields["agency"].empty_label = None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse half a target."""
        said = super().clean() or {}
        if (said.get("target_likelihood") is None) != (said.get("target_impact") is None):
            self.add_error("target_impact", "Choose both the likelihood and the impact aimed at, or neither")
        return said


class ReviewForm(Scored):
    """A new score."""

    reviewed_on = DatePartsField(label="Looked at on", noun="Date of the review")
    likelihood = score("Likelihood")
    impact = score("Impact")
    comment = WordsField(label="Why this score", max_length=2000, rows=4)
    meeting = forms.CharField(
        max_length=160, required=False, label="Looked at by", help_text="For example, executive group, June meeting."
    )
    review_due_on = DatePartsField(label="Look at it again by", noun="Date of the next review", required=False)


class EscalateForm(GovUKForm):
    """Where a risk is taken."""

    target = forms.ChoiceField(choices=RiskEscalation.Target.choices, label="Taken to", widget=forms.RadioSelect)
    whom = forms.CharField(
        max_length=160,
        required=False,
        label="Which board or body",
        help_text="Needed for another board or a body outside. For example, health and wellbeing board.",
    )
    escalated_on = DatePartsField(label="Escalated on", noun="Date of the escalation")
    reason = WordsField(label="Why, and what is asked for", max_length=2000, rows=4)


class EscalationAnswerForm(GovUKForm):
    """What was answered."""

    answered_on = DatePartsField(label="Answered on", noun="Date of the answer")
    answer = WordsField(label="What was answered", max_length=2000, rows=4)


class RiskCloseForm(GovUKForm):
    """Why a risk is no longer watched."""

    closed_on = DatePartsField(label="Closed on", noun="Closed on")
    reason = WordsField(label="Why it is closed", max_length=2000, rows=4)


class LevelsField(forms.CharField):
    """One step on each line, "Word: meaning" from the lowest up; bands begin with their lowest score."""

    def __init__(self, *, numbered: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **kwargs)
        self.numbered = numbered

    def prepare_value(self, value: Any) -> Any:
        """Show stored steps as lines."""
        return "\n".join(self._line(step) for step in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Return the steps; the first wrong line is named in the error."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return [self._step(number, line) for number, line in enumerate(lines, 1)]

    def _line(self, step: dict[str, Any]) -> str:
        words = f"{step['label']}: {step['meaning']}" if step.get("meaning") else step["label"]
        return f"{step['value']} {words}" if self.numbered else words

    def _step(self, number: int, line: str) -> dict[str, Any]:
        if self.numbered:
            first, _, line = line.partition(" ")
            if not (first.isascii() and first.isdigit() and line.strip()):
                raise forms.ValidationError(
                    f"Line {number} must begin with its lowest score and a word, like 10 High", code="step"
                )
            number = int(first)
        label, _, meaning = (part.strip() for part in line.partition(":"))
        if not label or len(label) > 40:
            raise forms.ValidationError("Each line needs a word of at most 40 characters", code="step")
        return {"value": number, "label": label, "meaning": meaning[:200]}


class ScaleForm(GovUKForm):
    """The scale risks are scored on from now on."""

    likelihood = LevelsField(
        label="Likelihood", help_text="One step on each line, lowest first, like Rare: not expected in three years."
    )
    impact = LevelsField(label="Impact", help_text="One step on each line, lowest first.")
    bands = LevelsField(
        numbered=True,
        label="Bands",
        help_text="One band on each line, beginning with its lowest score, like 10 High: reviewed at each meeting.",
    )
    version = VersionField()
