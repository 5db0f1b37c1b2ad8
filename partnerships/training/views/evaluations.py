"""Evaluations: questions, how people answered, what they wrote."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from partnerships.directory.authz.saving import saved_or_shown
from partnerships.training.forms import AnswersForm, EvaluationForm, QuoteForm
from partnerships.training.models import Evaluation
from partnerships.training.rules import distribution_of
from partnerships.training.selectors import evaluations_of
from partnerships.training.services import evaluation_add, evaluation_answers_save, quote_add, quote_remove
from partnerships.training.views.pages import ManagePage, TrainingPage
from safeguarding.lib.refusal import show_both


class EvaluationList(TrainingPage):
    """The questions of a year."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them."""
        period, periods = self.chosen_period()
        rows = evaluations_of(self.partnership).filter(period_token=period.token)
        held = [(row, distribution_of(row)) for row in rows]
        return self.page(
            "training/evaluations.html", evaluations=held, periods=periods, shown=period, manages=self.manages
        )


class EvaluationAdd(ManagePage):
    """Ask a question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self.page("training/evaluation_add.html", form=EvaluationForm(partnership=self.partnership))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it."""
        form = EvaluationForm(request.POST, partnership=self.partnership)
        return saved_or_shown(self, "training/evaluation_add.html", form, self.kept)

    def kept(self, said: dict[str, Any]) -> HttpResponse:
        """Add the question and go on to its answers."""
        made = evaluation_add(by=self.person, partnership=self.partnership, **said)
        return redirect("training_answers", self.partnership.slug, made.slug)


class _OfEvaluation(TrainingPage):
    """A page about one question."""

    def evaluation(self, slug: str) -> Evaluation:
        """Return the question or 404."""
        return get_object_or_404(evaluations_of(self.partnership), slug=slug)


class EvaluationDetail(_OfEvaluation):
    """One question: the distribution and the quotes."""

    def get(self, request: HttpRequest, evaluation: str) -> HttpResponse:
        """Show it."""
        row = self.evaluation(evaluation)
        spread = distribution_of(row)
        points = [(point, spread.share(point.position), spread.at_least(point.position)) for point in row.options.all()]
        return self.page("training/evaluation.html", evaluation=row, spread=spread, points=points, manages=self.manages)


class Answers(_OfEvaluation, ManagePage):
    """Enter how many chose each point."""

    permission = ManagePage.permission

    def get(self, request: HttpRequest, evaluation: str) -> HttpResponse:
        """Show the boxes."""
        row = self.evaluation(evaluation)
        form = AnswersForm(evaluation=row, initial={"version": row.version, "asked": row.asked})
        return self.page("training/answers.html", form=form, evaluation=row)

    def post(self, request: HttpRequest, evaluation: str) -> HttpResponse:
        """Save them."""
        row = self.evaluation(evaluation)
        form = AnswersForm(request.POST, evaluation=row)

        def save(said: dict[str, Any]) -> HttpResponse:
            evaluation_answers_save(
                by=self.person, evaluation=row, version=said["version"], values=form.values(), asked=said["asked"]
            )
            return redirect("training_evaluation_detail", self.partnership.slug, row.slug)

        def overtaken() -> None:
            saved = {point.label: "" if point.value is None else f"{point.value:f}" for point in row.options.all()}
            show_both(form, by=row.updated_by, at=row.updated_at, version=row.version, saved=saved)

        return saved_or_shown(self, "training/answers.html", form, save, overtaken, evaluation=row)


class QuoteAdd(_OfEvaluation, ManagePage):
    """Keep a quote."""

    permission = ManagePage.permission

    def get(self, request: HttpRequest, evaluation: str) -> HttpResponse:
        """Show the form."""
        return self.page("training/quote_add.html", form=QuoteForm(), evaluation=self.evaluation(evaluation))

    def post(self, request: HttpRequest, evaluation: str) -> HttpResponse:
        """Keep it."""
        row = self.evaluation(evaluation)

        def save(said: dict[str, Any]) -> HttpResponse:
            quote_add(by=self.person, evaluation=row, **said)
            return redirect("training_evaluation_detail", self.partnership.slug, row.slug)

        return saved_or_shown(self, "training/quote_add.html", QuoteForm(request.POST), save, evaluation=row)


class QuoteRemove(_OfEvaluation, ManagePage):
    """Take a quote out. POST only."""

    permission = ManagePage.permission

    def post(self, request: HttpRequest, evaluation: str, quote: int) -> HttpResponse:
        """Take it out."""
        row = self.evaluation(evaluation)
        quote_remove(by=self.person, quote=get_object_or_404(row.quotes, pk=quote))
        messages.success(request, "The quote is taken out.")
        return redirect("training_evaluation_detail", self.partnership.slug, row.slug)
