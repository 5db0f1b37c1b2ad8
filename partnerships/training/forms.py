"""Shape and wording of what people enter about training."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from partnerships.directory.models import Agency, Partnership
from partnerships.directory.selectors import agencies_present
from partnerships.training.models import Amount, Course, Evaluation, Level, PrintedTotal, Sector, Session
from partnerships.training.models.compliance import ComplianceLine
from partnerships.training.selectors import Place, courses_of, places_of
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField


class PeriodField(forms.TypedChoiceField):
    """A financial year from 2012 to 2035; cleans to a Period."""

    def __init__(self, **kwargs: Any) -> None:
        years = [Period.financial_year(year) for year in range(2035, 2011, -1)]
        choices = [(period.token, period.label) for period in years]
        super().__init__(choices=choices, coerce=Period.parse, **kwargs)


class CourseForm(GovUKForm):
    """A course of the programme."""

    title = forms.CharField(max_length=160, label="Name of the course")
    level = forms.ChoiceField(choices=Level.choices, label="Level")
    audience = forms.CharField(
        max_length=200, required=False, label="Who it is for", help_text="For example, designated safeguarding leads."
    )
    reach = forms.ChoiceField(choices=Course.Reach.choices, label="The course is", widget=forms.RadioSelect)
    provider = forms.CharField(
        max_length=160, required=False, label="Who gives it", help_text="The organisation, not the trainer's name."
    )
    agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label="Whose staff, if it is single-agency",
        empty_label="No single agency",
    )
    area = forms.ChoiceField(required=False, label="Only for people who work in")
    version = VersionField(required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]
        self.areas = {place.code: place.area for place in places_of(partnership) if place.area}
        choices = [("", "Any area"), *((code, area.name) for code, area in self.areas.items() if area)]
        self.fields["area"].choices = choices  # type: ignore[attr-defined]

    def clean_area(self) -> Any:
        """Return the area chosen, None for any."""
        return self.areas.get(self.cleaned_data["area"])


class SessionForm(GovUKForm):
    """A session, or several that a source does not tell apart."""

    course = forms.ModelChoiceField(queryset=Course.objects.none(), label="Course", empty_label=None)
    starts_on = DatePartsField(label="Date", noun="Date")
    ends_on = DatePartsField(
        required=False, label="Last day", noun="Last day", help_text="Leave it empty for a session of one day."
    )
    runs = forms.IntegerField(
        min_value=1,
        max_value=500,
        initial=1,
        label="How many sessions",
        help_text="More than 1 only where a record does not tell the single sessions apart.",
    )
    mode = forms.ChoiceField(
        choices=Session.Mode.choices, initial=Session.Mode.ROOM, label="How people take part", widget=forms.RadioSelect
    )
    places = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label="Places",
        help_text="How many could have come, not how many booked. Leave it empty if nobody knows.",
    )
    only_for = forms.CharField(
        max_length=120, required=False, label="Only for", help_text="For example, police officers."
    )
    version = VersionField(required=False)

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses_of(partnership)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Take one day where no last day is given, and refuse one that comes first."""
        said = super().clean() or {}
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and "ends_on" in said:
            said["ends_on"] = last or first
        if first and last and last < first:
            self.add_error("ends_on", "Last day must be on or after the date")
        return said


COLUMNS = (
    ("booked", "Booked"),
    ("attended", "Attended"),
    ("cancelled", "Cancelled"),
    ("did_not_attend", "Did not attend"),
    ("missed", "Not told apart"),
)


class CountsForm(GovUKForm):
    """What came of the bookings: one line for every sector or agency of one place. An empty box is "not recorded"."""

    version = VersionField()

    def __init__(
        self,
        *args: Any,
        lines: Sequence[tuple[str, str, Any]],
        held: Mapping[str, Mapping[str, int | None]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for key, label, _ in lines:
            for measure, column in COLUMNS:
                self.fields[f"{key}-{measure}"] = forms.IntegerField(
                    label=f"{label}: {column[:1].lower()}{column[1:]}",
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    initial=held.get(key, {}).get(measure),
                    error_messages={
                        "invalid": f"{label}, {column.lower()}: enter a whole number, like 12",
                        "min_value": f"{label}, {column.lower()}: enter 0 or more",
                    },
                )

    def names(self, key: str) -> list[tuple[str, str]]:
        """Return the boxes of a line: heading of the column and name of the field."""
        return [(column, f"{key}-{measure}") for measure, column in COLUMNS]

    def rows(self) -> dict[Any, dict[str, int | None]]:
        """Return what was entered for each sector or agency."""
        return {
            row: {measure: self.cleaned_data[f"{key}-{measure}"] for measure, _ in COLUMNS}
            for key, _, row in self.lines
        }


SECTOR_LINES = [(sector.value, sector.label, sector.value) for sector in Sector]


class EvaluationForm(GovUKForm):
    """A question and its scale."""

    kind = forms.ChoiceField(choices=Evaluation.Kind.choices, label="The question is about", widget=forms.RadioSelect)
    period = PeriodField(label="Year")
    course = forms.ModelChoiceField(
        queryset=Course.objects.none(), required=False, label="Course", empty_label="Every course"
    )
    moment = forms.ChoiceField(choices=Evaluation.Moment.choices, label="It was asked", widget=forms.RadioSelect)
    question = forms.CharField(max_length=255, label="Question")
    scale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        label="Answers to choose from",
        help_text="One on each line, the lowest first: Poor, Fair, Good, Very good, Excellent; or No, Yes.",
    )
    basis = forms.ChoiceField(
        choices=Evaluation.Basis.choices, label="The answers are", widget=forms.RadioSelect, initial="people"
    )
    source = forms.CharField(
        max_length=255, required=False, label="Document it comes from", help_text="Only for figures of a document."
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = courses_of(partnership)  # type: ignore[attr-defined]

    def clean_scale(self) -> list[str]:
        """Return the points, lowest first."""
        points = [line.strip() for line in self.cleaned_data["scale"].splitlines() if line.strip()]
        if any(len(point) > 80 for point in points):
            raise forms.ValidationError("Each answer must be 80 characters or fewer")
        return points


class AnswersForm(GovUKForm):
    """How many chose each point."""

    asked = forms.IntegerField(
        required=False, min_value=0, max_value=100_000, label="How many were asked", help_text="Empty if not known."
    )
    version = VersionField()

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = list(evaluation.options.all())
        percent = evaluation.basis == Evaluation.Basis.PERCENT
        for point in self.points:
            self.fields[f"point-{point.position}"] = forms.DecimalField(
                label=point.label,
                required=False,
                min_value=Decimal(0),
                max_digits=7,
                decimal_places=2 if percent else 0,
                initial=None if point.value is None else (point.value if percent else int(point.value)),
            )

    def values(self) -> list[Decimal | None]:
        """Return the answers, lowest point first."""
        return [self.cleaned_data[f"point-{point.position}"] for point in self.points]


class QuoteForm(GovUKForm):
    """Words somebody wrote."""

    text = forms.CharField(
        max_length=600, widget=forms.Textarea(attrs={"rows": 4}), label="Quote", help_text="Without anybody's name."
    )
    said_by = forms.CharField(
        max_length=80, required=False, label="Role of who said it", help_text="For example, health visitor."
    )


class ComplianceForm(GovUKForm):
    """Eligible and trained by level, or why there are no figures."""

    as_at = DatePartsField(
        required=False,
        label="Day the figures were counted",
        noun="Day the figures were counted",
        help_text="Needed before you hand in. It may lie after the year; reports print it.",
    )
    note = forms.CharField(
        max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3}), label="Anything a reader must know"
    )
    version = VersionField()

    def __init__(self, *args: Any, held: Mapping[str, ComplianceLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in LEVELS:
            line = held.get(level.value)
            for part in ("eligible", "trained"):
                self.fields[f"{part}-{level.value}"] = forms.IntegerField(
                    label=f"{level.label}: {'staff who need it' if part == 'eligible' else 'of them trained'}",
                    required=False,
                    min_value=0,
                    max_value=1_000_000,
                    initial=getattr(line, part, None),
                )
            self.fields[f"silence-{level.value}"] = forms.ChoiceField(
                choices=ComplianceLine.Silence.choices,
                required=False,
                initial=line.silence if line else "",
                label=f"{level.label}: why there are no figures",
            )

    @property
    def levels(self) -> list[Level]:
        """Return the levels in order."""
        return LEVELS

    def said(self) -> dict[str, tuple[int | None, int | None, str]]:
        """Return what was entered for each level."""
        data = self.cleaned_data
        return {
            level.value: (
                data[f"eligible-{level.value}"],
                data[f"trained-{level.value}"],
                data[f"silence-{level.value}"],
            )
            for level in LEVELS
        }


LEVELS: list[Level] = [level for level in Level if level is not Level.NONE]


class ReasonForm(GovUKForm):
    """Why figures go back."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}), label="What must be corrected?")


class AmountForm(GovUKForm):
    """Income or cost."""

    kind = forms.ChoiceField(choices=Amount.Kind.choices, label="This is", widget=forms.RadioSelect)
    label = forms.CharField(max_length=160, label="What for", help_text="For example, charges for late cancellation.")
    pounds = forms.DecimalField(max_digits=10, decimal_places=2, min_value=Decimal(0), label="Amount")
    starts_on = DatePartsField(label="First day", noun="First day")
    ends_on = DatePartsField(label="Last day", noun="Last day")
    session = forms.ModelChoiceField(
        queryset=Session.objects.none(), required=False, label="Session", empty_label="No single session"
    )
    source = forms.CharField(max_length=255, required=False, label="Document it comes from")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Session.objects.of(partnership).select_related("course").order_by("-starts_on")
        self.fields["session"].queryset = rows  # type: ignore[attr-defined]


class PrintedForm(GovUKForm):
    """What a document prints."""

    period = PeriodField(label="Year")
    source = forms.CharField(
        max_length=255, label="Document that prints it", help_text="For example, Annual report 2021-22, page 153."
    )
    measure = forms.ChoiceField(choices=PrintedTotal.Measure.choices, label="What the document calls it")
    sector = forms.ChoiceField(
        choices=[("", "Every sector"), *Sector.choices], required=False, label="People of which sector"
    )
    place = forms.ChoiceField(required=False, label="People who work where")
    value = forms.DecimalField(
        max_digits=9,
        decimal_places=2,
        min_value=Decimal(0),
        label="Figure",
        help_text="Exactly as printed: 28.9 is not 29.",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.code: place for place in places_of(partnership)}
        choices = [("", "Everywhere"), *((place.code, place.name) for place in self.places.values())]
        self.fields["place"].choices = choices  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        data = dict(self.cleaned_data)
        place: Place | None = self.places.get(data.pop("place"))
        return {**data, "reach": place.reach if place else "", "area": place.area if place else None}
