"""Addresses of audits, below /p/<partnership>/audits/."""

from django.urls import URLPattern, URLResolver, path

from reviews.audits.views import findings, gradings, programme

_ONE = "<slug:audit>/"
_GRADING = f"{_ONE}gradings/<slug:grading>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", programme.Programme.as_view(), name="practice_audit_list"),
    path("new/", programme.AuditPlan.as_view(), name="practice_audit_plan"),
    path(_ONE, programme.AuditDetail.as_view(), name="practice_audit"),
    path(f"{_ONE}edit/", programme.AuditEdit.as_view(), name="practice_audit_edit"),
    path(f"{_ONE}report/", programme.AuditReported.as_view(), name="practice_audit_report"),
    path(f"{_ONE}move/<slug:event>/", programme.AuditMove.as_view(), name="practice_audit_move"),
    path(f"{_ONE}findings/", findings.Findings.as_view(), name="practice_audit_points"),
    path(f"{_ONE}recommend/", findings.RecommendationAdd.as_view(), name="practice_audit_recommend"),
    path(
        f"{_ONE}recommendations/<int:number>/remove/",
        findings.RecommendationRemove.as_view(),
        name="practice_audit_recommendation_remove",
    ),
    path(f"{_ONE}recommendations/<int:number>/action/", findings.ActionOpen.as_view(), name="practice_audit_action"),
    path(f"{_ONE}grade/", gradings.GradingAdd.as_view(), name="practice_audit_grading_add"),
    path(f"{_GRADING}remove/", gradings.GradingRemove.as_view(), name="practice_audit_grading_remove"),
    path(f"{_GRADING}<int:number>/", gradings.Grades.as_view(), name="practice_audit_grades"),
]
