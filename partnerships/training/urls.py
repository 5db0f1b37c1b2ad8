"""Addresses of training, below /p/<partnership>/training/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.training.views import compliance, evaluations, money, season, sessions

_STATEMENT = "compliance/<slug:agency>/<str:period>/"
_QUESTION = "evaluation/<slug:evaluation>/"
_SESSION = "sessions/<int:session>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", season.SeasonPage.as_view(), name="training_season"),
    path("season.csv", season.SeasonExport.as_view(), name="training_export"),
    path("courses/", sessions.CourseList.as_view(), name="training_courses"),
    path("courses/new/", sessions.CourseAdd.as_view(), name="training_course_add"),
    path("courses/<slug:course>/change/", sessions.CourseEdit.as_view(), name="training_course_edit"),
    path("sessions/", sessions.SessionList.as_view(), name="training_sessions"),
    path("sessions/new/", sessions.SessionAdd.as_view(), name="training_session_add"),
    path(_SESSION, sessions.SessionDetail.as_view(), name="training_session"),
    path(f"{_SESSION}change/", sessions.SessionEdit.as_view(), name="training_session_edit"),
    path(f"{_SESSION}call-off/", sessions.SessionCallOff.as_view(), name="training_session_call_off"),
    path(f"{_SESSION}take-back/", sessions.SessionTakeBack.as_view(), name="training_session_take_back"),
    path(f"{_SESSION}plan-again/", sessions.SessionPlanAgain.as_view(), name="training_session_plan_again"),
    path(f"{_SESSION}sectors/<slug:place>/", sessions.SectorCounts.as_view(), name="training_counts"),
    path(f"{_SESSION}agencies/<slug:place>/", sessions.AgencyCounts.as_view(), name="training_agency_counts"),
    path("evaluation/", evaluations.EvaluationList.as_view(), name="training_evaluation"),
    path("evaluation/new/", evaluations.EvaluationAdd.as_view(), name="training_evaluation_add"),
    path(f"{_QUESTION}question/", evaluations.EvaluationDetail.as_view(), name="training_evaluation_detail"),
    path(f"{_QUESTION}answers/", evaluations.Answers.as_view(), name="training_answers"),
    path(f"{_QUESTION}quotes/new/", evaluations.QuoteAdd.as_view(), name="training_quote_add"),
    path(f"{_QUESTION}quotes/<int:quote>/remove/", evaluations.QuoteRemove.as_view(), name="training_quote_remove"),
    path("compliance/", compliance.ComplianceList.as_view(), name="training_compliance"),
    path(_STATEMENT, compliance.ComplianceEdit.as_view(), name="training_compliance_edit"),
    path(f"{_STATEMENT}accept/", compliance.ComplianceAccept.as_view(), name="training_compliance_accept"),
    path(f"{_STATEMENT}send-back/", compliance.ComplianceSendBack.as_view(), name="training_compliance_send_back"),
    path(f"{_STATEMENT}reopen/", compliance.ComplianceReopen.as_view(), name="training_compliance_reopen"),
    path("money/", money.Money.as_view(), name="training_money"),
    path("money/new/", money.AmountAdd.as_view(), name="training_amount_add"),
    path("money/<int:amount>/remove/", money.AmountRemove.as_view(), name="training_amount_remove"),
    path("printed/", money.Printed.as_view(), name="training_printed"),
    path("printed/new/", money.PrintedAdd.as_view(), name="training_printed_add"),
    path("printed/<int:row>/remove/", money.PrintedRemove.as_view(), name="training_printed_remove"),
]
