"""Addresses of assurance, below /p/<partnership>/assurance/."""

from django.urls import URLPattern, URLResolver, path

from partnerships.assurance.views import challenges, home, inspections, resources, risks, threats

_RISK = "risks/<int:number>/"
_CHALLENGE = "challenges/<int:number>/"
_INSPECTION = "inspections/<slug:slug>/"
_THREAT = "threats/<slug:slug>/"
_TOPIC = "threats/topics/<int:topic>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.Home.as_view(), name="assurance_home"),
    path("risks/", risks.RiskList.as_view(), name="risk_list"),
    path("risks/matrix/", risks.RiskMatrix.as_view(), name="risk_matrix"),
    path("risks/scale/", risks.ScaleEdit.as_view(), name="risk_scale"),
    path("risks/new/", risks.RiskAdd.as_view(), name="risk_add"),
    path("risks/escalations/<int:escalation>/answer/", risks.RiskAnswer.as_view(), name="risk_answer"),
    path(_RISK, risks.RiskDetail.as_view(), name="risk_detail"),
    path(f"{_RISK}change/", risks.RiskEdit.as_view(), name="risk_edit"),
    path(f"{_RISK}review/", risks.RiskReviewAdd.as_view(), name="risk_review"),
    path(f"{_RISK}escalate/", risks.RiskEscalate.as_view(), name="risk_escalate"),
    path(f"{_RISK}action/", risks.RiskAction.as_view(), name="risk_action"),
    path(f"{_RISK}close/", risks.RiskClose.as_view(), name="risk_close"),
    path(f"{_RISK}reopen/", risks.RiskReopen.as_view(), name="risk_reopen"),
    path("challenges/", challenges.ChallengeList.as_view(), name="challenge_list"),
    path("challenges/new/", challenges.ChallengeAdd.as_view(), name="challenge_add"),
    path("challenges/disagreements/", challenges.DisagreementAdd.as_view(), name="disagreement_add"),
    path(_CHALLENGE, challenges.ChallengeDetail.as_view(), name="challenge_detail"),
    path(f"{_CHALLENGE}change/", challenges.ChallengeEdit.as_view(), name="challenge_edit"),
    path(f"{_CHALLENGE}action/", challenges.ChallengeAction.as_view(), name="challenge_action"),
    path(f"{_CHALLENGE}steps/new/", challenges.ChallengeStepAdd.as_view(), name="challenge_step"),
    path("inspections/", inspections.InspectionList.as_view(), name="inspection_list"),
    path("inspection-frameworks/", inspections.FrameworkList.as_view(), name="framework_list"),
    path("inspection-frameworks/new/", inspections.FrameworkAdd.as_view(), name="framework_add"),
    path("inspection-frameworks/<slug:framework>/record/", inspections.InspectionAdd.as_view(), name="inspection_add"),
    path(_INSPECTION, inspections.InspectionDetail.as_view(), name="inspection_detail"),
    path(f"{_INSPECTION}change/", inspections.InspectionEdit.as_view(), name="inspection_edit"),
    path(f"{_INSPECTION}findings/new/", inspections.FindingAdd.as_view(), name="inspection_finding_add"),
    path(
        f"{_INSPECTION}findings/<int:finding>/action/",
        inspections.FindingAction.as_view(),
        name="inspection_finding_action",
    ),
    path(
        f"{_INSPECTION}findings/<int:finding>/remove/",
        inspections.FindingRemove.as_view(),
        name="inspection_finding_remove",
    ),
    path(f"{_INSPECTION}notes/new/", inspections.NoteAdd.as_view(), name="inspection_note_add"),
    path("threats/", threats.ThreatList.as_view(), name="threat_list"),
    path("threat-assessments/new/", threats.ThreatAdd.as_view(), name="threat_add"),
    path(f"{_TOPIC}change/", threats.TopicEdit.as_view(), name="threat_topic_edit"),
    path(f"{_TOPIC}evidence/new/", threats.EvidenceAdd.as_view(), name="threat_evidence_add"),
    path("threats/evidence/<int:evidence>/remove/", threats.EvidenceRemove.as_view(), name="threat_evidence_remove"),
    path(f"{_TOPIC}remove/", threats.TopicRemove.as_view(), name="threat_topic_remove"),
    path(
        "threats/requirements/<int:requirement>/remove/",
        threats.RequirementRemove.as_view(),
        name="intelligence_remove",
    ),
    path(f"{_TOPIC}requirements/new/", threats.RequirementAdd.as_view(), name="intelligence_add"),
    path(
        "threats/requirements/<int:requirement>/answer/",
        threats.RequirementAnswer.as_view(),
        name="intelligence_answer",
    ),
    path(_THREAT, threats.ThreatDetail.as_view(), name="threat_detail"),
    path(f"{_THREAT}change/", threats.ThreatEdit.as_view(), name="threat_edit"),
    path(f"{_THREAT}topics/new/", threats.TopicAdd.as_view(), name="threat_topic_add"),
    path(f"{_THREAT}agree/", threats.ThreatAgree.as_view(), name="threat_agree"),
    path(f"{_THREAT}reopen/", threats.ThreatReopen.as_view(), name="threat_reopen"),
    path("documents/", resources.ResourceList.as_view(), name="resource_list"),
    path("documents/new/", resources.ResourceAdd.as_view(), name="resource_add"),
    path("documents/check-links/", resources.LinksCheck.as_view(), name="links_check"),
    path("documents/<int:resource>/change/", resources.ResourceEdit.as_view(), name="resource_edit"),
    path("law/", resources.StatuteList.as_view(), name="statute_list"),
    path("law/<slug:edition>/<slug:section>/", resources.StatuteEdit.as_view(), name="statute_edit"),
]
