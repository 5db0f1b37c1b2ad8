"""One action: its page and its files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from partnerships.actions.models import Action, Evidence
from partnerships.actions.policies import MOVES, has_impact
from partnerships.actions.rights import Rights, rights_in
from partnerships.actions.selectors import evidence_of, knows_all, owner_kept_out, story, visible
from partnerships.actions.services import action_read, evidence_taken
from partnerships.directory.authz.permissions import Permission as P
from partnerships.directory.authz.views import PartnershipView
from safeguarding.lib.forms.base import GovUKForm
from safeguarding.lib.uploads import CONTENT_TYPES, ending_of


class ActionPage(PartnershipView):
    """A page of one action. One that is not theirs to know and one that is not there are the same query and answer."""

    permission = P.ACTION_VIEW

    def found(self, reference: str) -> Action:
        """Return an action the person may know of, or 404."""
        rows = visible(self.partnership, self.person).select_related("merged_into", "done_by", "settled_by")
        return get_object_or_404(rows, reference=reference)

    def rights(self, action: Action) -> Rights:
        """Return what the person may do with it."""
        return rights_in(self.access, action)

    def demand(self, action: Action, who: str) -> None:
        """Raise PermissionDenied unless the person stands for `who`."""
        if not self.rights(action).may(who):
            raise PermissionDenied


class ActionDetail(ActionPage):
    """What it is, where it stands, its evidence and its story."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        action = self.found(reference)
        rights, whole = self.rights(action), knows_all(action, self.person)
        action_read(by=self.person, action=action, whole=whole)
        return self.page(
            "actions/detail.html",
            action=action,
            rights=rights,
            moves=[(event, MOVES[event]) for event in rights.moves(action)],
            whole=whole,
            kept_out=action.live and owner_kept_out(action),
            lines=list(story(action, whole=whole)),
            evidence=list(evidence_of(action, whole=whole)),
            takes_impact=has_impact(action),
            today=timezone.localdate(),
        )


class EvidenceFile(ActionPage):
    """A file of evidence, as an attachment; who took it is on the trail."""

    def get(self, request: HttpRequest, reference: str, number: int) -> HttpResponseBase:
        """Send it."""
        action = self.found(reference)
        evidence = get_object_or_404(evidence_of(action, whole=knows_all(action, self.person)), number=number)
        if evidence.kind != Evidence.Kind.FILE:
            raise Http404
        kept = evidence.file.open("rb")
        evidence_taken(by=self.person, evidence=evidence)
        kind = CONTENT_TYPES.get(ending_of(evidence.name), "application/octet-stream")
        answer = FileResponse(kept, as_attachment=True, filename=evidence.name, content_type=kind)
        answer["X-Content-Type-Options"] = "nosniff"
        answer["Cache-Control"] = "private, no-store"
        return answer


def answers(form: GovUKForm) -> dict[str, Any]:
    """Return what was entered, without the tick that the text identifies nobody."""
    return {name: value for name, value in form.cleaned_data.items() if name != "confirmed"}
