"""Roles are code: each lists its permissions and says in a sentence, for the screen, what it is for."""

from dataclasses import dataclass

from django.db import models

from partnerships.directory.authz.permissions import Permission as P


class Role(models.TextChoices):
    """The roles a membership can hold."""

    BOARD_MANAGER = "board_manager", "Board manager"
    AGENCY_LEAD = "agency_lead", "Agency lead"
    AGENCY_CONTRIBUTOR = "agency_contributor", "Agency contributor"
    CHAIR = "chair", "Independent chair or scrutineer"
    SIGNATORY = "signatory", "Partner signatory"
    CASE_COORDINATOR = "case_coordinator", "Case review coordinator"
    READER = "reader", "Reader"
    ADMINISTRATOR = "administrator", "Administrator"


AGENCY_ROLES = (Role.AGENCY_LEAD.value, Role.AGENCY_CONTRIBUTOR.value, Role.SIGNATORY.value)


@dataclass(frozen=True, kw_only=True)
class RoleSpec:
    """What a role may do, and the sentence people read when they give it."""

    role: Role
    sentence: str
    permissions: frozenset[P]


_READS = frozenset(
    {
        P.PARTNERSHIP_VIEW,
        P.FIGURES_VIEW,
        P.GOVERNANCE_VIEW,
        P.TRAINING_VIEW,
        P.ASSURANCE_VIEW,
        P.ASSESSMENT_VIEW,
        P.REPORT_DOWNLOAD,
        P.CASE_READ,
        P.ACTION_VIEW,
        P.PRACTICE_AUDIT_VIEW,
    }
)
_DRAFTS = frozenset(
    {
        P.PARTNERSHIP_VIEW,
        P.FIGURES_VIEW,
        P.RETURN_VIEW_OWN,
        P.RETURN_EDIT_OWN,
        P.CONTRIBUTION_VIEW_OWN,
        P.CONTRIBUTION_EDIT_OWN,
        P.EVIDENCE_VIEW_OWN,
        P.EVIDENCE_EDIT_OWN,
        P.TRAINING_VIEW,
        P.ASSURANCE_VIEW,
        P.RISK_VIEW_OWN,
        P.ASSESSMENT_VIEW,
        P.ASSESSMENT_ANSWER_OWN,
        P.CASE_READ,
        P.ACTION_VIEW,
        P.PRACTICE_AUDIT_VIEW,
    }
)
_OVERSEES = frozenset(
    {
        *_READS,
        P.RETURN_VIEW_ALL,
        P.CONTRIBUTION_VIEW_ALL,
        P.ASSESSMENT_VIEW,
        P.RISK_VIEW_ALL,
        P.EVIDENCE_VIEW_ALL,
        P.ASSESSMENT_OVERSEE,
        P.REPORT_VIEW,
        P.REPORT_SIGN,
    }
)
_MANAGES = frozenset(set(P) - {P.REPORT_FOREWORD, P.REPORT_SIGN, P.CASE_COORDINATE})

ROLES = (
    RoleSpec(
        role=Role.BOARD_MANAGER,
        sentence="Sets up the year, enters and accepts figures, assembles and publishes the report.",
        permissions=_MANAGES,
    ),
    RoleSpec(
        role=Role.AGENCY_LEAD,
        sentence="Hands in the agency's returns and contribution, answers questions and keeps the agency's risks.",
        permissions=_DRAFTS
        | {
            P.RETURN_SUBMIT_OWN,
            P.CONTRIBUTION_SUBMIT_OWN,
            P.TRAINING_COMPLIANCE_OWN,
            P.ASSURANCE_EDIT_OWN,
            P.CHALLENGE_TAKE_PART,
            P.ASSESSMENT_SUBMIT_OWN,
            P.ACTION_UPDATE_OWN,
            P.PRACTICE_AUDIT_OWN,
            P.GOVERNANCE_VIEW,
            P.REPORT_DOWNLOAD,
        },
    ),
    RoleSpec(
        role=Role.AGENCY_CONTRIBUTOR,
        sentence="Drafts the agency's figures and words for the agency lead to hand in.",
        permissions=_DRAFTS,
    ),
    RoleSpec(
        role=Role.CHAIR,
        sentence="Reads all but case material, challenges, writes the foreword nobody else can change, and signs.",
        permissions=_OVERSEES
        | {
            P.REPORT_FOREWORD,
            P.CASE_BREAK_GLASS,
            P.ACTION_CLOSE,
            P.DISCLOSURE_SETTLE,
            P.CHALLENGE_TAKE_PART,
            P.CHALLENGE_SCRUTINISE,
        },
    ),
    RoleSpec(
        role=Role.SIGNATORY,
        sentence="Reads what the board reads, contributions, the risk register and drafts of the report, and signs it "
        "for the council, the integrated care board or the police.",
        permissions=_READS | {P.CONTRIBUTION_VIEW_ALL, P.RISK_VIEW_ALL, P.REPORT_VIEW, P.REPORT_SIGN},
    ),
    RoleSpec(
        role=Role.CASE_COORDINATOR,
        sentence="Keeps the confidential review register.",
        permissions=_READS | {P.CASE_COORDINATE, P.CASE_BREAK_GLASS, P.GUIDANCE_MANAGE},
    ),
    RoleSpec(
        role=Role.READER,
        sentence="Reads what the board reads, without the risk register, and changes nothing.",
        permissions=_READS,
    ),
    RoleSpec(
        role=Role.ADMINISTRATOR,
        sentence="Looks after people, agencies, areas and guidance; sees no figures and no case material.",
        permissions=frozenset(
            {P.PARTNERSHIP_VIEW, P.PEOPLE_MANAGE, P.AGENCIES_MANAGE, P.AUDIT_VIEW, P.GUIDANCE_MANAGE}
        ),
    ),
)

SPECS = {spec.role: spec for spec in ROLES}
