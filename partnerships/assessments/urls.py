"""Addresses of self-assessment, below /p/<partnership>/self-assessment/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.assessments.views import answering, earlier, moderation, records, remarks, rounds, tools

_ANSWERS = "answers/<int:response>/"
_TOOL = "tools/<int:tool>/"
_STATEMENT = f"{_TOOL}statements/<int:statement>/"
_PLEDGE = "statements/<int:pledge>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", rounds.AssessmentList.as_view(), name="assessment_list"),
    path("new/", rounds.AssessmentRoundOpen.as_view(), name="assessment_round_open"),
    path("earlier/", earlier.EarlierRoundNew.as_view(), name="assessment_earlier"),
    path("<int:held>/printed/", earlier.PrintedStatistics.as_view(), name="assessment_printed"),
    path("<int:held>/", rounds.AssessmentDetail.as_view(), name="assessment_detail"),
    path("<int:held>/heat-map/", rounds.AssessmentHeat.as_view(), name="assessment_heat"),
    path("<int:held>/difference/", rounds.AssessmentDifference.as_view(), name="assessment_difference"),
    path("<int:held>/round.csv", rounds.AssessmentExport.as_view(), name="assessment_export"),
    path("<int:held>/progress/", rounds.AssessmentProgress.as_view(), name="assessment_progress"),
    path("<int:held>/ask/", rounds.AssessmentAsk.as_view(), name="assessment_ask"),
    path("<int:held>/more-time/", rounds.AssessmentExtend.as_view(), name="assessment_extend"),
    path("<int:held>/close/", rounds.AssessmentClose.as_view(), name="assessment_close"),
    path("<int:held>/open-again/", rounds.AssessmentReopen.as_view(), name="assessment_reopen"),
    path("<int:held>/remarks/", remarks.AssessmentRemarks.as_view(), name="assessment_remarks"),
    path("<int:held>/moderation/", moderation.ModerationDay.as_view(), name="assessment_moderation"),
    path("<int:held>/survey/<slug:agency>/", moderation.SurveyPage.as_view(), name="assessment_survey"),
    path("<int:held>/box/", answering.BallotPage.as_view(), name="assessment_ballot"),
    path("over-time/<slug:tool>/", rounds.AssessmentOverTime.as_view(), name="assessment_over_time"),
    path(_ANSWERS, answering.ResponseDetail.as_view(), name="assessment_response"),
    path(f"{_ANSWERS}hand-in/", answering.ResponseHandIn.as_view(), name="assessment_hand_in"),
    path(f"{_ANSWERS}take-over/", answering.ResponseTakeOver.as_view(), name="assessment_take_over"),
    path(f"{_ANSWERS}share/", answering.ResponseShare.as_view(), name="assessment_share"),
    path(f"{_ANSWERS}present/", answering.ResponsePresent.as_view(), name="assessment_present"),
    path(f"{_ANSWERS}send-back/", answering.ResponseReturn.as_view(), name="assessment_send_back"),
    path(
        f"{_ANSWERS}open-again/",
        answering.ResponseReturn.as_view(reopening=True),
        name="assessment_response_reopen",
    ),
    path(f"{_ANSWERS}moderated/", answering.ResponseModerated.as_view(), name="assessment_moderated"),
    path(f"{_ANSWERS}agree/", answering.ResponseAgree.as_view(), name="assessment_agree"),
    path(f"{_ANSWERS}moderate/<slug:page>/", moderation.ModerationPage.as_view(), name="assessment_second"),
    path(f"{_ANSWERS}fill-in/<slug:page>/", answering.ResponsePage.as_view(), name="assessment_answer"),
    path("tools/", tools.ToolList.as_view(), name="assessment_tools"),
    path("tools/add/", tools.ToolAdopt.as_view(), name="assessment_tool_adopt"),
    path("tools/new/", tools.ToolNew.as_view(), name="assessment_tool_new"),
    path(_TOOL, tools.ToolDetail.as_view(), name="assessment_tool"),
    path(f"{_TOOL}new-version/", tools.ToolDraft.as_view(), name="assessment_tool_draft"),
    path(f"{_TOOL}make-live/", tools.ToolPublish.as_view(), name="assessment_tool_publish"),
    path(f"{_TOOL}delete/", tools.ToolDiscard.as_view(), name="assessment_tool_discard"),
    path(f"{_TOOL}change/", tools.ToolEdit.as_view(), name="assessment_tool_edit"),
    path(f"{_TOOL}parts/new/", tools.PartNew.as_view(), name="assessment_part_new"),
    path(f"{_TOOL}parts/<int:part>/new/", tools.StatementNew.as_view(), name="assessment_statement_new"),
    path(_STATEMENT, tools.StatementEdit.as_view(), name="assessment_statement_edit"),
    path(f"{_STATEMENT}remove/", tools.StatementRemove.as_view(), name="assessment_statement_remove"),
    path(f"{_STATEMENT}move/", tools.StatementMove.as_view(), name="assessment_statement_move"),
    path("evidence/", records.EvidenceList.as_view(), name="assessment_evidence"),
    path("evidence/new/<slug:agency>/", records.EvidenceNew.as_view(), name="assessment_evidence_new"),
    path("evidence/<int:file>/", records.EvidenceGet.as_view(), name="assessment_evidence_get"),
    path("evidence/<int:file>/expiry/", records.EvidenceExpiry.as_view(), name="assessment_evidence_expiry"),
    path("sites/", records.SiteList.as_view(), name="assessment_sites"),
    path("sites/<int:site>/close/", records.SiteClose.as_view(), name="assessment_site_close"),
    path("statements/", records.PledgeList.as_view(), name="assessment_pledges"),
    path("statements/<slug:agency>/begin/", records.PledgeBegin.as_view(), name="assessment_pledge_begin"),
    path(_PLEDGE, records.PledgeDetail.as_view(), name="assessment_pledge"),
    path(f"{_PLEDGE}change/", records.PledgeEdit.as_view(), name="assessment_pledge_edit"),
    path(f"{_PLEDGE}sign/", records.PledgeSign.as_view(), name="assessment_pledge_sign"),
    path(f"{_PLEDGE}material-change/", records.PledgeChanged.as_view(), name="assessment_pledge_changed"),
]
