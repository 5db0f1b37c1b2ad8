"""Addresses of the action log, below /p/<partnership>/actions/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.actions.views import keeping, log, one

_ONE = "<str:reference>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", log.ActionList.as_view(), name="action_list"),
    path("board/", log.ActionBoard.as_view(), name="action_board"),
    path("overdue/", log.ActionAgeing.as_view(), name="action_ageing"),
    path("actions.csv", log.ActionExport.as_view(), name="action_export"),
    path("new/", log.ActionNew.as_view(), name="action_new"),
    path(_ONE, one.ActionDetail.as_view(), name="action_detail"),
    path(f"{_ONE}edit/", keeping.ActionEdit.as_view(), name="action_edit"),
    path(f"{_ONE}update/", keeping.ActionNote.as_view(), name="action_note"),
    path(f"{_ONE}impact/", keeping.ActionImpact.as_view(), name="action_impact"),
    path(f"{_ONE}owner/", keeping.ActionReassign.as_view(), name="action_reassign"),
    path(f"{_ONE}due/", keeping.ActionReschedule.as_view(), name="action_reschedule"),
    path(f"{_ONE}move/<slug:event>/", keeping.ActionMove.as_view(), name="action_move"),
    path(f"{_ONE}evidence/", keeping.EvidenceAdd.as_view(), name="action_evidence_add"),
    path(f"{_ONE}evidence/<int:number>/", one.EvidenceFile.as_view(), name="action_evidence"),
]
