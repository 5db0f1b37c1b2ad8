"""Shape and wording of this room's forms."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships.directory.models import Partnership
from partnerships.returns.models import Comparator, IndicatorSet, IndicatorVersion
from partnerships.returns.models.indicator import Category
from safeguarding.lib.facts import Disclosure, Period, Qualifier, UnitKind
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField

KIND_WORDS = {
    UnitKind.COUNT: "Count",
    UnitKind.PERCENT: "Percentage",
    UnitKind.RATE: "Rate per so many",
    UnitKind.MONEY: "Money",
    UnitKind.SCORE: "Score",
    UnitKind.GRADE: "Grade",
    UnitKind.TEXT: "Text",
}
KIND_CHOICES = [(kind.value, words) for kind, words in KIND_WORDS.items()]
DISCLOSURE_WORDS = {
    Disclosure.PUBLIC: "May be published",
    Disclosure.SMALL_NUMBERS: "May be published when small numbers are protected",
    Disclosure.PARTNERSHIP: "For the partnership only",
    Disclosure.RESTRICTED: "For named people only",
}


class CollectionForm(GovUKForm):
    """Opens a collection."""

    indicator_set = forms.ModelChoiceField(queryset=IndicatorSet.objects.none(), label="Indicator set")
    period = forms.ChoiceField(label="Period the figures are about")
    due_on = DatePartsField(label="Day the returns are due", noun="The due day", help_text="For example, 20 1 2027")
    closes_on = DatePartsField(
        label="Last day agencies can change figures",
        noun="The closing day",
        required=False,
        help_text="The due day, when you leave this empty. You can extend it for one agency later.",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator_set"].queryset = IndicatorSet.objects.of(partnership)  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.fields["period"].choices = _periods(today)  # type: ignore[attr-defined]
        this = Period.financial_year(today.year if today.month >= 4 else today.year - 1).start.year
        quarters = [Period.quarter(year, number) for year in (this - 1, this) for number in (1, 2, 3, 4)]
        self.fields["period"].initial = [quarter for quarter in quarters if quarter.end < today][-1].token

    def clean_period(self) -> Period:
        """Return the period chosen."""
        return Period.parse(self.cleaned_data["period"])


class ExtensionForm(GovUKForm):
    """Gives one agency more time."""

    until = DatePartsField(label="New day it is due", noun="The new day")
    reason = WordsField(label="Why the agency gets more time", rows=3, max_words=100)


class DaysForm(GovUKForm):
    """Changes the days of a collection."""

    due_on = DatePartsField(label="Day the returns are due", noun="The due day")
    closes_on = DatePartsField(label="Last day agencies can change figures", noun="The closing day")
    version = VersionField()


class CollectionReopenForm(GovUKForm):
    """Opens a closed collection again."""

    closes_on = DatePartsField(label="New last day agencies can change figures", noun="The new closing day")


class ReasonForm(GovUKForm):
    """Asks why."""

    reason = WordsField(label="Reason", rows=3, max_words=200)


class ReturnReopenForm(ReasonForm):
    """Reopens a return, for some days where its collection is closed."""

    until = DatePartsField(
        label="Last day the agency can correct the figures",
        noun="The last day",
        required=False,
        help_text="Leave this empty to keep the closing day of the collection, or if you correct the figures yourself.",
    )


class AnswerForm(GovUKForm):
    """A line in a question's thread."""

    text = WordsField(label="Answer", rows=3, max_words=300)


class CompetingForm(GovUKForm):
    """A different value that a source prints for a figure."""

    printed = forms.CharField(label="Value as printed", max_length=120)
    unit = forms.CharField(
        label="Unit as printed", max_length=80, required=False, help_text="Where it differs from the figure's."
    )
    where = forms.CharField(
        label="Where it is printed", max_length=255, help_text="For example, Annual report 2017-19, page 41."
    )
    note = WordsField(label="Note", rows=2, required=False, max_words=100, help_text="What may explain it.")


class UploadForm(GovUKForm):
    """A filled-in spreadsheet."""

    file = UploadField(label="Spreadsheet", endings=("xlsx",), max_bytes=5 * 1024 * 1024)


class ComparatorForm(GovUKForm):
    """A figure to compare an indicator with."""

    kind = forms.ChoiceField(label="Whose figure is it?", choices=Comparator.Kind.choices)
    period = forms.ChoiceField(label="Period of the figure")
    value = forms.DecimalField(label="Figure", required=False, max_digits=15, decimal_places=4)
    words = forms.CharField(
        label="In words only", required=False, max_length=255, help_text="Where the source gives no number."
    )
    source = forms.CharField(label="Source", max_length=255)
    about = forms.BooleanField(label="The figure is approximate", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = _periods(timezone.localdate(), years=6)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what `comparator_save` takes."""
        data = dict(self.cleaned_data)
        about = data.pop("about")
        data["period"] = Period.parse(data["period"])
        return {**data, "qualifier": Qualifier.ABOUT if about else Qualifier.EXACT}


class IndicatorForm(GovUKForm):
    """Defines an indicator."""

    name = forms.CharField(max_length=200)
    definition = WordsField(required=False, rows=3, help_text="What is counted, and what is not.")
    example = WordsField(label="Worked example", required=False, rows=2)
    source_system = forms.CharField(label="Where agencies find it", required=False, max_length=160)
    kind = forms.ChoiceField(label="Kind of figure", choices=KIND_CHOICES)
    noun = forms.CharField(label="What is counted", required=False, max_length=60, help_text="Plural, like children.")
    per = forms.IntegerField(label="Per how many", required=False, min_value=1, help_text="For a rate, like 10000.")
    decimals = forms.IntegerField(label="Decimals", min_value=0, max_value=4, initial=0)
    measure = forms.ChoiceField(label="How time enters", choices=IndicatorVersion.Measure.choices)
    polarity = forms.ChoiceField(label="Which direction is better", choices=IndicatorVersion.Polarity.choices)
    from_parts = forms.BooleanField(label="Worked out from two counts", required=False)
    numerator_label = forms.CharField(label="First count (the part)", required=False, max_length=200)
    denominator_label = forms.CharField(label="Second count (the whole)", required=False, max_length=200)
    over_100_allowed = forms.BooleanField(label="May be over 100%", required=False)
    dimension = forms.CharField(label="Breakdown", required=False, max_length=80, help_text="Like category of abuse.")
    categories = WordsField(label="Categories", required=False, rows=4, help_text="One on each line, in order.")
    asks_total = forms.BooleanField(label="Ask for the total beside the categories", required=False, initial=True)
    disclosure = forms.ChoiceField(
        label="Who may read it", choices=[(level.value, words) for level, words in DISCLOSURE_WORDS.items()]
    )
    version = VersionField(required=False, initial=0)

    def clean_categories(self) -> tuple[Category, ...]:
        """Return the categories; a line may give its short name before a colon."""
        made = [_category(line) for line in self.cleaned_data["categories"].splitlines() if line.strip()]
        if len({item.slug for item in made}) != len(made):
            raise ValidationError("Two categories have the same short name. Change one of them.")
        return tuple(made)

    def said(self) -> dict[str, Any]:
        """Return the fields of a definition."""
        data = {**self.cleaned_data, "per": self.cleaned_data["per"] or 0}
        data.pop("version")
        data.pop("slug", None)
        return data


class NewIndicatorForm(IndicatorForm):
    """Defines a new indicator, which needs a short name."""

    slug = forms.SlugField(
        label="Short name",
        max_length=80,
        help_text="In small letters with hyphens, like cp-plans. Reports and spreadsheets use it; it never changes.",
    )
    field_order = ("name", "slug")


class SetForm(GovUKForm):
    """Puts indicators into a set."""

    name = forms.CharField(label="Name of the set", max_length=160)
    description = WordsField(required=False, rows=2)
    lines = WordsField(
        label="Indicators",
        rows=14,
        help_text="One short name on each line, in order. A line that begins with # is a heading. "
        "To ask only some agencies, write their short names after a colon, like: referrals: council, police. "
        "All short names are listed above.",
    )


def _category(line: str) -> Category:
    slug, colon, label = line.partition(":")
    if not colon:
        slug, label = line, line
    short = re.sub(r"[^a-z0-9]+", "-", slug.strip().casefold()).strip("-")
    return Category(short or "category", label.strip())


def _periods(today: date, *, years: int = 3) -> list[tuple[str, Any]]:
    """Return the quarters and years to choose from, latest first, in groups."""
    this = Period.financial_year(today.year if today.month >= 4 else today.year - 1).start.year
    span = range(this + 1, this + 1 - years, -1)
    quarters = [Period.quarter(year, number) for year in span for number in (4, 3, 2, 1)]
    ends = [Period.financial_year(year) for year in span]
    return [
        ("Quarters", [(period.token, period.label) for period in quarters]),
        ("Financial years", [(period.token, period.label) for period in ends]),
    ]
