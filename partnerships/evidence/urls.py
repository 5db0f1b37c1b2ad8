"""Addresses of evidence, below /p/<partnership>/evidence/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.evidence.views import boxes, lists, shared

_BOX = "boxes/<slug:box>/"
_TEXT = "shared-texts/<slug:text>/"
_WORDING = f"{_TEXT}words/<slug:place>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", boxes.EvidenceList.as_view(), name="evidence_list"),
    path("new/", boxes.BoxKinds.as_view(), name="evidence_kinds"),
    path("new/<slug:kind>/", boxes.BoxAdd.as_view(), name="evidence_add"),
    path(_BOX, boxes.BoxDetail.as_view(), name="evidence_box"),
    path(f"{_BOX}change/", boxes.BoxEdit.as_view(), name="evidence_edit"),
    path(f"{_BOX}withdraw/", boxes.BoxWithdraw.as_view(), name="evidence_withdraw"),
    path(f"{_BOX}restore/", boxes.BoxRestore.as_view(), name="evidence_restore"),
    path("themes/", lists.TagList.as_view(), name="evidence_tags"),
    path("themes/<int:tag>/", lists.TagEdit.as_view(), name="evidence_tag"),
    path("shared-texts/", shared.SharedTextList.as_view(), name="evidence_shared_texts"),
    path("shared-texts/new/", shared.SharedTextAdd.as_view(), name="evidence_shared_text_add"),
    path(_TEXT, shared.SharedTextDetail.as_view(), name="evidence_shared_text"),
    path(_WORDING, shared.WordingEdit.as_view(), name="evidence_wording"),
    path(f"{_WORDING}end/", shared.WordingEnd.as_view(), name="evidence_wording_end"),
]
