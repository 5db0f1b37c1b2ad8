"""Changing an action: each page is one form, and each change leaves a line in the story."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.actions.forms import (
    ActionEditForm,
    EvidenceForm,
    ImpactForm,
    MoveForm,
    NoteForm,
    ReassignForm,
    RescheduleForm,
)
from partnerships.actions.models import Action
from partnerships.actions.policies import MANAGER, MOVES, OWNER
from partnerships.actions.services import (
    action_change,
    action_impact,
    action_move,
    action_note,
    action_reassign,
    action_reschedule,
    evidence_add,
)
from partnerships.actions.views.one import ActionPage, answers
from partnerships.directory.selectors.audit import last_change_of
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import STALE, WRONG, refuse, show_both
from safeguarding.lib.workflow import NotAllowed, Overtaken


class ActionFormPage(ActionPage, ABC):
    """A page with one form: `ask` makes it, `apply` calls the service and says what was done."""

    who: ClassVar[str] = OWNER
    heading = ""
    button_words = "Save"

    def get(self, request: HttpRequest, reference: str, **named: str) -> HttpResponse:
        """Show the form."""
        action = self.reached(reference, **named)
        return self.form_page(action, self.ask(action, None, None))

    def post(self, request: HttpRequest, reference: str, **named: str) -> HttpResponse:
        """Do it, or say what is wrong."""
        action = self.reached(reference, **named)
        form = self.ask(action, request.POST, request.FILES)
        status = int(WRONG)
        if form.is_valid():
            try:
                said = self.apply(action, answers(form))
            except Overtaken as error:
                status = self.overtaken(action, form, error)
            except NotAllowed as error:
                refuse(form, error)
            else:
                messages.success(request, said)
                return redirect("action_detail", self.partnership.slug, action.reference)
        return self.form_page(action, form, status)

    def reached(self, reference: str, **named: str) -> Action:
        """Return the action if the person may change it here."""
        action = self.found(reference)
        self.demand(action, self.who)
        return action

    def overtaken(self, action: Action, form: GovUKForm, error: Overtaken) -> int:
        """Say that somebody else was quicker; pages with words people edit together show both."""
        if "version" not in form.fields:
            refuse(form, error)
            return int(STALE)
        action.refresh_from_db()
        change = last_change_of(action)
        saved = {"What will be done": action.title, "What success looks like": action.success, "Owner": action.owner}
        return int(show_both(form, by=change.actor_name, at=change.at, version=action.version, saved=saved))

    def form_page(self, action: Action, form: GovUKForm, status: int = 200) -> HttpResponse:
        """Render the form."""
        return self.page(
            "actions/form.html",
            status,
            action=action,
            form=form,
            heading=self.heading,
            button_words=self.button_words,
            uploads="upload" in form.fields,
        )

    @abstractmethod
    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Return the form, bound when there is data."""

    @abstractmethod
    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Call the service; return the sentence that says what was done."""


class ActionEdit(ActionFormPage):
    """What the action says."""

    who = MANAGER
    heading = "Change the action"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask for title, success and origin."""
        names = ("title", "success", "origin_label", "version")
        return ActionEditForm(data, initial={name: getattr(action, name) for name in names})

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Save it."""
        action_change(by=self.person, action=action, **said)
        return "The action is saved."


class ActionNote(ActionFormPage):
    """A dated update."""

    heading = "Add an update"
    button_words = "Add the update"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask what has happened."""
        return NoteForm(data, initial={"rag": ""})

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Add it."""
        action_note(by=self.person, action=action, **said)
        return "The update is added."


class ActionImpact(ActionFormPage):
    """What difference it made."""

    heading = "Record what difference it made"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask what was seen, and when."""
        return ImpactForm(data)

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Record it."""
        action_impact(by=self.person, action=action, **said)
        return "What difference it made is recorded."


class ActionReassign(ActionFormPage):
    """Another owner."""

    who = MANAGER
    heading = "Change the owner"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask who does it from now on."""
        names = ("owner_agency", "owner_post", "owner_person", "version")
        initial = {name: getattr(action, name) for name in names}
        return ReassignForm(data, partnership=self.partnership, action=action, initial=initial)

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Give it to them."""
        return f"{action_reassign(by=self.person, action=action, **said).owner} owns the action from now on."


class ActionReschedule(ActionFormPage):
    """Another due date."""

    who = MANAGER
    heading = "Change the due date"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask for the day and the reason."""
        return RescheduleForm(data, initial={"due_on": action.due_on})

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Move it."""
        return f"The action is due on {action_reschedule(by=self.person, action=action, **said).due_on:%-d %B %Y}."


class ActionMove(ActionFormPage):
    """One step through the vocabulary."""

    event = ""

    def reached(self, reference: str, **named: str) -> Action:
        """Return the action if the person may bring this event about."""
        self.event = named["event"]
        if self.event not in MOVES:
            raise Http404
        self.heading = self.button_words = MOVES[self.event].button
        action = self.found(reference)
        self.demand(action, MOVES[self.event].who)
        return action

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask what the event asks."""
        return MoveForm(data, action=action, event=self.event)

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Move it."""
        moved = action_move(by=self.person, action=action, event=self.event, **said)
        return f"The action is now “{moved.get_status_display()}”."


class EvidenceAdd(ActionFormPage):
    """Words, a link or a file."""

    heading = "Add evidence"
    button_words = "Add the evidence"

    def ask(self, action: Action, data: Any, files: Any) -> GovUKForm:
        """Ask for one of the three."""
        return EvidenceForm(data, files)

    def apply(self, action: Action, said: dict[str, Any]) -> str:
        """Keep it."""
        return f"“{evidence_add(by=self.person, action=action, **said)}” is added."
