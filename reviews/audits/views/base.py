"""What the pages of audits share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.saving import saved_or_shown
from partnerships.directory.authz.views import PartnershipView
from reviews.audits.drawing import Shown, shown
from reviews.audits.models import Audit
from reviews.audits.policies import shows_grades
from reviews.audits.selectors import audits_whole
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.refusal import show_both

TEMPLATE = "audits/form.html"
AROUND = {"audit": None, "lead_words": ""}  # what most pages have nothing to say about


class AuditPage(PartnershipView):
    """A page over the programme, or of one audit."""

    permission = P.PRACTICE_AUDIT_VIEW

    @property
    def manages(self) -> bool:
        """Return True for people who keep the whole programme."""
        return self.access.may(P.PRACTICE_AUDIT_MANAGE)

    def found(self, audit: str) -> Audit:
        """Return an audit of the partnership with everything it says, or 404."""
        return self.get_own(audits_whole(self.partnership), slug=audit)

    def may_keep(self, audit: Audit) -> bool:
        """Return True for people who keep this audit: all of them, or those their agency leads."""
        return self.manages or (audit.lead is not None and self.access.may(P.PRACTICE_AUDIT_OWN, audit.lead))

    def grades(self, audit: Audit) -> list[Shown]:
        """Return the gradings of an audit that this person may read."""
        if not shows_grades(audit, keeps=self.may_keep(audit)):
            return []
        return [shown(grading) for grading in audit.gradings.all()]


class KeepPage(AuditPage):
    """A page on which an audit is changed."""

    permission = P.PRACTICE_AUDIT_OWN

    def kept(self, audit: str) -> Audit:
        """Return an audit this person keeps."""
        row = self.found(audit)
        if not self.may_keep(row):
            raise PermissionDenied
        return row

    def back(self, audit: Audit, said: str) -> HttpResponse:
        """Say what was done and lead to the audit."""
        messages.success(self.request, said)
        return redirect("practice_audit", self.partnership.slug, audit.slug)

    def form_page(self, form: GovUKForm, **around: Any) -> HttpResponse:
        """Render a page with one form; `around` brings audit, heading and button_words."""
        return self.page(TEMPLATE, form=form, **{**AROUND, **around})

    def saved_or_shown(
        self,
        form: GovUKForm,
        save: Callable[[], HttpResponse],
        overtaken: Callable[[], dict[str, Any]] | None = None,
        **around: Any,
    ) -> HttpResponse:
        """Answer with what `save` answers, or show the form with what is wrong.

        `overtaken` returns what `show_both` needs when somebody else saved meanwhile.
        """
        show = (lambda: show_both(form, **overtaken())) if overtaken else None
        return saved_or_shown(self, TEMPLATE, form, lambda _said: save(), show, **{**AROUND, **around})
