"""Actions of recommendations: opened for the list of the case, shared with everybody once the review is public."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from partnerships.actions.models import Action
from reviews.cases.learning_forms import ActionShareForm, CaseActionForm
from reviews.cases.models import Case, Recommendation
from reviews.cases.selectors.actions import confidential_actions
from reviews.cases.selectors.learning import recommendations_of
from reviews.cases.selectors.records import release_of
from reviews.cases.selectors.register import people_listed
from reviews.cases.services import recommendation_action_open, recommendation_action_share
from reviews.cases.views.learning import LearningFormView, given
from safeguarding.lib.forms.base import GovUKForm


class ActionOpen(LearningFormView):
    """Open an action for a recommendation in the action log."""

    words = "Open an action"
    button_words = "Open the action"

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask what, whose and until when."""
        row = get_object_or_404(recommendations_of(case), pk=found["recommendation"])
        return CaseActionForm(
            data, initial={"title": row.text[:255]}, partnership=self.partnership, people=people_listed(case)
        )

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Open it."""
        row = get_object_or_404(recommendations_of(case), pk=found["recommendation"])
        made = recommendation_action_open(by=self.person, recommendation=row, **given(form))
        return f"Action {made.reference} is in the action log."


class ActionShare(LearningFormView):
    """Let everybody who reads the action log know of an action."""

    words = "Share an action"
    button_words = "Share with everybody who reads the log"
    template = "cases/action_share.html"

    def found(self, case: Case, recommendation: int, action: str) -> tuple[Recommendation, Action]:
        """Return the action with its recommendation, or 404; one that is shared already is not found."""
        row = get_object_or_404(recommendations_of(case), pk=recommendation)
        return row, get_object_or_404(confidential_actions(row), reference=action)

    def ask(self, case: Case, data: Any, **found: Any) -> GovUKForm:
        """Ask for words everybody may read, filled with what is said now."""
        _, action = self.found(case, **found)
        names = ("title", "success", "settled_words")
        initial = {name: getattr(action, name) for name in names}
        return ActionShareForm(data, initial=initial, settled=bool(action.settled_words))

    def apply(self, case: Case, form: GovUKForm, **found: Any) -> str:
        """Share it."""
        row, action = self.found(case, **found)
        recommendation_action_share(by=self.person, recommendation=row, action=action, **given(form))
        return f"Everybody who reads the action log can see {action.reference} now."

    def form_page(self, case: Case, form: GovUKForm, status: int = 200, **found: Any) -> HttpResponse:
        """Render the form, or say what has to be done first."""
        return super().form_page(case, form, status, may_share=release_of(case) is not None)
