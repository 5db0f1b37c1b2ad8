"""A respondent's pages: overview, one standard at a time, hand in; and the box of an anonymous round."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from partnerships.actions.models import Origin
from partnerships.actions.selectors import origin_actions
from partnerships.assessments.forms.answering import AnswersForm, BallotForm
from partnerships.assessments.forms.rounds import PresentForm, ReasonForm
from partnerships.assessments.models import Participation, Rating, Response, Round
from partnerships.assessments.policies import can_agree, can_edit, can_second, is_open, key_of
from partnerships.assessments.selectors.rounds import evidence_of, slips_of, twins_of
from partnerships.assessments.selectors.sheets import Page, Sheet, sheet_of
from partnerships.assessments.selectors.statistics import headings_of, parts_of
from partnerships.assessments.services import (
    answers_save,
    ballot_cast,
    present_save,
    response_agree,
    response_hand_in,
    response_moderated,
    response_reopen,
    response_send_back,
    response_share,
    response_take_over,
)
from partnerships.assessments.statistics import plainly
from partnerships.assessments.views.base import AnswerPage, AssessmentPage, ManagePage, saved_or_shown
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import done_or_said
from partnerships.directory.selectors.agencies import partnerships_of
from safeguarding.lib.workflow import NotAllowed, first_words


class ResponseDetail(AssessmentPage):
    """One response: how far it is, what it says, and what can be done with it."""

    def get(self, request: HttpRequest, response: int) -> HttpResponse:
        """Show it."""
        row = self.response(response)
        today, sheet = timezone.localdate(), sheet_of(row)
        mine = self.access.may(P.ASSESSMENT_ANSWER_OWN, row.agency) if row.agency else self.manages
        submits = self.access.may(P.ASSESSMENT_SUBMIT_OWN, row.agency) if row.agency else self.manages
        return self.page(
            "assessments/response.html",
            response=row,
            sheet=sheet,
            actions=list(origin_actions(self.partnership, self.person, Origin.ASSESSMENT, keys_of(sheet))),
            edits=mine and can_edit(row, today),
            submits=submits and can_edit(row, today),
            shares=_twins(self, row) if submits and row.status != Response.Status.DRAFT else [],
            seconds=self.manages and can_second(row),
            agrees=self.manages and can_agree(row, self.person),
            reopens=self.manages and row.status == Response.Status.AGREED,
            manages=self.manages,
            expired=sheet.expired(today),
            missing="missing" in request.GET,
            may_read_files=row.agency_id in self.own or self.oversees,
        )


class ResponsePage(AnswerPage):
    """Answer the statements of one standard."""

    def get(self, request: HttpRequest, response: int, page: str) -> HttpResponse:
        """Show them as they stand."""
        row = self.response(response)
        if not can_edit(row, timezone.localdate()):
            return redirect("assessment_response", self.partnership.slug, row.pk)
        sheet = sheet_of(row)
        shown = self.shown(sheet, page)
        return self.page("assessments/answer.html", form=self.form(sheet, shown), **self.around(sheet, shown))

    def post(self, request: HttpRequest, response: int, page: str) -> HttpResponse:
        """Save all of them and go on."""
        row = self.response(response)
        sheet = sheet_of(row)
        shown = self.shown(sheet, page)
        form = self.form(sheet, shown, request.POST)

        def save() -> HttpResponse:
            answers_save(by=self.person, response=row, said=form.said())
            messages.success(request, f"“{shown.heading.title}” is saved.")
            later = sheet.after(page)
            if later and "next" in request.POST:
                return redirect("assessment_answer", self.partnership.slug, row.pk, later.heading.key)
            return redirect("assessment_response", self.partnership.slug, row.pk)

        def overtaken() -> None:
            stored = {line.statement.pk: line.answer for line in self.shown(sheet_of(row), page).lines if line.answer}
            last = max(stored.values(), key=lambda one: one.updated_at)
            saved = {one.statement.short_title: in_words(one) for one in stored.values()}
            form.add_stale_error(by=str(last.updated_by or "Somebody"), at=last.updated_at, values=saved)
            form.rebase(stored)

        return saved_or_shown(self, "assessments/answer.html", form, save, overtaken, **self.around(sheet, shown))

    def shown(self, sheet: Sheet, key: str) -> Page:
        """Return the page of the address or 404."""
        found = sheet.page(key)
        if found is None:
            raise Http404
        return found

    def form(self, sheet: Sheet, page: Page, data: object = None) -> AnswersForm:
        """Return the form with the files of the agency."""
        row = sheet.response
        files = list(evidence_of(self.partnership).filter(agency=row.agency)) if row.agency else []
        return AnswersForm(data, tool=row.round.tool, levels=sheet.levels, lines=page.lines, files=files)

    def around(self, sheet: Sheet, page: Page) -> dict[str, Any]:
        """Return what the page says beside the form."""
        return {"response": sheet.response, "sheet": sheet, "shown": page, "later": sheet.after(page.heading.key)}


class ResponseTakeOver(AnswerPage):
    """Take over what was handed in the time before. POST only."""

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Take it over, or say that there is nothing."""
        row = self.response(response)
        done = "The last answers are taken over. Read each standard and save it to confirm them."
        done_or_said(self, lambda: response_take_over(by=self.person, response=row), done)
        return redirect("assessment_response", self.partnership.slug, row.pk)


class ResponseHandIn(AnswerPage):
    """Hand a response in. POST only."""

    permission = P.ASSESSMENT_SUBMIT_OWN

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Hand it in, or say what is missing."""
        row = self.response(response)
        address = reverse("assessment_response", args=[self.partnership.slug, row.pk])
        try:
            response_hand_in(by=self.person, response=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect(f"{address}?missing=1#hand-in")
        messages.success(request, "Your self-assessment is handed in.")
        return redirect(address)


class ResponseShare(AnswerPage):
    """Answer once for several partnerships: choose which others receive what was handed in."""

    permission = P.ASSESSMENT_SUBMIT_OWN

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Take the answers over where the lead says so, and hand in there what is complete."""
        row = self.response(response)
        chosen = set(request.POST.getlist("to"))
        for twin in _twins(self, row):
            if str(twin.pk) in chosen:
                messages.success(request, self.shared(row, twin))
        return redirect("assessment_response", self.partnership.slug, row.pk)

    def shared(self, row: Response, twin: Response) -> str:
        """Share with one partnership and return what to tell."""
        where = twin.round.partnership.name
        try:
            made = response_share(by=self.person, response=row, to=twin)
            response_hand_in(by=self.person, response=twin)
        except NotAllowed as error:
            return f"{where} has your answers, but they are not handed in there: {first_words(error)}"
        return f"{where} received {len(made)} answers, and they are handed in there."


class ResponsePresent(AnswerPage):
    """Who was there when a group agreed its answers."""

    def get(self, request: HttpRequest, response: int) -> HttpResponse:
        """Show the form."""
        row = self.response(response)
        return self.page("assessments/present.html", form=PresentForm(initial={"present": row.present}), response=row)

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Save it."""
        row, form = self.response(response), PresentForm(request.POST)

        def save() -> HttpResponse:
            present_save(by=self.person, response=row, present=form.cleaned_data["present"])
            return redirect("assessment_response", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/present.html", form, save, response=row)


class ResponseReturn(ManagePage):
    """Send a response back, or open an agreed one again, with a reason."""

    reopening = False

    def get(self, request: HttpRequest, response: int) -> HttpResponse:
        """Ask for the reason."""
        row = self.response(response)
        return self.page("assessments/reason.html", form=ReasonForm(), response=row, reopening=self.reopening)

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Do it."""
        row, form = self.response(response), ReasonForm(request.POST)

        def save() -> HttpResponse:
            move = response_reopen if self.reopening else response_send_back
            move(by=self.person, response=row, reason=form.cleaned_data["reason"])
            return redirect("assessment_response", self.partnership.slug, row.pk)

        return saved_or_shown(self, "assessments/reason.html", form, save, response=row, reopening=self.reopening)


class ResponseModerated(ManagePage):
    """Moderation of a response is finished. POST only."""

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Say so."""
        row = self.response(response)
        done_or_said(self, lambda: response_moderated(by=self.person, response=row), "Moderation is finished.")
        return redirect("assessment_response", self.partnership.slug, row.pk)


class ResponseAgree(ManagePage):
    """Agree a response. POST only."""

    def post(self, request: HttpRequest, response: int) -> HttpResponse:
        """Agree it."""
        row = self.response(response)
        done_or_said(self, lambda: response_agree(by=self.person, response=row), "The self-assessment is agreed.")
        return redirect("assessment_response", self.partnership.slug, row.pk)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class BallotPage(AssessmentPage):
    """Answer an anonymous round: all statements on one page, into the box at once."""

    permission = P.ASSESSMENT_SUBMIT_OWN

    def get(self, request: HttpRequest, held: int) -> HttpResponse:
        """Show the statements, or that the agency has answered."""
        row = self.round(held)
        slip = self.slip(row)
        if slip.used or not is_open(row, timezone.localdate()):
            return self.page("assessments/ballot_done.html", held=row, slip=slip, others=self.unused(row))
        return self.page("assessments/ballot.html", form=self.form(row), held=row, slip=slip)

    def post(self, request: HttpRequest, held: int) -> HttpResponse:
        """Put the answers into the box."""
        row = self.round(held)
        slip, form = self.slip(row), self.form(row, request.POST)

        def save() -> HttpResponse:
            ballot_cast(held=row, agency=slip.agency, scores=form.scores(), comments=form.comments())
            address = reverse("assessment_ballot", args=[self.partnership.slug, row.pk])
            return redirect(f"{address}?for={slip.agency.slug}")

        return saved_or_shown(self, "assessments/ballot.html", form, save, held=row, slip=slip)

    def slip(self, row: Round) -> Participation:
        """Return the slip of the person's own agency or 404; a manager has none.

        Who answers for several agencies names one as `for`; without it the first that has not answered is meant.
        """
        asked, mine = self.request.GET.get("for"), self.mine(row)
        named = [slip for slip in mine if slip.agency.slug == asked] if asked else mine
        if not named:
            raise Http404
        return next((slip for slip in named if not slip.used), named[0])

    def mine(self, row: Round) -> list[Participation]:
        """Return the slips of the agencies the person hands in for."""
        own = self.access.agency_ids(P.ASSESSMENT_SUBMIT_OWN)
        return [slip for slip in slips_of(row) if slip.agency_id in own]

    def unused(self, row: Round) -> list[Participation]:
        """Return the person's slips that can still be used."""
        return [slip for slip in self.mine(row) if not slip.used] if is_open(row, timezone.localdate()) else []

    def form(self, row: Round, data: object = None) -> BallotForm:
        """Return the form with every statement."""
        statements = [one for heading in headings_of(parts_of(row)) for one in heading.statements]
        return BallotForm(data, tool=row.tool, levels=list(row.tool.levels.all()), statements=statements)


def keys_of(sheet: Sheet) -> list[str]:
    """Return the names under which the action log keeps what comes of the answers."""
    return [key_of(line.answer) for line in sheet.lines if line.answer]


def in_words(answer: Rating) -> str:
    """Return a stored answer in one line."""
    score = plainly(answer.score) if answer.score is not None else answer.get_state_display()
    return f"{score}. {answer.comment}"


def _twins(view: AssessmentPage, row: Response) -> list[Response]:
    return twins_of(row, [one.pk for one in partnerships_of(view.person) if one.pk != view.partnership.pk])
