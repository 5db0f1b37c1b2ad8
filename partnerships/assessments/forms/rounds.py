"""Opening a round, giving more time, reasons; evidence files, sites and Child Safeguarding Statements."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from partnerships.assessments.entries import RoundPlan
from partnerships.assessments.models import LEAST_FLOOR, Response, Round, SafeguardingStatement
from partnerships.assessments.policies import HANDED_IN
from partnerships.assessments.selectors.rounds import live_tools_of
from partnerships.assessments.signatories import signings_of
from partnerships.directory.models import Agency, Partnership
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField

SITE_NAME_MOST = 160  # characters
MODES = [
    (Round.Mode.NAMED.value, "Each agency by name"),
    (Round.Mode.ANONYMOUS.value, "Each agency alone, anonymously"),
    (Round.Mode.FACILITATED.value, "Facilitated groups"),
]
MODE_HINTS = {
    Round.Mode.NAMED.value: "With evidence, moderation and actions.",
    Round.Mode.ANONYMOUS.value: (
        "Nobody can tell who said what, not even with access to the database. "
        "Answers can not be changed, and results show only after the round is closed."
    ),
    Round.Mode.FACILITATED.value: "Each group agrees one answer with those present.",
}


def periods_offered(today: date) -> list[Period]:
    """Return the financial years and quarters a round can be about, newest first."""
    year = Period.snapshot(today).financial_year_start
    found = []
    for start in (year + 1, year, year - 1, year - 2, year - 3):
        found.append(Period.financial_year(start))
        found += [Period.quarter(start, number) for number in (4, 3, 2, 1)]
    return found


class RoundForm(GovUKForm):
    """A round to be opened."""

    tool = forms.ChoiceField(label="Tool")
    title = forms.CharField(max_length=160, label="Name of the round", help_text="For example, Section 11 2026/27.")
    period = forms.ChoiceField(label="Period it is about")
    mode = forms.ChoiceField(choices=MODES, widget=forms.RadioSelect, label="How answers are given")
    opens_on = DatePartsField(label="First day for answers")
    closes_on = DatePartsField(label="Last day for answers")
    agencies = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False, label="Who is asked")
    everybody = forms.BooleanField(required=False, label="Ask every agency of the list above")
    per_site = forms.BooleanField(required=False, label="Agencies with sites answer for each site")
    moderated = forms.BooleanField(required=False, label="Responses are moderated before they are agreed")
    groups = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        label="Groups",
        help_text="Only for facilitated groups. One name on each line.",
    )
    floor = forms.IntegerField(
        min_value=LEAST_FLOOR,
        max_value=200,
        initial=LEAST_FLOOR,
        required=False,
        label="Least number of answers shown",
        help_text="Only for an anonymous round. With fewer answers nothing is shown and they are destroyed.",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tools = {str(tool.pk): tool for tool in live_tools_of(partnership)}
        self.seats = {str(agency.pk): agency for agency in agencies_present(partnership)}
        self.periods = {period.token: period for period in periods_offered(timezone.localdate())}
        self._choose("tool", [(key, str(tool)) for key, tool in self.tools.items()])
        self._choose("agencies", [(key, agency.name) for key, agency in self.seats.items()])
        self._choose("period", [(token, period.label) for token, period in self.periods.items()])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def plan(self) -> RoundPlan:
        """Return the round that was described."""
        said = self.cleaned_data
        return RoundPlan(
            title=said["title"],
            period=self.periods[said["period"]],
            mode=said["mode"],
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
            agencies=[] if said["mode"] == Round.Mode.FACILITATED else self._asked(),
            groups=[line.strip() for line in said["groups"].splitlines() if line.strip()],
            per_site=said["per_site"],
            moderated=said["moderated"],
            floor=said["floor"] or LEAST_FLOOR,
        )

    def _asked(self) -> list[Agency]:
        if self.cleaned_data["everybody"]:
            return list(self.seats.values())
        return [self.seats[key] for key in self.cleaned_data["agencies"]]


class AskForm(GovUKForm):
    """One more agency in an open round."""

    agency = forms.ChoiceField(label="Agency")
    per_site = forms.BooleanField(required=False, label="It answers for each of its sites")

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {agency.slug: agency for agency in agencies}
        self.fields["agency"].choices = [(slug, agency.name) for slug, agency in self.seats.items()]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Agency:
        """Return the agency that was chosen."""
        return self.seats[self.cleaned_data["agency"]]


class ExtendForm(GovUKForm):
    """More time, for everybody or one respondent."""

    respondent = forms.ChoiceField(required=False, label="For whom")
    until = DatePartsField(label="New last day")
    reason = forms.CharField(max_length=255, label="Why")

    def __init__(self, *args: Any, responses: list[Response], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.responses = {str(row.pk): row for row in responses}
        choices = [("", "Everybody"), *((key, str(row)) for key, row in self.responses.items())]
        self.fields["respondent"].choices = choices  # type: ignore[attr-defined]

    @property
    def response(self) -> Response | None:
        """Return the one respondent chosen, None for everybody."""
        return self.responses.get(self.cleaned_data["respondent"])


class ReasonForm(GovUKForm):
    """Why something is sent back or opened again."""

    reason = WordsField(max_length=500, rows=4, label="What has to change")


class ReopenForm(GovUKForm):
    """Open a closed round again."""

    until = DatePartsField(label="New last day")
    reason = forms.CharField(max_length=255, label="Why")


class PresentForm(GovUKForm):
    """Who was there when a group agreed its answers."""

    present = WordsField(
        max_length=1000, rows=4, label="Who was present", help_text="Roles and agencies, not names. One on each line."
    )


class EvidenceForm(GovUKForm):
    """A file of an agency."""

    title = forms.CharField(max_length=160, label="What it is", help_text="For example, Supervision policy 2026.")
    upload = UploadField(
        label="File",
        endings=("pdf", "docx", "xlsx", "csv", "png", "jpg"),
        max_bytes=settings.FILE_UPLOAD_MAX_BYTES,
        help_text="Nothing that names a child or a member of the public.",
    )
    expires_on = DatePartsField(
        required=False, label="Last day it can be relied on", help_text="For example, the review date of a policy."
    )

    def clean_expires_on(self) -> date | None:
        """Refuse a file that is no evidence any more."""
        last: date | None = self.cleaned_data["expires_on"]
        if last and last < timezone.localdate():
            raise forms.ValidationError("Add a file that can still be relied on: its last day must be today or later")
        return last


class ExpiryForm(GovUKForm):
    """When a file stops being evidence."""

    expires_on = DatePartsField(required=False, label="Last day it can be relied on", help_text="Empty for no end.")


class SiteForm(GovUKForm):
    """A site of an agency."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label="Agency", empty_label=None)
    names = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 6}),
        label="Names of the sites",
        help_text="For example, the names of schools. One on each line: a list can be pasted.",
    )

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]

    def clean_names(self) -> list[str]:
        """Return the names, each once; say which is too long."""
        names = list(dict.fromkeys(line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()))
        long = next((name for name in names if len(name) > SITE_NAME_MOST), None)
        if long:
            raise forms.ValidationError(f"“{long[:40]}…” must be {SITE_NAME_MOST} characters or fewer")
        return names


class PledgeForm(GovUKForm):
    """The words and days of a Child Safeguarding Statement."""

    response = forms.ModelChoiceField(
        queryset=Response.objects.none(), required=False, label="Self-assessment it rests on", empty_label="None yet"
    )
    risk_assessed_on = DatePartsField(
        required=False,
        label="Day the risk was assessed",
        help_text="The risk that a child is harmed or abused, not health and safety.",
    )
    services = WordsField(max_length=4000, rows=4, required=False, label="What the organisation does with children")
    commitment = WordsField(max_length=4000, rows=4, required=False, label="What the organisation promises")
    risks = WordsField(max_length=6000, rows=6, required=False, label="Risks of abuse, and what lowers them")
    measures = WordsField(max_length=4000, rows=4, required=False, label="Policies and measures in place")
    displayed_on = DatePartsField(required=False, label="Displayed since")
    shared_on = DatePartsField(required=False, label="Shared with staff on")
    version = VersionField()

    def __init__(self, *args: Any, pledge: SafeguardingStatement, **kwargs: Any) -> None:
        names = (
            "response",
            "risk_assessed_on",
            "services",
            "commitment",
            "risks",
            "measures",
            "displayed_on",
            "shared_on",
        )
        kwargs["initial"] = {name: getattr(pledge, name) for name in (*names, "version")}
        super().__init__(*args, **kwargs)
        mine = Response.objects.filter(agency=pledge.agency, site__isnull=True, status__in=HANDED_IN)
        self.fields["response"].queryset = mine.select_related("round", "agency__organisation", "site")  # type: ignore[attr-defined]
        self.fields["response"].label_from_instance = lambda row: row.round.title  # type: ignore[attr-defined]


class SignForm(GovUKForm):
    """An office's signature."""

    office = forms.ChoiceField(label="Office", widget=forms.RadioSelect)
    on = DatePartsField(label="Signed on")

    def __init__(self, *args: Any, pledge: SafeguardingStatement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [one.office for one in signings_of(pledge) if one.signed_on is None]
        self.fields["office"].choices = [(office, office) for office in waiting]  # type: ignore[attr-defined]


class ChangedForm(GovUKForm):
    """A material change."""

    on = DatePartsField(label="Day of the change")
    change = WordsField(max_length=500, rows=4, label="What has changed")
