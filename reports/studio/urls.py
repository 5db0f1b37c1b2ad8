"""The studio's addresses, all under a partnership."""

from django.urls import path

from reports.studio import views

urlpatterns = [
    path("reports/", views.ReportList.as_view(), name="report_list"),
    path("new-report/", views.ReportNew.as_view(), name="report_new"),
    path("reports/<slug:report>/", views.ReportDetail.as_view(), name="report_detail"),
    path("reports/<slug:report>/settings/", views.ReportEdit.as_view(), name="report_edit"),
    path("reports/<slug:report>/checks/", views.ReportChecks.as_view(), name="report_checks"),
    path("reports/<slug:report>/checks/accept/", views.WarningAccept.as_view(), name="warning_accept"),
    path("reports/<slug:report>/sign-off/", views.SignOff.as_view(), name="report_sign_off"),
    path("reports/<slug:report>/sign-off/put-up/", views.PutUp.as_view(), name="report_put_up"),
    path("reports/<slug:report>/sign-off/ask/", views.SlotAdd.as_view(), name="slot_add"),
    path("reports/<slug:report>/sign-off/<int:slot>/remove/", views.SlotRemove.as_view(), name="slot_remove"),
    path("reports/<slug:report>/sign-off/<int:slot>/", views.Sign.as_view(), name="report_sign"),
    path("reports/<slug:report>/reopen/", views.Reopen.as_view(), name="report_reopen"),
    path("reports/<slug:report>/add-section/", views.SectionNew.as_view(), name="section_new"),
    path("reports/<slug:report>/sections/<slug:section>/", views.SectionEdit.as_view(), name="section_edit"),
    path("reports/<slug:report>/sections/<slug:section>/plan/", views.SectionPlan.as_view(), name="section_plan"),
    path("reports/<slug:report>/sections/<slug:section>/move/", views.SectionMove.as_view(), name="section_move"),
    path("reports/<slug:report>/sections/<slug:section>/remove/", views.SectionRemove.as_view(), name="section_remove"),
    path(
        "reports/<slug:report>/sections/<slug:section>/history/", views.SectionHistory.as_view(), name="section_history"
    ),
    path("reports/<slug:report>/sections/<slug:section>/comments/", views.CommentAdd.as_view(), name="comment_add"),
    path(
        "reports/<slug:report>/sections/<slug:section>/comments/<int:comment>/settle/",
        views.CommentSettle.as_view(),
        name="comment_settle",
    ),
    path("report-links/", views.LinkUseList.as_view(), name="link_use"),
    path("facts/", views.FactTrace.as_view(), name="fact_trace"),
    path("facts/search/", views.FigureSearch.as_view(), name="figure_search"),
]
