"""Shape and wording of what managers enter: templates, rounds, whom to ask."""

from typing import Any

from django import forms

from partnerships.contributions.models import ContributionRound, ContributionTemplate
from partnerships.directory.authz.roles import Role
from partnerships.directory.models import Agency, Area, Group, Membership, Partnership, User
from partnerships.directory.selectors import agencies_present, areas_below
from partnerships.evidence.models import Tag
from partnerships.evidence.selectors import tags_in_use
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.forms.dates import DatePartsField
from safeguarding.lib.forms.fields import VersionField

APPROVING = (Role.BOARD_MANAGER, Role.CHAIR, Role.SIGNATORY)
_KIND = ContributionTemplate.Kind


class RoundForm(GovUKForm):
    """A round: its title, the days it is about, the day it is due."""

    title = forms.CharField(max_length=160, label="Title", help_text="For example, Annual report 2026-27.")
    starts_on = DatePartsField(label="First day to write about", noun="First day to write about")
    ends_on = DatePartsField(label="Last day to write about", noun="Last day to write about")
    due_on = DatePartsField(label="Due", noun="Due date")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        said = super().clean() or {}
        if not self.errors and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", "Last day to write about must be on or after the first")
        return said


class RoundChangeForm(RoundForm):
    """A round as it stands; its template stays."""

    version = VersionField()

    @staticmethod
    def initial_of(asked: ContributionRound) -> dict[str, Any]:
        """Return what the form shows."""
        return {name: getattr(asked, name) for name in ("title", "starts_on", "ends_on", "due_on", "version")}


class RoundAddForm(RoundForm):
    """A new round, with the template and the agencies to ask where it is for agencies."""

    template = forms.ModelChoiceField(queryset=ContributionTemplate.objects.none(), label="Template", empty_label=None)
    agencies = forms.ModelMultipleChoiceField(
        queryset=Agency.objects.none(),
        required=False,
        label="Agencies to ask",
        help_text="For a template of agencies. Working groups, areas, themes and authors are asked afterwards.",
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("title", "template", "starts_on", "ends_on", "due_on", "agencies")

    def __init__(self, *args: Any, partnership: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        live = ContributionTemplate.objects.of(partnership).filter(status=ContributionTemplate.Status.LIVE)
        self.fields["template"].queryset = live  # type: ignore[attr-defined]
        self.fields["agencies"].queryset = agencies_present(partnership)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask agencies only where the template is for them."""
        said = super().clean() or {}
        template = said.get("template")
        if template and template.kind == _KIND.AGENCY and not said.get("agencies"):
            self.add_error("agencies", "Select the agencies to ask")
        if template and template.kind != _KIND.AGENCY and said.get("agencies"):
            kind = template.get_kind_display().lower()
            self.add_error("agencies", f"This template is for: {kind}. Ask them after the round is open.")
        return said


class AskForm(GovUKForm):
    """One more contribution in a round; the field of the round's kind, an author, a subtitle."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), label="Agency", empty_label=None)
    group = forms.ModelChoiceField(queryset=Group.objects.none(), label="Working group", empty_label=None)
    area = forms.ModelChoiceField(queryset=Area.objects.none(), label="Area", empty_label=None)
    theme = forms.ModelChoiceField(
        queryset=Tag.objects.none(),
        label="Theme",
        empty_label=None,
        help_text="From the list of themes in the evidence room.",
    )
    author = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        label="Who may write it",
        empty_label="The usual people",
        help_text="Beside the agency's own people and the board manager.",
    )
    subtitle = forms.CharField(
        required=False,
        max_length=120,
        label="Subtitle",
        help_text="Needed for a second contribution by the same contributor, for example for two services.",
    )

    def __init__(self, *args: Any, asked: ContributionRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partnership, kind = asked.partnership, asked.template.kind
        self._offer(partnership)
        statement = kind == _KIND.STATEMENT
        for name in ("agency", "group", "area", "theme"):
            if name != kind and not (statement and name == "agency"):
                del self.fields[name]
        if statement:
            self._for_statement(partnership)

    def _offer(self, partnership: Partnership) -> None:
        people = Membership.objects.current().filter(partnership=partnership)
        offered = {
            "agency": agencies_present(partnership),
            "group": Group.objects.of(partnership).filter(ended_on__isnull=True),
            "area": areas_below(partnership),
            "theme": tags_in_use(partnership, Tag.Sort.THEME),
            "author": User.objects.filter(pk__in=people.values("user")).order_by("name"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _for_statement(self, partnership: Partnership) -> None:
        """A statement has one author, who alone can write and sign it."""
        author, agency, capacity = (self.fields[name] for name in ("author", "agency", "subtitle"))
        author.required, author.label = True, "Who writes and signs it"
        author.empty_label = "Choose one"  # type: ignore[attr-defined]
        author.error_messages["required"] = "Select who writes and signs it"
        author.help_text = "Nobody else can change it, you included."
        agency.required = False
        agency.empty_label = "No agency"  # type: ignore[attr-defined]
        capacity.label = "Signs as"
        capacity.help_text = f"Printed instead of a name, for example {partnership.chair_title}."
        self.order_fields(["author", "subtitle", "agency"])


class TemplateForm(GovUKForm):
    """A draft of a template; its prompts are in a formset beside it."""

    name = forms.CharField(max_length=120, label="Name", help_text="For example, Agency contribution.")
    kind = forms.ChoiceField(choices=_KIND.choices, initial=_KIND.AGENCY, label="Who answers", widget=forms.RadioSelect)
    approvers = forms.MultipleChoiceField(
        choices=[(role.value, role.label) for role in APPROVING],
        initial=[Role.BOARD_MANAGER.value],
        label="Who has to approve",
        help_text="All of them have to. One “needs action” sends it back.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select who has to approve"},
    )
    own_headings = forms.BooleanField(required=False, label="Contributors can add headings of their own")
    edits = VersionField(required=False)

    @staticmethod
    def initial_of(template: ContributionTemplate) -> dict[str, Any]:
        """Return what the form shows."""
        return {name: getattr(template, name) for name in ("name", "kind", "approvers", "own_headings", "edits")}


class PromptForm(GovUKForm):
    """One prompt of a draft; a line without a title is left out."""

    position = forms.IntegerField(required=False, min_value=1, max_value=99, label="Position")
    title = forms.CharField(required=False, max_length=160, label="Prompt")
    guidance = forms.CharField(
        required=False,
        label="Guidance",
        help_text="Shown beside the answer, never printed.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    words_least = forms.IntegerField(required=False, min_value=0, max_value=20_000, label="Words from")
    words_most = forms.IntegerField(required=False, min_value=0, max_value=20_000, label="Words to")
    required = forms.BooleanField(required=False, initial=True, label="An answer is required")

    def clean(self) -> dict[str, Any]:
        """Refuse guidance on length that runs backwards, and guidance without a prompt."""
        said = super().clean() or {}
        if (said.get("words_most") or 0) < (said.get("words_least") or 0):
            self.add_error("words_most", "Words to must not be less than words from")
        if said.get("guidance") and not said.get("title"):
            self.add_error("title", "Enter the prompt this guidance is for")
        return said


PromptFormSet = forms.formset_factory(PromptForm, extra=0, min_num=8, max_num=40)


def prompts_initial(template: ContributionTemplate, spare: int = 3) -> list[dict[str, Any]]:
    """Return the prompts as the formset shows them, with a few empty lines to add more."""
    fields = ("title", "guidance", "words_least", "words_most", "required")
    rows = [{name: getattr(prompt, name) for name in fields} for prompt in template.prompts.all()]
    return [*rows, *({"required": True} for _ in range(spare))]
