"""The writes of assurance."""

from partnerships.assurance.services.challenges import (
    challenge_add,
    challenge_change,
    challenge_step,
    disagreements_save,
)
from partnerships.assurance.services.follow_up import (
    challenge_action_open,
    finding_action_open,
    risk_action_open,
)
from partnerships.assurance.services.inspections import (
    finding_add,
    finding_remove,
    framework_add,
    inspection_add,
    inspection_change,
    note_add,
)
from partnerships.assurance.services.resources import (
    links_check,
    links_check_ask,
    resource_add,
    resource_change,
    text_reword,
)
from partnerships.assurance.services.risks import (
    risk_add,
    risk_change,
    risk_close,
    risk_escalate,
    risk_escalation_answer,
    risk_reopen,
    risk_review,
    risk_scale_change,
)
from partnerships.assurance.services.threats import (
    intelligence_answer,
    intelligence_require,
    threat_assessment_add,
    threat_assessment_agree,
    threat_assessment_change,
    threat_assessment_reopen,
    threat_evidence_add,
    threat_evidence_remove,
    threat_topic_add,
    threat_topic_change,
)

__all__ = [
    "challenge_action_open",
    "challenge_add",
    "challenge_change",
    "challenge_step",
    "disagreements_save",
    "finding_action_open",
    "finding_add",
    "finding_remove",
    "framework_add",
    "inspection_add",
    "inspection_change",
    "intelligence_answer",
    "intelligence_require",
    "links_check",
    "links_check_ask",
    "note_add",
    "resource_add",
    "resource_change",
    "risk_action_open",
    "risk_add",
    "risk_change",
    "risk_close",
    "risk_escalate",
    "risk_escalation_answer",
    "risk_reopen",
    "risk_review",
    "risk_scale_change",
    "text_reword",
    "threat_assessment_add",
    "threat_assessment_agree",
    "threat_assessment_change",
    "threat_assessment_reopen",
    "threat_evidence_add",
    "threat_evidence_remove",
    "threat_topic_add",
    "threat_topic_change",
]
