"""The challenge log and the counts of professional disagreement."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.actions.models import Origin
from partnerships.assurance.forms.challenges import ChallengeForm, DisagreementForm, StepForm
from partnerships.assurance.models import Challenge, DisagreementCount
from partnerships.assurance.policies import is_going_on
from partnerships.assurance.selectors.challenges import challenges_of, disagreements_of
from partnerships.assurance.services import (
    challenge_action_open,
    challenge_add,
    challenge_change,
    challenge_step,
    disagreements_save,
)
from partnerships.assurance.views.pages import ActionPage, AssurancePage, Crumb, FormPage, initial_of, taken
from partnerships.directory.authz.permissions import Permission as P
from safeguarding.lib.forms.base import GovUKForm

FIELDS = ("kind", "title", "text", "raised_by", "by_words", "raised_to", "to_words", "in_reports")


class ChallengePage(AssurancePage):
    """A page of the challenge log."""

    @property
    def scrutinises(self) -> bool:
        """Return True for the independent person, who challenges in their own name."""
        return self.access.may(P.CHALLENGE_SCRUTINISE)


class ChallengeList(ChallengePage):
    """The log."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List challenges, newest first, and how often practitioners disagreed."""
        return self.page(
            "assurance/challenges.html",
            challenges=list(challenges_of(self.partnership)),
            disagreements=list(disagreements_of(self.partnership)),
            may_add=self.access.may(P.CHALLENGE_TAKE_PART),
            manages=self.manages,
        )


class ChallengeDetail(ChallengePage):
    """One challenge, step by step."""

    def get(self, request: HttpRequest, number: int) -> HttpResponse:
        """Show it."""
        row = get_object_or_404(challenges_of(self.partnership), number=number)
        return self.page(
            "assurance/challenge.html",
            challenge=row,
            steps=list(row.steps.all()),
            changes=self.may_change([row.raised_by, row.raised_to]),
            steps_on=self.scrutinises or self.may_change([row.raised_by, row.raised_to]),
            going_on=is_going_on(row),
            actions=self.follow_up(Origin.CHALLENGE, row.number),
        )


class ChallengeAdd(ChallengePage, FormPage):
    """Log a challenge. An agency lead raises it for the own agency, the independent person in their own name."""

    permission = P.CHALLENGE_TAKE_PART
    heading, button = "Log a challenge", "Log the challenge"

    def form(self, data: Any) -> ChallengeForm:
        """Return the form; a lead's own agency raises it."""
        initial: dict[str, Any] = {"raised_on": timezone.localdate(), "kind": Challenge.Kind.CHALLENGE}
        own = self.access.agency_ids(P.ASSURANCE_EDIT_OWN)
        if not self.manages and own:
            initial["raised_by"] = min(own)
        elif not self.manages:
            initial["by_words"] = self.partnership.chair_title
        return ChallengeForm(data, initial=initial, seats=self.seats, new=True, manages=self.manages)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Log it."""
        said = taken(form)
        if not self.scrutinises or said["raised_by"]:
            self.demand_change([said["raised_by"]])
        made = challenge_add(by=self.person, partnership=self.partnership, **said)
        return self.go("challenge_detail", made.number, said=f"{made} is in the log.")

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Challenges", self.address("challenge_list"))]


class ChallengeFormPage(ChallengePage, FormPage):
    """A form about one challenge, for its two sides and those who keep the log."""

    permission = P.ASSURANCE_EDIT_OWN
    kept: Challenge

    def find(self, **where: Any) -> None:
        """Find the challenge; 403 for agencies that are neither side."""
        self.kept = get_object_or_404(challenges_of(self.partnership), number=where["number"])
        self.demand_part()

    def demand_part(self) -> None:
        """Raise PermissionDenied for agencies that are neither side."""
        self.demand_change([self.kept.raised_by, self.kept.raised_to])

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        page = (f"Challenge {self.kept.number}", self.address("challenge_detail", self.kept.number))
        return [("Challenges", self.address("challenge_list")), page]


class ChallengeEdit(ChallengeFormPage):
    """Change the words and the sides of a challenge. Only those who keep the log may."""

    permission = P.ASSURANCE_MANAGE
    heading = "Change the challenge"

    def form(self, data: Any) -> ChallengeForm:
        """Return it as it stands."""
        initial = initial_of(self.kept, FIELDS)
        return ChallengeForm(data, initial=initial, seats=self.seats, new=False, manages=self.manages)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Save it."""
        version = form.cleaned_data["version"] or 0
        challenge_change(by=self.person, challenge=self.kept, version=version, **taken(form))
        return self.go("challenge_detail", self.kept.number, said="The challenge is saved.")

    def theirs(self, row: Challenge) -> Mapping[str, str]:
        """Return the words saved meanwhile."""
        sides = {"Raised by": row.by, "Put to": row.to}
        return {"The challenge": row.title, "What is asked, and why": row.text, **sides}


class ChallengeStepAdd(ChallengeFormPage):
    """Add what happened next. Only the side that raised a challenge, or who keeps the log, can close it."""

    permission = P.CHALLENGE_TAKE_PART
    heading, button = "Add a step", "Add the step"

    def find(self, **where: Any) -> None:
        """Find the challenge and say where it stands."""
        super().find(**where)
        self.about = f"{self.kept}. {self.kept.get_status_display()}."

    def form(self, data: Any) -> StepForm:
        """Return the form with today."""
        return StepForm(data, initial={"happened_on": timezone.localdate()}, closes=self.closes)

    def demand_part(self) -> None:
        """Let the independent person answer whoever the sides are."""
        if not self.scrutinises:
            super().demand_part()

    @property
    def closes(self) -> bool:
        """Return True for the side that raised it: the independent person where no agency did."""
        raised_by = self.kept.raised_by
        return self.may_change([raised_by]) or (raised_by is None and self.scrutinises)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Add it."""
        challenge_step(by=self.person, challenge=self.kept, **taken(form))
        return self.go("challenge_detail", self.kept.number, said="The step is in the log.")


class ChallengeAction(ActionPage, ChallengeFormPage):
    """Open an action the challenge led to."""

    permission = P.ASSURANCE_EDIT_OWN

    def suggested(self) -> dict[str, Any]:
        """Return to whom it was put."""
        return {"agency": self.kept.raised_to, "owner_post": "" if self.kept.raised_to else self.kept.to_words}

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Open it."""
        made = challenge_action_open(by=self.person, challenge=self.kept, **taken(form))
        return self.go("challenge_detail", self.kept.number, said=f"Action {made.reference} is open.")


class DisagreementAdd(FormPage):
    """Record how often practitioners disagreed."""

    heading = "Professional disagreements in a year"
    about = (
        "How often practitioners used the escalation policy. An entry for the same year, agency and stage is shown "
        "to you before it is replaced."
    )

    def form(self, data: Any) -> DisagreementForm:
        """Return the form."""
        return DisagreementForm(data, seats=self.seats)

    def stored(self, form: GovUKForm) -> HttpResponse:
        """Record it."""
        said = form.cleaned_data
        about = {"period_token": said["period"].token, "agency": said["agency"], "stage": said["stage"]}
        self.kept = disagreements_of(self.partnership).filter(**about).first()
        made = disagreements_save(by=self.person, partnership=self.partnership, **said)
        return self.go("challenge_list", said=f"Recorded: {made}.")

    def theirs(self, row: DisagreementCount) -> Mapping[str, str]:
        """Return the figures there are already."""
        figures = {"Raised": row.raised, "Resolved at this stage": row.resolved}
        words = {label: "Not recorded" if number is None else str(number) for label, number in figures.items()}
        return {**words, "Where the figure comes from": row.source}

    def crumbs(self) -> list[Crumb]:
        """Return the way back."""
        return [("Challenges", self.address("challenge_list"))]
