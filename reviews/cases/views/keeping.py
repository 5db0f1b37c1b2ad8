"""What coordinators do on a case: events, clocks, people the case is about."""

from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from reviews.cases.forms import (
    CountForm,
    EventForm,
    ExpectForm,
    PauseForm,
    ReasonForm,
    RelateForm,
    ResumeForm,
    SubjectForm,
)
from reviews.cases.models import Case, Clock
from reviews.cases.selectors.register import cases_to_relate
from reviews.cases.services import (
    case_count,
    case_relate,
    clock_expect,
    clock_pause,
    clock_resume,
    event_record,
    event_withdraw,
    subject_add,
)
from reviews.cases.views.base import KeeperFormView
from safeguarding.lib.forms.base import GovUKForm


class EventAdd(KeeperFormView):
    """Record what happened; clocks that start or stop with it follow."""

    words = "Record what happened"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask what, when and what shows it."""
        return EventForm(data, kind=case.kind)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Record it."""
        given, before = form.cleaned_data, case.edition
        event = event_record(
            by=self.person, case=case, kind=given["kind"], when=given["when"], evidence=given["evidence"]
        )
        chosen = f" It stands under {case.edition or 'no edition of ours'} now." if case.edition != before else ""
        return f"{event} is recorded. The deadlines have been counted again.{chosen}"


class EventWithdraw(KeeperFormView):
    """Take back an event recorded wrongly."""

    words = "Withdraw an event"
    button_words = "Withdraw"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask why."""
        get_object_or_404(case.events, pk=found["event"], withdrawn_at=None)
        return ReasonForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Withdraw it."""
        event = get_object_or_404(case.events.select_related("case__partnership"), pk=found["event"])
        event_withdraw(by=self.person, event=event, because=form.cleaned_data["reason"])
        return f"{event} is withdrawn. The deadlines have been counted again."


class ClockFormView(KeeperFormView):
    """A form about one clock of a case."""

    form_class: ClassVar[type[GovUKForm]]

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Make the form once the clock is known to be the case's."""
        self.get_clock(case, found["clock"])
        return self.form_class(data)

    def get_clock(self, case: Case, pk: int) -> Clock:
        """Return the clock or 404."""
        rows = case.clocks.select_related("case__partnership", "rule", "started_by").prefetch_related("pauses")
        return get_object_or_404(rows, pk=pk)

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form with its clock named."""
        clock = self.get_clock(case, found["clock"])
        return self.show(
            case,
            "cases/clock_form.html",
            status,
            form=form,
            clock=clock,
            words=self.words,
            button_words=self.button_words,
        )


class ClockPauseAdd(ClockFormView):
    """Stop a clock."""

    words = "Pause a deadline"
    button_words = "Pause"
    form_class = PauseForm

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Pause it."""
        given = {name: form.cleaned_data[name] for name in ("paused_on", "reason", "decided_by")}
        clock = self.get_clock(case, found["clock"])
        clock_pause(by=self.person, clock=clock, **given)
        return f"{clock} is paused."


class ClockResume(ClockFormView):
    """Let a clock run again."""

    words = "Resume a deadline"
    button_words = "Resume"
    form_class = ResumeForm

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Resume it."""
        clock = self.get_clock(case, found["clock"])
        clock_resume(by=self.person, clock=clock, resumed_on=form.cleaned_data["resumed_on"])
        return f"{clock} is running again and has a new due date."


class ClockExpect(ClockFormView):
    """Say when it is expected."""

    words = "Forecast a deadline"
    form_class = ExpectForm

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Keep the forecast."""
        clock = self.get_clock(case, found["clock"])
        given = form.cleaned_data
        clock_expect(by=self.person, clock=clock, expected_on=given["expected_on"], because=given["because"])
        return f"The forecast for “{clock}” is saved."


class SubjectAdd(KeeperFormView):
    """Add a child or adult."""

    words = "Add a child or adult"
    button_words = "Add"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for pseudonym and age band."""
        return SubjectForm(data)

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Add them."""
        given = {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
        return f"{subject_add(by=self.person, case=case, **given)} is added."


class CaseCount(KeeperFormView):
    """Override the day that puts the case in a year."""

    words = "The year it is counted in"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the day and the reason."""
        return CountForm(data, initial={"counted_on": case.counted_on, "because": case.counted_because})

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Keep it."""
        given = form.cleaned_data
        case_count(by=self.person, case=case, counted_on=given["counted_on"], because=given["because"])
        return "The day it is counted on is saved."


class CaseRelate(KeeperFormView):
    """Say how it belongs with another case."""

    words = "Relate it to another case"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for the other case and the relation."""
        return RelateForm(data, others=cases_to_relate(case, self.person))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Relate them."""
        given = form.cleaned_data
        said = {"target": given["target"], "sort": given["sort"], "scrutiny": given["scrutiny"]}
        return f"{case_relate(by=self.person, source=case, **said)}."
