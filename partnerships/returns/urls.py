"""The addresses of the returns room, under /p/<partnership>/figures/."""

from django.urls import path

from partnerships.returns.views.collections import (
    CollectionClose,
    CollectionDays,
    CollectionDetail,
    CollectionExport,
    CollectionList,
    CollectionOpen,
    CollectionReopen,
    ReturnExtend,
)
from partnerships.returns.views.competing import ConflictAdd, ConflictSettle
from partnerships.returns.views.decisions import ReturnReopen, ReturnReview, ReturnSubmit, RuleList
from partnerships.returns.views.files import ReturnTemplate, ReturnUpload
from partnerships.returns.views.history import ObservationHistory, QueryReply
from partnerships.returns.views.indicators import (
    ComparatorAdd,
    IndicatorCreate,
    IndicatorDetail,
    IndicatorList,
    IndicatorRevise,
    SetEdit,
    ShippedSetAdd,
    ShippedSetList,
)
from partnerships.returns.views.returns import CellSave, ReturnDetail, ReturnFillNil

urlpatterns = [
    path("", CollectionList.as_view(), name="collection_list"),
    path("collections/open/", CollectionOpen.as_view(), name="collection_open"),
    path("collections/<int:collection>/", CollectionDetail.as_view(), name="collection_detail"),
    path("collections/<int:collection>/close/", CollectionClose.as_view(), name="collection_close"),
    path("collections/<int:collection>/reopen/", CollectionReopen.as_view(), name="collection_reopen"),
    path("collections/<int:collection>/days/", CollectionDays.as_view(), name="collection_days"),
    path("collections/<int:collection>/figures.csv", CollectionExport.as_view(), name="collection_export"),
    path("returns/<int:of_return>/", ReturnDetail.as_view(), name="return_detail"),
    path("returns/<int:of_return>/cells/", CellSave.as_view(), name="cell_save"),
    path("returns/<int:of_return>/nil/", ReturnFillNil.as_view(), name="return_fill_nil"),
    path("returns/<int:of_return>/submit/", ReturnSubmit.as_view(), name="return_submit"),
    path("returns/<int:of_return>/review/", ReturnReview.as_view(), name="return_review"),
    path("returns/<int:of_return>/reopen/", ReturnReopen.as_view(), name="return_reopen"),
    path("returns/<int:of_return>/extend/", ReturnExtend.as_view(), name="return_extend"),
    path("returns/<int:of_return>/spreadsheet/", ReturnTemplate.as_view(), name="return_template"),
    path("returns/<int:of_return>/upload/", ReturnUpload.as_view(), name="return_upload"),
    path("observations/<int:observation>/", ObservationHistory.as_view(), name="observation_history"),
    path("observations/<int:observation>/other-values/add/", ConflictAdd.as_view(), name="conflict_add"),
    path("other-values/<int:conflict>/settle/", ConflictSettle.as_view(), name="conflict_settle"),
    path("queries/<int:query>/", QueryReply.as_view(), name="query_reply"),
    path("rules/", RuleList.as_view(), name="rule_list"),
    path("indicators/", IndicatorList.as_view(), name="indicator_list"),
    path("indicators/add/", IndicatorCreate.as_view(), name="indicator_create"),
    path("indicators/<slug:slug>/", IndicatorDetail.as_view(), name="indicator_detail"),
    path("indicators/<slug:slug>/revise/", IndicatorRevise.as_view(), name="indicator_revise"),
    path("indicators/<slug:slug>/comparators/add/", ComparatorAdd.as_view(), name="comparator_add"),
    path("shipped-sets/", ShippedSetList.as_view(), name="shipped_set_list"),
    path("shipped-sets/<slug:slug>/add/", ShippedSetAdd.as_view(), name="shipped_set_add"),
    path("sets/add/", SetEdit.as_view(), name="set_create"),
    path("sets/<slug:slug>/", SetEdit.as_view(), name="set_edit"),
]
