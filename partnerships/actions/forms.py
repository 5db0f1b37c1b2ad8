"""Shape and wording of what people enter about actions."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from partnerships.actions.models import Action, Band, Evidence, Origin, Rag, Status
from partnerships.actions.policies import MOVES
from partnerships.actions.selectors import agencies_of, mergeable, people_of, periods_of
from partnerships.directory.models import Agency, Partnership, User
from partnerships.directory.selectors import agencies_present
from safeguarding.lib.facts import Period
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import UploadField, VersionField, WordsField
from safeguarding.lib.forms.scanned import ScannedForm
from safeguarding.lib.uploads import ENDINGS

NO_NAMES = "Never write the name of a child, an adult at risk or their family."


class OwnerForm(GovUKForm):
    """Who does it. Rooms that open actions of their own build their form on this one or on ActionForm."""

    owner_agency = forms.ModelChoiceField(
        label="Agency that does it", queryset=Agency.objects.none(), required=False, empty_label="No single agency"
    )
    owner_post = forms.CharField(
        label="Post that does it", max_length=120, required=False, help_text="For example, designated nurse."
    )
    owner_person = forms.ModelChoiceField(
        label="Person who does it",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody by name",
        help_text="They are reminded on their overview. Reports never print a person's name.",
    )

    def __init__(self, *args: Any, partnership: Partnership, action: Action | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner_agency"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]
        self.fields["owner_person"].queryset = people_of(action, partnership)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one of the three."""
        said = super().clean() or {}
        if not self.errors and not any(said.get(name) for name in ("owner_agency", "owner_person", "owner_post")):
            self.add_error("owner_agency", "Choose an agency, or say which post or person does it")
        return said


class ActionForm(OwnerForm):
    """A new action from something known already, such as a recommendation of an audit."""

    title = forms.CharField(
        label="What will be done?", max_length=255, help_text=f"Begin with a verb: train, write, check. {NO_NAMES}"
    )
    success = WordsField(
        label="What will it look like when it has worked?",
        required=False,
        max_words=150,
        rows=3,
        help_text="What children, adults or families will notice, and how you will know.",
    )
    due_on = DatePartsField(
        label="When is it due?",
        noun="Due date",
        required=False,
        help_text="Leave it empty only while it is not agreed.",
    )
    field_order: tuple[str, ...] = ("title", "success", "owner_agency", "owner_post", "owner_person", "due_on")


class ActionNewForm(ScannedForm, ActionForm):
    """A new action entered in the log itself."""

    scanned = ("title", "success", "origin_label")

    origin_kind = forms.ChoiceField(
        label="Where does it come from?", choices=[("", "Choose one"), *Origin.choices], help_text=""
    )
    origin_label = forms.CharField(
        label="Which one?",
        max_length=255,
        required=False,
        help_text="Such as “Board meeting of 3 March 2026, item 4”. People see it beside the action.",
    )
    field_order = (*ActionForm.field_order, "origin_kind", "origin_label")


class ActionEditForm(ScannedForm):
    """What an action says. Owner, date and status have pages of their own, because each leaves a line in the story."""

    scanned = ("title", "success", "origin_label")

    title = ActionForm.base_fields["title"]
    success = ActionForm.base_fields["success"]
    origin_label = forms.CharField(label="Where it comes from", max_length=255, required=False)
    version = VersionField()


class ReassignForm(OwnerForm):
    """Another owner."""

    reason = forms.CharField(label="Why?", max_length=255, required=False)
    version = VersionField()
    field_order = ("owner_agency", "owner_post", "owner_person", "reason", "version")


class RescheduleForm(ScannedForm):
    """Another due date."""

    scanned = ("reason",)

    due_on = DatePartsField(label="New due date", noun="New due date")
    reason = forms.CharField(
        label="Why does the date change?", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class NoteForm(ScannedForm):
    """An update."""

    scanned = ("text",)

    text = WordsField(label="What has happened?", max_words=300, rows=4, help_text=NO_NAMES)
    rag = forms.ChoiceField(
        label="How does it stand?", choices=[*Rag.choices, ("", "As before")], required=False, widget=forms.RadioSelect
    )
    on = DatePartsField(label="Date of the update", noun="Date of the update", initial=timezone.localdate)


class ImpactForm(ScannedForm):
    """What difference it made."""

    scanned = ("text",)

    text = WordsField(
        label="What difference did it make?",
        max_words=300,
        rows=5,
        help_text=f"For children, adults or families, and how you know. It can be printed in the report. {NO_NAMES}",
    )
    on = DatePartsField(label="When was that seen?", noun="The day it was seen", initial=timezone.localdate)


class EvidenceForm(ScannedForm):
    """Words, a link or a file."""

    scanned = ("title", "text")

    title = forms.CharField(
        label="What is it?", max_length=160, help_text="For example, training record of March 2026."
    )
    shows = forms.ChoiceField(
        label="What does it show?", choices=Evidence.Shows.choices, initial="done", widget=forms.RadioSelect
    )
    text = WordsField(label="Words", required=False, max_words=500, rows=4)
    link = forms.URLField(
        label="Or a link",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Enter a link in full, like https://www.example.org/page"},
    )
    upload = UploadField(label="Or a file", required=False, endings=ENDINGS, max_bytes=10 * 1024 * 1024)

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the three."""
        said = super().clean() or {}
        given = [name for name in ("text", "link", "upload") if said.get(name)]
        if not self.errors and len(given) != 1:
            words = "Write words, or give a link or a file" if not given else "Give only one: words, a link or a file"
            self.add_error("text", words)
        return said


class MoveForm(ScannedForm):
    """What an event asks. Deferring also asks until when, merging into what."""

    scanned = ("words",)

    words = forms.CharField(label="Words", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    due_on = DatePartsField(label="Until when?", noun="Until when", help_text="Such as the day of the next report.")
    into = forms.ModelChoiceField(
        label="Which action stays?", queryset=Action.objects.none(), empty_label="Choose an action"
    )

    def __init__(self, *args: Any, action: Action, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        move = MOVES[event]
        words = self.fields["words"]
        words.label, words.help_text = move.question, move.hint
        words.required = move.words_needed
        words.error_messages["required"] = f"Enter an answer to “{move.question}”"
        if event != "defer":
            del self.fields["due_on"]
        if event != "merge":
            del self.fields["into"]
        else:
            self.fields["into"].queryset = mergeable(action)  # type: ignore[attr-defined]


class LogFilterForm(GovUKForm):
    """The log's filter. Nothing chosen means what is still to be done."""

    says_optional = False

    words = forms.CharField(label="Words or reference", required=False, max_length=60)
    status = forms.ChoiceField(
        required=False, choices=[("", "Open"), *Status.choices, ("settled", "Settled"), ("all", "Open and settled")]
    )
    origin = forms.ChoiceField(label="Comes from", required=False, choices=[("", "Anything"), *Origin.choices])
    owner = forms.ChoiceField(required=False)
    overdue = forms.ChoiceField(required=False, choices=[("", "Overdue or not"), ("any", "All overdue"), *Band.choices])
    period = forms.ChoiceField(label="Open during", required=False)
    key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, partnership: Partnership, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = [(agency.slug, agency.name) for agency in agencies_of(partnership)]
        owners = [("", "Anybody"), ("mine", "Me or my agency"), *agencies, ("none", "No single agency")]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]
        years = [(period.token, period.label) for period in periods_of(partnership)]
        self.fields["period"].choices = [("", "Any year"), *years]  # type: ignore[attr-defined]
        self.user = user

    def kept(self, rows: QuerySet[Action], own_agencies: frozenset[int], today: date) -> QuerySet[Action]:
        """Return the rows the filter keeps; a wrong choice keeps none."""
        if not self.is_valid():
            return rows.none()
        said = self.cleaned_data
        rows = self._status(rows, said["status"], settled_too=bool(said["period"]))
        if said["words"]:
            sought = ("reference", "title", "origin_label", "owner_post")
            anywhere = Q()
            for name in sought:
                anywhere |= Q(**{f"{name}__icontains": said["words"]})
            rows = rows.filter(anywhere)
        for name, lookup in (("origin", "origin_kind"), ("key", "origin_key")):
            if said[name]:
                rows = rows.filter(**{lookup: said[name]})
        if said["overdue"]:
            rows = self._overdue(rows, said["overdue"], today)
        if said["period"]:
            period = Period.parse(said["period"])
            rows = rows.open_during(period.start, period.end)  # type: ignore[attr-defined]
        return self._owner(rows, said["owner"], own_agencies)

    def _status(self, rows: Any, status: str, *, settled_too: bool) -> Any:
        if status == "settled":
            return rows.exclude(settled_on=None)
        if status in Status.values:
            return rows.filter(status=status)
        return rows if status == "all" or settled_too else rows.live()

    def _overdue(self, rows: Any, band: str, today: date) -> Any:
        return rows.overdue(today) if band == "any" else rows.overdue_by(Band(band), today)

    def _owner(self, rows: QuerySet[Action], owner: str, own_agencies: frozenset[int]) -> QuerySet[Action]:
        if owner == "mine":
            return rows.filter(Q(owner_agency__in=own_agencies) | Q(owner_person=self.user))
        if owner == "none":
            return rows.filter(owner_agency=None)
        return rows.filter(owner_agency__slug=owner) if owner else rows
