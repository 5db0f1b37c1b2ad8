"""What an audit found and recommends, and opening actions from it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission as P
from reviews.audits.forms import AuditActionForm, PointsForm, RecommendationForm
from reviews.audits.models import Audit, Point, Recommendation
from reviews.audits.services import (
    practice_audit_points_save,
    recommendation_action_open,
    recommendation_add,
    recommendation_remove,
)
from reviews.audits.views.base import KeepPage
from safeguarding.lib.workflow import NotAllowed, first_words


class Findings(KeepPage):
    """The boxes of the audit's page."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Show them."""
        row = self.kept(audit)
        form = PointsForm(held=held_of(row), initial={"version": row.version})
        return self.form_page(form, **self.words(row))

    def post(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Save all of them."""
        row = self.kept(audit)
        form = PointsForm(request.POST, held=held_of(row))

        def save() -> HttpResponse:
            version = form.cleaned_data["version"]
            practice_audit_points_save(by=self.person, audit=row, version=version, points=form.points())
            return self.back(row, "What was found is saved.")

        def overtaken() -> dict[str, Any]:
            now = self.found(row.slug)
            saved = {Point.Kind(kind).label: "; ".join(texts) for kind, texts in held_of(now).items()}
            return {"by": now.updated_by, "at": now.updated_at, "version": now.version, "saved": saved}

        return self.saved_or_shown(form, save, overtaken, **self.words(row))

    def words(self, row: Audit) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": "What was found, and what changed", "button_words": "Save"}


class RecommendationAdd(KeepPage):
    """Add a recommendation."""

    def get(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Show the form."""
        return self.form_page(RecommendationForm(), **self.words(self.kept(audit)))

    def post(self, request: HttpRequest, audit: str) -> HttpResponse:
        """Add it."""
        row = self.kept(audit)
        form = RecommendationForm(request.POST)

        def save() -> HttpResponse:
            made = recommendation_add(by=self.person, audit=row, text=form.cleaned_data["text"])
            return self.back(row, f"{made} is added.")

        return self.saved_or_shown(form, save, **self.words(row))

    def words(self, row: Audit) -> dict[str, Any]:
        """Return what stands around the form."""
        return {"audit": row, "heading": "Add a recommendation", "button_words": "Add the recommendation"}


class _OfRecommendation(KeepPage):
    def recommendation(self, audit: str, number: int) -> Recommendation:
        """Return a recommendation of an audit this person keeps, or 404."""
        row = self.kept(audit)
        found = next((one for one in row.recommendations.all() if one.number == number), None)
        if found is None:
            raise Http404
        return found


class RecommendationRemove(_OfRecommendation):
    """Take a recommendation out. POST only."""

    permission = KeepPage.permission

    def post(self, request: HttpRequest, audit: str, number: int) -> HttpResponse:
        """Remove it, or say why not."""
        row = self.recommendation(audit, number)
        try:
            recommendation_remove(by=self.person, recommendation=row)
        except NotAllowed as error:
            messages.error(request, first_words(error))
            return redirect("practice_audit", self.partnership.slug, row.audit.slug)
        return self.back(row.audit, f"Recommendation {number} is taken out.")


class ActionOpen(_OfRecommendation):
    """Open an action from a recommendation."""

    permission = P.ACTION_MANAGE

    def recommendation(self, audit: str, number: int) -> Recommendation:
        """Return the recommendation if the person also keeps the audit."""
        if not self.access.may(P.PRACTICE_AUDIT_OWN):
            raise PermissionDenied
        return super().recommendation(audit, number)

    def get(self, request: HttpRequest, audit: str, number: int) -> HttpResponse:
        """Show the form."""
        row = self.recommendation(audit, number)
        return self.form_page(AuditActionForm(partnership=self.partnership), **self.words(row))

    def post(self, request: HttpRequest, audit: str, number: int) -> HttpResponse:
        """Open it."""
        row = self.recommendation(audit, number)
        form = AuditActionForm(request.POST, partnership=self.partnership)

        def save() -> HttpResponse:
            said = {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
            made = recommendation_action_open(by=self.person, recommendation=row, **said)
            messages.success(request, f"{made.reference} is open.")
            return redirect("action_detail", self.partnership.slug, made.reference)

        return self.saved_or_shown(form, save, **self.words(row))

    def words(self, row: Recommendation) -> dict[str, Any]:
        """Return what stands around the form."""
        return {
            "audit": row.audit,
            "heading": f"Open an action from recommendation {row.number}",
            "button_words": "Open the action",
            "lead_words": row.text,
        }


def held_of(row: Audit) -> dict[str, list[str]]:
    """Return the bullets of each box."""
    held: dict[str, list[str]] = {}
    for point in row.points.all():
        held.setdefault(point.kind, []).append(point.text)
    return held
