"""Everything a person can be allowed to do in a partnership. NOUN_VERB; views and templates name these."""

from enum import StrEnum


class Permission(StrEnum):
    """One permission. `_OWN` ones hold only for the agency of the membership, see `Access.may`."""

    PARTNERSHIP_VIEW = "partnership_view"
    PEOPLE_MANAGE = "people_manage"
    AGENCIES_MANAGE = "agencies_manage"
    AUDIT_VIEW = "audit_view"

    FIGURES_VIEW = "figures_view"  # accepted figures, scorecards, where a figure came from
    COLLECTION_MANAGE = "collection_manage"
    INDICATOR_MANAGE = "indicator_manage"
    RETURN_VIEW_OWN = "return_view_own"
    RETURN_VIEW_ALL = "return_view_all"
    RETURN_EDIT_OWN = "return_edit_own"
    RETURN_EDIT_ALL = "return_edit_all"
    RETURN_SUBMIT_OWN = "return_submit_own"
    RETURN_SUBMIT_ALL = "return_submit_all"
    RETURN_ACCEPT = "return_accept"

    CONTRIBUTION_VIEW_OWN = "contribution_view_own"
    CONTRIBUTION_VIEW_ALL = "contribution_view_all"
    CONTRIBUTION_EDIT_OWN = "contribution_edit_own"
    CONTRIBUTION_SUBMIT_OWN = "contribution_submit_own"
    CONTRIBUTION_MANAGE = "contribution_manage"

    EVIDENCE_VIEW_OWN = "evidence_view_own"
    EVIDENCE_VIEW_ALL = "evidence_view_all"
    EVIDENCE_EDIT_OWN = "evidence_edit_own"
    EVIDENCE_MANAGE = "evidence_manage"  # all boxes, themes, shared texts

    GOVERNANCE_VIEW = "governance_view"
    GOVERNANCE_MANAGE = "governance_manage"
    ASSESSMENT_VIEW = "assessment_view"  # rounds and agreed results
    ASSESSMENT_ANSWER_OWN = "assessment_answer_own"
    ASSESSMENT_SUBMIT_OWN = "assessment_submit_own"
    ASSESSMENT_OVERSEE = "assessment_oversee"  # what agencies handed in before it is agreed
    ASSESSMENT_MANAGE = "assessment_manage"
    TRAINING_VIEW = "training_view"
    TRAINING_MANAGE = "training_manage"
    TRAINING_COMPLIANCE_OWN = "training_compliance_own"

    ASSURANCE_VIEW = "assurance_view"  # challenges, inspections, threat assessment, documents, the law
    ASSURANCE_EDIT_OWN = "assurance_edit_own"  # what concerns the own agency
    ASSURANCE_MANAGE = "assurance_manage"
    CHALLENGE_TAKE_PART = "challenge_take_part"  # raise a challenge, add a step
    CHALLENGE_SCRUTINISE = "challenge_scrutinise"  # in one's own name, whichever agencies are the sides
    RISK_VIEW_OWN = "risk_view_own"  # risks the own agency owns
    RISK_VIEW_ALL = "risk_view_all"

    ACTION_VIEW = "action_view"  # confidential ones only inside their circle
    ACTION_UPDATE_OWN = "action_update_own"
    ACTION_CLOSE = "action_close"
    ACTION_MANAGE = "action_manage"
    PRACTICE_AUDIT_VIEW = "practice_audit_view"  # audits of practice, not the audit trail
    PRACTICE_AUDIT_OWN = "practice_audit_own"
    PRACTICE_AUDIT_MANAGE = "practice_audit_manage"

    CASE_READ = "case_read"  # only cases on whose list the person is
    CASE_COORDINATE = "case_coordinate"  # open cases and keep those the person coordinates
    CASE_BREAK_GLASS = "case_break_glass"
    GUIDANCE_MANAGE = "guidance_manage"  # bank holidays, editions of guidance and how they are read

    REPORT_VIEW = "report_view"  # drafts, checks, builds
    REPORT_EDIT = "report_edit"
    REPORT_BUILD = "report_build"
    REPORT_FOREWORD = "report_foreword"
    REPORT_SIGN = "report_sign"
    REPORT_PUBLISH = "report_publish"
    DISCLOSURE_SETTLE = "disclosure_settle"  # second pair of eyes on what a public edition prints against the rules
    REPORT_DOWNLOAD = "report_download"


OWN_TO_ALL = {
    Permission.RETURN_VIEW_OWN: Permission.RETURN_VIEW_ALL,
    Permission.RETURN_EDIT_OWN: Permission.RETURN_EDIT_ALL,
    Permission.RETURN_SUBMIT_OWN: Permission.RETURN_SUBMIT_ALL,
    Permission.CONTRIBUTION_VIEW_OWN: Permission.CONTRIBUTION_VIEW_ALL,
    Permission.CONTRIBUTION_EDIT_OWN: Permission.CONTRIBUTION_MANAGE,
    Permission.CONTRIBUTION_SUBMIT_OWN: Permission.CONTRIBUTION_MANAGE,
    Permission.EVIDENCE_VIEW_OWN: Permission.EVIDENCE_VIEW_ALL,
    Permission.EVIDENCE_EDIT_OWN: Permission.EVIDENCE_MANAGE,
    Permission.TRAINING_COMPLIANCE_OWN: Permission.TRAINING_MANAGE,
    Permission.ASSURANCE_EDIT_OWN: Permission.ASSURANCE_MANAGE,
    Permission.RISK_VIEW_OWN: Permission.RISK_VIEW_ALL,
    Permission.ASSESSMENT_ANSWER_OWN: Permission.ASSESSMENT_MANAGE,
    Permission.ASSESSMENT_SUBMIT_OWN: Permission.ASSESSMENT_MANAGE,
    Permission.ACTION_UPDATE_OWN: Permission.ACTION_MANAGE,
    Permission.PRACTICE_AUDIT_OWN: Permission.PRACTICE_AUDIT_MANAGE,
}
